package dataset

import (
	"bytes"
	"encoding/binary"
	"image"
	"io"
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
	var start [2]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return upright
	}
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
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == tagOrientation {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return upright
}

// turn undoes an Exif orientation: 1 is upright, even numbers up to 4 and odd ones
// above are mirrored.
func turn(picture image.Image, orientation int) image.Image {
	b := picture.Bounds()
	w, h := b.Dx(), b.Dy()
	right, bottom := w-1, h-1
	ways := map[int]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return right - x, y },
		3: func(x, y int) (int, int) { return right - x, bottom - y },
		4: func(x, y int) (int, int) { return x, bottom - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, bottom - x },
		7: func(x, y int) (int, int) { return right - y, bottom - x },
		8: func(x, y int) (int, int) { return right - y, x },
	}
	from, known := ways[orientation]
	if !known {
		return picture
	}
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			fromX, fromY := from(x, y)
			out.Set(x, y, picture.At(b.Min.X+fromX, b.Min.Y+fromY))
		}
	}
	return out
}
