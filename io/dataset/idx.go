package dataset

import (
	"encoding/binary"
	"errors"
	"io"
	"path/filepath"

	"wakesleep/internal/sentence"
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
	s, f, err := beginAs(Images, r, name)
	if err != nil {
		return nil, err
	}
	return f.images(s)
}

// ReadLabels reads a file of labels, compressed with gzip or not: one class per image.
// The name is the file's and serves the errors.
func ReadLabels(r io.Reader, name string) ([]uint8, error) {
	s, f, err := beginAs(Labels, r, name)
	if err != nil {
		return nil, err
	}
	return f.labels(s)
}

func readIDXImages(r *stream) (*images.Set, error) {
	var h struct{ Magic, Count, Height, Width uint32 }
	if err := binary.Read(r, binary.BigEndian, &h); err != nil {
		return nil, explainRead(r.name, err)
	}
	if min(h.Height, h.Width) < 1 || max(h.Height, h.Width) > maxSide {
		return nil, sentence.Errorf("%s: it declares pictures of %d×%d pixels; they must have 1×1 to %d×%d",
			r.name, h.Width, h.Height, maxSide, maxSide)
	}
	grey, err := r.body(int64(binary.Size(h)), int64(h.Count), int64(h.Width*h.Height), "pictures")
	if err != nil {
		return nil, err
	}
	o := images.Origin{Source: filepath.Base(r.name), File: true}
	return &images.Set{Name: NameOf(o), Origin: o, Width: int(h.Width), Height: int(h.Height), Grey: grey}, nil
}

func readIDXLabels(r *stream) ([]uint8, error) {
	var h struct{ Magic, Count uint32 }
	if err := binary.Read(r, binary.BigEndian, &h); err != nil {
		return nil, explainRead(r.name, err)
	}
	return r.body(int64(binary.Size(h)), int64(h.Count), 1, "labels")
}

// countFrom is how many bytes a packed file may declare before they are counted: the pixels of
// MNIST are fewer.
const countFrom = 64 << 20

// body reads count things of size bytes each, called what, behind a header, and the file's
// end, at which gzip compares its checksum. A file has the bytes that it declares counted
// before there is memory for them. Of a pipe that is not possible, but there memory that
// nothing was written to costs nothing.
func (s *stream) body(header, count, size int64, what sentence.Word) ([]byte, error) {
	total := count * size
	if count == 0 {
		return nil, sentence.Errorf("%s: it holds no %s; pick another file", s.name, what)
	}
	if total > maxData {
		return nil, sentence.Errorf("%s: it declares %d %s, %d bytes in all, more than the %d that are allowed; split it",
			s.name, count, what, total, maxData)
	}
	if s.file != nil && (!s.gzipped || total > countFrom) {
		n, err := s.length(header + total)
		if err := s.compare(max(0, n-header), count, size, what, err); err != nil {
			return nil, err
		}
	}
	data := make([]byte, total)
	came, err := io.ReadFull(s, data)
	if err == nil {
		var more int
		if more, err = io.ReadFull(s, make([]byte, 1)); errors.Is(err, io.EOF) {
			err = nil
		}
		came += more
	}
	if err := s.compare(int64(came), count, size, what, err); err != nil {
		return nil, err
	}
	return data, nil
}

// compare reports where not as many bytes came as count things of a size have, after
// which there was an error.
func (s *stream) compare(came, count, size int64, what sentence.Word, err error) error {
	switch {
	case came > count*size:
		return sentence.Errorf("%s: bytes follow the last of the %s that it declares, so its header is wrong; copy or download it again",
			s.name, what)
	case came < count*size && (err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)):
		return sentence.Errorf("%s: it ends after %d of the %d %s that it declares; copy or download it again",
			s.name, came/size, count, what)
	case err != nil:
		return explainRead(s.name, err)
	}
	return nil
}

// WriteImages writes the pictures of a finite Set as an uncompressed IDX file that
// ReadImages reads. Labels go into a file of their own with WriteLabels.
func WriteImages(w io.Writer, set *images.Set) error {
	if err := set.Validate(); err != nil {
		return err
	}
	switch {
	case set.Probabilities != nil:
		return sentence.Errorf("%s: an IDX file has no place for the probabilities of a distribution; draw pictures from it first", set.Name)
	case set.Width > maxSide || set.Height > maxSide:
		return sentence.Errorf("%s: pictures of %d×%d pixels; an IDX file takes up to %d×%d",
			set.Name, set.Width, set.Height, maxSide, maxSide)
	}
	return writeIDX(w, set.Grey, imagesMagic, uint32(set.Count()), uint32(set.Height), uint32(set.Width))
}

// WriteLabels writes labels as an uncompressed IDX file that ReadLabels reads.
func WriteLabels(w io.Writer, labels []uint8) error {
	if len(labels) == 0 {
		return sentence.Errorf("no labels to write; a file needs at least one")
	}
	return writeIDX(w, labels, labelsMagic, uint32(len(labels)))
}

// writeIDX writes a header of 32-bit integers and the bytes that follow it.
func writeIDX(w io.Writer, body []byte, header ...uint32) error {
	if len(body) > maxData {
		return sentence.Errorf("%d bytes are more than the %d that an IDX file takes; write fewer pictures", len(body), maxData)
	}
	if err := binary.Write(w, binary.BigEndian, header); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}
