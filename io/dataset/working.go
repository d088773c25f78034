package dataset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"wakesleep/internal/sentence"
)

// The decoders of pictures believe what a file declares, and a few bytes may make them take
// gigabytes or hours. These checks look at the file before them. What they cannot read they
// leave to the decoder. They return what it is to read.

// workingError says why a picture takes too much to be unpacked.
type workingError struct{ error }

func (e workingError) Unwrap() error { return e.error }

// checkPNG limits interlaced pictures, whose seven passes take as much memory as they.
func checkPNG(file *io.SectionReader) (io.ReaderAt, error) {
	var h struct {
		_             [16]byte
		Width, Height uint32
		Depth, Colour uint8
		_             [2]byte
		Interlaced    uint8
	}
	if binary.Read(file, binary.BigEndian, &h) != nil || h.Interlaced == 0 {
		return file, nil
	}
	const colour, alpha = 2, 4
	bytes := uint64(max(1, h.Depth/8))
	if h.Colour&(colour|alpha) != 0 {
		bytes *= 4
	}
	if size := bytes * uint64(h.Width) * uint64(h.Height); size > maxWorking {
		return nil, workingError{sentence.Errorf("it is interlaced, and its passes take %d bytes", size)}
	}
	return file, nil
}

// Markers of JPEG segments.
const (
	markerSOF2 = 0xC2
	markerSOI  = 0xD8
	markerEOI  = 0xD9
)

const (
	// mostScans is how many scans a progressive JPEG picture may have, of which ten are
	// usual; in an ordinary one, each component has one at most.
	mostScans      = 100
	mostComponents = 4
)

// checkJPEG limits progressive pictures, which are kept as coefficients of 32 bits until
// their last scan, and scans, each of which may go through all pixels for a few bytes.
func checkJPEG(file *io.SectionReader) (io.ReaderAt, error) {
	return file, checkScans(bufio.NewReader(file))
}

func checkScans(r *bufio.Reader) error {
	progressive, scans := false, 0
	for {
		marker, err := nextMarker(r)
		if err != nil || marker == markerEOI {
			return nil
		}
		if marker == markerSOI {
			continue
		}
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return nil
		}
		body := make([]byte, max(0, int(binary.BigEndian.Uint16(size[:]))-len(size)))
		if _, err := io.ReadFull(r, body); err != nil {
			return nil
		}
		switch marker {
		case markerSOF2:
			progressive = true
			if n := coefficients(body); 4*n > maxWorking {
				return workingError{sentence.Errorf("it is progressive and has %d coefficients", n)}
			}
		case markerScan:
			scans++
		}
		if scans > mostScans || !progressive && scans > mostComponents {
			return workingError{sentence.Errorf("it goes through its pixels more than %d times", scans-1)}
		}
	}
}

// nextMarker looks for the next marker, in entropy-coded data too.
func nextMarker(r *bufio.Reader) (byte, error) {
	for {
		if _, err := r.ReadSlice(0xFF); err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return 0, err
		} else if err != nil {
			continue
		}
		marker, err := r.ReadByte()
		for marker == 0xFF && err == nil { // fill bytes
			marker, err = r.ReadByte()
		}
		const restart = 0xD0 // to 0xD7
		if err != nil || marker != 0 && marker&^7 != restart {
			return marker, err
		}
	}
}

// coefficients are as many as a frame header makes the decoder keep.
func coefficients(frame []byte) uint64 {
	const fixed, each = 6, 3
	if len(frame) < fixed {
		return 0
	}
	height, width := uint64(binary.BigEndian.Uint16(frame[1:])), uint64(binary.BigEndian.Uint16(frame[3:]))
	most := [2]uint64{1, 1}
	list := frame[fixed : fixed+min(int(frame[5]), (len(frame)-fixed)/each)*each]
	for c := range slices.Chunk(list, each) {
		most[0], most[1] = max(most[0], uint64(c[1]>>4)), max(most[1], uint64(c[1]&15))
	}
	up := func(n, to uint64) uint64 { return (n + to - 1) / to }
	units := up(width, 8*most[0]) * up(height, 8*most[1])
	total := uint64(0)
	for c := range slices.Chunk(list, each) {
		total += units * 64 * uint64(c[1]>>4) * uint64(c[1]&15)
	}
	return total
}
