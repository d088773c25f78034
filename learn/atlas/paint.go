package atlas

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"slices"
	"sync"

	"wakesleep/network/images"
)

// View is the part of a map that a picture shows.
type View struct {
	// X and Y are the place in the middle, and Scale is pixels per unit of the map.
	X, Y, Scale float64
	// Width and Height are the picture's, in pixels.
	Width, Height int
}

// At is the place that a point of the picture shows.
func (v View) At(x, y float64) (mapX, mapY float64) {
	return v.X + (x-float64(v.Width)/2)/v.Scale, v.Y + (y-float64(v.Height)/2)/v.Scale
}

// Of is the point of the picture at which a place is shown.
func (v View) Of(mapX, mapY float64) (x, y float64) {
	return (mapX-v.X)*v.Scale + float64(v.Width)/2, (mapY-v.Y)*v.Scale + float64(v.Height)/2
}

// Zoomed is the view with everything larger by a factor, but for what a point shows, which
// stays.
func (v View) Zoomed(factor, x, y float64) View {
	mapX, mapY := v.At(x, y)
	v.Scale *= factor
	v.X, v.Y = mapX-(x-float64(v.Width)/2)/v.Scale, mapY-(y-float64(v.Height)/2)/v.Scale
	return v
}

// Look is how a map is painted.
type Look struct {
	*Colouring
	// Ground is behind everything, and Paper behind the ink of pictures.
	Ground, Paper color.RGBA
	// Text is the colour of names, and TextSize their height in pixels; zero for none.
	Text     color.RGBA
	TextSize float64
}

// Painter paints parts of a map. It must not be used by two goroutines at once.
type Painter struct {
	*Index
	m    *Map
	set  *images.Set
	room []float32
	// tables are the colours of inks of the look they were made for.
	look   *Look
	tables [][256]uint32
	places []place
	names  *lettering
	// dots and shown are the images of a view; shown are those that are pictures.
	dots, shown []int32
}

// place is where a name stands.
type place struct {
	x, y float64
	name string
}

const (
	// MostZoom is how much larger than whole a map can be looked at.
	MostZoom = 400.
	// margin is the share of a picture that a whole map leaves free.
	margin = .06
	// smallest and largest are the sides of pictures in pixels; where they would be smaller
	// there are dots.
	smallest, largest = 11., 96.
	// crowding is how many times its share of the space a picture would take, each way, in a
	// map seen whole, and growth by which power of the zoom it grows.
	crowding, growth = 1.4, .82
	// bands are painted at the same time.
	bands = 2
	// dotShare is the radius of a dot as a share of the side of a picture, between bounds;
	// among pictures dots are small.
	dotShare, leastDot, mostDot, smallDot = .25, .8, 3.5, 1.3
)

// NewPainter makes one for the map of a set.
func NewPainter(m *Map, set *images.Set) *Painter {
	p := &Painter{Index: m.Index(), m: m, set: Images(set)}
	extent := max(p.Right-p.Left, p.Bottom-p.Top, 1e-6)
	p.room = rooms(m, extent/2, extent/MostZoom/64)
	return p
}

// Whole is the view that shows all of the map.
func (p *Painter) Whole(width, height int) View {
	v := View{(p.Left + p.Right) / 2, (p.Top + p.Bottom) / 2, p.fit(width, height), width, height}
	if size := p.size(v); size >= smallest { // the pictures at the edges need room
		v.Scale *= max(.1, 1-size/float64(min(width, height)))
	}
	return v
}

// fit is the scale at which all places lie in a picture.
func (p *Painter) fit(width, height int) float64 {
	w, h := max(p.Right-p.Left, 1e-6), max(p.Bottom-p.Top, 1e-6)
	return max(1e-9, (1-margin)*min(float64(width)/w, float64(height)/h))
}

// Zoom is how much larger a view shows the map than whole.
func (p *Painter) Zoom(v View) float64 { return v.Scale / p.Whole(v.Width, v.Height).Scale }

