package draw

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

func TestVariationsOfADrawingGoToThePad(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,6,3c")
	r := s.emptied()
	s.Press("draw.vary.button")
	if !s.Reads("draw.vary.empty") || !r.vary.again.Disabled() {
		t.Error("with an empty pad the room must say what will be here")
	}
	r.stroke([2]float32{.3, .3}, [2]float32{.6, .4}, [2]float32{.4, .8})
	s.Settle()
	if s.Reads("draw.vary.empty") || len(r.vary.rows) != 3 {
		t.Fatalf("%d rows of variations, want one for each layer", len(r.vary.rows))
	}
	for i, row := range r.vary.rows {
		if row.layer != 3-i {
			t.Errorf("row %d keeps layer %d", i, row.layer)
		}
		want := pictures.Dreamt(s.Session().Fresh().Machine.Variations(r.shown.grey, row.layer, variedPictures, 1), false)
		if row.sheet.Count() != variedPictures || !slices.Equal(row.sheet.Values(5), want[5]) {
			t.Errorf("row %d does not show the variations with layer %d kept", i, row.layer)
		}
	}
	sheet := r.vary.rows[1].sheet
	before := sheet.Values(3)
	r.vary.again.OnTapped()
	s.Settle()
	if slices.Equal(before, sheet.Values(3)) {
		t.Error("dreaming again changed nothing")
	}
	want := sheet.Values(4)
	sheet.OnChosen(4, false)
	s.Settle()
	if r.padPanel.Remark.Text != texts.Of("draw.vary.taken") || r.drawing.Width != 28 {
		t.Errorf("the pad has %q", r.padPanel.Remark.Text)
	}
	for i, v := range want {
		if math.Abs(float64(r.drawing.Ink[i])/255-float64(v)) > 1./255 {
			t.Fatalf("pixel %d on the pad is %d, the variation's %v", i, r.drawing.Ink[i], v)
		}
	}
	r.tools.undo.OnTapped()
	if s.Settle(); r.padPanel.Remark.Text == texts.Of("draw.vary.taken") {
		t.Error("undo did not bring the drawing back")
	}
}

func TestArrowsOnlyMoveAmongVariations(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	r := s.Shown()
	s.Press("draw.vary.button")
	s.Press("pad.sample.button")
	s.Settle()
	sheet, drawing := r.vary.rows[0].sheet, &r.drawing.Ink[0]
	sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if sheet.Selected() != 2 || drawing != &r.drawing.Ink[0] {
		t.Errorf("image %d is framed, and the drawing may have changed", sheet.Selected())
	}
	sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if drawing == &r.drawing.Ink[0] {
		t.Error("Return took nothing")
	}
}

func TestHiddenHalves(t *testing.T) {
	for h, want := range map[hiding]string{
		hideBottom: "111 111 111 000 000", hideTop: "000 000 111 111 111",
		hideLeft: "011 011 011 011 011", hideRight: "110 110 110 110 110",
		hideGround: "000 010 000 000 001",
	} {
		grey := make([]uint8, 15)
		grey[4], grey[14], grey[7] = 255, 200, 90
		got := ""
		for i, on := range h.known(grey, 3) {
			if i > 0 && i%3 == 0 {
				got += " "
			}
			got += map[bool]string{true: "1", false: "0"}[on]
		}
		if got != want {
			t.Errorf("hiding %d shows %s, want %s", h, got, want)
		}
	}
	// Even sides are halved.
	if hideTop.hides(0, 13, 28, 28) == hideBottom.hides(0, 13, 28, 28) || hideTop.hides(0, 14, 28, 28) {
		t.Error("28 rows are not halved")
	}
}

func TestHalfADigitStaysInItsPlace(t *testing.T) {
	half := desk.Drawing{Ink: make([]uint8, 56*56), Width: 56, Height: 56}
	whole := desk.Drawing{Ink: make([]uint8, 56*56), Width: 56, Height: 56}
	for y := 12; y < 50; y++ {
		for x := 40; x < 44; x++ {
			whole.Ink[y*56+x] = 255
			if y < 28 {
				half.Ink[y*56+x] = 255
			}
		}
	}
	if got := hideBottom.prepare(half, 28, 28, false); !slices.Equal(got, dataset.ScaleInk(half.Ink, 56, 56, 28, 28)) {
		t.Error("half a digit was moved")
	}
	if got := hideBottom.prepare(whole, 28, 28, false); !slices.Equal(got, dataset.PrepareInk(whole.Ink, 56, 56, 28, 28, false)) {
		t.Error("a whole digit was not centred")
	}
}

