package dataset

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"wakesleep/network/images"
)

// Written by hand from the format's description: two pictures of three columns and
// two rows, and their labels.
var (
	twoPictures = []byte{
		0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3,
		1, 2, 3, 4, 5, 6, 250, 251, 252, 253, 254, 255,
	}
	twoLabels = []byte{0, 0, 8, 1, 0, 0, 0, 2, 7, 200}
)

func gzipped(data []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// header is an IDX header of those sizes and what follows it.
func header(magic uint32, sizes ...uint32) []byte {
	out := binary.BigEndian.AppendUint32(nil, magic)
	for _, size := range sizes {
		out = binary.BigEndian.AppendUint32(out, size)
	}
	return out
}

// joined is parts in one new slice.
func joined(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestReadImages(t *testing.T) {
	want := &images.Set{Name: "two", Origin: images.Origin{Source: "two", File: true}, Width: 3, Height: 2, Grey: twoPictures[16:]}
	for _, data := range [][]byte{twoPictures, gzipped(twoPictures)} {
		got, err := ReadImages(iotest.OneByteReader(bytes.NewReader(data)), "folder/two")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("read %+v, %v", got, err)
		}
	}
}

func TestReadLabels(t *testing.T) {
	for _, data := range [][]byte{twoLabels, gzipped(twoLabels)} {
		got, err := ReadLabels(bytes.NewReader(data), "two")
		if err != nil || !bytes.Equal(got, []byte{7, 200}) {
			t.Errorf("read %v, %v", got, err)
		}
	}
}

func TestReadImagesErrors(t *testing.T) {
	zipped := gzipped(twoPictures)
	flipped := bytes.Clone(zipped)
	flipped[len(flipped)-6] ^= 1 // in the checksum
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"empty":           {nil, "empty"},
		"one byte":        {[]byte{0}, "ends too early"},
		"header cut":      {twoPictures[:14], "ends too early"},
		"body cut":        {twoPictures[:27], "after 1 of the 2 pictures"},
		"no body":         {twoPictures[:16], "after 0 of the 2 pictures"},
		"trailing":        {joined(twoPictures, []byte{0}), "bytes follow"},
		"labels":          {twoLabels, "labels; pick an IDX file of a list of images"},
		"one table":       {header(0x802, 2, 2), "one table"},
		"four dimensions": {header(0x804, 1, 1, 1, 1), "more than three dimensions"},
		"floats":          {header(0xD03, 1, 1, 1), "floating-point"},
		"png":             {[]byte("\x89PNG\r\n\x1a\n0000"), "a PNG picture"},
		"web page":        {[]byte("<!DOCTYPE html>"), "a web page"},
		"machine":         {[]byte("PK\x03\x04rest"), "saved machine"},
		"text":            {[]byte("hello there"), "no IDX file"},
		"none":            {header(imagesMagic, 0, 28, 28), "no pictures"},
		"no width":        {header(imagesMagic, 1, 28, 0), "0×28"},
		"huge picture":    {header(imagesMagic, 1, 28, 1025), "1025×28"},
		"huge file":       {header(imagesMagic, 1<<20, 1024, 1024), "allowed"},
		"largest sizes":   {header(imagesMagic, 1<<32-1, 1<<32-1, 1<<32-1), "declares"},
		"gzip cut":        {zipped[:len(zipped)-9], "copy or download it again"},
		"gzip header cut": {zipped[:5], "ends too early"},
		"gzip checksum":   {flipped, "damaged"},
		"gzip trailing":   {joined(zipped, []byte("garbage at the end")), "damaged"},
		"gzip of text":    {gzipped([]byte("hello")), "no IDX file"},
		"gzip of nothing": {gzipped(nil), "ends too early"},
	} {
		_, err := ReadImages(bytes.NewReader(test.data), "folder/file.gz")
		if err == nil || !strings.HasPrefix(err.Error(), "folder/file.gz: ") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadLabelsErrors(t *testing.T) {
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"images":   {twoPictures, "IDX file of images; pick an IDX file of their labels"},
		"cut":      {twoLabels[:9], "after 1 of the 2 labels"},
		"trailing": {joined(twoLabels, twoLabels), "bytes follow"},
		"none":     {header(labelsMagic, 0), "no labels"},
		"huge":     {header(labelsMagic, 1<<32-1), "allowed"},
		"no count": {header(labelsMagic), "ends too early"},
	} {
		_, err := ReadLabels(bytes.NewReader(test.data), "file")
		if err == nil || !strings.HasPrefix(err.Error(), "file: ") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadImagesBrokenDisk(t *testing.T) {
	broken := errors.New("input/output error")
	for _, after := range []int{0, 10, 20} {
		r := io.MultiReader(bytes.NewReader(twoPictures[:after]), iotest.ErrReader(broken))
		_, err := ReadImages(r, "file")
		if !errors.Is(err, broken) {
			t.Errorf("after %d bytes: %v", after, err)
		}
	}
}

// A file that declares a gibibyte must not make the reader take it, if it has 16 bytes or
// most of what it declares, packed or not.
func TestReadImagesTakesNoMemoryForPromises(t *testing.T) {
	promise := header(imagesMagic, 1<<10, 1024, 1024)
	most := joined(promise, make([]byte, 100<<20))
	for name, data := range map[string][]byte{
		"head": promise, "most": most, "packed": gzipped(most), "packed head": gzipped(promise),
		"packed and cut": gzipped(most)[:50_000],
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := ReadImages(bytes.NewReader(data), "file")
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "of the 1024 pictures") {
			t.Errorf("%s: %v", name, err)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<20 {
			t.Errorf("%s: %d bytes taken", name, taken)
		}
	}
}

// Files that are counted before they are read hold the same as others.
func TestLargeFilesAreReadOnceCounted(t *testing.T) {
	const count, side = 80, 1024
	grey := make([]byte, count*side*side)
	for i := 0; i < len(grey); i += 1 + i/100 {
		grey[i] = byte(i)
	}
	whole := joined(header(imagesMagic, count, side, side), grey)
	for name, r := range map[string]io.Reader{
		"file": bytes.NewReader(whole), "packed": bytes.NewReader(gzipped(whole)),
		"pipe": io.MultiReader(bytes.NewReader(whole)), "packed pipe": io.MultiReader(bytes.NewReader(gzipped(whole))),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		set, err := ReadImages(r, "file")
		runtime.ReadMemStats(&after)
		if err != nil || !bytes.Equal(set.Grey, grey) {
			t.Errorf("%s: other pixels, %v", name, err)
		}
		if taken := after.TotalAlloc - before.TotalAlloc - count*side*side; taken > 1<<20 {
			t.Errorf("%s: %d bytes beside the pixels", name, taken)
		}
	}
	for name, data := range map[string][]byte{
		"more": joined(whole, []byte{0}), "more packed": gzipped(joined(whole, []byte{0})),
	} {
		if _, err := ReadImages(bytes.NewReader(data), "file"); err == nil || !strings.Contains(err.Error(), "bytes follow") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWriteImages(t *testing.T) {
	var out bytes.Buffer
	set := &images.Set{Name: "two", Width: 3, Height: 2, Grey: twoPictures[16:]}
	if err := WriteImages(&out, set); err != nil || !bytes.Equal(out.Bytes(), twoPictures) {
		t.Errorf("wrote %v, %v", out.Bytes(), err)
	}
	out.Reset()
	if err := WriteLabels(&out, []uint8{7, 200}); err != nil || !bytes.Equal(out.Bytes(), twoLabels) {
		t.Errorf("wrote %v, %v", out.Bytes(), err)
	}
}

func TestWriteErrors(t *testing.T) {
	for name, set := range map[string]*images.Set{
		"distribution": open(t, "bars3").Training,
		"no pictures":  {Name: "none", Width: 2, Height: 2},
		"too wide":     {Name: "wide", Width: 1025, Height: 1, Grey: make([]uint8, 1025)},
	} {
		var out bytes.Buffer
		if err := WriteImages(&out, set); err == nil || out.Len() > 0 {
			t.Errorf("%s: wrote %d bytes, %v", name, out.Len(), err)
		}
	}
	if err := WriteLabels(&bytes.Buffer{}, nil); err == nil {
		t.Error("no labels: no error")
	}
}

// Whatever the bytes: no panic, and what is accepted is valid and comes back the
// same after writing.
func FuzzReadImages(f *testing.F) {
	f.Add(twoPictures)
	f.Add(gzipped(twoPictures))
	f.Add(twoLabels)
	f.Add(header(imagesMagic, 1<<32-1, 1024, 1024))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := ReadImages(bytes.NewReader(data), "file")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := WriteImages(&out, set); err != nil {
			t.Fatal(err)
		}
		again, err := ReadImages(&out, "file")
		if err != nil || !reflect.DeepEqual(again, set) {
			t.Errorf("%v", err)
		}
	})
}

func FuzzReadLabels(f *testing.F) {
	f.Add(twoLabels)
	f.Add(gzipped(twoLabels))
	f.Add(twoPictures)
	f.Fuzz(func(t *testing.T, data []byte) {
		labels, err := ReadLabels(bytes.NewReader(data), "file")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := WriteLabels(&out, labels); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadLabels(&out, "file"); err != nil || !bytes.Equal(again, labels) {
			t.Errorf("%v", err)
		}
	})
}
