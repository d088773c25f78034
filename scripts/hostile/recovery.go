package main

import (
	"fmt"
	"path/filepath"
)

// recoveryFolder is where trials keep checkpoints, in their own folder.
const recoveryFolder = "recovery"

// recoveryTrials are entries of the folder of checkpoints that no program wrote.
func (k *kit) recoveryTrials() (list []trial) {
	const slot = "2018839275"
	at := func(name string) string { return filepath.Join(recoveryFolder, slot, name) }
	good := put(k.of(machineFile))
	about := func(json string) maker { return put(text(json)) }
	offer := func(what string, fine bool, made files, args ...string) {
		list = append(list, trial{group: "Checkpoints", what: what, args: append([]string{"recover"}, args...), files: made, fine: fine})
	}
	both := func(what string, made files) {
		offer(what, true, made)
		offer(what, false, made, slot, "--out", "out")
	}
	described := func(checkpoint string) maker {
		return about(fmt.Sprintf(`{"Program":"train","Cycles":300,"File":"m","Title":"m","checkpoint":%q,"Checkpoint":%q}`, checkpoint, checkpoint))
	}
	offer("there are none", true, nil)
	offer("one that is not there", false, nil, "1", "--out", "out")
	offer("a name that leads out of the folder", false, nil, "../../"+machineFile, "--out", "out")
	offer("the folder is a file", false, files{recoveryFolder: put(text())})
	both("the folder is a FIFO", files{recoveryFolder: fifo})
	both("a description of 1 GB", files{at("about.json"): put(many(" ", 1<<30)), at("1.helmholtz"): put(text("no"))})
	both("a description that is a FIFO", files{at("about.json"): fifo, at("1.helmholtz"): put(text("no"))})
	both("a description that is a folder", files{at("about.json"): folder, at("1.helmholtz"): put(text("no"))})
	both("a description of a million lists", files{at("about.json"): put(many("[", 1<<20)), at("1.helmholtz"): put(text("no"))})
	both("a checkpoint that is a FIFO", files{at("about.json"): described("1.helmholtz"), at("1.helmholtz"): fifo})
	both("a checkpoint that is a device", files{at("about.json"): described("1.helmholtz"), linkMark + at("1.helmholtz"): linkTo("/dev/zero")})
	both("a checkpoint that is empty", files{at("about.json"): described("1.helmholtz"), at("1.helmholtz"): put(text())})
	both("a checkpoint in another folder", files{at("about.json"): described("../../" + machineFile), at("1.helmholtz"): put(text("no"))})
	both("a checkpoint of gigabytes, gzipped", files{at("about.json"): described("1.helmholtz"), at("1.helmholtz"): put(gzipped(zeros(1 << 30)))})
	both("a lock that is a FIFO", files{at("lock"): fifo, at("1.helmholtz"): put(text("no"))})
	both("a lock that is a folder", files{at("lock"): folder, at("1.helmholtz"): put(text("no"))})
	offer("names with escape sequences", true, files{
		at("about.json"):  about(`{"Program":"\u001b[2J","File":"\u001b]0;t\u0007","Title":"\u001b[2J","Data":"\u001b[2J","Command":["\u001b[2J"],"Checkpoint":"1.helmholtz","checkpoint":"1.helmholtz"}`),
		at("1.helmholtz"): good,
	})
	offer("−5 cycles in the year 0", true, files{
		at("about.json"):  about(`{"Written":"0000-01-01T00:00:00Z","Cycles":-5,"Checkpoint":"1.helmholtz","checkpoint":"1.helmholtz"}`),
		at("1.helmholtz"): good,
	})
	offer("10,000 entries that are empty", true, func() files {
		made := files{}
		for i := range 10_000 {
			made[filepath.Join(recoveryFolder, fmt.Sprint(1_000_000+i))] = folder
		}
		return made
	}())
	return list
}
