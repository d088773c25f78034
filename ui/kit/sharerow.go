package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ShareRow is a name, a bar and a number.
type ShareRow struct {
	Object *fyne.Container
	// Name stands before the bar, with Small behind it, and Value after the bar.
	Name, Small, Value *widget.Label
	Bar                *Meter
}

// NewShareRow gives the name and the number widths of their own.
func NewShareRow(nameWidth, valueWidth float32, colours ...fyne.ThemeColorName) *ShareRow {
	r := &ShareRow{Name: widget.NewLabel(""), Small: NewRemark(""), Value: widget.NewLabel("")}
	r.Value.Alignment = fyne.TextAlignTrailing
	r.Bar = NewMeter(12, colours...)
	names := FixedWidth(nameWidth, container.NewBorder(nil, nil, r.Name, nil, r.Small))
	r.Object = container.NewBorder(nil, nil, names, FixedWidth(valueWidth, r.Value), r.Bar.Object)
	return r
}

// NewSmallRow is a row in small print.
func NewSmallRow(nameWidth, valueWidth float32, colours ...fyne.ThemeColorName) *ShareRow {
	r := NewShareRow(nameWidth, valueWidth, colours...)
	r.Name.SizeName, r.Value.SizeName = base.SizeNameCaptionText, base.SizeNameCaptionText
	return r
}

// Set changes the words and the bar's shares.
func (r *ShareRow) Set(name, small, value string, shares ...float32) {
	SetText(r.Name, name)
	SetText(r.Small, small)
	SetText(r.Value, value)
	r.Bar.Set(shares...)
}
