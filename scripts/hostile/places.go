package main

// special are things that are no ordinary files, with what makes them in the folder.
func special() map[string]struct {
	path string
	made files
} {
	type thing = struct {
		path string
		made files
	}
	return map[string]thing{
		"a FIFO":                      {"x", files{"x": fifo}},
		"a link to a FIFO":            {"x", files{"f": fifo, linkMark + "x": linkTo("f")}},
		"a socket":                    {"x", files{"x": socket}},
		"a folder":                    {"x", files{"x": folder}},
		"a link that leads to itself": {"x", files{linkMark + "x": linkTo("x")}},
		"a link that leads nowhere":   {"x", files{linkMark + "x": linkTo("gone")}},
		"nothing":                     {"x", nil},
		"a file as a folder":          {machineFile + "/x", nil},
		"/dev/zero":                   {"/dev/zero", nil},
		"/dev/null":                   {"/dev/null", nil},
		"/dev/full":                   {"/dev/full", nil},
		"/dev/urandom":                {"/dev/urandom", nil},
		"a closed descriptor":         {"/dev/fd/99", nil},
		"no name":                     {"", nil},
	}
}

// placeTrials offer what is no file wherever a file is expected.
func placeTrials() (list []trial) {
	places := map[string][]string{
		"data":         {"train", "--data", "?", "--layers", "4", "--epochs", "1", "--out", "out"},
		"labels":       {"train", "--data", imagesFile, "--labels", "?", "--per-class", "--layers", "4", "--epochs", "1", "--out", "out"},
		"machine":      {"evaluate", "?", "--data", "bars4", "--samples", "2"},
		"picture":      {"recognise", machineFile, "?"},
		"kept results": {"evaluate", machineFile, "--samples", "5", "--keep", "?"},
		"training":     {"train", "--resume", "?", "--out", "out"},
		"dreamer":      {"dream", "?", "--out", "out"},
		"sheet":        {"dream", machineFile, "--out", "?"},
		"saved":        {"train", "--data", "bars4", "--layers", "4", "--cycles", "10", "--out", "?"},
	}
	// An evaluation makes the file that it keeps results in; an output makes its own.
	makes := map[string]bool{"kept results": true, "sheet": true, "saved": true}
	for place, command := range places {
		for what, thing := range special() {
			if thing.path == "" && place == "training" {
				continue // which is to begin from nothing
			}
			args := replaced(command, "?", thing.path)
			creates := makes[place] && (what == "nothing" || what == "a link that leads nowhere") ||
				what == "no name" && (place == "labels" || place == "kept results")
			list = append(list, trial{group: "No file, as " + place, what: what, args: args, files: thing.made, fine: creates})
		}
	}
	return list
}

func replaced(list []string, old, by string) []string {
	var changed []string
	for _, w := range list {
		if w == old {
			w = by
		}
		changed = append(changed, w)
	}
	return changed
}

// outputTrials name an input as the output, in all the ways that there are to name a file.
func outputTrials() (list []trial) {
	names := func(of string) map[string]struct {
		path string
		made files
	} {
		return map[string]struct {
			path string
			made files
		}{
			"itself":             {of, nil},
			"by another path":    {"./data/../" + of, files{"data": folder}},
			"by a link":          {"x", files{linkMark + "x": linkTo(of)}},
			"by a second name":   {"x", files{linkMark + "x": hardLinkTo(of)}},
			"by a folder's link": {"x/" + of, files{linkMark + "x": linkTo(".")}},
		}
	}
	for _, c := range []struct {
		what, input string
		args        []string
	}{
		{"the machine that dreams", machineFile, []string{"dream", machineFile, "--out", "?"}},
		{"the data", imagesFile, []string{"train", "--data", imagesFile, "--layers", "4", "--epochs", "1", "--out", "?"}},
		{"the labels", labelsFile, []string{"train", "--data", imagesFile, "--labels", labelsFile, "--per-class", "--layers", "4", "--epochs", "1", "--out", "?"}},
		{"the machine that is measured", machineFile, []string{"evaluate", machineFile, "--samples", "5", "--keep", "?"}},
		{"the data that is measured on", imagesFile, []string{"evaluate", machineFile, "--data", imagesFile, "--samples", "5", "--keep", "?"}},
	} {
		for how, n := range names(c.input) {
			list = append(list, trial{group: "Outputs over inputs", what: c.what + ", " + how, args: replaced(c.args, "?", n.path), files: n.made})
		}
	}
	return list
}

// inputTrials offer something hostile on standard input, and what is rightly there.
func (k *kit) inputTrials() (list []trial) {
	train := []string{"train", "--data", "/dev/stdin", "--layers", "4", "--epochs", "1", "--out", "out"}
	for _, c := range []struct {
		what  string
		input content
		fine  bool
	}{
		{"images", k.of(imagesFile), true},
		{"images, gzipped", gzipped(k.of(imagesFile)), true},
		{"nothing", nil, false},
		{"1 GiB declared, and 1 GB gzipped", gzipped(idx(1024, 1024, 1024, 1<<30-1)), false},
		{"text", many("yes\n", 1<<20), false},
	} {
		list = append(list, trial{group: "Standard input", what: c.what, args: train, input: c.input, fine: c.fine})
	}
	return list
}
