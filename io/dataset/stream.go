package dataset

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"

	"wakesleep/internal/sentence"
)

// stream is a file that is read from its beginning, with gzip taken off.
type stream struct {
	*bufio.Reader
	// name is the file's and serves the errors.
	name string

	// file is what is read, from start on; nil where it cannot be read twice.
	file    io.ReadSeeker
	start   int64
	gzipped bool
}

// begin takes off gzip, which it recognises by the first bytes and not by any name, and
// finds the format of what is left.
func begin(r io.Reader, name string) (*stream, *Format, error) {
	s := &stream{Reader: bufio.NewReader(r), name: name}
	if file, ok := r.(io.ReadSeeker); ok {
		if at, err := file.Seek(0, io.SeekCurrent); err == nil {
			s.file, s.start = file, at
		}
	}
	start, err := s.Peek(2)
	switch {
	case len(start) == 0 && errors.Is(err, io.EOF):
		return nil, nil, sentence.Errorf("%s: it is empty; pick another file", name)
	case string(start) == "\x1f\x8b":
		unzipped, err := gzip.NewReader(s.Reader)
		if err != nil {
			return nil, nil, explainRead(name, err)
		}
		s.Reader, s.gzipped = bufio.NewReaderSize(unzipped, 1<<16), true
	}
	head, err := s.Peek(headSize)
	if len(head) < leastHead {
		return nil, nil, explainRead(name, err)
	}
	return s, formatOf(head), nil
}

// beginAs is begin for a file that has to be of a kind.
func beginAs(want Kind, r io.Reader, name string) (*stream, *Format, error) {
	s, f, err := begin(r, name)
	if err == nil && f.Kind != want {
		err = f.Refuse(name, want)
	}
	return s, f, err
}

// length counts the bytes of the whole file, with gzip taken off, up to one more than
// declared, and goes on where reading stands. The file must be one that can be read twice.
func (s *stream) length(declared int64) (n int64, err error) {
	at, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	if n, err = s.count(declared); err != nil && !errors.Is(err, io.EOF) {
		return n, err
	}
	_, err = s.file.Seek(at, io.SeekStart)
	return n, err
}

// leastPacked is the share of their size that pictures keep when they are packed, and
// much more. What keeps less is a bomb.
const leastPacked = 1. / 50

func (s *stream) count(declared int64) (int64, error) {
	end, err := s.file.Seek(0, io.SeekEnd)
	if err != nil || !s.gzipped {
		return end - s.start, err
	}
	if float64(end-s.start) > leastPacked*float64(declared) && s.ends(declared) {
		return declared, nil // unpacking it twice would take long
	}
	if _, err := s.file.Seek(s.start, io.SeekStart); err != nil {
		return 0, err
	}
	unzipped, err := gzip.NewReader(bufio.NewReader(s.file))
	if err != nil {
		return 0, err
	}
	return io.CopyN(io.Discard, unzipped, declared+1)
}

// ends tells whether a file says at its end that it unpacks to a number of bytes.
func (s *stream) ends(declared int64) bool {
	var says uint32
	_, err := s.file.Seek(-int64(binary.Size(says)), io.SeekEnd)
	return err == nil && binary.Read(s.file, binary.LittleEndian, &says) == nil && int64(says) == declared
}
