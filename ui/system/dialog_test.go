package system

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/texts"
)

// shown is a Dialog in a window of its own whose functions run on the test's
// goroutine.
func shown(t *testing.T) (Dialog, chan func()) {
	t.Helper()
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(800, 600))
	queue := make(chan func(), 8)
	return Dialog{Window: w, Do: func(f func()) { queue <- f }}, queue
}

func press(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if b, ok := o.(*widget.Button); ok && b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func TestSaveAsksForAPathInOneLine(t *testing.T) {
	d, queue := shown(t)
	folder := t.TempDir()
	reply := make(chan answer, 1)
	go func() {
		path, err := d.Save(Request{Title: "Save", Folder: folder, Name: "m.helmholtz"})
		reply <- answer{path, err}
	}()
	(<-queue)()
	press(t, d.Window, texts.Of("files.save.button"))
	if got := <-reply; got.err != nil || got.path != filepath.Join(folder, "m.helmholtz") {
		t.Errorf("%+v", got)
	}
}

func TestCancelIsNoError(t *testing.T) {
	for _, c := range []struct {
		ask    func(Dialog, Request) (string, error)
		cancel string
	}{{Dialog.Open, lang.L("Cancel")}, {Dialog.Save, texts.Of("common.cancel")}} {
		d, queue := shown(t)
		reply := make(chan answer, 1)
		go func() {
			path, err := c.ask(d, Request{Title: "?", Folder: t.TempDir(), Name: "m"})
			reply <- answer{path, err}
		}()
		(<-queue)()
		press(t, d.Window, c.cancel)
		if got := <-reply; !errors.Is(got.err, ErrCancelled) || got.path != "" {
			t.Errorf("%+v", got)
		}
	}
}

func TestFiltersBecomeSuffixes(t *testing.T) {
	machines := Filter{Name: "Machines", Extensions: []string{"helmholtz"}}
	if got := (Request{Filters: []Filter{machines}}).suffixes(); !slices.Equal(got, []string{".helmholtz"}) {
		t.Errorf("suffixes %q", got)
	}
	all := Filter{Name: "All", Extensions: []string{"*"}}
	if got := (Request{Filters: []Filter{machines, all}}).suffixes(); got != nil {
		t.Errorf("with all files allowed: %q", got)
	}
}

func TestOnlyOrdinaryFilesCanBeChosen(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "m.helmholtz")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []ordinary{nil, {".helmholtz"}} {
		if !f.Matches(storage.NewFileURI(path)) {
			t.Errorf("%v hides a file", f)
		}
		for _, other := range []string{folder, os.DevNull, path + ".none"} {
			if f.Matches(storage.NewFileURI(other)) {
				t.Errorf("%v shows %s", f, other)
			}
		}
	}
	if (ordinary{".png"}).Matches(storage.NewFileURI(path)) {
		t.Error("another extension is shown")
	}
}
