package watch

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
)

// yardsticks are bars, to one scale, of what an image costs with the machine and in
// other ways. They stand in for a line of numbers where there is room.
type yardsticks struct {
	object fyne.CanvasObject
	own    *kit.ShareRow
	others []*kit.ShareRow
	// causes and difference are those of the machine, and costs those without it.
	causes, difference float64
	costs              []float64
}

func newYardsticks() *yardsticks {
	y := &yardsticks{}
	list := container.New(layout.NewCustomPaddedVBoxLayout(-6))
	row := func(name string, colours ...fyne.ThemeColorName) *kit.ShareRow {
		r := kit.NewSmallRow(112, 52, colours...)
		r.Name.Importance, r.Value.Importance = widget.LowImportance, widget.LowImportance
		r.Name.SetText(name)
		list.Add(r.Object)
		return r
	}
	y.own = row(texts.Of("draw.bits.own"), theme.Asleep, theme.Awake)
	for _, name := range otherWays() {
		y.others = append(y.others, row(texts.Of("draw.bits."+name), base.ColorNameDisabled))
	}
	y.object = list
	return y
}

// otherWays are the keys of the ways without the machine.
func otherWays() []string { return []string{"independent", "gzip", "pixel", "png"} }

// measure takes what an image costs with the machine, in both parts.
func (y *yardsticks) measure(causes, difference float64) {
	y.causes, y.difference = causes, difference
	y.draw()
}

// compare takes what it costs without.
func (y *yardsticks) compare(independent, gzip, pixel, png float64) {
	y.costs = []float64{independent, gzip, pixel, png}
	y.draw()
}

func (y *yardsticks) draw() {
	longest := slices.Max(append(slices.Clone(y.costs), y.causes+y.difference))
	if !(longest > 0) {
		return
	}
	y.own.Bar.Set(float32(max(0, y.causes)/longest), float32(y.difference/longest))
	kit.SetText(y.own.Value, texts.Bits(y.causes+y.difference))
	for i, bits := range y.costs {
		y.others[i].Bar.Set(float32(bits / longest))
		kit.SetText(y.others[i].Value, texts.Bits(bits))
	}
}

// roomy puts the second object below the first, or where it has no room shows the
// third in its stead.
type roomy struct{}

// Layout implements fyne.Layout.
func (roomy) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	above, below, instead := objects[0], objects[1], objects[2]
	top := above.MinSize().Height
	above.Resize(fyne.NewSize(size.Width, top))
	fits := top+below.MinSize().Height <= size.Height
	kit.SetVisible(below, fits)
	kit.SetVisible(instead, !fits)
	for o, gap := range map[fyne.CanvasObject]float32{below: 4, instead: -6} {
		o.Move(fyne.NewPos(0, top+gap))
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
}

// MinSize implements fyne.Layout.
func (roomy) MinSize(objects []fyne.CanvasObject) fyne.Size {
	above, below, instead := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(above.Width, below.Width, instead.Width), above.Height+instead.Height-6)
}
