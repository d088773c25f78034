package dataset

import (
	"path/filepath"
	"slices"
	"strings"

	"wakesleep/network/images"
)

// Identity is [images.Identity]; this package makes, describes and resolves it.
type Identity = images.Identity

const (
	// fileMark is put before the name of a file that is called like a built-in set.
	fileMark = "./"
	// swapMark is put behind the name where ink and paper are swapped.
	swapMark = "-negative"
)

// partMark is put behind the name for a part other than the training images.
func partMark(part string) string { return " (" + part + ")" }

// NameOf is the name of images of an origin, for display and for records: "digits",
// "digits (held-out)", "train-images-idx3-ubyte".
func NameOf(o images.Origin) string {
	name := SourceName(o)
	if o.Part != "" {
		name += partMark(o.Part)
	}
	return name
}

// SourceName is NameOf without the part.
func SourceName(o images.Origin) string {
	name := o.Source
	if o.File && IsBuiltIn(name) {
		name = fileMark + name
	}
	if o.Swapped {
		name += swapMark
	}
	return name
}

// Complete takes the name apart where an identity comes from a file of an older version,
// which has Source, Straightened, size and count only. An identity that knows the content
// is complete already, but a source that is not built in is a file whatever it says.
func Complete(i Identity) Identity {
	if i.Known() || i.Limit > 0 { // an older version has no limit
		i.File = i.File || !IsBuiltIn(i.Source)
		return i
	}
	o := images.Origin{Source: i.Source, Straightened: i.Straightened, Limit: i.Count}
	for _, part := range Parts()[1:] {
		if name, found := strings.CutSuffix(o.Source, partMark(part)); found {
			o.Source, o.Part = name, part
			break
		}
	}
	if name, found := strings.CutSuffix(o.Source, swapMark); found && IsBuiltIn(name) {
		o.Source, o.Swapped = name, true
	}
	o.File = !IsBuiltIn(o.Source)
	o.Source = strings.TrimPrefix(o.Source, fileMark)
	i.Origin = o
	return i
}

// Match says how images compare with those that were looked for.
type Match int

const (
	// Missing: there are none of the size.
	Missing Match = iota
	// Other: they are others, of the same size.
	Other
	// Alike: their name, treatment, size and number are the same; no more is known.
	Alike
	// Same: they are the same.
	Same
)

// Compare compares images with those of an identity, by their content where it is known.
func Compare(set *images.Set, want Identity) Match {
	want = Complete(want)
	switch is := set.Identity(); {
	case set.Width != want.Width || set.Height != want.Height:
		return Missing
	case want.Known() && want.SamePictures(is):
		return Same
	case want.Known() || NameOf(is.Origin) != NameOf(want.Origin) ||
		is.Straightened != want.Straightened || is.Count != want.Count:
		return Other
	}
	return Alike
}

// Holds reports whether the images of an identity were taken from the source: two
// built-in sets are compared by name, and others by content where it is known.
func (s *Source) Holds(want Identity) bool {
	want = Complete(want)
	if is := s.opened().Training.Origin; !is.File && !want.File {
		return is.Source == want.Source
	}
	return Compare(s.Images(want.Origin), want) >= Alike
}

// Find looks for the images of an identity: in the source in use, which may be nil,
// inside the program, and in a file of their name in one of the folders, of which one may
// also be a file that the user has pointed out, whatever it is called. If they are not found, it returns others of their size: those in use, or else those of such a file.
func Find(want Identity, now *Source, folders []string) (*Source, Match) {
	want = Complete(want)
	var best *Source
	match := Missing
	consider := func(s *Source) {
		if m := Compare(s.Training, want); m > match {
			best, match = s, m
		}
	}
	if now != nil {
		consider(now)
	}
	for _, name := range places(want.Origin, folders) {
		if match >= Alike {
			break
		}
		if s, err := OpenLabelled(name); err == nil {
			consider(s.Take(want.Origin))
		}
	}
	return best, match
}

// places are the names to open for images of an origin, best first.
func places(o images.Origin, folders []string) []string {
	if !o.File {
		return []string{o.Source}
	}
	var paths []string
	for _, folder := range folders {
		path := folder
		if !isFile(folder) {
			path = filepath.Join(folder, filepath.Base(o.Source))
		}
		if isFile(path) && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}
