package stage

import (
	"testing"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

func TestUntippedFindsWhatHasNoTip(t *testing.T) {
	test.NewTempApp(t)
	bare, hidden, empty := widget.NewButton("bare", nil), widget.NewEntry(), widget.NewCheck("empty", nil)
	hidden.Hide()
	got := untipped(container.NewVBox(
		tip.On(widget.NewButton("go", nil), "goes"), widget.NewLabel("no control"),
		container.NewScroll(container.NewHBox(bare, hidden)), tip.On(empty, " "), tip.On(widget.NewSelectEntry([]string{"a"}), "chooses"),
	))
	if len(got) != 3 || got[0] != bare || got[1] != hidden || got[2] != empty {
		t.Errorf("%d without a tip: %v", len(got), got)
	}
}
