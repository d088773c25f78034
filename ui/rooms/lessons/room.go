// Package lessons is the room with the lessons, and the guide that leads through one in
// all rooms. What is taught is in package ui/curriculum.
package lessons

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/curriculum"
	"wakesleep/ui/desk"
	"wakesleep/ui/inspect"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// schoolIcon is a square academic cap.
var schoolIcon = base.NewThemedResource(fyne.NewStaticResource("school.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path d="M12 3.5 0.8 9.4 12 15.3l9-4.8v6.6h2V9.4z"/><path d="M5 13.4v3.9l7 3.7 7-3.7v-3.9l-7 3.7z"/></svg>`)))

// Room lists the lessons and shows the present step large.
type Room struct {
	kit.Place
	guide *Guide

	cards    []*card
	heading  *widget.Label
	panel    *kit.Panel
	text     *widget.Label
	pictures *gallery
	buttons  *stepButtons
}

// New makes the room at a desk, for what a guide leads through.
func New(d desk.Host, g *Guide) *Room {
	r := &Room{guide: g, heading: kit.NewHeading(""), text: kit.Wrapped(""), pictures: newGallery(d)}
	r.text.SizeName = base.SizeNameSubHeadingText
	r.buttons = newStepButtons(r.guide, false)
	list := container.NewVBox()
	for _, l := range curriculum.All() {
		card := newCard(r.guide, l)
		r.cards = append(r.cards, card)
		list.Add(card.panel.Object)
	}
	inside := container.NewBorder(r.text, container.NewCenter(r.buttons.object), nil, nil, r.pictures.object)
	r.panel = kit.NewHeadedPanel(r.heading, inside).Explain(texts.Of("lessons.step.explain"))
	r.Place = kit.NewPlace(texts.Of("lessons.title"), schoolIcon, container.New(kit.Share(.34), container.NewVScroll(list), r.panel.Object))
	r.guide.changed = r.refresh
	r.refresh()
	return r
}

// Show implements desk.Room.
func (r *Room) Show(v *desk.View) {
	r.pictures.show(v)
	if r.guide.course != nil {
		r.buttons.update(v.Snapshot.Status)
	}
}

// refresh brings the room up to the lesson under way.
func (r *Room) refresh() {
	g := r.guide
	for _, card := range r.cards {
		card.show()
	}
	kit.SetVisible(r.buttons.object, g.course != nil)
	if g.course == nil {
		kit.SetText(r.heading, texts.Of("lessons.welcome.title"))
		kit.SetText(r.text, texts.Of("lessons.welcome.text"))
		r.panel.Say("")
		return
	}
	kit.SetText(r.heading, g.stepText("title"))
	kit.SetText(r.text, g.stepWords())
	r.panel.Say(texts.Of("lessons.step.number", g.course.At+1, len(g.course.Steps)))
	r.buttons.show()
}

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.text: "lesson text", r.heading: "lesson step", r.cards[0].button: "begin lesson",
		r.buttons.act: "show me", r.buttons.next: "lesson next", r.buttons.back: "lesson back",
		r.buttons.finish: "lesson finish", r.buttons.leave: "leave lesson",
	}
}
