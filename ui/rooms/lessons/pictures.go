package lessons

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

const (
	// lessonImages is how many images stand in a row, and lessonRows how many rows there
	// are at most.
	lessonImages = 8
	lessonRows   = 3
	// lessonFirings is how many firings what it imagines is the mean of.
	lessonFirings = 40
	// imaginingSeed makes the firings the same each time.
	imaginingSeed = 1
	// lessonEvery is the pause between pictures of a machine that learns.
	lessonEvery = 500 * time.Millisecond
	lessonSeed  = 3
)

// gallery show what the machine is like: images that it sees, what it imagines,
// and what it dreams, one row each.
type gallery struct {
	desk   desk.Host
	object fyne.CanvasObject
	rows   [3]*pictures.Sheet
	made   kit.Pace
}

func newGallery(d desk.Host) *gallery {
	p := &gallery{desk: d}
	rows := make([]fyne.CanvasObject, 0, 3)
	for i, name := range []string{"sees", "imagines", "dreams"} {
		p.rows[i] = pictures.NewSheet()
		p.rows[i].SetMinSize(fyne.NewSize(200, 30))
		p.rows[i].AlignTop()
		p.rows[i].FitRows()
		// The caption gives up the space that labels keep around themselves.
		caption := container.New(layout.NewCustomPaddedLayout(-.5, -8.5, -6, 6), kit.NewRemark(texts.Of("lessons.pictures."+name)))
		rows = append(rows, container.NewBorder(caption, nil, nil, nil, p.rows[i]))
	}
	d.Offer("images", p.rows[:]...)
	p.object = container.NewGridWithRows(3, rows...)
	return p
}

// imaginedBy is the own image that an ensemble has of another: that of the machine which describes
// it in the fewest bits.
func imaginedBy(e *network.Ensemble, grey []uint8) []float32 {
	r := e.Recognise(grey, lessonFirings, imaginingSeed)
	return r.Each[r.Best].Image
}

// show brings the rows up to the machine.
func (p *gallery) show(v *desk.View) {
	running := v.Snapshot.State == session.Running
	if !p.made.Due(running && !v.MachineChanged && !v.DataChanged, lessonEvery) {
		return
	}
	m, all, test, noise := v.Snapshot.Machine, v.Snapshot.Ensemble, v.Data.Test, v.Damage
	count := lessonRows * lessonImages
	if running && p.rows[0].Count() > 0 {
		count = p.rows[0].Shown() // the rest would only cost the machine time
	}
	p.desk.Background("lessons.pictures", func(context.Context) func() {
		var seen, imagined [][]float32
		for _, i := range pictures.Pick(test, count, lessonSeed) {
			grey := noise.Image(test.Image(i), i)
			seen = append(seen, pictures.Shades(grey))
			imagined = append(imagined, imaginedBy(all, grey))
		}
		dreams := pictures.Dreamt(all.Dream(count, lessonSeed), false)
		return func() {
			for row, images := range [][][]float32{seen, imagined, dreams} {
				p.rows[row].SetImages(images, m.Width, m.Height, lessonImages, pictures.Grey())
			}
		}
	})
}
