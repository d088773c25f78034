package dataset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// zlibbed is what zlib makes of n zeros.
func zlibbed(t testing.TB, n int) []byte {
	return encoded(t, func(w io.Writer) error {
		z := zlib.NewWriter(w)
		for part := make([]byte, 1<<16); n > 0; n -= len(part) {
			if _, err := z.Write(part[:min(n, len(part))]); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// tiffFile is a TIFF file of entries, each a tag, a type, a number of values and what stands
// behind it, with a body behind them.
func tiffFile(body []byte, entries ...[4]uint32) []byte {
	out := []byte("II*\x00\x08\x00\x00\x00")
	out = binary.LittleEndian.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(e[1]))
		out = binary.LittleEndian.AppendUint32(out, e[2])
		out = binary.LittleEndian.AppendUint32(out, e[3])
	}
	return append(binary.LittleEndian.AppendUint32(out, 0), body...)
}

// bodyAt is where the body of tiffFile begins.
func bodyAt(entries int) uint32 { return uint32(8 + 2 + 12*entries + 4) }

// strips is a grey TIFF file whose strips all lie at the same place.
func strips(compression, w, h, rows uint32, body []byte) []byte {
	const n = 8
	return tiffFile(body,
		[4]uint32{256, 4, 1, w}, [4]uint32{257, 4, 1, h}, [4]uint32{258, 3, 1, 8}, [4]uint32{259, 3, 1, compression},
		[4]uint32{262, 3, 1, 1}, [4]uint32{273, 4, 1, bodyAt(n)}, [4]uint32{278, 4, 1, rows}, [4]uint32{279, 4, 1, uint32(len(body))})
}

// lists is a TIFF file with directory entries of count values each, which all lie at the
// file's beginning.
func lists(count uint32) []byte {
	var entries [][4]uint32
	for _, tag := range []uint32{256, 257, 258, 259, 262, 266, 273, 278, 279, 292, 293, 317, 320, 322, 323, 324, 325, 338} {
		entries = append(entries, [4]uint32{tag, 1, count, 0})
	}
	return tiffFile(make([]byte, count), entries...)
}

// frame is a JPEG segment that begins a picture of three components.
func frame(marker byte, w, h uint16, sampling byte) []byte {
	out := []byte{0xFF, marker, 0, 17, 8}
	out = binary.BigEndian.AppendUint16(out, h)
	out = binary.BigEndian.AppendUint16(out, w)
	return append(out, 3, 1, sampling, 0, 2, 0x11, 0, 3, 0x11, 0)
}

// scans repeats the scan of a JPEG picture.
func scans(t *testing.T, n int) []byte {
	whole := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, corner(3, 2, 1, 1), nil) })
	at := bytes.Index(whole, []byte{0xFF, markerScan})
	scan := whole[at : len(whole)-2]
	return joined(whole[:at], bytes.Repeat(scan, n), whole[len(whole)-2:])
}

