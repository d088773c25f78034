package dataset

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
)

// corner is a picture of w×h blocks of 16 pixels, the block at x, y white.
func corner(w, h, x, y int) *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, 16*w, 16*h))
	for i := range picture.Pix {
		if i%picture.Stride/16 == x && i/picture.Stride/16 == y {
			picture.Pix[i] = 255
		}
	}
	return picture
}

func encoded(t testing.TB, encode func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// grayAt is the level in the middle of a block.
func grayAt(picture image.Image, x, y int) uint8 {
	b := picture.Bounds()
	return color.GrayModel.Convert(picture.At(b.Min.X+16*x+8, b.Min.Y+16*y+8)).(color.Gray).Y
}

func TestReadPicture(t *testing.T) {
	picture := corner(3, 2, 2, 1)
	for name, encode := range map[string]func(io.Writer) error{
		"png":  func(w io.Writer) error { return png.Encode(w, picture) },
		"jpeg": func(w io.Writer) error { return jpeg.Encode(w, picture, nil) },
		"gif":  func(w io.Writer) error { return gif.Encode(w, picture, nil) },
		"bmp":  func(w io.Writer) error { return bmp.Encode(w, picture) },
	} {
		path := writeFile(t, t.TempDir(), "picture", encoded(t, encode))
		got, err := ReadPicture(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if size := got.Bounds().Size(); size != image.Pt(48, 32) || grayAt(got, 2, 1) < 250 || grayAt(got, 0, 0) > 5 {
			t.Errorf("%s: %v, levels %d and %d", name, size, grayAt(got, 2, 1), grayAt(got, 0, 0))
		}
	}
}

// hugePNG declares a picture of w×h pixels and holds none.
func hugePNG(w, h uint32) []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, w)
	chunk = binary.BigEndian.AppendUint32(chunk, h)
	chunk = append(chunk, 8, 0, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	out = append(out, chunk...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
}

func TestReadPictureErrors(t *testing.T) {
	folder := t.TempDir()
	whole := encoded(t, func(w io.Writer) error { return png.Encode(w, corner(3, 2, 1, 1)) })
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"empty":   {nil, "it is empty"},
		"text":    {[]byte("hello"), "no picture"},
		"labels":  {twoLabels, "no picture"},
		"cut":     {whole[:len(whole)/2], "damaged"},
		"damaged": {append(bytes.Clone(whole[:40]), make([]byte, 200)...), "damaged"},
		"huge":    {hugePNG(1<<20, 1<<20), "1048576×1048576"},
		"wide":    {hugePNG(1<<30, 1), "make it smaller"},
	} {
		path := writeFile(t, folder, name, test.data)
		_, err := ReadPicture(path)
		if err == nil || !strings.HasPrefix(err.Error(), path) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for path, says := range map[string]string{filepath.Join(folder, "absent"): "no such file", folder: "folder"} {
		if _, err := ReadPicture(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// withOrientation puts an Exif segment into a JPEG file.
func withOrientation(file []byte, order binary.AppendByteOrder, mark string, value uint16) []byte {
	tiff := []byte(mark)
	tiff = order.AppendUint16(tiff, 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, entry := range [][2]uint16{{0x0100, 7}, {0x0112, value}} {
		tiff = order.AppendUint16(tiff, entry[0])
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, entry[1])
		tiff = order.AppendUint16(tiff, 0)
	}
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(segment)+2))
	return joined(file[:2], head, segment, file[2:])
}

// The Exif standard says for each value on which side of the scene the stored
// picture's first row and first column lie.
var exifSides = map[uint16][2]string{
	1: {"top", "left"},
	2: {"top", "right"},
	3: {"bottom", "right"},
	4: {"bottom", "left"},
	5: {"left", "top"},
	6: {"right", "top"},
	7: {"right", "bottom"},
	8: {"left", "bottom"},
}

// block is where sides of a picture of w×h blocks meet.
func block(w, h int, sides ...string) (x, y int) {
	for _, side := range sides {
		switch side {
		case "right":
			x = w - 1
		case "bottom":
			y = h - 1
		}
	}
	return x, y
}

func TestReadPictureTurnsPhotographs(t *testing.T) {
	opposite := map[string]string{"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
	for value, sides := range exifSides {
		w, h := 3, 2
		if value >= 5 {
			w, h = 2, 3
		}
		for _, last := range []bool{false, true} { // the stored first row's first or last block
			stored, column := corner(3, 2, 0, 0), sides[1]
			if last {
				stored, column = corner(3, 2, 2, 0), opposite[sides[1]]
			}
			file := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, stored, nil) })
			for mark, order := range map[string]binary.AppendByteOrder{"MM": binary.BigEndian, "II": binary.LittleEndian} {
				path := writeFile(t, t.TempDir(), "photo.jpg", withOrientation(file, order, mark, value))
				got, err := ReadPicture(path)
				if err != nil {
					t.Fatal(err)
				}
				x, y := block(w, h, sides[0], column)
				if got.Bounds().Size() != image.Pt(16*w, 16*h) || grayAt(got, x, y) < 250 {
					t.Errorf("orientation %d, last %v: %v", value, last, got.Bounds())
				}
			}
		}
	}
}

func FuzzOrientation(f *testing.F) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, corner(1, 1, 0, 0), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add(withOrientation(file.Bytes(), binary.LittleEndian, "II", 6))
	f.Add(withOrientation(file.Bytes(), binary.BigEndian, "MM", 8))
	f.Fuzz(func(_ *testing.T, data []byte) { orientation(bytes.NewReader(data)) })
}

// However a decoder says that a picture is cut short, Go's own words stay out of it.
func TestPicturesThatAreCutShort(t *testing.T) {
	picture := image.NewPaletted(image.Rect(0, 0, 60, 60), color.Palette{color.White, color.Black})
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i * i % 7 % 2)
	}
	for name, encode := range map[string]func(io.Writer) error{
		"gif": func(w io.Writer) error { return gif.Encode(w, picture, nil) },
		"png": func(w io.Writer) error { return png.Encode(w, picture) },
		"jpg": func(w io.Writer) error { return jpeg.Encode(w, picture, nil) },
	} {
		var whole bytes.Buffer
		if err := encode(&whole); err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{20, whole.Len() / 2} {
			path := filepath.Join(t.TempDir(), "cut."+name)
			if err := os.WriteFile(path, whole.Bytes()[:n], 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadPicture(path); err == nil || strings.Contains(err.Error(), "EOF") {
				t.Errorf("%s of %d bytes: %v", name, n, err)
			}
		}
	}
}
