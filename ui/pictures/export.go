package pictures

import (
	"image"
	"image/color"
	"image/draw"

	"wakesleep/ui/kit"
)

// Scale is the extent of a pixel in pictures of sheets with many images.
const Scale = 4

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
	ground := kit.Either(dark, rgb(0x25272d), rgb(0xffffff))
	picture := image.NewRGBA(image.Rect(0, 0, int(width+.5), int(height+.5)))
	draw.Draw(picture, picture.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	sheet := canvasOf(s.images[:g.n], g, s.palette, dark, picture.Rect.Dx(), picture.Rect.Dy(), s.gap())
	draw.Draw(picture, picture.Rect, sheet, image.Point{}, draw.Over)
	return picture
}

// SideBySide is a picture of sheets beside each other.
func SideBySide(scale int, sheets ...*Sheet) image.Image {
	var list []image.Image
	width, height := 0, 0
	for _, s := range sheets {
		p := s.Picture(scale)
		list = append(list, p)
		width, height = width+p.Bounds().Dx()+scale, max(height, p.Bounds().Dy())
	}
	whole := image.NewRGBA(image.Rect(0, 0, width-scale, height))
	draw.Draw(whole, whole.Rect, image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	left := 0
	for _, p := range list {
		draw.Draw(whole, p.Bounds().Add(image.Pt(left, 0)), p, image.Point{}, draw.Src)
		left += p.Bounds().Dx() + scale
	}
	return whole
}
