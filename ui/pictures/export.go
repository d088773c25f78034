package pictures

import (
	"image"
	"image/color"
	"image/draw"
)

// Picture is the sheet as it stands with pixels of scale × scale, on the ground on
// which its images lie; nil where there are none.
func (s *Sheet) Picture(scale int) image.Image {
	if len(s.images) == 0 {
		return nil
	}
	g := s.grid
	g.columns = max(1, g.columns)
	width, height := g.extent(float64(scale), s.gap())
	dark := darkTheme(s)
	ground := color.RGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	if dark {
		ground = rgb(0x25272d)
	}
	picture := image.NewRGBA(image.Rect(0, 0, int(width+.5), int(height+.5)))
	draw.Draw(picture, picture.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	sheet := canvasOf(s.images[:g.n], g, s.palette, dark, picture.Rect.Dx(), picture.Rect.Dy(), s.gap())
	draw.Draw(picture, picture.Rect, sheet, image.Point{}, draw.Over)
	return picture
}
