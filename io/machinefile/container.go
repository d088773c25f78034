package machinefile

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"wakesleep/network"
)

// dosEpoch is 1 January 1980, the earliest date that a zip can say.
const dosEpoch = 1<<5 | 1

// encode writes content that passed check.
func encode(w io.Writer, f *File) error {
	archive := zip.NewWriter(w)
	var digests []field
	for _, array := range f.Arrays {
		name := array.Name + arraySuffix
		sum, err := addArray(archive, name, array)
		if err != nil {
			return err
		}
		digests = append(digests, newField(name, sum))
	}
	meta, err := encodeMeta(f.version(), f.Meta, digests)
	if err != nil {
		return err
	}
	member, err := createMember(archive, metaMember, crc32.ChecksumIEEE(meta), int64(len(meta)))
	if err != nil {
		return err
	}
	if _, err := member.Write(meta); err != nil {
		return err
	}
	return archive.Close()
}

// addArray stores an array as a member and returns its SHA-256. It goes through the
// numbers twice and never holds them a second time, because the checksum stands before
// them.
func addArray(archive *zip.Writer, name string, array network.Array) (digest string, err error) {
	sum, crc := sha256.New(), crc32.NewIEEE()
	size, err := writeNPY(io.MultiWriter(sum, crc), array.Shape, array.Data)
	if err != nil {
		return "", err
	}
	member, err := createMember(archive, name, crc.Sum32(), size)
	if err == nil {
		_, err = writeNPY(member, array.Shape, array.Data)
	}
	return hex.EncodeToString(sum.Sum(nil)), err
}

// createMember begins a member that is stored as it is, with size and checksum before
// it, so that programs that read a zip from front to back find them too.
func createMember(archive *zip.Writer, name string, crc uint32, size int64) (io.Writer, error) {
	header := &zip.FileHeader{
		Name:               name,
		Method:             zip.Store,
		CRC32:              crc,
		CompressedSize64:   uint64(size),
		UncompressedSize64: uint64(size),
	}
	//lint:ignore SA1019 Modified would add an extra field, or nothing to a raw member.
	header.ModifiedDate = dosEpoch
	return archive.CreateRaw(header)
}

// content is an archive whose list of members and metadata passed their checks.
type content struct {
	version int
	meta    json.RawMessage
	members []*zip.File
	digests map[string]string
	// arrays have their members' names and shapes, and no data.
	arrays []network.Array
}

// open reads all but the numbers of size bytes of r.
func open(r io.ReaderAt, size int64) (*content, error) {
	if err := checkEnd(r, size); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, damaged("the list of members", err)
	}
	if err := checkSizes(archive.File, uint64(size)); err != nil {
		return nil, err
	}
	text, err := readMeta(archive.File)
	if err != nil {
		return nil, err
	}
	c := new(content)
	if err := c.decodeMeta(text); err != nil {
		return nil, err
	}
	if c.members, err = arrayMembers(archive.File, c.digests); err != nil {
		return nil, err
	}
	c.arrays = make([]network.Array, len(c.members))
	for i, member := range c.members {
		if c.arrays[i], err = readOutline(member); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// decode reads size bytes of r to whom admit names.
func decode(r io.ReaderAt, size int64, admit Admission) error {
	c, err := open(r, size)
	if err != nil {
		return err
	}
	take, err := admit(c.version, c.meta, slices.Clone(c.arrays))
	if err != nil {
		return faultf(ErrRefused, "%w", err)
	}
	for i := range c.arrays {
		if err := c.readArray(i, take); err != nil {
			return err
		}
	}
	return nil
}

// keep admits everything, and puts it into f.
func (f *File) keep(version int, meta json.RawMessage, arrays []network.Array) (Receiver, error) {
	f.Version, f.Meta, f.Arrays = version, meta, arrays
	for i := range f.Arrays {
		count, _ := elements(f.Arrays[i].Shape) // which passed in readOutline
		f.Arrays[i].Data = make([]float32, 0, count)
	}
	return func(i, _ int, part []float32) { f.Arrays[i].Data = append(f.Arrays[i].Data, part...) }, nil
}

// verify reads what decode reads and keeps nothing.
func verify(r io.ReaderAt, size int64) error {
	return decode(r, size, func(int, json.RawMessage, []network.Array) (Receiver, error) {
		return func(int, int, []float32) {}, nil
	})
}

// readMeta returns the text of meta.json.
func readMeta(members []*zip.File) ([]byte, error) {
	var found *zip.File
	for _, m := range members {
		if m.Name != metaMember {
			continue
		}
		if found != nil {
			return nil, faultf(ErrDamaged, "it has two members %q", metaMember)
		}
		found = m
	}
	if found == nil {
		return nil, faultf(ErrNotMachine, "it has no %s", metaMember)
	}
	if found.UncompressedSize64 > maxMeta {
		return nil, faultf(ErrTooLarge, "its %s has %d bytes", metaMember, found.UncompressedSize64)
	}
	stream, err := found.Open()
	if err != nil {
		return nil, damaged(metaMember, err)
	}
	defer stream.Close()
	text, err := io.ReadAll(stream)
	if err != nil {
		return nil, damaged(metaMember, err)
	}
	return text, nil
}

// readOutline returns an array's name and shape.
func readOutline(member *zip.File) (network.Array, error) {
	array := network.Array{Name: strings.TrimSuffix(member.Name, arraySuffix)}
	stream, err := member.Open()
	if err != nil {
		return array, damaged(member.Name, err)
	}
	defer stream.Close()
	array.Shape, err = readNPYHeader(stream, member.UncompressedSize64)
	if err != nil {
		err = damaged(member.Name, err)
	}
	return array, err
}

// readArray hands on the numbers of array i, part by part, and checks them.
func (c *content) readArray(i int, take Receiver) error {
	member, array := c.members[i], c.arrays[i]
	stream, err := member.Open()
	if err != nil {
		return damaged(member.Name, err)
	}
	defer stream.Close()
	sum, at := sha256.New(), 0
	var strange error
	shape, err := readNPY(io.TeeReader(stream, sum), member.UncompressedSize64, func(part []float32) {
		strange = cmp.Or(strange, checkFinite(array.Name, at, part))
		take(i, at, part)
		at += len(part)
	})
	if err != nil {
		return damaged(member.Name, err)
	}
	// The end of the stream is where the zip package compares its checksum.
	if n, err := stream.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return damaged(member.Name, err)
	}
	if !slices.Equal(shape, array.Shape) || !strings.EqualFold(hex.EncodeToString(sum.Sum(nil)), c.digests[member.Name]) {
		return faultf(ErrDamaged, "the checksum of %s does not agree", member.Name)
	}
	return strange
}

// damaged says in which member reading stopped, and whether the file is damaged or
// the disk cannot be read.
func damaged(member string, err error) error {
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return err
	}
	var f *fault
	if errors.As(err, &f) {
		return faultf(f.kind, "member %s %s", member, f.what)
	}
	if errors.Is(err, zip.ErrChecksum) {
		return faultf(ErrDamaged, "the checksum of %s does not agree", member)
	}
	return faultf(ErrDamaged, "%s cannot be read: it was cut short or changed", member)
}
