package images

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
	"weak"
)

// Origin says where the pictures of a Set come from, and what was done with them in the
// order of the fields. It serves to find them again; an [Identity] shows whether they
// are the same.
type Origin struct {
	// Source is the name of a built-in set or, where File says so, that of a file,
	// without its folder.
	Source string `json:"source"`
	File   bool   `json:"file,omitempty"`
	// Part names the part of the source; empty means its training images, or all where
	// there is but one part.
	Part string `json:"part,omitempty"`
	// Limit is the number of first pictures of the part that were taken; zero is all.
	Limit int `json:"limit,omitempty"`
	// Straightened is set if slanted writing was sheared upright, and Swapped if ink and
	// paper were exchanged.
	Straightened bool `json:"straightened,omitempty"`
	Swapped      bool `json:"swapped,omitempty"`
}

// Identity says which pictures a Set holds. It is kept with a machine that learns from them.
type Identity struct {
	Origin
	Width  int `json:"width"`
	Height int `json:"height"`
	Count  int `json:"count"`
	// Pixels is the SHA-256 of all grey levels and Labels that of the labels, one byte
	// each, in hexadecimal. Labels is empty where there are none, and Pixels where the
	// content is not known.
	Pixels string `json:"pixels_sha256"`
	Labels string `json:"labels_sha256,omitempty"`
}

// Identity describes the Set. The first time it reads all pixels, at a gigabyte or two
// a second.
func (s *Set) Identity() Identity {
	return Identity{
		Origin: s.Origin, Width: s.Width, Height: s.Height, Count: s.Count(),
		Pixels: digest(s.Grey), Labels: digest(s.Labels),
	}
}

// Known reports whether the content is known: files of older versions do not have it.
func (i *Identity) Known() bool { return i.Pixels != "" }

// SamePictures reports whether both are known to be the same pictures, whatever they are called.
func (i *Identity) SamePictures(o Identity) bool {
	return i.Known() && i.Pixels == o.Pixels && i.Width == o.Width && i.Height == o.Height
}

// Same reports whether both are known to be the same pictures with the same labels.
func (i *Identity) Same(o Identity) bool { return i.SamePictures(o) && i.Labels == o.Labels }

// digests remembers those of large data for as long as they are in use: a training that
// begins, goes on or is undone asks for that of its pictures every time.
var digests sync.Map // from extent to string

// extent is a piece of memory.
type extent struct {
	first weak.Pointer[uint8]
	bytes int
}

// worthwhile is the least number of bytes whose digest is remembered.
const worthwhile = 1 << 16

// digest is the SHA-256 of data in hexadecimal; empty where there are none.
func digest(data []uint8) string {
	if len(data) < worthwhile {
		return sumOf(data)
	}
	e := extent{weak.Make(&data[0]), len(data)}
	if known, found := digests.Load(e); found {
		return known.(string)
	}
	sum := sumOf(data)
	digests.Store(e, sum)
	runtime.AddCleanup(&data[0], digests.Delete, any(e))
	return sum
}

func sumOf(data []uint8) string {
	if len(data) == 0 {
		return ""
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}
