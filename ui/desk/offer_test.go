package desk_test

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/ui/pictures"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

func TestSheetsAreSavedByTheSecondaryButton(t *testing.T) {
	s := stage.WithBars(newScene(t))
	sheet := pictures.NewSheet()
	s.Offer("two", sheet)
	sheet.SetImages([][]float32{{0, 1, 0, 1}, {1, 1, 0, 0}}, 2, 2, 2, pictures.Grey())
	path := filepath.Join(t.TempDir(), "two")
	s.Picker.Path = path
	sheet.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(50, 60)})
	s.ChooseLine("common.copy.save")
	s.Until("the picture is saved", func() bool { return s.Said() == texts.Of("files.save.done", path+".png") })
	f, err := os.Open(path + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil || picture.Bounds().Dx()*picture.Bounds().Dy() < 2*24*24 {
		t.Errorf("a picture %v: %v", picture.Bounds(), err)
	}
}
