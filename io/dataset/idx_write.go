package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"wakesleep/network/images"
)

// WriteImages writes the pictures of a finite Set as an uncompressed IDX file that
// ReadImages reads. Labels go into a file of their own with WriteLabels.
func WriteImages(w io.Writer, set *images.Set) error {
	if err := set.Validate(); err != nil {
		return err
	}
	switch {
	case set.Probabilities != nil:
		return errors.New(set.Name + ": an IDX file has no place for the probabilities of a distribution; draw pictures from it first")
	case set.Width > maxSide || set.Height > maxSide:
		return fmt.Errorf("%s: pictures of %d×%d pixels; an IDX file takes up to %d×%d",
			set.Name, set.Width, set.Height, maxSide, maxSide)
	}
	return writeIDX(w, set.Grey, imagesMagic, set.Count(), set.Height, set.Width)
}

// WriteLabels writes labels as an uncompressed IDX file that ReadLabels reads.
func WriteLabels(w io.Writer, labels []uint8) error {
	if len(labels) == 0 {
		return errors.New("no labels to write; a file needs at least one")
	}
	return writeIDX(w, labels, labelsMagic, len(labels))
}

// writeIDX writes a header of 32-bit integers and the bytes that follow it.
func writeIDX(w io.Writer, body []byte, header ...int) error {
	if len(body) > maxData {
		return fmt.Errorf("%d bytes are more than the %d that an IDX file takes; write fewer pictures", len(body), maxData)
	}
	var start []byte
	for _, field := range header {
		start = binary.BigEndian.AppendUint32(start, uint32(field))
	}
	if _, err := w.Write(start); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}