// size is the side that pictures would have in a view, in pixels.
func (p *Painter) size(v View) float64 {
	fit := p.fit(v.Width, v.Height)
	space := (p.Right - p.Left) * (p.Bottom - p.Top) * fit * fit
	alone := crowding * math.Sqrt(max(space, 1)/float64(max(1, len(p.m.X))))
	return min(largest, alone*math.Pow(v.Scale/fit, growth))
}

// Picture is the side of pictures in a view, in pixels; zero where there are dots alone.
func (p *Painter) Picture(v View) int {
	if size := p.size(v); size >= smallest {
		return int(size)
	}
	return 0
}

// Paint paints a view onto a picture of its size.
func (p *Painter) Paint(onto *image.RGBA, v View, look *Look) { p.paint(onto, v, look, p.Picture(v)) }

// paint paints a view with pictures of a size.
func (p *Painter) paint(onto *image.RGBA, v View, look *Look, size int) {
	p.prepare(look)
	p.choose(v, size)
	radius := min(max(dotShare*p.size(v), leastDot), mostDot)
	if size > 0 {
		radius = smallDot
	}
	slices.Sort(p.shown) // what would overlap at an edge lies in the order of the images
	dot := newDisc(radius, .92)
	var all sync.WaitGroup
	for k := range bands {
		clip := onto.Rect
		clip.Min.Y, clip.Max.Y = onto.Rect.Max.Y*k/bands, onto.Rect.Max.Y*(k+1)/bands
		all.Go(func() {
			fill(onto.Pix[clip.Min.Y*onto.Stride:clip.Max.Y*onto.Stride], look.Ground)
			p.paintDots(onto, clip, v, dot)
			p.paintPictures(onto, clip, v, size)
		})
	}
	all.Wait()
	if look.TextSize > 0 {
		p.paintNames(onto, v)
	}
}

// choose parts the images of a view into dots and pictures of a size.
func (p *Painter) choose(v View, size int) {
	p.dots, p.shown = p.dots[:0], p.shown[:0]
	edge := float64(max(size, 10)) / 2
	left, top := v.At(-edge, -edge)
	right, bottom := v.At(float64(v.Width)+edge, float64(v.Height)+edge)
	least := float32(math.Inf(1))
	if size > 0 {
		least = roomFor(v, size)
	}
	p.In(left, top, right, bottom, func(i int32) {
		if p.room[i] >= least {
			p.shown = append(p.shown, i)
		} else {
			p.dots = append(p.dots, i)
		}
	})
}

// roomFor is the room that an image needs for a picture of a size.
func roomFor(v View, size int) float32 { return float32(float64(size+1) / v.Scale) }

// Shows is the side of the picture as which a view shows an image, in pixels; zero for a dot.
func (p *Painter) Shows(v View, image int) int {
	if size := p.Picture(v); size > 0 && p.room[image] >= roomFor(v, size) {
		return size
	}
	return 0
}

// Find is the image that a point of a view shows: that of the picture there, or else of the
// nearest dot within a distance in pixels.
func (p *Painter) Find(v View, x, y, within float64) (image int, found bool) {
	mapX, mapY := v.At(x, y)
	if size := p.Picture(v); size > 0 {
		half := float64(size) / 2 / v.Scale
		p.In(mapX-half, mapY-half, mapX+half, mapY+half, func(i int32) {
			if p.room[i] >= roomFor(v, size) && math.Abs(float64(p.m.X[i])-mapX) <= half && math.Abs(float64(p.m.Y[i])-mapY) <= half {
				image, found = int(i), true
			}
		})
		if found {
			return image, true
		}
	}
	return p.Nearest(mapX, mapY, within/v.Scale)
}

// prepare mixes the colours of inks.
func (p *Painter) prepare(look *Look) {
	if p.look == look {
		return
	}
	p.look, p.tables, p.places = look, make([][256]uint32, len(look.Colours)), p.settle(look.Colouring)
	for k, c := range look.Colours {
		for level := range 256 {
			m := mix(look.Paper, c, float64(level)/255)
			p.tables[k][level] = pixel(m)
		}
	}
}