func TestHiddenHalfIsFilledIn(t *testing.T) {
	s := stage.WithDigits(newScene(t), "20,3c")
	r := s.emptied()
	s.Press("draw.fill.button")
	if !s.Reads("draw.fill.emptyImage") {
		t.Error("with an empty pad the room must say what will be here")
	}
	s.Press("pad.sample.button")
	s.Settle()
	r.fill.hidden.SetSelectedIndex(int(hideLeft))
	s.Settle()
	if r.fill.sheet.Count() != fillPictures {
		t.Fatalf("%d pictures", r.fill.sheet.Count())
	}
	for i, v := range r.fill.sheet.Values(7) {
		if left := i%28 < 14; !left && v != float32(r.drawing.Ink[i])/255 {
			t.Fatalf("pixel %d was shown as %d and became %v", i, r.drawing.Ink[i], v)
		} else if left != math.IsNaN(float64(r.fill.shown.Values(0)[i])) {
			t.Fatalf("pixel %d: hidden is %v", i, !left)
		}
	}
	r.fill.sheet.OnChosen(7, false)
	s.Settle()
	if r.padPanel.Remark.Text != texts.Of("draw.fill.taken") || r.fill.sheet.Count() != fillPictures {
		t.Errorf("the pad has %q", r.padPanel.Remark.Text)
	}
}

func TestKeptDrawingsBecomeData(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	r := s.Shown()
	s.Press("pad.keep.button")
	if s.Said() != texts.Of("pad.keep.what") {
		t.Errorf("an empty pad is kept: %q", s.Said())
	}
	var inks []desk.Drawing
	for i, label := range []string{"7", "7", "1", "9"} {
		r.stroke([2]float32{.2, .2}, [2]float32{.3 + float32(i)/8, .8})
		if i == 0 {
			s.Press("pad.keep.button")
			if !s.Says("pad.keep.which") {
				t.Errorf("kept without a label: %q", s.Said())
			}
		}
		inks = append(inks, r.drawing)
		r.kept.label.SetText(label)
		test.Tap(r.kept.keep)
		if !r.pad.Blank() || !strings.Contains(r.kept.count.Text, keptCount(i+1)) {
			t.Errorf("after %d: %q", i+1, r.kept.count.Text)
		}
	}
	r.kept.undo.OnTapped()
	if r.pad.Blank() || r.kept.label.Text != "9" || r.kept.count.Text != texts.Of("pad.keep.count", 3) {
		t.Errorf("undo leaves %q, label %q", r.kept.count.Text, r.kept.label.Text)
	}
	s.Picker.Path = filepath.Join(t.TempDir(), "mine")
	r.kept.askSave(func() {})
	s.Until("they are saved", func() bool { return strings.Contains(s.Said(), "mine-labels-idx1-ubyte") })
	path := s.Picker.Path + keepSuffix
	got, err := dataset.Open(path, dataset.GuessLabels(path))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Training.Labels, []uint8{7, 7, 1}) {
		t.Fatalf("labels %v", got.Training.Labels)
	}
	for i := range 3 {
		if want := dataset.PrepareInk(inks[i].Ink, inks[i].Width, inks[i].Height, 28, 28, false); !slices.Equal(got.Training.Image(i), want) {
			t.Errorf("image %d is not what was drawn", i)
		}
	}
	if r.kept.unsaved {
		t.Error("they count as unsaved")
	}
	// The same name again: both files are asked about, since the picker was asked
	// about neither.
	r.kept.askSave(func() {})
	s.WaitDialog("dialog.replace.text", "mine-images-idx3-ubyte", filepath.Dir(path))
	s.Press("dialog.replace.button")
	s.WaitDialog("dialog.replace.text", "mine-labels-idx1-ubyte", filepath.Dir(path))
	s.Press("common.cancel")
	s.OpenData(path)
	s.Until("they are the data", func() bool { return s.Data().Name == filepath.Base(path) || s.Dialogs() > 0 })
}

// keepOne keeps a drawing of a one.
func (s *scene) keepOne() {
	s.T.Helper()
	r := s.Shown()
	r.stroke([2]float32{.2, .2}, [2]float32{.3, .8})
	r.kept.label.SetText("1")
	s.Press("pad.keep.button")
}

