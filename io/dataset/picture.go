package dataset

import (
	"bufio"
	"errors"
	"image"
	_ "image/gif"  // registers its format
	_ "image/jpeg" // registers its format
	_ "image/png"  // registers its format
	"io"
	"math"
	"strings"

	_ "golang.org/x/image/bmp"  // registers its format
	_ "golang.org/x/image/tiff" // registers its format

	"wakesleep/internal/sentence"
)

const (
	// maxPixels and maxPictureSide limit a picture that is opened: more than any telephone
	// takes.
	maxPixels      = 50_000_000
	maxPictureSide = 20_000
	// maxWorking limits the memory in bytes that a decoder takes beside the pixels.
	maxWorking = 192 << 20
)

// ReadPicture opens a PNG, JPEG, GIF, BMP or TIFF file, of which it takes the first frame.
// A photograph comes upright, as its camera noted.
func ReadPicture(path string) (image.Image, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readPicture(file, path)
}

// readPicture is ReadPicture for an open file, which a name stands for in errors.
func readPicture(file io.ReaderAt, name string) (image.Image, error) {
	in, _, err := checkPicture(file, name)
	if err != nil {
		return nil, err
	}
	picture, format, err := image.Decode(in())
	if err != nil {
		return nil, explainPicture(name, err)
	}
	if format != "jpeg" {
		return picture, nil
	}
	return turn(picture, orientation(in())), nil
}

// checkPicture refuses a file that is no picture or would take too much, and returns its
// size and what reads it for the decoder.
func checkPicture(file io.ReaderAt, name string) (in func() io.Reader, size image.Point, err error) {
	whole := func() *io.SectionReader { return io.NewSectionReader(file, 0, math.MaxInt64) }
	_, f, err := beginAs(Picture, whole(), name)
	if err != nil {
		return nil, size, err
	}
	if f.check != nil {
		if file, err = f.check(whole()); err != nil {
			return nil, size, explainPicture(name, err)
		}
	}
	in = func() io.Reader { return bufio.NewReader(whole()) }
	if f.Short == tiffShort { // which is read here and there
		in = func() io.Reader { return direct{whole()} }
	}
	config, _, err := image.DecodeConfig(in())
	if err != nil {
		return nil, size, explainPicture(name, err)
	}
	size = image.Pt(config.Width, config.Height)
	if min(size.X, size.Y) < 1 || max(size.X, size.Y) > maxPictureSide || size.X*size.Y > maxPixels {
		return nil, size, sentence.Errorf("%s: it has %d×%d pixels; pictures may have 1 to %d million, and 20,000 a side, so make it smaller first",
			name, size.X, size.Y, maxPixels/1_000_000)
	}
	return in, size, nil
}

// direct is a reader that package image does not put a buffer before.
type direct struct{ *io.SectionReader }

// Peek returns the next n bytes without reading them.
func (d direct) Peek(n int) ([]byte, error) {
	at, err := d.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil, err
	}
	head := make([]byte, n)
	got, err := d.ReadAt(head, at)
	return head[:got], err
}

// explainPicture turns a decoder's error into a sentence. Of some decoders' errors only
// the text tells that a file is cut short.
func explainPicture(path string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.HasSuffix(err.Error(), io.ErrUnexpectedEOF.Error()) {
		return explainRead(path, io.ErrUnexpectedEOF)
	}
	if errors.As(err, new(workingError)) {
		return sentence.Errorf("%s: %w; save it again as PNG or JPEG, without layers or interlacing, or make it smaller", path, err)
	}
	return sentence.Errorf("%s: the picture is damaged or of a kind that cannot be read (%w); save it again as PNG", path, err)
}
