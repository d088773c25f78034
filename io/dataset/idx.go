package dataset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

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

// ReadImages reads a file of images, compressed with gzip or not, of any size up to
// 1024×1024 pixels and 1 GiB in all. The name is the file's and serves the errors;
// the Set is called by its last part.
func ReadImages(r io.Reader, name string) (*images.Set, error) {
	file, f, err := begin(r, name)
	switch {
	case err != nil:
		return nil, err
	case f.images == nil:
		return nil, f.Refuse(name, Images)
	}
	return f.images(file, name)
}

// ReadLabels reads a file of labels, compressed with gzip or not: one class per image.
// The name is the file's and serves the errors.
func ReadLabels(r io.Reader, name string) ([]uint8, error) {
	file, f, err := begin(r, name)
	switch {
	case err != nil:
		return nil, err
	case f.labels == nil:
		return nil, f.Refuse(name, Labels)
	}
	return f.labels(file, name)
}

func readIDXImages(r *bufio.Reader, name string) (*images.Set, error) {
	count, height, width, err := readImagesHeader(r, name)
	if err != nil {
		return nil, err
	}
	grey, err := readBody(r, name, count, width*height, "pictures")
	if err != nil {
		return nil, err
	}
	o := ofFile(name)
	return &images.Set{Name: NameOf(o), Origin: o, Width: width, Height: height, Grey: grey}, nil
}

func readIDXLabels(r *bufio.Reader, name string) ([]uint8, error) {
	sizes, err := readSizes(r, name, 1)
	if err != nil {
		return nil, err
	}
	return readBody(r, name, sizes[0], 1, "labels")
}

// readImagesHeader limits the sizes.
func readImagesHeader(r io.Reader, name string) (count int64, height, width int, err error) {
	sizes, err := readSizes(r, name, 3)
	if err != nil {
		return 0, 0, 0, err
	}
	if sizes[1] < 1 || sizes[2] < 1 || sizes[1] > maxSide || sizes[2] > maxSide {
		return 0, 0, 0, fmt.Errorf("%s: it declares pictures of %d×%d pixels; they must have 1×1 to %d×%d",
			name, sizes[2], sizes[1], maxSide, maxSide)
	}
	return sizes[0], int(sizes[1]), int(sizes[2]), nil
}

// readSizes reads the magic number, which is known, and n sizes.
func readSizes(r io.Reader, name string, n int) ([]int64, error) {
	header := make([]byte, 4*(1+n))
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, explainRead(name, err)
	}
	sizes := make([]int64, n)
	for i := range sizes {
		sizes[i] = int64(binary.BigEndian.Uint32(header[4*(1+i):]))
	}
	return sizes, nil
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