// One question at the end is about all that would be lost, and saves all of it.
func TestLeavingAsksOnceForAllThatIsUnsaved(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	s.keepOne()
	r := s.Room
	quit := s.MenuLine("menu.file.quit").Action
	quit()
	if !s.Reads("pad.keep.lost.one") || s.Reads("dialog.unsaved.text") {
		t.Fatal("it does not ask about the drawing alone")
	}
	s.Press("common.cancel")
	s.Press("bar.step.button")
	s.AtRest()
	quit()
	if !s.Reads("pad.keep.lost.one") || !s.ReadsWords(texts.Of("dialog.unsaved.text", s.Name())) {
		t.Fatal("it does not ask about both")
	}
	s.Picker.Err = system.ErrCancelled
	s.Press("dialog.unsaved.save")
	if s.Settle(); s.Left() || s.Dialogs() != 0 || r.kept.count.Text != keptCount(1) {
		t.Fatal("it went on though no file was chosen")
	}
	s.Picker.Err, s.Picker.Path = nil, filepath.Join(t.TempDir(), "mine")
	quit()
	s.Press("dialog.unsaved.save")
	s.Until("it is left", s.Left)
	for _, name := range []string{keepSuffix, "-labels-idx1-ubyte", ".helmholtz"} {
		if _, err := os.Stat(s.Picker.Path + name); err != nil {
			t.Error(err)
		}
	}
}

func TestNothingIsSavedThatIsNotWanted(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	s.keepOne()
	s.MenuLine("menu.file.quit").Action()
	s.Press("dialog.unsaved.dont")
	if !s.Left() || s.Picker.Asked.Load() != nil {
		t.Error("it is not left, or asks for a file")
	}
}

func TestForgettingDrawingsIsAskedAbout(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	s.keepOne()
	r := s.Room
	r.kept.askForget()
	s.Key(fyne.KeyReturn)
	if s.Dialogs() != 1 || r.kept.count.Text != keptCount(1) {
		t.Fatal("Return forgets them")
	}
	s.Press("pad.keep.dropYes")
	if r.kept.count.Text != keptCount(0) || r.kept.unsaved {
		t.Error("they are not forgotten")
	}
}

func TestDrawingIsCopied(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	var copied []byte
	s.CopyPicture = func(png []byte) error {
		copied = png
		return nil
	}
	r := s.Shown()
	r.pad.TypedShortcut(&fyne.ShortcutCopy{})
	if s.Settle(); copied != nil {
		t.Error("an empty pad is copied")
	}
	r.stroke([2]float32{.2, .5}, [2]float32{.8, .5})
	r.pad.TypedShortcut(&fyne.ShortcutCopy{})
	s.Settle()
	picture, err := png.Decode(bytes.NewReader(copied))
	if err != nil {
		t.Fatal(err)
	}
	ink, w, h := r.pad.Ink()
	for i, level := range ink {
		if got, _, _, _ := picture.At(i%w, i/w).RGBA(); got>>8 != uint32(255-level) {
			t.Fatalf("pixel %d of %d×%d has %d of ink and is copied as %d", i, w, h, level, got>>8)
		}
	}
	if s.Said() != texts.Of("common.copy.done") {
		t.Errorf("the line says %q", s.Said())
	}
	s.CopyPicture = func([]byte) error { return errors.New("no clipboard here") }
	r.pad.TypedShortcut(&fyne.ShortcutCopy{})
	s.WaitDialogWords("No clipboard here.")
}

func TestPicturesOfADrawing(t *testing.T) {
	s := stage.WithDigits(newScene(t), "10,3c")
	r := s.Shown()
	s.Press("pad.sample.button")
	s.Settle()
	picture := pictures.SideBySide(seenScale, r.equation.seen, r.equation.own, r.equation.difference)
	if size := picture.Bounds().Size(); size.X != 3*28*seenScale+2*seenScale || size.Y != 28*seenScale {
		t.Errorf("the picture is of %v", size)
	}
}

// Sets whose images are not square, and small, must work in every view of a drawing.
func TestViewsTakeImagesOfAnySize(t *testing.T) {
	for _, size := range [][2]int{{20, 14}, {8, 8}, {3, 3}} {
		settings := learn.Defaults()
		settings.Layers, settings.Batch = "6,2c", 10
		s := newScene(t)
		s.Begin(stage.WriteImages(t, t.TempDir(), stage.TwoKinds(size[0], size[1], 40)), settings)
		r := s.Shown()
		r.stroke([2]float32{.2, .6}, [2]float32{.8, .5})
		for _, view := range []int{varying, filling, comparing} {
			r.views.choose(view)
			s.Settle()
		}
		if got := r.fill.sheet.Count(); got != fillPictures || len(r.fill.sheet.Values(0)) != size[0]*size[1] {
			t.Errorf("%v: %d pictures", size, got)
		}
		r.vary.rows[0].sheet.OnChosen(1, false)
		s.Settle()
		if _, w, h := r.pad.Ink(); w*size[1] != h*size[0] {
			t.Errorf("%v: the pad has %d×%d", size, w, h)
		}
		if len(r.drawing.Ink) != size[0]*size[1] {
			t.Errorf("%v: a drawing of %d pixels", size, len(r.drawing.Ink))
		}
	}
}
