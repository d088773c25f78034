package dreams

import (
	"context"
	mathbits "math/bits"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/memory"
	"wakesleep/network/bits"
	"wakesleep/ui/kit"
	"wakesleep/ui/pictures"
	"wakesleep/ui/texts"
)

// recall finds training images. It is made once for each data set, because that
// takes a while.
type recall struct {
	source *dataset.Source
	images *bits.Matrix
	memory *memory.Memory
	making bool
}

// forget drops what belongs to other data.
func (c *recall) forget() { *c = recall{making: c.making} }

// findNearest looks for the training image nearest to the dream in the detail.
func (r *Room) findNearest() {
	v, d := r.desk.Latest(), r.detail
	if v == nil || v.Data.Training.Pixels() != d.night.machines[0].Pixels() {
		return
	}
	if r.recall.source != v.Data {
		kit.SetText(d.nearest.lines[0], texts.Of("dreams.one.nearest"))
		kit.SetText(d.nearest.lines[1], texts.Of("dreams.one.search"))
		r.remember(v.Data)
		return
	}
	known, dream := r.recall, d.other
	r.desk.Background("dreams.nearest", func(context.Context) func() {
		found := known.memory.Nearest(dream.States[0].Row(0))
		return func() {
			if d.other == dream {
				r.showNearest(known, found)
			}
		}
	})
}

// remember prepares the search among the training images of a data set.
func (r *Room) remember(source *dataset.Source) {
	if r.recall.making {
		return
	}
	r.recall.making = true
	r.desk.Background("dreams.memory", func(context.Context) func() {
		images := learn.Binary(source.Training)
		made := recall{source: source, images: images, memory: memory.New(images)}
		return func() {
			r.recall = made
			if v := r.desk.Latest(); v != nil && v.Data != source {
				r.recall.forget()
			}
			if r.detail.night != nil {
				r.findNearest()
			}
		}
	})
}

// showNearest shows a training image in the form of the sheet.
func (r *Room) showNearest(known recall, found memory.Neighbour) {
	set, m, label := known.source.Training, r.detail.night.machines[0], -1
	if m.Pixels() != set.Pixels() {
		return
	}
	values := pictures.Shades(set.Image(found.Image))
	if r.firings() {
		values = pictures.Fired(known.images, found.Image)
	}
	if set.Labels != nil {
		label = int(set.Labels[found.Image])
	}
	r.detail.nearest.show(m, values, nearestWords(label), differWords(found.Distance, set.Pixels()))
}

// distance is the number of bits in which a and b differ.
func distance(a, b []uint64) int {
	n := 0
	for i, w := range a {
		n += mathbits.OnesCount64(w ^ b[i])
	}
	return n
}
