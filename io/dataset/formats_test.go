package dataset

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/io/checkpoint"
	"wakesleep/io/starter"
)

// machine is a saved one.
func machine(t *testing.T) []byte {
	t.Helper()
	c, err := starter.Load()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "m")
	if err := checkpoint.Write(path, c); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// zipped is an archive of members without content.
func zipped(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tarred(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	if err := w.WriteHeader(&tar.Header{Name: "images", Mode: 0o600, Size: 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("ab")); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Names promise what they like: the content tells what a file is, and of what is not read
// a sentence tells that and what to do, whatever it was to be opened as.
func TestFilesAreToldByTheirContent(t *testing.T) {
	saved := machine(t)
	for name, c := range map[string]struct {
		data []byte
		kind Kind
		says string
	}{
		"machine":              {saved, Machine, ""},
		"half a machine":       {saved[:len(saved)/2], Machine, ""},
		"class machines":       {zipped(t, "machine_0/generative_biases_0.npy", "meta.json"), Machine, ""},
		"rich machine":         {zipped(t, "generative_weights_1_0.npy", "meta.json"), Machine, ""},
		"machine packed again": {zipped(t, "meta.json", "data_mean.npy"), Machine, ""},
		"images":               {twoPictures, Images, ""},
		"packed images":        {gzipped(twoPictures), Images, ""},
		"labels":               {twoLabels, Labels, ""},
		"packed labels":        {gzipped(twoLabels), Labels, ""},
		"photo.png":            {[]byte("\x89PNG\r\n\x1a\n0000"), Picture, ""},
		"photo.jpg":            {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF"), Picture, ""},
		"photo.gif":            {[]byte("GIF89a....."), Picture, ""},
		"photo.bmp":            {[]byte("BM\x01\x02\x03\x04\x00\x00\x00\x00"), Picture, ""},
		"photo.tif":            {[]byte("II*\x00\x08\x00\x00\x00"), Picture, ""},
		"noise":                {[]byte("\x01\x02\x03\x04\x05"), Unknown, ""},
		"letter":               {[]byte("hello there\n"), Unknown, ""},

		"four sizes":              {header(0x804, 1, 28, 28, 1), Unread, "more than three dimensions"},
		"table of labels":         {header(0x802, 2, 1), Unread, "one table"},
		"floats":                  {header(0xd03, 1, 1, 1), Unread, "floating-point"},
		"extended labels":         {header(0xc02, 2, 8), Unread, "32-bit integers"},
		"little":                  {[]byte("\x03\x08\x00\x00\x28\x00\x00\x00"), Unread, "little-endian"},
		"x.npy":                   {[]byte("\x93NUMPY\x01\x00"), Unread, "numpy array"},
		"keras.npz":               {zipped(t, "x_train.npy", "y_train.npy"), Unread, "numpy archive"},
		"folder.zip":              {zipped(t, "0/1.png"), Unread, "zip archive"},
		"nothing.zip":             {zipped(t), Unread, "zip archive"},
		"double.gz":               {gzipped(gzipped(twoPictures)), Unread, "compressed twice"},
		"images.tar":              {tarred(t), Unread, "tar archive; unpack it"},
		"images.tar.gz":           {gzipped(tarred(t)), Unread, "tar archive; unpack it"},
		"images.bz2":              {[]byte("BZh91AY&SY..."), Unread, "bzip2; unpack it"},
		"images.xz":               {[]byte("\xfd7zXZ\x00\x00"), Unread, "xz; unpack it"},
		"images.zst":              {[]byte("\x28\xb5\x2f\xfd\x04"), Unread, "Zstandard; unpack it"},
		"images.7z":               {[]byte("7z\xbc\xaf\x27\x1c\x00"), Unread, "7z archive; unpack it"},
		"images.rar":              {[]byte("Rar!\x1a\x07\x01\x00"), Unread, "RAR archive; unpack it"},
		"mnist.mat":               {[]byte("MATLAB 5.0 MAT-file, Platform: PCWIN64"), Unread, "MATLAB file; take the IDX files"},
		"mnist.h5":                {[]byte("\x89HDF\r\n\x1a\n"), Unread, "HDF5"},
		"mnist.parquet":           {[]byte("PAR1\x00\x00"), Unread, "Parquet file; take the IDX files"},
		"mnist.pkl":               {[]byte("\x80\x04\x95\x10"), Unread, "pickle"},
		"three.webp":              {[]byte("RIFF\x0a\x07\x00\x00WEBPVP8L"), Unread, "WebP picture; save it as PNG"},
		"three.heic":              {[]byte("\x00\x00\x00\x1cftypheic\x00\x00\x00\x00"), Unread, "HEIC or AVIF picture; save it as PNG"},
		"three.avif":              {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00"), Unread, "HEIC or AVIF picture; save it as PNG"},
		"three.svg":               {[]byte("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg width=\"1\"/>"), Unread, "SVG drawing"},
		"scan.pdf":                {[]byte("%PDF-1.7"), Unread, "PDF document"},
		"lfs-images.gz":           {[]byte("version https://git-lfs.github.com/spec/v1\noid sha256:00\n"), Unread, "git lfs pull"},
		"page.jpg":                {[]byte("<!DOCTYPE html><html>"), Unread, "web page"},
		"page with a mark":        {[]byte("\xef\xbb\xbf \n<html>"), Unread, "web page"},
		"reply-images-idx3.gz":    {[]byte(`{"message": "Not Found", "status": "404"}`), Unread, "JSON"},
		"mnist.csv":               {[]byte("label,pixel0,pixel1\n5,0,0\n"), Unread, "table (CSV)"},
		"semicolons":              {[]byte("0,5;0,25;3\n"), Unread, "table (CSV)"},
		"tabs.gz":                 {gzipped([]byte("5\t0\t0\n")), Unread, "table (CSV)"},
		"a table of one long row": {[]byte(strings.Repeat("127,", 1000)), Unread, "table (CSV)"},
	} {
		path := writeFile(t, t.TempDir(), name, c.data)
		f, err := Inspect(path)
		if err != nil || f.Kind != c.kind {
			t.Errorf("%s: %v, %+v", name, err, f)
			continue
		}
		for _, want := range []Kind{Unknown, Machine, Images, Labels, Picture} {
			says := f.Refuse(path, want).Error()
			if !strings.HasPrefix(says, path+": it is ") || !strings.Contains(says, c.says) || strings.Count(says, "; ") < 1 {
				t.Errorf("%s: %s", name, says)
			}
		}
		if c.kind != Images && c.kind != Unknown {
			if _, err := Open(path, ""); err == nil || err.Error() != f.Refuse(path, Images).Error() {
				t.Errorf("%s opened as images: %v", name, err)
			}
		}
		if c.kind != Picture {
			if _, err := ReadPicture(path); err == nil || err.Error() != f.Refuse(path, Picture).Error() {
				t.Errorf("%s opened as a picture: %v", name, err)
			}
		}
	}
}

func TestInspectFailsWhereThereIsNothingToLookInto(t *testing.T) {
	folder := t.TempDir()
	for path, says := range map[string]string{
		filepath.Join(folder, "absent"):    "there is no such file",
		folder:                             "it is a folder",
		writeFile(t, folder, "empty", nil): "it is empty",
		os.DevNull:                         "it is a device, not an ordinary file",
	} {
		if f, err := Inspect(path); err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %+v, %v", path, f, err)
		}
	}
}

// Every row that is read tells its extensions, and how: dialogs go by the table.
func TestTheTableOfFormats(t *testing.T) {
	for _, f := range formats() {
		read := f.Kind != Unread
		if f.Name == "" || f.sniff == nil || read != (len(f.Extensions) > 0) || read && f.Advice != "" ||
			(f.Kind == Images) != (f.images != nil) || (f.Kind == Labels) != (f.labels != nil) {
			t.Errorf("%+v", f)
		}
		for _, extension := range f.Extensions {
			if extension == "" || strings.HasPrefix(extension, ".") {
				t.Errorf("%s has the extension %q", f.Name, extension)
			}
		}
	}
	if got := Extensions(Picture); !slices.Equal(got, []string{"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff"}) {
		t.Errorf("pictures end with %v", got)
	}
	if got := list(Shorts(Picture)); got.String() != "PNG, JPEG, GIF, BMP or TIFF" {
		t.Errorf("pictures are %s", got)
	}
}

func FuzzFormatOf(f *testing.F) {
	for _, head := range []string{"PK\x03\x04", "\x1f\x8b\x08", "<?xml", "[1,", "BM", "a;b;c"} {
		f.Add([]byte(head))
	}
	f.Fuzz(func(t *testing.T, head []byte) {
		if text := formatOf(head).Refuse("file", Unknown).Error(); !strings.HasPrefix(text, "file: it is ") {
			t.Error(text)
		}
	})
}
