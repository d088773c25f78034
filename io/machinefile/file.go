package machinefile

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"

	"wakesleep/io/atomicfile"
	"wakesleep/io/ordinary"
	"wakesleep/network"
)

// Extension ends the names of machine files.
const Extension = ".helmholtz"

// arraySuffix turns an array's name into its member's.
const arraySuffix = ".npy"

// File is the content of a machine file.
type File struct {
	// Version, 1 or 2, is that of the format: what the caller means by metadata and arrays.
	// Programs that know only lower ones refuse the file. 0 counts as 1.
	Version int
	// Meta is the caller's metadata: a JSON object without the keys format,
	// version and sha256, and without a key twice. None at all counts as {}.
	// White space is not kept; order and spelling of the rest are.
	Meta json.RawMessage
	// Arrays have names as in "generative_weights_1" or
	// "machine_3/generative_weights_1", each once, and finite numbers.
	Arrays []network.Array
}

// Write makes the file at path hold f, atomically: see [atomicfile.Write]. The
// new file is read back and checked before it takes the old one's place.
// Content that cannot be stored is refused before the disk is touched, with
// ErrNotFinite, ErrTooLarge or ErrUnstorable.
func Write(path string, f *File) error {
	if err := check(f); err != nil {
		return explain("cannot save "+path, err)
	}
	same := func(temporary string) error {
		return withFile(temporary, verify)
	}
	return atomicfile.Write(path, func(w io.Writer) error { return encode(w, f) }, same)
}

// version is Version, or what 0 counts as.
func (f *File) version() int { return max(1, f.Version) }

// Admission decides by the version and metadata of a file, and by its arrays' names and shapes, whether
// its numbers are to be read, and where they go. The arrays have no Data yet. Its error is
// what is wrong with the file, as a part of a sentence.
type Admission func(version int, meta json.RawMessage, arrays []network.Array) (Receiver, error)

// Receiver takes a part of the numbers of an array: of the one with that index in the list
// that the Admission saw, beginning at number from. Arrays come one after the other, and
// their parts in order. All have passed their checks only when reading ends without an
// error. The part is valid during the call.
type Receiver func(array, from int, part []float32)

// ReadTo reads the file at path to the receiver that admit names. Errors are sentences that
// name the file; those about its content wrap one of this package's values.
func ReadTo(path string, admit Admission) error {
	err := withFile(path, func(r io.ReaderAt, size int64) error { return decode(r, size, admit) })
	if err != nil {
		return explain(path, err)
	}
	return nil
}

// DecodeTo is ReadTo for size bytes of r; name stands for them in errors.
func DecodeTo(r io.ReaderAt, size int64, name string, admit Admission) error {
	if err := decode(r, size, admit); err != nil {
		return explain(name, err)
	}
	return nil
}

// Read is ReadTo for all that the file at path holds, which may be 2 GiB.
func Read(path string) (*File, error) {
	f := new(File)
	if err := ReadTo(path, f.keep); err != nil {
		return nil, err
	}
	return f, nil
}

// Decode is Read for size bytes of r; name stands for them in errors.
func Decode(r io.ReaderAt, size int64, name string) (*File, error) {
	f := new(File)
	if err := DecodeTo(r, size, name, f.keep); err != nil {
		return nil, err
	}
	return f, nil
}

// withFile opens the file at path for read.
func withFile(path string, read func(r io.ReaderAt, size int64) error) error {
	in, err := ordinary.Open(path)
	var kind *ordinary.KindError
	if errors.As(err, &kind) {
		return faultf(ErrNotMachine, "it is %s", kind.What())
	}
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	return read(in, info.Size())
}

var namePattern = regexp.MustCompile(`^([a-z][a-z0-9_]*/)?[a-z][a-z0-9_]*$`)

// maxName bounds an array's name.
const maxName = 128

func validName(name string) bool {
	return len(name) <= maxName && namePattern.MatchString(name)
}

// check finds out whether f can be stored and read again.
func check(f *File) error {
	if f.Version < 0 || f.Version > newest {
		return faultf(ErrUnstorable, "version %d of the format does not exist", f.Version)
	}
	if len(f.Arrays) >= maxMembers {
		return faultf(ErrTooLarge, "it has %d arrays", len(f.Arrays))
	}
	names := map[string]bool{}
	room := int64(maxFile - maxMeta - maxDirectory)
	for _, array := range f.Arrays {
		if !validName(array.Name) || names[array.Name] {
			return faultf(ErrUnstorable, "an array has the impossible or repeated name %.80q", array.Name)
		}
		names[array.Name] = true
		if err := checkArray(array); err != nil {
			return err
		}
		if room -= 4 * int64(len(array.Data)); room < 0 {
			return faultf(ErrTooLarge, "its arrays need more than 2 GiB")
		}
	}
	_, err := encodeMeta(f.version(), f.Meta, digestsOf(f.Arrays))
	return err
}

// digestsOf has a digest's room for each array, to see whether the metadata have room for them.
func digestsOf(arrays []network.Array) []field {
	blank := newField("", strings.Repeat("0", 2*sha256.Size)).value
	digests := make([]field, len(arrays))
	for i, array := range arrays {
		digests[i] = newField(array.Name+arraySuffix, blank)
	}
	return digests
}

func checkArray(array network.Array) error {
	count, err := elements(array.Shape)
	if err != nil || len(array.Shape) > maxDims || count != len(array.Data) {
		return faultf(ErrUnstorable, "array %s has the shape %v and %d numbers",
			array.Name, array.Shape, len(array.Data))
	}
	return checkFinite(array.Name, 0, array.Data)
}

// Size is about how many bytes the file takes, and at least as many.
func (f *File) Size() int64 {
	const each = 1 << 10 // headers, names, checksums, the list of members
	size := int64(each + 2*len(f.Meta))
	for _, array := range f.Arrays {
		size += each + 4*int64(len(array.Data))
	}
	return size
}
