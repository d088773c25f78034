package main

import (
	"os"
	"path/filepath"
	"time"

	"wakesleep/e2e/desktop"
)

// beginning is a start of the window with something hostile.
type beginning struct {
	group, what string
	// preferences stand where the program keeps its own, which files may belong to.
	preferences maker
	// argument is the file that the program is told to open.
	argument maker
}

// beginnings are what the window is started with.
func (k *kit) beginnings() (list []beginning) {
	open := func(what string, m maker) {
		list = append(list, beginning{group: "Window: the file to open", what: what, argument: m})
	}
	prefer := func(what string, m maker) {
		list = append(list, beginning{group: "Window: preferences", what: what, preferences: m})
	}
	open("a FIFO", fifo)
	open("a folder", folder)
	open("a device without end", linkTo("/dev/zero"))
	open("gigabytes of zeros, gzipped", put(gzipped(zeros(1<<30))))
	open("PNG of 8,192×8,192 pixels", put(grey(8192, 8192)))
	open("images: 1 GiB is declared and 256 MiB follow", put(gzipped(idx(1024, 1024, 1024, 256<<20))))
	open("half of a machine", put(changed(k.of(machineFile), func(b []byte) []byte { return b[:len(b)/2] })))
	prefer("an empty file", put(text()))
	prefer("half of them", put(text(`{"language":"en","thre`)))
	prefer("a list", put(text(`[1,2,3]`)))
	prefer("other kinds of values", put(text(`{"theme":{"a":[1]},"threads":"many","language":7,"recent":5,"width":"x","height":-1e308}`)))
	prefer("numbers without bounds", put(text(`{"threads":-99999999999,"window.width":1e308,"window.height":-1,"width":1e308,"height":1e308}`)))
	prefer("an escape sequence", put(text(`{"language":"\u001b[2J","recent":["\u001b]0;t\u0007"]}`)))
	prefer("a million lists in lists", put(many("[", 1<<20)))
	prefer("300 MB", put(all(text(`{"a":"`), many("a", 300<<20), text(`"}`))))
	prefer("a FIFO", fifo)
	prefer("a device without end", linkTo("/dev/zero"))
	prefer("a folder", folder)
	return list
}

// tryStarts starts a window with each, and waits until it shows its machine and answers.
func (o *options) tryStarts(k *kit, r *report) {
	rest := int64(0)
	for _, b := range append([]beginning{{}}, k.beginnings()...) {
		if b.what != "" && !o.only.MatchString(b.group+": "+b.what) {
			continue
		}
		result, err := o.start(b)
		if result.rest = rest; err != nil {
			result.cost.Status, result.stderr = 1, []byte(err.Error())
			result.cost.Hung = result.cost.Time > patience
		}
		if b.what == "" {
			rest = result.cost.Peak // of a start with nothing hostile
			continue
		}
		r.add(b.group, b.what, result)
	}
}

// start is one start.
func (o *options) start(b beginning) (result outcome, err error) {
	result.fine = true
	options := desktop.Options{Binary: o.window}
	options.Prepare = func(home string) error {
		if b.preferences == nil {
			return nil
		}
		path := desktop.PreferencesFile(home)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		return b.preferences(path)
	}
	if b.argument != nil {
		folder, err := os.MkdirTemp("", "hostile-")
		if err != nil {
			return result, err
		}
		defer os.RemoveAll(folder)
		options.Arguments = []string{filepath.Join(folder, "x")}
		if err := b.argument(options.Arguments[0]); err != nil {
			return result, err
		}
	}
	began := time.Now()
	defer func() { result.cost.Time = time.Since(began) }()
	err = desktop.Run(options, func(p *desktop.Program) {
		p.Appear()
		w, _ := p.Settle()
		result.stdout = neutral([]byte(said(w)), filepath.Dir(append(options.Arguments, "")[0]))
		result.cost.Peak = memory(p, "VmHWM")
	})
	return result, err
}
