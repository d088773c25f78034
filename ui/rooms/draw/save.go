package draw

import (
	"context"
	"image"
	"io"
	"path/filepath"
	"strings"

	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/chart"
	"wakesleep/ui/desk"
	"wakesleep/ui/pictures"
	"wakesleep/ui/system"
	"wakesleep/ui/texts"
)

// askSave asks for a file, writes the kept drawings to it and to one beside it, and then does
// something.
func (k *keptDrawings) askSave(then func()) {
	r := k.room
	set := k.set(r.width, r.height)
	r.desk.Pick(system.Picker.Save, system.Request{Title: texts.Of("pad.keep.saveTitle"), Name: keepFile}, func(path string) {
		imagesPath, labelsPath := setPaths(path)
		r.desk.ConfirmReplaceAll(path, []string{imagesPath, labelsPath}, func() { k.write(imagesPath, labelsPath, set, then) })
	})
}

// setPaths are the files of images and of labels for a path that was picked, so named
// that the one is found beside the other.
func setPaths(path string) (imagesPath, labelsPath string) {
	folder, name := filepath.Split(path)
	name = strings.TrimSuffix(name, ".gz")
	swap := strings.NewReplacer("images", "labels", "idx3", "idx1")
	if !strings.Contains(name, "images") {
		name += keepSuffix
	}
	return folder + name, folder + swap.Replace(name)
}

// write saves both files in the background.
func (k *keptDrawings) write(imagesPath, labelsPath string, set *images.Set, then func()) {
	d := k.room.desk
	d.Writing("save drawings", func(context.Context) func() {
		err := atomicfile.Write(imagesPath, func(w io.Writer) error { return dataset.WriteImages(w, set) }, nil)
		if err == nil {
			err = atomicfile.Write(labelsPath, func(w io.Writer) error { return dataset.WriteLabels(w, set.Labels) }, nil)
		}
		return func() {
			if err != nil {
				d.Fail(texts.Of("pad.keep.failed"), err)
				return
			}
			k.unsaved = k.unsaved && len(k.list) != set.Count()
			k.show()
			d.Remember(imagesPath)
			d.Say(texts.Count("pad.keep.saved", set.Count(), filepath.Base(imagesPath), filepath.Base(labelsPath)))
			then()
		}
	})
}

// Unsaved implements desk.Keeper.
func (r *Room) Unsaved() string {
	if !r.kept.unsaved {
		return ""
	}
	return r.kept.lost()
}

// Save implements desk.Keeper.
func (r *Room) Save(then func()) { r.kept.askSave(then) }

// GiveUp implements desk.Keeper.
func (r *Room) GiveUp() {
	r.kept.unsaved = false
	r.kept.show()
}

// askSavePad saves the pad as a picture.
func (k *keptDrawings) askSavePad() {
	k.room.desk.AskSaveImage(texts.Of("pad.keep.savePadTitle"), keepPicture, k.padPicture())
}

// copyPad copies what is drawn.
func (k *keptDrawings) copyPad() {
	if !k.room.pad.Blank() {
		k.room.desk.CopyImage(k.padPicture())
	}
}

// padPicture is what is drawn, ink on white.
func (k *keptDrawings) padPicture() image.Image {
	ink, w, h := k.room.pad.Ink()
	picture := image.NewGray(image.Rect(0, 0, w, h))
	for i, level := range ink {
		picture.Pix[i/w*picture.Stride+i%w] = 255 - level
	}
	return picture
}

// askSaveSeen saves what the machine sees, its own image and the difference.
func (k *keptDrawings) askSaveSeen() {
	k.room.desk.AskSaveImage(texts.Of("pad.keep.saveSeenTitle"), keepSeen, k.seenPicture())
}

// seenPicture is what the machine sees, its own image and the difference.
func (k *keptDrawings) seenPicture() image.Image {
	e := k.room.equation
	return pictures.SideBySide(seenScale, e.seen, e.own, e.difference)
}

// seenScale is the extent of a pixel in a picture of what the machine sees.
const seenScale = 8

// bitsChart is what the drawing costs with the machine and without, to save; nil while
// nothing is drawn.
func (r *Room) bitsChart() desk.Chart {
	s := r.shown
	if s == nil || s.nothing {
		return nil
	}
	rows := []chart.Bar{{
		Name: s.ownName(), Parts: []float64{s.CauseBits, s.DifferenceBits, 0}, Label: texts.Bits(s.FreeEnergy()),
	}}
	for i, way := range s.ways() {
		if way.bits == way.bits {
			rows = append(rows, chart.Bar{
				Name: way.name, Parts: []float64{0, 0, way.bits}, Label: texts.Bits(way.bits), Aside: i == otherWays-1,
			})
		}
	}
	return chart.Costs(texts.Of("chart.bars.drawing"), rows).Write
}

// lengthsChart is what the machine of each class needs for the drawing, to save; nil
// where there are none.
func (r *Room) lengthsChart() desk.Chart {
	s := r.shown
	if s == nil || s.nothing || !s.ofClasses() {
		return nil
	}
	b := chart.Bars{
		Title: texts.Of("chart.bars.lengths", s.BoundSamples), X: texts.Of("chart.bars.x"), Y: texts.Of("chart.bars.class"),
		Parts: []string{texts.Of("chart.bars.x")},
	}
	if s.classes.Found() {
		b.Title, b.Y = texts.Of("chart.bars.lengthsFound", s.BoundSamples), texts.Of("chart.bars.category")
	}
	for k, bits := range s.every.Lengths {
		b.Rows = append(b.Rows, chart.Bar{
			Name: s.classes.Listed(k), Parts: []float64{bits}, Label: texts.Bits(bits), Strong: k == s.every.Best,
		})
	}
	return b.Write
}

// Names of charts' files, without extensions.
const (
	saveBitsName    = "bits-of-the-drawing"
	saveLengthsName = "bits-by-class"
)
