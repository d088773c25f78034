package main

import (
	"fmt"
	"strings"
)

// settingTrials ask for what cannot be.
func settingTrials() (list []trial) {
	ask := func(what string, args ...string) {
		list = append(list, trial{group: "Impossible settings", what: what, args: args})
	}
	train := func(what string, args ...string) {
		ask(what, append([]string{"train", "--data", "digits8", "--limit", "200", "--out", "out"}, args...)...)
	}
	train("a file beyond 2 GiB", "--layers", "12000,12000", "--average", "10", "--epochs", "100")
	train("layers of 8,000 units, ten times", "--layers", strings.Repeat("8000,", 9)+"8000")
	train("a layer of 10⁹ units", "--layers", "1000000000")
	train("a layer of 2⁶³ units", "--layers", "9223372036854775808")
	train("a layer of no units", "--layers", "0")
	train("a layer of −5 units", "--layers=-5")
	train("10,000 layers", "--layers", strings.Repeat("1,", 9_999)+"1")
	train("a categorical layer in the middle", "--layers", "10c,10")
	train("no layers", "--layers", "")
	for _, c := range []string{"something", "1-0,0-1", "1-0,0-1,2-1,1-2,2-1", "1-0,0-1,2-1,1-2,9-0", "1-0,0-1,2-1,1-2,0-0", strings.Repeat("1-0,", 20_000) + "0-1"} {
		train("--connections "+shortened(c, 20), "--layers", "4,3", "--epochs", "1", "--connections", c)
	}
	train("1,000 layers, all connected", "--layers", strings.Repeat("1,", 999)+"1", "--epochs", "1", "--connections", "lateral")
	train("a lateral layer of 60,000 units", "--layers", "60000", "--epochs", "1", "--connections", "lateral")
	train("10,000 samples in a large machine", "--data", "digits", "--layers", "200,200,200", "--samples", "10000")
	for _, n := range []string{"-1", "1000000000", "9223372036854775807", "9223372036854775808", "", "NaN"} {
		train(fmt.Sprintf("--samples “%s”", n), "--layers", "4", "--samples="+n)
		train(fmt.Sprintf("--batch “%s”", n), "--layers", "4", "--batch="+n)
		// What is more than there is may count as all.
		for _, flag := range []string{"--limit", "--shift", "--average", "--threads"} {
			train(fmt.Sprintf("%s “%s”", flag, n), "--layers", "4", "--epochs", "2", "--rebinarise", flag+"="+n)
			list[len(list)-1].fine = true
		}
	}
	for _, n := range []string{"0", "-1", "9223372036854775808", "4611686018427387904"} {
		train("--epochs "+n, "--layers", "3", "--epochs="+n)
		list[len(list)-1].fine = n == "0" // which saves a machine that knows nothing
	}
	for _, n := range []string{"NaN", "Inf", "-1", "1e300", "1,2,3,4,5,6", ",", strings.Repeat(".1,", 20_000)} {
		train("--rate "+shortened(n, 20), "--layers", "4", "--epochs", "1", "--rate="+n)
	}
	for _, n := range []string{"0", "-1", "1000000000", "9223372036854775808"} {
		ask("--count "+n, "dream", machineFile, "--out", "out", "--count="+n)
		ask("--columns "+n, "dream", machineFile, "--out", "out", "--columns="+n)
		list[len(list)-1].fine = n == "1000000000" // which is as many as there are dreams
		ask("--scale "+n, "dream", machineFile, "--out", "out", "--scale="+n)
		list[len(list)-1].fine = n == "0" // which is what fits
		ask("--dreams "+n, "evaluate", machineFile, "--samples", "2", "--dreams="+n)
	}
	for _, n := range []string{"0", "-1", "9223372036854775808"} {
		ask("--firings "+n, "recognise", machineFile, pictureFile, "--firings="+n)
		ask("--samples "+n, "evaluate", machineFile, "--samples="+n)
	}
	for _, n := range []string{"-1", "2", "NaN", "Inf", "1e300"} {
		ask("--silence "+n, "evaluate", machineFile, "--samples", "2", "--silence="+n)
		ask("--flip "+n, "recognise", machineFile, pictureFile, "--flip="+n)
	}
	ask("a category that is not there", "name", machineFile, "1000000000", "a")
	ask("a category of −1", "name", machineFile, "--", "-1", "a")
	ask("names where there are no categories", "name", machineFile, "0", "a")
	ask("a recipe that is not there", "recipe", "nothing", "--out", "out")
	ask("a recipe from a folder", "recipe", "../../etc/passwd", "--out", "out")
	ask("a benchmark of nothing", "benchmark", "--quick", "--parts", "nothing")
	ask("a benchmark on −1 threads", "benchmark", "--quick", "--threads=-1")
	return list
}

// Sequences by which a terminal is told to do something.
const (
	clears = "\x1b[2J"
	titles = "\x1b]0;title\x07"
	c1     = "\u009b31m"
)

// nameTrials have escape sequences in names.
func (k *kit) nameTrials() ([]trial, error) {
	f, err := k.forge(machineFile)
	if err != nil {
		return nil, err
	}
	var list []trial
	ask := func(what string, fine bool, made files, args ...string) {
		list = append(list, trial{group: "Escape sequences", what: what, args: args, files: made, fine: fine})
	}
	for _, s := range []string{clears + titles, c1} {
		ask("an unknown command", false, nil, s)
		ask("an unknown flag", false, nil, "train", "--"+s)
		ask("a flag's value", false, nil, "train", "--layers", s, "--out", "out")
		ask("data that is not there", false, nil, "train", "--data", s, "--out", "out")
		ask("a machine that is not there", false, nil, "evaluate", s)
		ask("a machine that is none", false, files{"x" + s: put(text("no"))}, "evaluate", "x"+s)
		ask("a picture that is none", false, files{"x" + s: put(text("no"))}, "recognise", machineFile, "x"+s)
		ask("a recipe", false, nil, "recipe", s, "--out", "out")
		ask("a sheet's name", true, nil, "dream", machineFile, "--out", "x"+s+".png")
		ask("the name of the machine's data", true, files{"x": put(f.with(map[string]any{"data": s, "identity.source": s}))},
			"evaluate", "x", "--data", "bars4", "--samples", "2")
		ask("the names of categories", true, files{"x": put(f.with(map[string]any{"names": []any{s}}))}, "recognise", "x", pictureFile)
		ask("the kind of a layer", false, files{"x": put(f.with(map[string]any{"layers": []any{map[string]any{"units": 8, "kind": s}}}))},
			"dream", "x", "--out", "out")
		ask("a setting of the machine", false, files{"x": put(f.with(map[string]any{"settings.method": s, "settings.optimiser": s}))},
			"train", "--resume", "x", "--out", "out")
	}
	return list, nil
}
