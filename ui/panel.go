package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/tip"
)

// panel is a rounded part of a room with a title, a quiet remark to its right and
// a content.
type panel struct {
	object fyne.CanvasObject
	remark *widget.Label
	mark   *fyne.Container
}

// newPanel makes a panel; tools, if any, stand at the right end of its head.
func newPanel(title string, content fyne.CanvasObject, tools ...fyne.CanvasObject) *panel {
	heading := widget.NewLabel(title)
	heading.TextStyle.Bold = true
	return newHeadedPanel(heading, content, tools...)
}

// newHeadedPanel is newPanel with something else than a title at its head.
func newHeadedPanel(heading, content fyne.CanvasObject, tools ...fyne.CanvasObject) *panel {
	p := &panel{remark: newRemark(""), mark: container.NewHBox()}
	p.remark.Alignment = fyne.TextAlignTrailing
	head := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(-2), heading, p.mark), container.NewHBox(tools...), p.remark)
	inside := container.New(layout.NewCustomPaddedLayout(2, 8, 8, 8), container.NewBorder(head, nil, nil, nil, content))
	p.object = container.NewStack(newBackdrop("panel", 8), inside)
	return p
}

// explain puts a question mark beside the title, which tells what the panel shows.
func (p *panel) explain(text string) *panel {
	p.mark.Add(tip.Mark(text))
	return p
}

// say changes the remark.
func (p *panel) say(text string) { setText(p.remark, text) }

// newRemark is small print that gives way when space is short.
func newRemark(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.SizeName = base.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// newSmall is small print that keeps its width.
func newSmall(text string) *widget.Label {
	l := newRemark(text)
	l.Truncation = fyne.TextTruncateOff
	return l
}

// setText changes a label only if that makes a difference, because every change
// repaints the whole window.
func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// backdrop is a rectangle in a colour of the theme.
type backdrop struct {
	widget.BaseWidget
	name   fyne.ThemeColorName
	radius float32
	least  fyne.Size
}

func newBackdrop(name fyne.ThemeColorName, radius float32) *backdrop {
	b := &backdrop{name: name, radius: radius}
	b.ExtendBaseWidget(b)
	return b
}

// setColour changes the colour's name.
func (b *backdrop) setColour(name fyne.ThemeColorName) {
	if b.name != name {
		b.name = name
		b.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (b *backdrop) CreateRenderer() fyne.WidgetRenderer {
	r := &backdropRenderer{backdrop: b, rectangle: canvas.NewRectangle(color.Transparent)}
	r.rectangle.CornerRadius = b.radius
	r.colour()
	return r
}

type backdropRenderer struct {
	backdrop  *backdrop
	rectangle *canvas.Rectangle
}

func (r *backdropRenderer) colour() {
	r.rectangle.FillColor = base.ColorForWidget(r.backdrop.name, r.backdrop)
}

func (r *backdropRenderer) Layout(size fyne.Size)        { r.rectangle.Resize(size) }
func (r *backdropRenderer) MinSize() fyne.Size           { return r.backdrop.least }
func (r *backdropRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rectangle} }
func (r *backdropRenderer) Destroy()                     {}

func (r *backdropRenderer) Refresh() {
	r.colour()
	r.rectangle.Refresh()
}

// fixedWidth gives an object a width of its own.
func fixedWidth(width float32, object fyne.CanvasObject) fyne.CanvasObject {
	return container.New(widthLayout(width), object)
}

type widthLayout float32

func (w widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (w widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(float32(w), height)
}
