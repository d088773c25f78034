package cli

import (
	"image"
	"image/color"
	"image/draw"
)

// sheet lays pictures of one size out in rows, separated by grey lines.
type sheet struct {
	// width and height are those of a picture, scale the side of one of its
	// pixels on the sheet.
	width, height, scale int
	columns, count       int
	// pictures are grey levels, row by row from the top.
	pictures [][]uint8
}

const (
	// gap is the width of the lines between pictures, lineGrey their level.
	gap      = 2
	lineGrey = 64
	// maxSheet limits the pixels of a sheet.
	maxSheet = 1 << 27
)

func (s *sheet) rows() int { return (s.count + s.columns - 1) / s.columns }

// size is the sheet's in pixels.
func (s *sheet) size() (width, height int) {
	return s.columns*(s.width*s.scale+gap) + gap, s.rows()*(s.height*s.scale+gap) + gap
}

// draw makes the picture of the whole sheet.
func (s *sheet) draw() *image.Gray {
	width, height := s.size()
	all := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.Gray{Y: lineGrey}), image.Point{}, draw.Src)
	for i, grey := range s.pictures {
		left := gap + i%s.columns*(s.width*s.scale+gap)
		top := gap + i/s.columns*(s.height*s.scale+gap)
		s.paste(all, grey, left, top)
	}
	return all
}

// paste enlarges a picture onto the sheet.
func (s *sheet) paste(all *image.Gray, grey []uint8, left, top int) {
	for y := range s.height * s.scale {
		row := grey[y/s.scale*s.width:][:s.width]
		out := all.Pix[all.PixOffset(left, top+y):]
		for x := range s.width * s.scale {
			out[x] = row[x/s.scale]
		}
	}
}
