package dataset

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"
	"slices"
)

// A telephone stores a photograph as the sensor lay and notes in its Exif data how
// to turn it; the standard library's decoder does not look. The way there: JPEG
// segments (FF, marker, 16-bit length) up to APP1 that begins with "Exif\0\0", in
// it a TIFF header, whose first directory has the tag 0x0112, a value from 1 to 8.
const (
	markerAPP1     = 0xE1
	markerScan     = 0xDA
	tagOrientation = 0x0112
	upright        = 1
)

// orientation is the Exif orientation of a JPEG file, or upright where it has none
// or none that makes sense: a picture is readable without it.
func orientation(r io.Reader) int {
	_, _ = io.CopyN(io.Discard, r, 2) // a file this short ends below
	for {
		var head [4]byte
		if _, err := io.ReadFull(r, head[:]); err != nil || head[0] != 0xFF || head[1] == markerScan {
			return upright
		}
		body := make([]byte, max(0, int(binary.BigEndian.Uint16(head[2:]))-2))
		if _, err := io.ReadFull(r, body); err != nil {
			return upright
		}
		if tiff, found := bytes.CutPrefix(body, []byte("Exif\x00\x00")); found && head[1] == markerAPP1 {
			return tiffOrientation(tiff)
		}
	}
}

// tiffOrientation looks for the tag in the first directory of TIFF data.
func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return upright
	}
	const size = 12
	entries := tiff[at+2:]
	whole := min(int(order.Uint16(tiff[at:])), len(entries)/size)
	for entry := range slices.Chunk(entries[:whole*size], size) {
		if order.Uint16(entry) == tagOrientation {
			return int(order.Uint16(entry[8:]))
		}
	}
	return upright
}

// turned is a picture upright, undoing an Exif orientation from 2 to 8.
type turned struct {
	image.Image
	orientation int
}

// turn makes a picture upright.
func turn(picture image.Image, orientation int) image.Image {
	if orientation <= upright || orientation > 8 {
		return picture
	}
	return &turned{picture, orientation}
}

// Bounds begin at 0, 0.
func (t *turned) Bounds() image.Rectangle {
	size := t.Image.Bounds().Size()
	if t.orientation >= 5 { // what was high is wide
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

func (t *turned) At(x, y int) color.Color {
	b := t.Image.Bounds()
	x, y = t.stored(x, y, b.Dx(), b.Dy())
	return t.Image.At(b.Min.X+x, b.Min.Y+y)
}

// stored is where the pixel at x, y lies in the stored picture of w×h. Even orientations
// up to 4 and odd ones above are mirrored.
func (t *turned) stored(x, y, w, h int) (int, int) {
	switch t.orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	}
	return w - 1 - y, x
}

// levels are those of the stored picture, turned.
func (t *turned) levels() levels {
	was := levelsOf(t.Image)
	size := t.Bounds().Size()
	stored, row := was.bytes(), make([]uint8, size.X)
	return levels{w: size.X, h: size.Y, row: func(y int) []uint8 {
		for x := range row {
			atX, atY := t.stored(x, y, was.w, was.h)
			row[x] = stored[atY*was.w+atX]
		}
		return row
	}}
}
