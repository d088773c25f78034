package pictures

import (
	"image"
	"image/draw"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Legend shows which colour of a diverging palette means which value: a strip
// with −limit, 0 and +limit.
type Legend struct {
	widget.BaseWidget

	limit    float32
	floating bool
}

// NewFloatingLegend makes the legend of Floating(limit).
func NewFloatingLegend(limit float32) *Legend {
	l := NewLegend(limit)
	l.floating = true
	return l
}

// NewLegend makes the legend of Diverging(limit).
func NewLegend(limit float32) *Legend {
	l := &Legend{limit: Diverging(limit).limit}
	l.ExtendBaseWidget(l)
	return l
}

// SetLimit changes the scale.
func (l *Legend) SetLimit(limit float32) {
	limit = Diverging(limit).limit
	if limit != l.limit {
		l.limit = limit
		l.Refresh()
	}
}

// CreateRenderer is Fyne's.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer {
	r := &legendRenderer{legend: l}
	r.Drawn = kit.NewDrawn(fyne.Size{}, r.paint)
	for i := range r.texts {
		r.texts[i] = canvas.NewText("", nil)
		r.Add(r.texts[i])
	}
	r.update()
	return r
}

type legendRenderer struct {
	kit.Drawn
	legend *Legend
	texts  [3]*canvas.Text
}

const (
	stripHeight = 8
	stripWidth  = 120
)

func (r *legendRenderer) paint(w, h int) image.Image {
	strip := image.NewRGBA(image.Rect(0, 0, w, h))
	palette := Diverging(1)
	palette.floating = r.legend.floating
	table := palette.table(darkTheme(r.legend))
	for x := range w {
		c := table[palette.index(2*(float32(x)+.5)/float32(w)-1)]
		draw.Draw(strip, image.Rect(x, 0, x+1, h), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return strip
}

// update sets the texts, which are −limit, 0 and +limit.
func (r *legendRenderer) update() {
	limit := strings.Replace(strconv.FormatFloat(float64(r.legend.limit), 'g', 3, 32), ".", texts.DecimalMark(), 1)
	for i, text := range []string{"−" + limit, "0", "+" + limit} {
		r.texts[i].Text = text
		r.texts[i].TextSize = theme.CaptionTextSize()
		r.texts[i].Color = theme.ColorForWidget(theme.ColorNamePlaceHolder, r.legend)
	}
}

func (r *legendRenderer) Layout(size fyne.Size) {
	r.Raster.Resize(fyne.NewSize(size.Width, stripHeight))
	for i, text := range r.texts {
		width := text.MinSize().Width
		text.Move(fyne.NewPos(float32(i)/2*(size.Width-width), stripHeight))
	}
}

func (r *legendRenderer) MinSize() fyne.Size {
	return fyne.NewSize(stripWidth, stripHeight+r.texts[1].MinSize().Height)
}

func (r *legendRenderer) Refresh() {
	r.update()
	r.Layout(r.legend.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
