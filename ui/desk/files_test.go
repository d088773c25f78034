package desk_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// trained is a stage whose machine has had some cycles, and what it is now.
func trained(t *testing.T) (*scene, *session.Snapshot) {
	t.Helper()
	s := stage.WithBars(newScene(t))
	s.Entry("cycles").SetText("40")
	s.Press("bar.wakeSleep.button")
	return s, s.AtRest()
}

func TestMachineIsTheSameAfterSavingAndOpening(t *testing.T) {
	s, before := trained(t)
	if got := s.Window().Title(); got != texts.Of("files.newMachine")+"* – Wake-Sleep" {
		t.Errorf("the title of an unsaved machine is %q", got)
	}
	folder := t.TempDir()
	s.SaveTo(filepath.Join(folder, "evening"))
	if got := s.Window().Title(); got != "evening.helmholtz – Wake-Sleep" {
		t.Errorf("the title of a saved machine is %q", got)
	}
	other := newScene(t)
	other.Begin("bars4", learn.ClassicDefaults())
	other.Picker.Path = filepath.Join(folder, "evening.helmholtz")
	other.AskOpenMachine()
	other.Until("the machine is open", func() bool { return other.Document().Path != "" && other.Ready() })
	after := other.Session().Fresh()
	if !slices.Equal(after.Machine.Generative.Flat, before.Machine.Generative.Flat) ||
		!slices.Equal(after.Machine.Recognition.Flat, before.Machine.Recognition.Flat) {
		t.Error("the machine is another one")
	}
	if after.Cycle != 40 || other.Data().Name != "bars3" {
		t.Errorf("cycle %d of a machine for %s, want 40 and bars3", after.Cycle, other.Data().Name)
	}
	if other.Unsaved() {
		t.Error("a machine just opened counts as unsaved")
	}
}

func TestTrainingGoesOnExactlyFromAFile(t *testing.T) {
	s, _ := trained(t)
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	s.SaveTo(path)
	s.Press("bar.wakeSleep.button")
	want := s.AtRest().Machine.Generative.Flat
	openAnyway(s, path)
	s.Until("the machine is open", func() bool { return s.Session().Status().Cycle == 40 && s.Ready() })
	s.Press("bar.wakeSleep.button")
	if got := s.AtRest(); got.Cycle != 80 || !slices.Equal(got.Machine.Generative.Flat, want) {
		t.Error("the machine went on differently")
	}
}

func TestExistingFilesAreReplacedOnRequestOnly(t *testing.T) {
	s, _ := trained(t)
	path := filepath.Join(t.TempDir(), "precious.helmholtz")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	intact := func() bool {
		data, err := os.ReadFile(path)
		return err == nil && string(data) == "precious"
	}
	// The user typed the name without its extension, so the system's dialog did
	// not ask.
	s.Picker.Path, s.Picker.Asks = filepath.Join(filepath.Dir(path), "precious"), true
	s.AskSave()
	s.WaitDialog("dialog.replace.text")
	if !intact() {
		t.Fatal("the file was touched before the answer")
	}
	s.Press("common.cancel")
	s.Settle()
	if !intact() || !s.Unsaved() {
		t.Fatal("the file was replaced although the user cancelled")
	}
	s.AskSave()
	s.WaitDialog("dialog.replace.text")
	s.Press("dialog.replace.button")
	s.Until("the machine is saved", func() bool { return !s.Unsaved() })
	if intact() {
		t.Error("the file was not replaced")
	}
}

func TestSaveWritesToTheSameFileAgain(t *testing.T) {
	s, _ := trained(t)
	first := s.SaveTo(filepath.Join(t.TempDir(), "m.helmholtz"))
	s.Picker.Path = "/nowhere/else"
	s.Press("bar.step.button")
	s.AtRest()
	s.Save()
	s.Until("the machine is saved", func() bool { return !s.Unsaved() })
	second, err := os.ReadFile(s.Document().Path)
	if err != nil || slices.Equal(first, second) {
		t.Errorf("the file did not change (%v)", err)
	}
}

// openAnyway opens a file without saving the machine before.
func openAnyway(s *scene, path string) {
	s.OpenAny(path)
	s.WaitDialog("dialog.unsaved.aside")
	s.Press("dialog.unsaved.dont")
}

