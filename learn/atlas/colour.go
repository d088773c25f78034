package atlas

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Colouring gives each image of a map a colour.
type Colouring struct {
	// Of is the index of each image's colour in Colours, and Names, where they are not nil,
	// are what the colours mean, as they stand on the map; an empty one does not.
	Of      []uint8
	Colours []color.RGBA
	Names   []string
	// Used tells which colours some image has.
	Used []bool
	// Low and High are the values at the ends of a scale, which has no names.
	Low, High float64
}

// hues are colours that are told apart, on dark ground.
var hues = []uint32{
	0x5b9bff, 0xffa23a, 0x4fd18b, 0xff6b6b, 0xb68cff, 0xf5df4d, 0x3fd3d6, 0xff8fd0, 0xc8a27a, 0xa9d65b, 0x8fb3c9, 0xe07a3f,
}

// colours are n that are told apart on dark ground or light.
func colours(n int, dark bool) []color.RGBA {
	list := make([]color.RGBA, n)
	for i := range list {
		hex := hues[i%len(hues)]
		c := color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
		switch i / len(hues) % 3 { // more than there are hues come in other shades
		case 1:
			c = mix(c, color.RGBA{255, 255, 255, 255}, .45)
		case 2:
			c = mix(c, color.RGBA{0, 0, 0, 255}, .4)
		}
		if !dark {
			c = mix(c, color.RGBA{0, 0, 0, 255}, .28)
		}
		list[i] = c
	}
	return list
}

// mix is a colour on the way from one to another.
func mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(x, y uint8) uint8 { return uint8(float64(x) + share*(float64(y)-float64(x)) + .5) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 255}
}

// mostColours is how many colours a map has at most.
const mostColours = 256

// ByGroup colours images by their groups; name says what a group is called.
func ByGroup(m *Map, dark bool, name func(group int) string) *Colouring {
	c := &Colouring{Of: make([]uint8, len(m.Groups)), Colours: colours(min(max(1, m.Count), mostColours), dark)}
	for i, g := range m.Groups {
		c.Of[i] = uint8(g % mostColours)
	}
	if m.Kind == None {
		return c
	}
	for g := range c.Colours {
		c.Names = append(c.Names, name(g))
	}
	return c.count()
}

// ByLabel colours images by their labels. Those of a set without labels have one colour.
func ByLabel(set *images.Set, dark bool) *Colouring {
	c := &Colouring{Of: make([]uint8, set.Count()), Colours: colours(1, dark)}
	if set.Labels == nil {
		return c
	}
	classes := set.Classes()
	c.Colours = colours(len(classes), dark)
	for _, label := range classes {
		c.Names = append(c.Names, fmt.Sprint(label))
	}
	for i, label := range set.Labels {
		c.Of[i] = uint8(slices.Index(classes, label))
	}
	return c.count()
}

// count notes which colours are used.
func (c *Colouring) count() *Colouring {
	c.Used = make([]bool, len(c.Colours))
	for _, of := range c.Of {
		c.Used[of] = true
	}
	return c
}

const (
	// steps is how many colours a scale has.
	steps = 64
	// ends is the share of images beyond each end of a scale, which have the colour of the end.
	ends = .01
)

// ByBits colours images by how many bits they take, from blue for few to orange for many.
func ByBits(m *Map, dark bool) *Colouring {
	low, middle, high := color.RGBA{0x4f, 0x7c, 0xff, 255}, color.RGBA{0xd8, 0xdb, 0xe4, 255}, color.RGBA{0xff, 0x9d, 0x1f, 255}
	if !dark {
		low, middle, high = color.RGBA{0x1f, 0x3f, 0xc8, 255}, color.RGBA{0x9a, 0x9d, 0xa8, 255}, color.RGBA{0xc9, 0x66, 0x00, 255}
	}
	c := &Colouring{Of: make([]uint8, len(m.Bits)), Colours: make([]color.RGBA, steps)}
	for i := range c.Colours {
		at := 2 * float64(i) / (steps - 1)
		c.Colours[i] = mix(low, middle, min(at, 1))
		if at > 1 {
			c.Colours[i] = mix(middle, high, at-1)
		}
	}
	sorted := slices.Clone(m.Bits)
	slices.SortFunc(sorted, func(a, b float32) int { return cmp.Compare(a, b) })
	if n := len(sorted); n > 0 {
		c.Low, c.High = float64(sorted[int(ends*float64(n))]), float64(sorted[n-1-int(ends*float64(n))])
	}
	for i, bits := range m.Bits {
		at := 0.
		if c.High > c.Low {
			at = (float64(bits) - c.Low) / (c.High - c.Low)
		}
		c.Of[i] = uint8(math.Round(max(0, min(at, 1)) * (steps - 1)))
	}
	return c
}

// GroupNames are what the groups of an ensemble's map are called: categories by the names
// that they were given, or their numbers, machines by their classes, and cuts by letters,
// which nobody takes for labels.
func GroupNames(m *Map, e *network.Ensemble, names []string) func(group int) string {
	return func(group int) string {
		switch {
		case m.Kind == Cuts && group < 26:
			return string(rune('A' + group))
		case m.Kind == Machines && e.ByLabel() && group < len(e.Labels):
			return fmt.Sprint(e.Labels[group])
		case m.Kind != Cuts && group < len(names) && names[group] != "":
			return names[group]
		}
		return fmt.Sprint(group)
	}
}

// Meanings are the colours of names, as #rrggbb, of those that some image has.
func (c *Colouring) Meanings() map[string]string {
	all := map[string]string{}
	for k, name := range c.Names {
		if name != "" && c.Used[k] {
			all[name] = hex(c.Colours[k])
		}
	}
	return all
}
