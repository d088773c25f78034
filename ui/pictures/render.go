package pictures

import (
	"image"
	"image/color"
	"math"
)

// share is a part of a source pixel that lies in a pixel of the screen.
type share struct {
	from   int
	weight float32
}

// shares tell, for each of n screen pixels, which of m source pixels it covers
// and by how much. The weights of a screen pixel sum to one: a mean, which is
// crisp when the image grows and drops nothing when it shrinks.
func shares(m, n int) [][]share {
	list := make([][]share, n)
	step := float64(m) / float64(n)
	for i := range list {
		lo, hi := float64(i)*step, float64(i+1)*step
		for from := int(lo); from < m && float64(from) < hi-1e-9; from++ {
			part := math.Min(hi, float64(from+1)) - math.Max(lo, float64(from))
			if part > 1e-9 {
				list[i] = append(list[i], share{from, float32(part / step)})
			}
		}
	}
	return list
}

// canvasOf paints the images on a sheet of width × height screen pixels. The
// gaps, and what is not a number, stay transparent.
func canvasOf(images [][]float32, g grid, p Palette, dark bool, width, height int, gap float64) *image.RGBA {
	sheet := image.NewRGBA(image.Rect(0, 0, width, height))
	_, _, w, h := g.cell(0, float64(width), float64(height), gap)
	across, down := shares(g.w, max(1, int(w))), shares(g.h, max(1, int(h)))
	table := p.table(dark)
	wide := make([]float32, g.h*len(across))
	for i, values := range images {
		x, y, _, _ := g.cell(i, float64(width), float64(height), gap)
		widen(wide, values, g.w, across)
		paint(sheet, int(math.Round(x)), int(math.Round(y)), wide, down, len(across), p, table)
	}
	return sheet
}

// widen resamples the rows of an image.
func widen(wide, values []float32, w int, across [][]share) {
	for row := 0; row*w < len(values); row++ {
		source, dst := values[row*w:], wide[row*len(across):]
		for i, parts := range across {
			sum := float32(0)
			for _, part := range parts {
				sum += part.weight * source[part.from]
			}
			dst[i] = sum
		}
	}
}

// paint resamples the columns of an image whose rows are widened, and colours it.
func paint(sheet *image.RGBA, left, top int, wide []float32, down [][]share, n int, p Palette, table *[shades]color.RGBA) {
	line := make([]float32, min(n, sheet.Rect.Dx()-left))
	for j, parts := range down {
		if top+j >= sheet.Rect.Dy() {
			return
		}
		clear(line)
		for _, part := range parts {
			for i, v := range wide[part.from*n:][:len(line)] {
				line[i] += part.weight * v
			}
		}
		dst := sheet.Pix[sheet.PixOffset(left, top+j):]
		for i, v := range line {
			if v == v {
				c := table[p.index(v)]
				dst[4*i], dst[4*i+1], dst[4*i+2], dst[4*i+3] = c.R, c.G, c.B, c.A
			}
		}
	}
}

// fade makes an image nearly transparent and strikes it out.
func fade(sheet *image.RGBA, g grid, i int, gap float64) {
	x, y, w, h := g.cell(i, float64(sheet.Rect.Dx()), float64(sheet.Rect.Dy()), gap)
	cell := image.Rect(int(math.Round(x)), int(math.Round(y)), int(math.Round(x+w)), int(math.Round(y+h))).Intersect(sheet.Rect)
	for py := cell.Min.Y; py < cell.Max.Y; py++ {
		line := sheet.Pix[sheet.PixOffset(cell.Min.X, py) : sheet.PixOffset(cell.Max.X-1, py)+4]
		for k, v := range line {
			line[k] = v / 4 // premultiplied: a quarter of the colour and of the opacity
		}
	}
	for px := range cell.Dx() {
		py := cell.Max.Y - 1 - px*cell.Dy()/cell.Dx()
		sheet.SetRGBA(cell.Min.X+px, py, color.RGBA{R: 0x80, G: 0x80, B: 0x80, A: 0xff})
	}
}