// interlacedPNG declares one and holds none.
func interlacedPNG(w, h uint32, depth, colour byte) []byte {
	out := hugePNG(w, h)
	out[24], out[25], out[28] = depth, colour, 1
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

// Pictures that declare more than they may, or more work than it is worth, are refused for
// little memory.
func TestHostilePicturesTakeLittle(t *testing.T) {
	const most = 20_000
	tiles := func(w, h uint32) []byte {
		return tiffFile(make([]byte, 1000), [4]uint32{256, 4, 1, 100}, [4]uint32{257, 4, 1, 100}, [4]uint32{258, 3, 1, 8},
			[4]uint32{259, 3, 1, 8}, [4]uint32{262, 3, 1, 1}, [4]uint32{322, 4, 1, w}, [4]uint32{323, 4, 1, h},
			[4]uint32{324, 4, 1, 0}, [4]uint32{325, 4, 1, 1000})
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"PNG of 67 million pixels":    {hugePNG(8192, 8192), "8192×8192 pixels"},
		"tall PNG":                    {hugePNG(1, 40_000_000), "1×40000000 pixels"},
		"wide PNG":                    {hugePNG(most+1, 1), "20001×1 pixels"},
		"largest PNG, empty":          {hugePNG(7071, 7071), "ends too early"},
		"interlaced PNG":              {interlacedPNG(7000, 7000, 16, 6), "it is interlaced"},
		"progressive JPEG":            {joined([]byte{0xFF, 0xD8}, frame(0xC2, 7000, 7000, 0x11)), "it is progressive"},
		"sparse progressive JPEG":     {joined([]byte{0xFF, 0xD8}, frame(0xC2, 10_000, 5000, 0x41)), "it is progressive"},
		"JPEG of many scans":          {scans(t, 50), "goes through its pixels"},
		"GIF with a huge screen":      {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), "65535×65535 pixels"},
		"BMP":                         {joined([]byte("BM0000\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), []byte{0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 24, 0}, make([]byte, 24)), "16777216×16777216"},
		"TIFF":                        {strips(1, 1<<20, 1<<20, 1, nil), "1048576×1048576"},
		"TIFF of long lists":          {lists(1 << 20), "its directory lists"},
		"TIFF of longer lists":        {lists(1 << 22), "its directory lists"},
		"TIFF of huge tiles":          {tiles(1<<20, 1<<10), "tiles are much larger"},
		"TIFF of endless tiles":       {tiles(1<<31, 1<<31), "tiles are much larger"},
		"TIFF bomb":                   {strips(8, 100, 100, 1<<32-1, zlibbed(t, 100<<20)), ""},
		"TIFF bomb of large strips":   {strips(8, 5000, 5000, 5000, zlibbed(t, 100<<20)), "packed pieces"},
		"TIFF of a large plain strip": {strips(1, 20_000, 2500, 2500, nil)[:100], "ends too early"},
		"TIFF packed by runs":         {strips(32773, 3000, 3000, 3000, bytes.Repeat([]byte{129, 0}, 3<<20)), "packed pieces"},
		"TIFF directory far away":     {[]byte("II*\x00\xf0\xff\xff\xff rest"), "ends too early"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := readPicture(bytes.NewReader(c.data), "picture")
		runtime.ReadMemStats(&after)
		if c.says != "" && (err == nil || !strings.HasPrefix(err.Error(), "picture: ") || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", name, err)
		}
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 64 {
			t.Errorf("%s: took %d MB, %v", name, taken, err)
		}
	}
}

// What other programs write is read as before.
func TestUsualPicturesPassTheChecks(t *testing.T) {
	whole := corner(3, 2, 2, 1)
	for name, data := range map[string][]byte{
		"TIFF": encoded(t, func(w io.Writer) error { return tiff.Encode(w, whole, nil) }),
		"packed TIFF": encoded(t, func(w io.Writer) error {
			return tiff.Encode(w, whole, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
		}),
		"TIFF of endless rows": strips(1, 48, 32, 1<<32-1, whole.Pix),
		"PNG":                  encoded(t, func(w io.Writer) error { return png.Encode(w, whole) }),
	} {
		picture, err := readPicture(bytes.NewReader(data), "picture")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if picture.Bounds().Size() != image.Pt(48, 32) || grayAt(picture, 2, 1) < 250 || grayAt(picture, 0, 0) > 5 {
			t.Errorf("%s: another picture", name)
		}
	}
}

// A picture as large as is allowed takes a small part of its own size to prepare.
func TestPreparingALargePictureTakesLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	picture := image.NewGray(image.Rect(0, 0, 7000, 7000))
	for y := 2000; y < 5000; y++ {
		for x := 3000; x < 3500; x++ {
			picture.Pix[y*picture.Stride+x] = 255
		}
	}
	var before, after runtime.MemStats
	for name, p := range map[string]image.Image{"upright": picture, "turned": turn(picture, 6)} {
		runtime.ReadMemStats(&before)
		Prepare(p, 28, 28, true)
		runtime.ReadMemStats(&after)
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 192 {
			t.Errorf("%s: took %d MB", name, taken)
		}
	}
}

// seedPictures are small pictures of all formats.
func seedPictures(t testing.TB) [][]byte {
	picture := corner(1, 1, 0, 0)
	glass := image.NewNRGBA(image.Rect(0, 0, 9, 9))
	glass.Pix[3], glass.Pix[7] = 255, 100
	deep := image.NewGray16(image.Rect(0, 0, 4, 4))
	photo := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, picture, nil) })
	return [][]byte{
		encoded(t, func(w io.Writer) error { return png.Encode(w, picture) }),
		encoded(t, func(w io.Writer) error { return png.Encode(w, glass) }),
		encoded(t, func(w io.Writer) error { return png.Encode(w, deep) }),
		encoded(t, func(w io.Writer) error { return gif.Encode(w, picture, nil) }),
		encoded(t, func(w io.Writer) error { return bmp.Encode(w, picture) }),
		encoded(t, func(w io.Writer) error { return bmp.Encode(w, glass) }),
		encoded(t, func(w io.Writer) error { return tiff.Encode(w, picture, nil) }),
		encoded(t, func(w io.Writer) error {
			return tiff.Encode(w, glass, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
		}),
		strips(1, 8, 8, 1<<32-1, make([]byte, 64)), strips(32773, 8, 8, 8, []byte{193, 0}), strips(5, 8, 8, 8, []byte{0x80, 0, 0x40}),
		strips(8, 8, 8, 8, zlibbed(t, 64)), strips(4, 8, 8, 8, []byte{0, 1, 0, 1}),
		photo, withOrientation(photo, binary.BigEndian, "MM", 6),
		joined([]byte{0xFF, 0xD8}, frame(0xC2, 16, 16, 0x22)),
	}
}

// Whatever the bytes: no panic, not much memory beside the pixels, and a field of the
// machine's size.
func FuzzPicture(f *testing.F) {
	for _, data := range seedPictures(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, size, err := checkPicture(bytes.NewReader(data), "picture"); err == nil && size.X*size.Y > 1<<20 {
			t.Skip("large pictures take long")
		}
		var picture image.Image
		var err error
		n := memoryFor(func() { picture, err = readPicture(bytes.NewReader(data), "picture") })
		if n > maxWorking+maxPiece {
			t.Errorf("%d bytes took %d", len(data), n)
		}
		if err != nil {
			return
		}
		if grey := Prepare(picture, 28, 28, true); len(grey) != 28*28 {
			t.Errorf("%d levels", len(grey))
		}
	})
}
