package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"wakesleep/cli/benchmark"
	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// sight is something hostile that the window is shown.
type sight struct {
	trial
	// way is how it is offered.
	way way
}

// way offers the file at a path to a window.
type way struct {
	group string
	offer func(p *desktop.Program, path string)
}

// The ways to offer a file to an open window.
var (
	dropped  = way{"Window: dropped", (*desktop.Program).Drop}
	asked    = way{"Window: the dialog for machines", chosen("ctrl+o")}
	askedFor = way{"Window: the dialog for images", chosen("ctrl+shift+o")}
)

// chosen opens the system's dialog by a key, and chooses the file there.
func chosen(key string) func(p *desktop.Program, path string) {
	return func(p *desktop.Program, path string) {
		p.Key(key)
		p.ChooseFile(desktop.OpenDialog, path)
	}
}

// worst are offered through the dialogs too, which take their time.
var worst = []string{
	"half of it", "a description of 1.3 GB, in 2 MB", "an unused array of 400 MB", "a FIFO", "/dev/zero", "a socket",
	"4 billion images, and nothing more", "gzip: 1 GiB is declared and 256 MiB follow", "gzip in gzip in gzip of 2 GB",
}

// sights are the trials whose file x, or device, can be shown to a window as well.
func sights(trials []trial) (list []sight) {
	ways := map[string][]way{
		"Machines": {dropped, asked}, "Images of data": {dropped, askedFor}, "Pictures": {dropped},
		"No file, as machine": {dropped, asked, askedFor},
	}
	for _, w := range []way{dropped, asked, askedFor} {
		for _, t := range trials {
			for _, possible := range ways[t.group] {
				if possible.group == w.group && (w.group == dropped.group || contains(worst, t.what)) {
					list = append(list, sight{t, w})
				}
			}
		}
	}
	return list
}

// path is the file that a sight shows, in a folder.
func (s sight) path(folder string) string {
	for _, word := range s.args {
		if strings.HasPrefix(word, "/dev/") {
			return word
		}
	}
	return filepath.Join(folder, "x")
}

// tryWindow shows a window everything, one thing after the other, and another window where
// one does not go on.
func (o *options) tryWindow(k *kit, r *report, trials []trial) error {
	if err := desktop.Missing(); err != nil {
		return err
	}
	o.tryStarts(k, r)
	var list []sight
	for _, s := range sights(trials) {
		if o.only.MatchString(s.way.group + ": " + s.what) {
			list = append(list, s)
		}
	}
	for len(list) > 0 {
		var began time.Time
		err := desktop.Run(desktop.Options{Binary: o.window}, func(p *desktop.Program) {
			p.Appear()
			p.Settle()
			rest := memory(p, "VmRSS")
			for len(list) > 0 {
				began = time.Now()
				s := list[0]
				r.add(s.way.group, s.what, k.show(p, s, rest))
				list = list[1:]
			}
		})
		if err != nil && began.IsZero() {
			return err // no window at all
		}
		if err != nil {
			failed := outcome{cost: cost{Status: 1, Hung: true, Time: time.Since(began)}, stderr: []byte(err.Error())}
			r.add(list[0].way.group, list[0].what, failed)
			list = list[1:]
		}
	}
	return nil
}

// show shows a window one thing, waits for its answer, and closes what it says.
func (k *kit) show(p *desktop.Program, s sight, rest int64) outcome {
	folder, err := k.folder(s.files)
	if err != nil {
		panic(err) // the disk's, and no fault of the window's
	}
	defer os.RemoveAll(folder)
	forgetPeak(p)
	before := p.Text("message")
	began := time.Now()
	s.way.offer(p, s.path(folder))
	w, _ := p.Settle()
	o := outcome{rest: rest, honest: s.honest, fine: true}
	o.cost = cost{Time: time.Since(began), Work: time.Since(began), Peak: memory(p, "VmHWM")}
	if text := said(w); text != before {
		o.stdout = neutral([]byte(text), folder)
	}
	for i := w.Overlays; i > 0; i-- {
		p.Key("Escape")
		p.Settle()
	}
	return o
}

// said is what lies over the window, in one line, or else the line that the window says.
func said(w *inspect.Window) string {
	var all []string
	for _, o := range w.Objects {
		if o.Overlay && o.Visible && !o.Control && o.Text != "" {
			all = append(all, o.Text)
		}
	}
	if line := w.Find("message"); len(all) == 0 && line != nil {
		return line.Text
	}
	return strings.Join(all, " – ")
}

// memory is a figure of the program's memory in bytes, as Linux names it.
func memory(p *desktop.Program, name string) int64 {
	text, _, _ := strings.Cut(benchmark.ProcField(fmt.Sprintf("/proc/%d/status", p.ID()), name), " ")
	kilobytes, _ := strconv.ParseInt(text, 10, 64) // no number is zero too
	return kilobytes << 10
}

// forgetPeak lets the peak of the program's memory be what it has now.
func forgetPeak(p *desktop.Program) {
	_ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", p.ID()), []byte("5"), fs.ModePerm)
}
