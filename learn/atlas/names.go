package atlas

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// lettering writes in a size.
type lettering struct {
	size float64
	face font.Face
}

// newLettering is for texts of a height in pixels.
func newLettering(size float64) *lettering {
	parsed, err := opentype.Parse(gobold.TTF)
	if err != nil {
		panic(err) // it is part of the program
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic(err)
	}
	return &lettering{size, face}
}

// paintNames writes what colours mean where most of them are, with a rim in the colour of
// the ground.
func (p *Painter) paintNames(onto *image.RGBA, v View) {
	if p.names == nil || p.names.size != p.look.TextSize {
		p.names = newLettering(p.look.TextSize)
	}
	rim := max(1, p.look.TextSize/9)
	for _, at := range p.places {
		x, y := v.Of(at.x, at.y)
		if x < 0 || y < 0 || x > float64(v.Width) || y > float64(v.Height) {
			continue
		}
		width := float64(font.MeasureString(p.names.face, at.name)) / 64
		x, y = x-width/2, y+.36*p.look.TextSize
		for k := range 12 {
			turn := 2 * math.Pi * float64(k) / 12
			p.write(onto, at.name, x+rim*math.Cos(turn), y+rim*math.Sin(turn), p.look.Ground)
		}
		p.write(onto, at.name, x, y, p.look.Text)
	}
}

func (p *Painter) write(onto *image.RGBA, text string, x, y float64, c color.RGBA) {
	d := font.Drawer{Dst: onto, Src: image.NewUniform(c), Face: p.names.face}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(64 * x), Y: fixed.Int26_6(64 * y)}
	d.DrawString(text)
}
