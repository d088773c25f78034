package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
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