// pixel are the bytes of a colour in an image, as a number.
func pixel(c color.RGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

// fill gives all pixels one colour.
func fill(pixels []uint8, c color.RGBA) {
	if len(pixels) < 4 {
		return
	}
	binary.LittleEndian.PutUint32(pixels, pixel(c))
	for done := 4; done < len(pixels); done *= 2 {
		copy(pixels[done:], pixels[:done])
	}
}

// disc is a round dot: the pixels that it covers, and how much of each.
type disc struct {
	reach  int // pixels on each side of the middle
	pixels []covered
}

// covered is a pixel of a disc, by its distance from the middle, with the part that the disc
// covers, in 256ths.
type covered struct {
	x, y  int
	cover uint32
}

func newDisc(radius, strength float64) disc {
	const fine = 8
	d := disc{reach: int(math.Ceil(radius - .5))}
	for y := -d.reach; y <= d.reach; y++ {
		for x := -d.reach; x <= d.reach; x++ {
			inside := 0
			for k := range fine * fine {
				dx, dy := float64(x)-.5+(float64(k%fine)+.5)/fine, float64(y)-.5+(float64(k/fine)+.5)/fine
				if dx*dx+dy*dy <= radius*radius {
					inside++
				}
			}
			if cover := uint32(strength*256*float64(inside)/(fine*fine) + .5); cover > 0 {
				d.pixels = append(d.pixels, covered{x, y, cover})
			}
		}
	}
	return d
}

// paintDots paints the images that are no pictures within a clip.
func (p *Painter) paintDots(onto *image.RGBA, clip image.Rectangle, v View, d disc) {
	offsets := make([]int, len(d.pixels))
	for k, c := range d.pixels {
		offsets[k] = c.y*onto.Stride + 4*c.x
	}
	inside, around := clip.Inset(d.reach), clip.Inset(-d.reach)
	for _, i := range p.dots {
		x, y := v.Of(float64(p.m.X[i]), float64(p.m.Y[i]))
		at, colour := image.Pt(int(math.Floor(x)), int(math.Floor(y))), p.tables[p.look.Of[i]][255]
		switch {
		case at.In(inside):
			middle := at.Y*onto.Stride + 4*at.X
			for k, c := range d.pixels {
				blend(onto.Pix[middle+offsets[k]:], colour, c.cover)
			}
		case at.In(around):
			d.paintAtEdge(onto, clip, at, colour)
		}
	}
}

// paintAtEdge paints what lies within a clip of a disc with its middle in a pixel.
func (d *disc) paintAtEdge(onto *image.RGBA, clip image.Rectangle, middle image.Point, colour uint32) {
	for _, c := range d.pixels {
		if at := middle.Add(image.Pt(c.x, c.y)); at.In(clip) {
			blend(onto.Pix[onto.PixOffset(at.X, at.Y):], colour, c.cover)
		}
	}
}

// blend lays a colour over the first pixel, two channels at a time.
func blend(pixel []uint8, colour, cover uint32) {
	const two = 0xff00ff
	was, rest := binary.LittleEndian.Uint32(pixel), 256-cover
	even := (was&two)*rest + (colour&two)*cover
	odd := (was>>8&two)*rest + (colour>>8&two)*cover
	binary.LittleEndian.PutUint32(pixel, even>>8&two|odd&^uint32(two))
}

// sample says between which two pixels of an image one of a picture lies, and how near to the
// second, in 256ths.
type sample struct{ a, b, share uint32 }

// samples are those of n pixels along a side of so many pixels of the image.
func samples(n, side int) []sample {
	list := make([]sample, n)
	for i := range list {
		at := max(0, (float64(i)+.5)*float64(side)/float64(n)-.5)
		first := min(int(at), side-1)
		list[i] = sample{uint32(first), uint32(min(first+1, side-1)), uint32(256 * (at - float64(first)))}
	}
	return list
}

// paintPictures paints the images that are pictures within a clip, as large as fits a square.
func (p *Painter) paintPictures(onto *image.RGBA, clip image.Rectangle, v View, size int) {
	if size == 0 {
		return
	}
	width, height := p.sides(size)
	across, down := samples(width, p.set.Width), samples(height, p.set.Height)
	for _, i := range p.shown {
		x, y := v.Of(float64(p.m.X[i]), float64(p.m.Y[i]))
		left, top := int(math.Floor(x-float64(width)/2+.5)), int(math.Floor(y-float64(height)/2+.5))
		p.paintPicture(onto, clip, p.set.Image(int(i)), &p.tables[p.look.Of[i]], left, top, across, down)
	}
}

// sides are those of an image that fills a square of a size.
func (p *Painter) sides(size int) (width, height int) {
	longer := max(p.set.Width, p.set.Height)
	return max(1, size*p.set.Width/longer), max(1, size*p.set.Height/longer)
}

func (p *Painter) paintPicture(
	onto *image.RGBA, clip image.Rectangle, grey []uint8, table *[256]uint32, left, top int, across, down []sample,
) {
	from, to := max(0, clip.Min.X-left), min(len(across), clip.Max.X-left)
	if from >= to {
		return
	}
	for y := max(0, clip.Min.Y-top); y < min(len(down), clip.Max.Y-top); y++ {
		s := down[y]
		upper, lower := grey[int(s.a)*p.set.Width:][:p.set.Width], grey[int(s.b)*p.set.Width:][:p.set.Width]
		row := onto.Pix[(top+y)*onto.Stride+4*(left+from):][:4*(to-from)]
		for k, c := range across[from:to] {
			above := uint32(upper[c.a])*(256-c.share) + uint32(upper[c.b])*c.share
			below := uint32(lower[c.a])*(256-c.share) + uint32(lower[c.b])*c.share
			level := (above*(256-s.share) + below*s.share) >> 16
			binary.LittleEndian.PutUint32(row[4*k:], table[uint8(level)])
		}
	}
}

// squares is how many parts the longer side of a map has where names are put in their places.
const squares = 24

// settle finds where names stand: in the square of the map that has, with those around it, most
// images of a colour.
func (p *Painter) settle(c *Colouring) (places []place) {
	if c.Names == nil {
		return nil
	}
	extent := max(p.Right-p.Left, p.Bottom-p.Top, 1e-6) * 1.001
	square := func(i int) (column, row int) {
		return int(squares * (float64(p.m.X[i]) - p.Left) / extent), int(squares * (float64(p.m.Y[i]) - p.Top) / extent)
	}
	counts := make([][squares][squares]int, len(c.Colours))
	for i, of := range c.Of {
		column, row := square(i)
		counts[of][row][column]++
	}
	for k, name := range c.Names {
		column, row := densest(&counts[k])
		x, y, n := 0., 0., 0
		for i, of := range c.Of {
			if here, there := square(i); int(of) == k && abs(here-column) <= 1 && abs(there-row) <= 1 {
				x, y, n = x+float64(p.m.X[i]), y+float64(p.m.Y[i]), n+1
			}
		}
		if n > 0 && name != "" {
			places = append(places, place{x / float64(n), y / float64(n), name})
		}
	}
	return places
}

func abs(n int) int { return max(n, -n) }

// densest is the square with most images, itself and those around it counted.
func densest(counts *[squares][squares]int) (column, row int) {
	most := -1
	for y := range squares {
		for x := range squares {
			n := 0
			for dy := max(0, y-1); dy <= min(squares-1, y+1); dy++ {
				for dx := max(0, x-1); dx <= min(squares-1, x+1); dx++ {
					n += counts[dy][dx]
				}
			}
			if n > most {
				column, row, most = x, y, n
			}
		}
	}
	return column, row
}
