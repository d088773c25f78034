package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Meter is a slim bar that is filled up to a share, or several shares one after
// another.
type Meter struct {
	// Object is the bar, to lay out.
	Object *fyne.Container
	parts  []*Backdrop
	height float32
	shares []float32
}

// NewMeter makes a bar of a height with a part, empty at first, in each colour.
func NewMeter(height float32, colours ...fyne.ThemeColorName) *Meter {
	m := &Meter{height: height, shares: make([]float32, len(colours))}
	m.Object = container.New(m, NewBackdrop(base.ColorNameInputBackground, height/2))
	for _, c := range colours {
		part := NewBackdrop(c, height/2)
		m.parts = append(m.parts, part)
		m.Object.Objects = append(m.Object.Objects, part)
	}
	return m
}

// Set changes the shares, which should not exceed one together.
func (m *Meter) Set(shares ...float32) {
	changed := false
	for i, s := range shares {
		s = max(0, min(s, 1))
		changed = changed || s != m.shares[i]
		m.shares[i] = s
	}
	if changed {
		m.Object.Refresh()
	}
}

// Paint gives a part, counted from the left, another colour.
func (m *Meter) Paint(part int, colour fyne.ThemeColorName) { m.parts[part].SetColour(colour) }

// Shares are those shown, from the left.
func (m *Meter) Shares() []float32 { return m.shares }

// Layout implements fyne.Layout. The first object is the ground.
func (m *Meter) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := (size.Height - m.height) / 2
	objects[0].Move(fyne.NewPos(0, top))
	objects[0].Resize(fyne.NewSize(size.Width, m.height))
	left := float32(0)
	for i, s := range m.shares {
		part, width := objects[i+1], size.Width*s
		SetVisible(part, s > 0) // a rounded rectangle of no width would leave a line
		part.Move(fyne.NewPos(left, top))
		part.Resize(fyne.NewSize(width, m.height))
		left += width
	}
}

// MinSize implements fyne.Layout.
func (m *Meter) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, m.height) }

// ShareRow is a name, a bar and a number.
type ShareRow struct {
	Object *fyne.Container
	// Name stands before the bar, with Small behind it, and Value after the bar.
	Name, Small, Value *widget.Label
	Bar                *Meter
	// names lays the first two out, for a text and whether it is bold.
	names *fyne.Container
	text  string
	bold  bool
}

// NewShareRow gives the name and the number widths of their own.
func NewShareRow(nameWidth, valueWidth float32, colours ...fyne.ThemeColorName) *ShareRow {
	r := &ShareRow{Name: widget.NewLabel(""), Small: NewRemark(""), Value: widget.NewLabel("")}
	r.Value.Alignment = fyne.TextAlignTrailing
	r.Name.Truncation = fyne.TextTruncateEllipsis
	r.Bar = NewMeter(12, colours...)
	r.names = container.New(namesLayout{}, r.Name, r.Small)
	r.Object = container.NewBorder(nil, nil, FixedWidth(nameWidth, r.names), FixedWidth(valueWidth, r.Value), r.Bar.Object)
	return r
}

// namesLayout gives a label the width that it needs, if there is that much, and what is left to
// the one behind it.
type namesLayout struct{}

// Layout implements fyne.Layout.
func (namesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name := objects[0].(*widget.Label)
	letters := base.TextSize()
	if name.SizeName != "" {
		letters = base.Size(name.SizeName)
	}
	needs := fyne.MeasureText(name.Text, letters, name.TextStyle).Width + 2*base.InnerPadding()
	width := min(size.Width, float32(math.Ceil(float64(needs))))
	name.Resize(fyne.NewSize(width, size.Height))
	left := size.Width - width
	SetVisible(objects[1], left >= leastWidth) // with less it would not be cut
	objects[1].Move(fyne.NewPos(width, 0))
	objects[1].Resize(fyne.NewSize(left, size.Height))
}

// leastWidth is that of a label which can be cut.
const leastWidth = 30

// MinSize implements fyne.Layout.
func (namesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
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
	if bold := r.Name.TextStyle.Bold; r.text != name || r.bold != bold {
		r.text, r.bold = name, bold
		r.names.Refresh() // it may need another width
	}
	SetText(r.Value, value)
	r.Bar.Set(shares...)
}
