package main

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

const (
	size   = 1024 // pixels along a side of the picture
	margin = 50   // from the edge of the picture to the tile
	corner = 200  // radius of the tile's corners
	centre = size / 2
	disc   = 312 // radius of sun and moon
)

var (
	ground = color.NRGBA{0x1e, 0x1f, 0x24, 0xff}
	sun    = color.NRGBA{0xf2, 0xae, 0x30, 0xff}
	moon   = color.NRGBA{0x6c, 0x8c, 0xff, 0xff}
	dusk   = color.NRGBA{0x2c, 0x38, 0x70, 0xff} // the moon's dark part
	glow   = color.NRGBA{0xdf, 0xe6, 0xff, 0xff} // stars, and ink by night
)

// A point is a place on the picture, in pixels from its upper left corner.
type point struct{ x, y float64 }

func polar(radius, angle float64) point {
	return point{centre + radius*math.Cos(angle), centre + radius*math.Sin(angle)}
}

// outline is a closed shape.
type outline []point

// drawing collects coloured shapes on a picture.
type drawing struct{ img *image.RGBA }

func drawIcon() *image.NRGBA {
	d := drawing{image.NewRGBA(image.Rect(0, 0, size, size))}
	d.fill(roundedBox(margin, margin, size-margin, size-margin, corner), ground)
	d.rays()
	d.fill(arc(disc, math.Pi/2, 3*math.Pi/2), sun)
	d.night()
	d.stars()
	d.digit()
	return plain(d.img)
}

// plain is the picture in the form that PNG stores, colours apart from opacity.
// Drawing in that form would be ten times slower.
func plain(img *image.RGBA) *image.NRGBA {
	out := image.NewNRGBA(img.Rect)
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}

// fill paints a shape with smooth edges.
func (d drawing) fill(shape outline, c color.Color) {
	r := vector.NewRasterizer(size, size)
	for i, p := range shape {
		if i == 0 {
			r.MoveTo(float32(p.x), float32(p.y))
			continue
		}
		r.LineTo(float32(p.x), float32(p.y))
	}
	r.ClosePath()
	r.DrawOp = draw.Over
	r.Draw(d.img, d.img.Bounds(), image.NewUniform(c), image.Point{})
}
