package dataset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"wakesleep/network/images"
)

// The IDX format of MNIST. Integers are big-endian and of 32 bits.
//
//	offset  images            labels
//	0       0x00000803        0x00000801      two zeros, 8 = bytes, dimensions
//	4       number of images  number of labels
//	8       height            the labels, one byte each
//	12      width
//	16      the pixels, row by row from the top, 0 = ground, 255 = ink
//
// Nothing follows. The whole may be compressed with gzip, which its first two
// bytes tell, whatever its name.
const (
	imagesMagic = 0x00000803
	labelsMagic = 0x00000801

	// maxSide limits width and height in pixels.
	maxSide = 1024
	// maxData limits the bytes of one file's pixels or labels.
	maxData = 1 << 30
)

// ReadImages reads an IDX file of images, compressed or not, of any size up to
// 1024×1024 pixels and 1 GiB in all. The name is the file's and serves the errors;
// the Set is called by its last part.
func ReadImages(r io.Reader, name string) (*images.Set, error) {
	file, err := openIDX(r, name, imagesMagic)
	if err != nil {
		return nil, err
	}
	count, height, width, err := readImagesHeader(file, name)
	if err != nil {
		return nil, err
	}
	pixels := width * height
	grey, err := readBody(file, name, count, pixels, "pictures")
	if err != nil {
		return nil, err
	}
	o := ofFile(name)
	return &images.Set{Name: NameOf(o), Origin: o, Width: width, Height: height, Grey: grey}, nil
}

// ReadLabels reads an IDX file of labels, compressed or not: one class per image.
// The name is the file's and serves the errors.
func ReadLabels(r io.Reader, name string) ([]uint8, error) {
	file, err := openIDX(r, name, labelsMagic)
	if err != nil {
		return nil, err
	}
	count, err := readSize(file, name)
	if err != nil {
		return nil, err
	}
	return readBody(file, name, count, 1, "labels")
}

// openIDX takes off compression and reads the magic number, which must be want.
func openIDX(r io.Reader, name string, want uint32) (*bufio.Reader, error) {
	file, err := decompress(r, name)
	if err != nil {
		return nil, err
	}
	var magic [4]byte
	if _, err := io.ReadFull(file, magic[:]); err != nil {
		return nil, explainRead(name, err)
	}
	if binary.BigEndian.Uint32(magic[:]) != want {
		return nil, wrongKind(name, magic, want)
	}
	return file, nil
}

// readImagesHeader reads what follows the magic number and limits the sizes.
func readImagesHeader(r io.Reader, name string) (count int64, height, width int, err error) {
	var sizes [3]int64
	for i := range sizes {
		if sizes[i], err = readSize(r, name); err != nil {
			return 0, 0, 0, err
		}
	}
	if sizes[1] < 1 || sizes[2] < 1 || sizes[1] > maxSide || sizes[2] > maxSide {
		return 0, 0, 0, fmt.Errorf("%s: it declares pictures of %d×%d pixels; they must have 1×1 to %d×%d",
			name, sizes[2], sizes[1], maxSide, maxSide)
	}
	return sizes[0], int(sizes[1]), int(sizes[2]), nil
}

// readSize reads one 32-bit size.
func readSize(r io.Reader, name string) (int64, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return 0, explainRead(name, err)
	}
	return int64(binary.BigEndian.Uint32(size[:])), nil
}

// readBody reads count things of size bytes each, called what, and the file's end.
func readBody(r io.Reader, name string, count int64, size int, what string) ([]byte, error) {
	total := count * int64(size)
	if count == 0 {
		return nil, fmt.Errorf("%s: it holds no %s; pick another file", name, what)
	}
	if total > maxData {
		return nil, fmt.Errorf("%s: it declares %d %s, %d bytes in all, more than the %d that are allowed; split it",
			name, count, what, total, maxData)
	}
	data, err := readGrowing(r, int(total))
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%s: it ends after %d of the %d %s that it declares; copy or download it again",
			name, len(data)/size, count, what)
	}
	if err != nil {
		return nil, explainRead(name, err)
	}
	return data, expectEnd(r, name, what)
}

// expectEnd refuses bytes that follow the declared ones; reading on also makes
// gzip compare its checksum.
func expectEnd(r io.Reader, name, what string) error {
	var extra [1]byte
	_, err := io.ReadFull(r, extra[:])
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err == nil:
		return fmt.Errorf("%s: bytes follow the last of the %s that it declares, so its header is wrong; copy or download it again",
			name, what)
	}
	return explainRead(name, err)
}

// kinds are beginnings of files that people pick by mistake.
var kinds = []struct{ start, what string }{
	{"\x89PNG", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"BM", "a BMP picture"},
	{"PK\x03\x04", "a zip archive or a saved machine"},
	{"\x93NUM", "a numpy array"},
	{"%PDF", "a PDF document"},
	{"<", "a web page"},
	{"\x00\x00\x08\x01", "an IDX file of labels"},
	{"\x00\x00\x08\x02", "an IDX file of one table"},
	{"\x00\x00\x08\x03", "an IDX file of images"},
	{"\x00\x00\x08", "an IDX file of more than three dimensions"},
	{"\x00\x00\x09", "an IDX file of signed bytes"},
	{"\x00\x00\x0b", "an IDX file of 16-bit integers"},
	{"\x00\x00\x0c", "an IDX file of 32-bit integers"},
	{"\x00\x00\x0d", "an IDX file of floating-point numbers"},
	{"\x00\x00\x0e", "an IDX file of floating-point numbers"},
}

// wrongKind says what the file is, as far as its beginning tells, and what was
// wanted.
func wrongKind(name string, magic [4]byte, want uint32) error {
	is := "no IDX file"
	for _, kind := range kinds {
		if strings.HasPrefix(string(magic[:]), kind.start) {
			is = kind.what
			break
		}
	}
	wanted := "a list of images, such as train-images-idx3-ubyte.gz"
	if want == labelsMagic {
		wanted = "their labels, such as train-labels-idx1-ubyte.gz"
	}
	return fmt.Errorf("%s: it is %s; pick an IDX file of %s", name, is, wanted)
}
