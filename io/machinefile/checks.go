package machinefile

import (
	"archive/zip"
	"encoding/binary"
	"io"
	"math"
	"strings"
)

const (
	maxFile    = 2 << 30
	maxMembers = 4096
	// maxDirectory bounds the archive's list of members.
	maxDirectory = 4 << 20

	// What deflated members may unpack to, besides maxFile: enough for the
	// zeros of a fresh optimiser, too little for a decompression bomb.
	freeExpansion = 16 << 20
	maxExpansion  = 4

	zipStart   = "PK\x03\x04"
	zipEnd     = "PK\x05\x06"
	zipEndSize = 22
)

// checkEnd looks at the archive's last record before the zip package does,
// which trusts its counts and allocates memory for them.
func checkEnd(r io.ReaderAt, size int64) error {
	if size > maxFile {
		return faultf(ErrTooLarge, "it has %d bytes", size)
	}
	if size == 0 {
		return faultf(ErrNotMachine, "it is empty")
	}
	start := make([]byte, min(max(size, 0), int64(len(zipStart))))
	if _, err := r.ReadAt(start, 0); err != nil && err != io.EOF {
		return err
	}
	if string(start) != zipStart {
		return faultf(ErrNotMachine, "it holds something else")
	}
	end := make([]byte, zipEndSize)
	if size < zipEndSize {
		return faultf(ErrDamaged, "it was cut short")
	}
	if _, err := r.ReadAt(end, size-zipEndSize); err != nil && err != io.EOF {
		return err
	}
	if string(end[:len(zipEnd)]) != zipEnd {
		return faultf(ErrDamaged, "it was cut short, or something was added at its end")
	}
	members := binary.LittleEndian.Uint16(end[10:])
	directory := int64(binary.LittleEndian.Uint32(end[12:]))
	offset := int64(binary.LittleEndian.Uint32(end[16:]))
	if members > maxMembers || directory > maxDirectory {
		return faultf(ErrTooLarge, "it has %d members, listed in %d bytes", members, directory)
	}
	// This also excludes zip64, whose records would lie in between.
	if offset+directory != size-zipEndSize {
		return faultf(ErrDamaged, "the list of members is not where it should be")
	}
	return nil
}

// checkSizes compares the members' declared sizes with the file's.
func checkSizes(members []*zip.File, size uint64) error {
	var stored, expanded uint64
	for _, m := range members {
		if m.Method != zip.Store && m.Method != zip.Deflate {
			return faultf(ErrDamaged, "member %.80q is compressed by a method other than STORE and DEFLATE", m.Name)
		}
		if m.CompressedSize64 > size || m.Method == zip.Store && m.CompressedSize64 != m.UncompressedSize64 {
			return faultf(ErrDamaged, "member %.80q has an impossible size", m.Name)
		}
		if m.UncompressedSize64 > maxFile {
			return faultf(ErrTooLarge, "member %.80q unpacks to %d bytes", m.Name, m.UncompressedSize64)
		}
		stored += m.CompressedSize64
		expanded += m.UncompressedSize64
	}
	if stored > size {
		return faultf(ErrDamaged, "its members overlap")
	}
	if expanded > min(maxFile, freeExpansion+maxExpansion*size) {
		return faultf(ErrTooLarge, "it unpacks to %d bytes from %d", expanded, size)
	}
	return nil
}

// arrayMembers returns the members that hold arrays: exactly those with a
// digest. Entries for folders, which other zip programs add, are passed over.
func arrayMembers(members []*zip.File, digests map[string]string) ([]*zip.File, error) {
	var arrays []*zip.File
	seen := map[string]bool{}
	for _, m := range members {
		if m.Name == metaMember || strings.HasSuffix(m.Name, "/") && m.UncompressedSize64 == 0 {
			continue
		}
		name, isArray := strings.CutSuffix(m.Name, arraySuffix)
		if !isArray || !validName(name) {
			return nil, faultf(ErrDamaged, "it has a member with the strange name %.80q", m.Name)
		}
		if seen[m.Name] {
			return nil, faultf(ErrDamaged, "it has two members %.80q", m.Name)
		}
		if _, known := digests[m.Name]; !known {
			return nil, faultf(ErrDamaged, "member %.80q has no checksum", m.Name)
		}
		seen[m.Name] = true
		arrays = append(arrays, m)
	}
	for name := range digests {
		if !seen[name] {
			return nil, faultf(ErrDamaged, "member %.80q is missing", name)
		}
	}
	return arrays, nil
}

// checkFinite looks at a part of an array, which begins at number from.
func checkFinite(name string, from int, part []float32) error {
	for i, x := range part {
		if math.Float32bits(x)&0x7f800000 == 0x7f800000 {
			return faultf(ErrNotFinite, "number %d of array %s is %v", from+i, name, x)
		}
	}
	return nil
}
