package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A line of kept results is a JSON object whose last key is a checksum of what stands
// before it, and of the file's first line, so that no line passes for one of another file.
const (
	sealFormat = `,"crc32c":"%08x"}`
	sealLength = len(`,"crc32c":"00000000"}`)
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal adds the checksum to a JSON object. Salt is zero in the first line, and that line's
// checksum in all others.
func seal(object []byte, salt uint32) []byte {
	body := object[:len(object)-1]
	return fmt.Appendf(bytes.Clone(body), sealFormat, checksum(body, salt))
}

func checksum(body []byte, salt uint32) uint32 { return crc32.Update(salt, castagnoli, body) }

// unseal tells whether a line is as it was written, and what its checksum is.
func unseal(line []byte, salt uint32) (sum uint32, ok bool) {
	body := line[:max(0, len(line)-sealLength)]
	sum = checksum(body, salt)
	return sum, len(body) > 0 && bytes.Equal(line[len(body):], fmt.Appendf(nil, sealFormat, sum))
}

// longestLine bounds a line of kept results: twenty images under a machine of a thousand
// layers take half of it.
const longestLine = 1 << 20

var errLongLine = errors.New("it is too long")

// wholeLine reads a line without its end; a rest without an end comes with io.EOF.
func wholeLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, errLongLine
	}
	if err != nil {
		return line, err
	}
	return line[:len(line)-1], nil
}

// newLines reads lines of a file of kept results.
func newLines(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(r, longestLine) }
