package machinefile

import (
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	npyMagic  = "\x93NUMPY\x01\x00"
	npyPrefix = len(npyMagic) + 2 // up to the header's text
	npyAlign  = 64
	// maxDims bounds an array's rank; nothing here needs more than two.
	maxDims = 8
	// maxElements keeps products of extents within an int everywhere.
	maxElements = maxFile / 4
)

// npyPart is how many numbers are read or written at a time.
const npyPart = 1 << 13

// writeNPY writes an array in NPY format, see the package's documentation, and returns
// how many bytes that were.
func writeNPY(w io.Writer, shape []int, data []float32) (size int64, err error) {
	buffer := npyHeader(shape)
	size = int64(len(buffer)) + 4*int64(len(data))
	if _, err := w.Write(buffer); err != nil {
		return 0, err
	}
	for part := range slices.Chunk(data, npyPart) {
		buffer, _ = binary.Append(buffer[:0], binary.LittleEndian, part) // which takes any number
		if _, err := w.Write(buffer); err != nil {
			return 0, err
		}
	}
	return size, nil
}

// npyHeader is what stands before the numbers of an array.
func npyHeader(shape []int) []byte {
	header := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': %s, }", formatShape(shape))
	pad := npyAlign - (npyPrefix+len(header)+1)%npyAlign
	header += strings.Repeat(" ", pad%npyAlign) + "\n"
	to := binary.LittleEndian.AppendUint16([]byte(npyMagic), uint16(len(header)))
	return append(to, header...)
}

// formatShape writes a Python tuple: (), (3,), (2, 3).
func formatShape(shape []int) string {
	text := strings.ReplaceAll(strings.Trim(fmt.Sprint(shape), "[]"), " ", ", ")
	if len(shape) == 1 {
		text += ","
	}
	return "(" + text + ")"
}

// readNPY hands on, part by part, the numbers of an array in a member of the given size,
// of which shape and size agree. It does not check whether the numbers are finite.
func readNPY(r io.Reader, size uint64, take func(part []float32)) (shape []int, err error) {
	if shape, err = readNPYHeader(r, size); err != nil {
		return nil, err
	}
	count, _ := elements(shape) // which passed with the header
	part := make([]float32, min(count, npyPart))
	buffer := make([]byte, 4*len(part))
	for ; count > 0; count -= len(part) {
		part = part[:min(count, len(part))]
		buffer = buffer[:4*len(part)]
		if _, err := io.ReadFull(r, buffer); err != nil {
			return nil, err
		}
		_, _ = binary.Decode(buffer, binary.LittleEndian, part) // which has room
		take(part)
	}
	return shape, nil
}

// readNPYHeader reads up to the numbers of an array, and compares its shape with the size
// of its member.
func readNPYHeader(r io.Reader, size uint64) ([]int, error) {
	prefix := make([]byte, npyPrefix)
	if _, err := io.ReadFull(r, prefix); err != nil {
		return nil, err
	}
	if string(prefix[:len(npyMagic)]) != npyMagic {
		return nil, faultf(ErrDamaged, "is no NPY file of version 1.0")
	}
	header := make([]byte, binary.LittleEndian.Uint16(prefix[len(npyMagic):]))
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, err
	}
	shape, err := parseHeader(string(header))
	if err != nil {
		return nil, err
	}
	count, err := elements(shape)
	if err != nil {
		return nil, err
	}
	if want := uint64(npyPrefix+len(header)) + 4*uint64(count); want != size {
		return nil, faultf(ErrDamaged, "has %d bytes where its shape %v needs %d", size, shape, want)
	}
	return shape, nil
}

// headerItem is one entry of the header's Python dictionary, with its comma.
var headerItem = regexp.MustCompile(`^\s*['"](\w+)['"]\s*:\s*` +
	`('[^']*'|"[^"]*"|True|False|\([\d\s,]*\))\s*(?:,\s*|$)`)

// parseHeader returns the shape that an NPY header declares.
func parseHeader(header string) ([]int, error) {
	body := strings.TrimSpace(header)
	inner, opened := strings.CutPrefix(body, "{")
	inner, closed := strings.CutSuffix(inner, "}")
	if !opened || !closed {
		return nil, faultf(ErrDamaged, "has an unreadable header")
	}
	seen := map[string]string{}
	for inner = strings.TrimSpace(inner); inner != ""; {
		item := headerItem.FindStringSubmatch(inner)
		if item == nil {
			return nil, faultf(ErrDamaged, "has an unreadable header")
		}
		if _, twice := seen[item[1]]; twice {
			return nil, faultf(ErrDamaged, "declares %s twice", item[1])
		}
		seen[item[1]] = item[2]
		inner = inner[len(item[0]):]
	}
	return checkHeader(seen)
}

func checkHeader(seen map[string]string) ([]int, error) {
	text, shaped := seen["shape"]
	switch {
	case len(seen) != 3 || !shaped:
		return nil, faultf(ErrDamaged, "has an unreadable header")
	case strings.Trim(seen["descr"], `'"`) != "<f4":
		return nil, faultf(ErrDamaged, "holds numbers of type %.40s instead of <f4", seen["descr"])
	case seen["fortran_order"] != "False":
		return nil, faultf(ErrDamaged, "is not in C order")
	}
	return parseShape(text)
}

// parseShape reads a Python tuple.
func parseShape(tuple string) ([]int, error) {
	text, opened := strings.CutPrefix(tuple, "(")
	text, closed := strings.CutSuffix(text, ")")
	if !opened || !closed {
		return nil, faultf(ErrDamaged, "has the impossible shape %.40s", tuple)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return []int{}, nil
	}
	words := strings.Split(strings.TrimSuffix(text, ","), ",")
	if len(words) > maxDims || len(words) == 1 && !strings.HasSuffix(text, ",") {
		return nil, faultf(ErrDamaged, "has the impossible shape %.40s", tuple)
	}
	shape := make([]int, len(words))
	for i, word := range words {
		extent, err := strconv.ParseUint(strings.TrimSpace(word), 10, 31)
		if err != nil {
			return nil, faultf(ErrDamaged, "has the impossible shape %.40s", tuple)
		}
		shape[i] = int(extent)
	}
	return shape, nil
}

// elements is the product of a shape's extents.
func elements(shape []int) (int, error) {
	count := int64(1)
	for _, extent := range shape {
		if extent < 0 || int64(extent) > maxElements {
			return 0, faultf(ErrTooLarge, "has the shape %v", shape)
		}
		if count *= int64(extent); count > maxElements {
			return 0, faultf(ErrTooLarge, "has the shape %v", shape)
		}
	}
	return int(count), nil
}
