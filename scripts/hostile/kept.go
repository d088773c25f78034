package main

import (
	"bytes"
	"strings"
)

// keptTrials are files that are offered as kept results.
func (k *kit) keptTrials() (list []trial) {
	offer := func(what string, fine bool, c content) {
		t := trial{
			group: "Kept results", what: what, files: files{"x": put(c)}, fine: fine,
			args: []string{"evaluate", machineFile, "--samples", "5", "--keep", "x"},
		}
		if fine {
			t.result = []string{"x"}
		}
		list = append(list, t)
	}
	good := k.of(keptFile)
	lines := func(change func(all [][]byte) [][]byte) content {
		return changed(good, func(b []byte) []byte {
			return bytes.Join(change(bytes.SplitAfter(b, []byte("\n"))), nil)
		})
	}
	results := func(text string) content {
		return lines(func(all [][]byte) [][]byte { return [][]byte{all[0], []byte(text + "\n")} })
	}
	offer("a picture", false, k.of(pictureFile))
	offer("a machine", false, k.of(machineFile))
	offer("another evaluation", false, changed(good, func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"samples":5`), []byte(`"samples":6`), 1)
	}))
	offer("half of its last line, as a crash leaves it", true, without(100, good))
	offer("a digit is another", false, changed(good, func(b []byte) []byte {
		at := bytes.Index(b, []byte(`nll_nats":[`)) + len(`nll_nats":[`)
		b[at] = '1' + (b[at]-'0')%9
		return b
	}))
	offer("a line twice", true, lines(func(all [][]byte) [][]byte { return append(all[:2:2], all[1:]...) }))
	offer("a first line of 500 MB", false, many("a", 500<<20))
	offer("a second line of 500 MB", false, all(lines(func(all [][]byte) [][]byte { return all[:1] }), many("1", 500<<20)))
	offer("20 million empty lines", false, all(lines(func(all [][]byte) [][]byte { return all[:1] }), many("\n", 20_000_000)))
	offer("a million lists in lists", false, results(strings.Repeat("[", 1<<20)))
	offer("results of image −1", false, results(`{"first":-1,"results":[]}`))
	offer("results of image 10⁹", false, results(`{"first":1000000000,"results":[{}]}`))
	offer("results of image 10³⁰", false, results(`{"first":1000000000000000000000000000000,"results":[]}`))
	offer("results without numbers", false, results(`{"first":0,"results":[{},{},null]}`))
	offer("an escape sequence", false, results("\x1b]0;title\x07\x1b[2J"))
	return list
}