func TestFailuresAreToldAndHarmNothing(t *testing.T) {
	s, before := trained(t)
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad.helmholtz")
	if err := os.WriteFile(bad, []byte("PK\x03\x04 and then nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	images := filepath.Join(folder, "images")
	if err := os.WriteFile(images, []byte("\x00\x00\x08\x03\x00\x00\x00\x05"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, act := range []struct {
		name string
		do   func()
		says string
	}{
		{"open what is not there", func() { s.OpenAny(filepath.Join(folder, "none")) }, "there is no such file"},
		{"open a damaged file", func() { s.OpenAny(bad) }, "bad.helmholtz: "},
		{"open truncated images", func() { s.OpenAny(images) }, "images: it ends too early"},
		{"save in a folder that is not there", func() { s.Picker.Path = filepath.Join(folder, "no", "m.helmholtz"); s.AskSave() }, "no"},
	} {
		act.do()
		s.WaitDialogWords(act.says)
		s.Press("common.ok")
	}
	after := s.Session().Fresh()
	if after.Cycle != before.Cycle || !slices.Equal(after.Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("the running machine was touched")
	}
	if s.Document().Path != "" || !s.Unsaved() {
		t.Error("a failed save counts as saved")
	}
}

// A file that cannot be opened is named in every language.
func TestADamagedFileIsNamed(t *testing.T) {
	defer texts.Use("en")
	for _, language := range texts.Languages {
		texts.Use(language.Code)
		s, _ := trained(t)
		bad := filepath.Join(t.TempDir(), "bad.helmholtz")
		if err := os.WriteFile(bad, []byte("PK\x03\x04 and then nothing"), 0o600); err != nil {
			t.Fatal(err)
		}
		s.OpenAny(bad)
		s.WaitDialogWords("bad.helmholtz: ")
		s.Press("common.ok")
	}
}

func TestCancelledDialogsDoNothing(t *testing.T) {
	s, _ := trained(t)
	s.Picker.Err = system.ErrCancelled
	for _, ask := range []func(){s.AskSave, s.AskOpenData} {
		s.Picker.Asked.Store(nil)
		ask()
		s.Until("the user was asked", func() bool { return s.Picker.Asked.Load() != nil })
		s.Wait()
	}
	s.Settle()
	if s.Dialogs() != 0 || s.Document().Path != "" {
		t.Error("a cancelled dialog did something")
	}
}

func TestWithoutTheSystemsDialogTheWindowsOwnAppears(t *testing.T) {
	s, _ := trained(t)
	s.Picker.Err = system.ErrUnavailable
	s.AskSave()
	s.Until("a dialog is there", func() bool { return s.Dialogs() == 1 })
	s.Press("common.cancel")
	s.Settle()
}

func TestLeavingAsksWhetherToKeepWhatWasLearnt(t *testing.T) {
	s := stage.WithBars(newScene(t))
	left := false
	leave := func() { s.Guard("Leave?", func() { left = true }) }
	if leave(); !left {
		t.Fatal("a machine that learnt nothing was asked about")
	}
	s.Press("bar.step.button")
	s.AtRest()
	left = false
	leave()
	s.Press("common.cancel")
	if left || s.Dialogs() != 0 {
		t.Error("left although it was cancelled")
	}
	leave()
	s.Press("dialog.unsaved.dont")
	if !left {
		t.Error("stayed although nothing was to be saved")
	}
	left = false
	s.Picker.Path = filepath.Join(t.TempDir(), "kept")
	leave()
	s.Press("dialog.unsaved.save")
	s.Until("it is left", func() bool { return left })
	if _, err := os.Stat(s.Picker.Path + ".helmholtz"); err != nil {
		t.Error("left without having saved: ", err)
	}
}

func TestQuitClosesEverything(t *testing.T) {
	s, _ := trained(t)
	s.MenuLine("menu.file.quit").Action()
	s.Press("dialog.unsaved.dont")
	if s.Session().Checkpoint() != nil {
		t.Error("the session still runs")
	}
}

func TestRecentFilesAreRememberedNewestFirst(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for _, name := range []string{"a", "b", "a", "c", "d", "e", "f", "g", "h", "i"} {
		s.Remember("/tmp/" + name)
	}
	want := []string{"i", "h", "g", "f", "e", "d", "c", "a"}
	for i, item := range s.MenuLine("menu.file.recent").ChildMenu.Items {
		if i >= len(want) || item.Label != want[i] {
			t.Fatalf("item %d of the recent files is %q", i, item.Label)
		}
	}
}

func TestClassMachinesAreTheSameAfterSavingAndOpening(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	before := s.RunOf("12", "bar.wakeSleep.button")
	path := filepath.Join(t.TempDir(), "classes.helmholtz")
	s.SaveTo(path)
	if !s.Reads("bar.status.classes", 2, "784-8-4") {
		t.Error("the status line does not say what the machines are")
	}
	s.Press("bar.wakeSleep.button")
	want := s.AtRest()
	openAnyway(s, path)
	s.Until("the machines are open", func() bool { return s.Session().Status().Cycle == 12 && s.Ready() })
	if s.Unsaved() || !slices.Equal(s.Session().Fresh().Machine.Generative.Flat, before.Machine.Generative.Flat) {
		t.Error("other machines were opened")
	}
	s.Press("bar.wakeSleep.button")
	got := s.AtRest()
	for k, m := range want.Ensemble.Machines {
		if got.Cycle != 24 || !slices.Equal(got.Ensemble.Machines[k].Generative.Flat, m.Generative.Flat) {
			t.Errorf("class %d went on differently", k)
		}
	}
}

func TestRecentFilesOfOneNameBearTheirFolders(t *testing.T) {
	s := stage.WithBars(newScene(t))
	for _, path := range []string{"a/one.helmholtz", "b/one.helmholtz", "b/two.helmholtz"} {
		s.Remember(filepath.FromSlash("/tmp/" + path))
	}
	want := []string{"two.helmholtz", "one.helmholtz (b)", "one.helmholtz (a)"}
	for i, item := range s.MenuLine("menu.file.recent").ChildMenu.Items {
		if item.Label != want[i] {
			t.Errorf("recent file %d is called %q, want %q", i, item.Label, want[i])
		}
	}
}

func TestRecentFilesThatAreGoneLeaveTheList(t *testing.T) {
	s, _ := trained(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "gone.helmholtz")
	s.SaveTo(path)
	s.Remember(filepath.Join(folder, "other"))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s.Press("bar.step.button")
	s.AtRest()
	s.OpenAny(path)
	s.WaitDialogWords("there is no such file")
	s.Press("common.ok")
	if got := s.Recent(); len(got) != 1 || filepath.Base(got[0]) != "other" {
		t.Errorf("the recent files are %q", got)
	}
	if s.Dialogs() != 0 {
		t.Error("it was asked about the machine though there is nothing to open")
	}
}

// writePicture writes dark ink on light paper: a thick slanted stroke, or none.
func writePicture(t *testing.T, path string, ink bool) {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 120, 90))
	for i := range picture.Pix {
		x, y := i%120, i/120
		picture.Pix[i] = 230
		if ink && y > 20 && y < 70 && x > 40+y/4 && x < 52+y/4 {
			picture.Pix[i] = 20
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
}

func TestPicturesAreShownToTheMachine(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,2")
	drawRoom := stage.NewDrawRoom(s.Desk)
	path := filepath.Join(t.TempDir(), "photo of a one.png")
	writePicture(t, path, true)
	s.OpenAny(path)
	s.Until("the picture is in the Draw room", func() bool { return drawRoom.From == "photo of a one.png" })
	if drawRoom.Image.Width != 28 || drawRoom.Image.Height != 28 || drawRoom.Image.Upright {
		t.Errorf("the picture is %d×%d, upright %v", drawRoom.Image.Width, drawRoom.Image.Height, drawRoom.Image.Upright)
	}
	if corner, middle := drawRoom.Image.Ink[0], drawRoom.Image.Ink[14*28+14]; corner != 0 || middle < 128 {
		t.Errorf("the level of paper is %d, that of ink %d", corner, middle)
	}
	if got := s.Recent(); len(got) == 0 || got[0] != path {
		t.Errorf("the recent files are %q", got)
	}
	if s.Unsaved() || s.Dialogs() != 0 {
		t.Error("looking at a picture changed the machine, or asked about it")
	}
}

func TestPicturesWithNothingOnThemAreRefused(t *testing.T) {
	s := stage.WithDigits(newScene(t), "5,2")
	drawRoom := stage.NewDrawRoom(s.Desk)
	path := filepath.Join(t.TempDir(), "blank.png")
	writePicture(t, path, false)
	s.Picker.Path = path
	s.AskOpenPicture()
	s.WaitDialog("files.open.noInk")
	if drawRoom.From != "" || len(s.Recent()) != 0 {
		t.Error("the picture was shown and remembered")
	}
}

// What nobody knows is not taken for a broken machine, and what is known says what it is.
func TestFilesThatAreNotReadSayWhatTheyAre(t *testing.T) {
	s := stage.WithBars(newScene(t))
	folder := t.TempDir()
	for name, file := range map[string]struct{ data, says string }{
		"noise":           {"\x01\x02\x03\x04\x05", "it is no file of a known kind"},
		"three.heic":      {"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00", "HEIC or AVIF picture; save it as PNG"},
		"mnist.csv":       {"label,pixel0,pixel1\n5,0,0\n", "a table (CSV)"},
		"mnist.npz":       {"PK\x03\x04" + strings.Repeat("\x00", 22) + "\x0b\x00\x00\x00x_train.npy", "numpy archive"},
		"mine.helmholtz":  {"<!DOCTYPE html><html>", "web page"},
		"images.idx3.gz":  {`{"message": "Not Found"}`, "JSON"},
		"nothing.png":     {"", "it is empty"},
		"a folder (none)": {"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(file.data), 0o600); err != nil {
			t.Fatal(err)
		}
		desk.Drop(s.Desk, path)
		s.WaitDialogWords(file.says)
		if !s.Reads("files.open.failed") {
			t.Errorf("%s is taken for something else", name)
		}
		s.Press("common.ok")
	}
	desk.Drop(s.Desk, folder)
	s.WaitDialogWords("it is a folder")
	s.Press("common.ok")
	s.Picker.Path = filepath.Join(folder, "mnist.csv")
	s.AskOpenMachine()
	s.WaitDialogWords("a table (CSV)")
	s.Press("common.ok")
	if s.Data().Name != "bars3" || s.Document().Path != "" || len(s.Recent()) != 0 {
		t.Error("something was opened")
	}
}

func TestOfSeveralDroppedFilesTheMachineOrTheImagesAreOpened(t *testing.T) {
	s := stage.WithBars(newScene(t))
	folder := t.TempDir()
	images := stage.WriteImages(t, folder, stage.TwoKinds(3, 3, 50))
	labels := filepath.Join(folder, "some-labels-idx1-ubyte")
	desk.Drop(s.Desk, labels, images)
	s.Until("the images are in use", func() bool { return s.Data().Name == filepath.Base(images) && s.Ready() })
	s.Settle()
	path := filepath.Join(folder, "m.helmholtz")
	s.SaveTo(path)
	desk.Drop(s.Desk, images, path)
	s.Until("the machine is open", func() bool { return s.Said() == texts.Of("files.open.done", "m.helmholtz") })
}

// What was learnt since the file was written is unsaved, even if it is as many cycles.
func TestAnotherRunOfTheSameLengthIsUnsaved(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.RunOf("300", "bar.wakeSleep.button")
	s.SaveTo(filepath.Join(t.TempDir(), "m"))
	s.Undo()
	s.Afterwards()
	if !s.Unsaved() {
		t.Error("the machine is not that of the file, and counts as saved")
	}
	s.Redo()
	s.Afterwards()
	if s.Unsaved() {
		t.Error("the machine is that of the file, and counts as unsaved")
	}
	s.Undo()
	s.Afterwards()
	if now := s.RunOf("300", "bar.sleep.button"); now.Cycle != 300 || !s.Unsaved() {
		t.Errorf("another run of 300 cycles counts as saved, at cycle %d", now.Cycle)
	}
	s.MenuLine("menu.file.quit").Action()
	if s.Dialogs() != 1 {
		t.Error("nothing asks whether to leave")
	}
}

// A file has the names that there were when saving began.
func TestNamesGivenWhileAFileIsWrittenAreUnsaved(t *testing.T) {
	s := stage.WithDigits(newScene(t), "3,2c")
	s.RunOf("5", "bar.wakeSleep.button")
	s.SaveTo(filepath.Join(t.TempDir(), "m"))
	s.RunOf("5", "bar.wakeSleep.button")
	s.Settle() // what the last tick began is none of the held pieces
	s.Hold()
	s.Save()
	s.Release(0) // the machine's copy
	s.Release(0)
	s.CallCategory(0, "one")
	s.Let()
	s.Settle()
	if s.Session().Fresh().Record.Names[0] != "one" || !s.Unsaved() {
		t.Error("a name that is in no file counts as saved")
	}
	s.Undo()
	s.Afterwards()
	if s.Unsaved() {
		t.Error("what is in the file counts as unsaved")
	}
}
