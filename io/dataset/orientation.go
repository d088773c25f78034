package dataset

import (
	"bytes"
	"encoding/binary"
	"image"
	"io"
	"slices"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
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

// turn undoes an Exif orientation: 1 is upright, even numbers up to 4 and odd ones
// above are mirrored.
func turn(picture image.Image, orientation int) image.Image {
	b := picture.Bounds()
	left, right, top, bottom := float64(-b.Min.X), float64(b.Max.X), float64(-b.Min.Y), float64(b.Max.Y)
	way, known := map[int]f64.Aff3{ // to x and to y
		2: {-1, 0, right, 0, 1, top},
		3: {-1, 0, right, 0, -1, bottom},
		4: {1, 0, left, 0, -1, bottom},
		5: {0, 1, top, 1, 0, left},
		6: {0, -1, bottom, 1, 0, left},
		7: {0, -1, bottom, -1, 0, right},
		8: {0, 1, top, -1, 0, right},
	}[orientation]
	if !known {
		return picture
	}
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if orientation >= 5 { // what was high is wide
		out = image.NewRGBA(image.Rect(0, 0, b.Dy(), b.Dx()))
	}
	draw.NearestNeighbor.Transform(out, way, picture, b, draw.Src, nil)
	return out
}
