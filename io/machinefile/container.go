package machinefile

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
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
		content := make([]byte, 0, 2*npyAlign+4*len(array.Data))
		content = appendNPY(content, array.Shape, array.Data)
		name := array.Name + arraySuffix
		sum := sha256.Sum256(content)
		digests = append(digests, newField(name, hex.EncodeToString(sum[:])))
		if err := addMember(archive, name, content); err != nil {
			return err
		}
	}
	meta, err := encodeMeta(f.Meta, digests)
	if err != nil {
		return err
	}
	if err := addMember(archive, metaMember, meta); err != nil {
		return err
	}
	return archive.Close()
}

// addMember stores content as it is, with sizes and checksum before it, so that
// programs that read a zip from front to back find them too.
func addMember(archive *zip.Writer, name string, content []byte) error {
	header := &zip.FileHeader{
		Name:               name,
		Method:             zip.Store,
		CRC32:              crc32.ChecksumIEEE(content),
		CompressedSize64:   uint64(len(content)),
		UncompressedSize64: uint64(len(content)),
	}
	//lint:ignore SA1019 Modified would add an extra field, or nothing to a raw member.
	header.ModifiedDate = dosEpoch
	member, err := archive.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = member.Write(content)
	return err
}

func decode(r io.ReaderAt, size int64) (*File, error) {
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
	meta, digests, err := decodeMeta(text)
	if err != nil {
		return nil, err
	}
	members, err := arrayMembers(archive.File, digests)
	if err != nil {
		return nil, err
	}
	f := &File{Meta: meta, Arrays: make([]network.Array, len(members))}
	for i, member := range members {
		if f.Arrays[i], err = readArray(member, digests[member.Name]); err != nil {
			return nil, err
		}
	}
	return f, nil
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

func readArray(member *zip.File, digest string) (network.Array, error) {
	array := network.Array{Name: strings.TrimSuffix(member.Name, arraySuffix)}
	stream, err := member.Open()
	if err != nil {
		return array, damaged(member.Name, err)
	}
	defer stream.Close()
	sum := sha256.New()
	array.Shape, array.Data, err = readNPY(io.TeeReader(stream, sum), member.UncompressedSize64)
	if err != nil {
		return array, damaged(member.Name, err)
	}
	// The end of the stream is where the zip package compares its checksum.
	if n, err := stream.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return array, damaged(member.Name, err)
	}
	if !strings.EqualFold(hex.EncodeToString(sum.Sum(nil)), digest) {
		return array, faultf(ErrDamaged, "the checksum of %s does not agree", member.Name)
	}
	return array, checkFinite(array)
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
	return faultf(ErrDamaged, "%s cannot be read (%v)", member, err)
}
