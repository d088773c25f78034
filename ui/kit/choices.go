package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ChoiceWidth is how wide a select must be to show any of its choices whole.
func ChoiceWidth(s *widget.Select, choices ...string) float32 {
	widest := float32(0)
	for _, text := range append(choices, s.Options...) {
		widest = max(widest, fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	return widest + theme.IconInlineSize() + 5*theme.InnerPadding()/2
}
