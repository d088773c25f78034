package machinefile_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"wakesleep/io/machinefile"
)

func TestEveryTruncation(t *testing.T) {
	content := encode(t, small())
	for n := range content {
		_, err := decode(content[:n])
		if !errors.Is(err, machinefile.ErrDamaged) && !errors.Is(err, machinefile.ErrNotMachine) {
			t.Fatalf("cut after %d of %d bytes: %v", n, len(content), err)
		}
		if !strings.HasPrefix(err.Error(), "test.helmholtz: ") {
			t.Fatalf("the error does not name the file: %v", err)
		}
	}
}

// TestEveryFlip changes each byte in several ways: reading fails or, where the
// byte means nothing to it, returns the same content.
func TestEveryFlip(t *testing.T) {
	for _, version := range []int{1, 2} {
		file := small()
		file.Version = version
		everyFlip(t, file)
	}
}

func everyFlip(t *testing.T, file *machinefile.File) {
	t.Helper()
	content := encode(t, file)
	harmless := 0
	for i := range content {
		for _, mask := range []byte{1, 2, 4, 8, 16, 32, 64, 128, 255} {
			content[i] ^= mask
			if got, err := decode(content); err == nil {
				harmless++
				if !equal(got, file) {
					t.Errorf("byte %d with mask %#x changed the content unseen", i, mask)
				}
			}
			content[i] ^= mask
		}
	}
	// A member's two headers have some 40 bytes of dates, attributes and doubles
	// of what the other says, and the name twice (67 bytes for all three).
	if harmless > 9*(3*40+67+8) {
		t.Errorf("%d changes passed as harmless", harmless)
	}
}

func TestAppendedBytes(t *testing.T) {
	if _, err := decode(append(encode(t, small()), 0)); !errors.Is(err, machinefile.ErrDamaged) {
		t.Errorf("a byte at the end: %v", err)
	}
	if _, err := decode(append([]byte{0}, encode(t, small())...)); !errors.Is(err, machinefile.ErrNotMachine) {
		t.Errorf("a byte at the start: %v", err)
	}
}

// member is one entry of an archive made by hand.
type member struct{ name, content string }

func pack(t testing.TB, method uint16, members ...member) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, m := range members {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: m.name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.content); err != nil && m.content != "" {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// npy makes an array member by hand from its header's text and its data.
func npy(header, data string) string {
	size := binary.LittleEndian.AppendUint16(nil, uint16(len(header)))
	return "\x93NUMPY\x01\x00" + string(size) + header + data
}

const (
	pairHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n"
	pairData   = "\x00\x00\x80\x3f\x00\x00\x00\xc0" // 1, -2
)

// withMeta adds meta.json with the digests of the members.
func withMeta(members ...member) []member {
	sums := map[string]string{}
	for _, m := range members {
		sum := sha256.Sum256([]byte(m.content))
		sums[m.name] = hex.EncodeToString(sum[:])
	}
	text, _ := json.Marshal(map[string]any{"format": "wakesleep machine", "version": 1, "sha256": sums})
	return append(members, member{"meta.json", string(text)})
}

// TestOtherPrograms: archives that were packed again are read.
func TestOtherPrograms(t *testing.T) {
	members := withMeta(member{"machine_0/pair.npy", npy(pairHeader, pairData)})
	members = append([]member{{"machine_0/", ""}}, members...)
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		f, err := decode(pack(t, method, members...))
		if err != nil {
			t.Errorf("method %d: %v", method, err)
			continue
		}
		a := f.Arrays[0]
		if a.Name != "machine_0/pair" || fmt.Sprint(a.Shape, a.Data) != "[2] [1 -2]" {
			t.Errorf("method %d: got %v", method, a)
		}
	}
}

func TestWrongFiles(t *testing.T) {
	pair := npy(pairHeader, pairData)
	meta := func(text string) []byte { return pack(t, zip.Store, member{"meta.json", text}) }
	array := func(content string) []byte { return pack(t, zip.Store, withMeta(member{"a.npy", content})...) }
	named := func(names ...string) []byte {
		var members []member
		for _, name := range names {
			members = append(members, member{name, pair})
		}
		return pack(t, zip.Store, withMeta(members...)...)
	}
	without := withMeta(member{"a.npy", pair}, member{"b.npy", pair})
	changed := withMeta(member{"a.npy", pair})
	changed[0].content = npy(pairHeader, "\x00\x00\x80\x3f\x00\x00\x00\x40")
	for label, c := range map[string]struct {
		content []byte
		kind    error
	}{
		"empty":              {nil, machinefile.ErrNotMachine},
		"text":               {[]byte("hello"), machinefile.ErrNotMachine},
		"picture":            {[]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("x", 100)), machinefile.ErrNotMachine},
		"empty zip":          {pack(t, zip.Store), machinefile.ErrNotMachine},
		"other zip":          {pack(t, zip.Store, member{"word/document.xml", "<w>"}), machinefile.ErrNotMachine},
		"numpy's own":        {pack(t, zip.Store, member{"a.npy", pair}), machinefile.ErrNotMachine},
		"other meta.json":    {meta(`{"format":"model","version":1}`), machinefile.ErrNotMachine},
		"no JSON":            {meta(`{`), machinefile.ErrNotMachine},
		"newer":              {meta(`{"format":"wakesleep machine","version":3}`), machinefile.ErrNewerVersion},
		"much newer":         {meta(`{"format":"wakesleep machine","version":1e30}`), machinefile.ErrNewerVersion},
		"no version":         {meta(`{"format":"wakesleep machine"}`), machinefile.ErrDamaged},
		"version 0":          {meta(`{"format":"wakesleep machine","version":0}`), machinefile.ErrDamaged},
		"version 1.5":        {meta(`{"format":"wakesleep machine","version":1.5}`), machinefile.ErrDamaged},
		"no digests":         {meta(`{"format":"wakesleep machine","version":1}`), machinefile.ErrDamaged},
		"missing member":     {pack(t, zip.Store, without[1:]...), machinefile.ErrDamaged},
		"changed member":     {pack(t, zip.Store, changed...), machinefile.ErrDamaged},
		"unlisted member":    {pack(t, zip.Store, append(withMeta(), member{"a.npy", pair})...), machinefile.ErrDamaged},
		"member twice":       {named("a.npy", "a.npy"), machinefile.ErrDamaged},
		"meta.json twice":    {pack(t, zip.Store, append(withMeta(), withMeta()...)...), machinefile.ErrDamaged},
		"parent folder":      {named("../a.npy"), machinefile.ErrDamaged},
		"absolute":           {named("/a.npy"), machinefile.ErrDamaged},
		"backslash":          {named(`a\b.npy`), machinefile.ErrDamaged},
		"deep":               {named("a/b/c.npy"), machinefile.ErrDamaged},
		"not .npy":           {named("a.exe"), machinefile.ErrDamaged},
		"many members":       {named(manyNames(4097)...), machinefile.ErrTooLarge},
		"no NPY":             {array("hello world"), machinefile.ErrDamaged},
		"NPY 2.0":            {array("\x93NUMPY\x02\x00" + pair[8:]), machinefile.ErrDamaged},
		"empty array member": {array(""), machinefile.ErrDamaged},
		"short header":       {array(npy(pairHeader, "")[:30]), machinefile.ErrDamaged},
		"too little data":    {array(npy(pairHeader, pairData[:7])), machinefile.ErrDamaged},
		"too much data":      {array(npy(pairHeader, pairData+"x")), machinefile.ErrDamaged},
		"NaN":                {array(npy(pairHeader, "\x00\x00\x80\x3f\x00\x00\xc0\x7f")), machinefile.ErrNotFinite},
		"infinity":           {array(npy(pairHeader, "\x00\x00\x80\x3f\x00\x00\x80\xff")), machinefile.ErrNotFinite},
		"huge shape":         {array(npy(strings.Replace(pairHeader, "2,", "2000000000,2000000000", 1), pairData)), machinefile.ErrTooLarge},
		"large shape":        {array(npy(strings.Replace(pairHeader, "2,", "500000000,", 1), pairData)), machinefile.ErrDamaged},
		"bomb":               {pack(t, zip.Deflate, member{"a.npy", strings.Repeat("\x00", 68<<20)}, withMeta()[0]), machinefile.ErrTooLarge},
		"bomb of metadata":   {pack(t, zip.Deflate, member{"meta.json", strings.Repeat(" ", 17<<20)}), machinefile.ErrTooLarge},
	} {
		_, err := decode(c.content)
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: got %v, want %v", label, err, c.kind)
			continue
		}
		if text := err.Error(); !strings.HasPrefix(text, "test.helmholtz: ") || !strings.Contains(text, "; ") {
			t.Errorf("%s: %q lacks the file or an advice", label, text)
		}
	}
}

func manyNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("a%d.npy", i)
	}
	return names
}

// TestLyingSizes changes the sizes in the archive's list of members, where
// programs look that take memory by them.
func TestLyingSizes(t *testing.T) {
	members := withMeta(member{"a.npy", npy(pairHeader, pairData)})
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		content := pack(t, method, members...)
		list := bytes.Index(content, []byte("PK\x01\x02"))
		for _, field := range []int{20, 24} { // compressed, uncompressed size
			for _, size := range []uint32{0, 1, 1 << 20, 1<<31 - 1, 1<<32 - 1} {
				lying := bytes.Clone(content)
				binary.LittleEndian.PutUint32(lying[list+field:], size)
				if _, err := decode(lying); err == nil {
					t.Errorf("method %d: a size of %d at %d was believed", method, size, field)
				}
			}
		}
	}
}

// TestUnreadableDisk: an error of the disk is not taken for damage of the file.
func TestUnreadableDisk(t *testing.T) {
	content := encode(t, small())
	broken := &fs.PathError{Op: "read", Path: "m", Err: syscall.EIO}
	for bad := range content {
		disk := badDisk{bytes.NewReader(content), int64(bad), broken}
		_, err := machinefile.Decode(disk, int64(len(content)), "m")
		if err != nil && !errors.Is(err, syscall.EIO) {
			t.Fatalf("byte %d: %v", bad, err)
		}
	}
}

// badDisk cannot read one byte.
type badDisk struct {
	io.ReaderAt
	bad int64
	err error
}

func (d badDisk) ReadAt(p []byte, off int64) (int, error) {
	if off <= d.bad && d.bad < off+int64(len(p)) {
		return 0, d.err
	}
	return d.ReaderAt.ReadAt(p, off)
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(f, small()))
	f.Add(encode(f, &machinefile.File{}))
	f.Add(encode(f, &machinefile.File{Version: 2, Meta: small().Meta}))
	f.Add(pack(f, zip.Deflate, withMeta(member{"a.npy", npy(pairHeader, pairData)})...))
	f.Add(pack(f, zip.Store, member{"meta.json", "{}"}))
	f.Fuzz(func(t *testing.T, content []byte) {
		first, err := decode(content)
		if err != nil {
			return
		}
		second, err := decode(encode(t, first))
		if err != nil || !equal(first, second) {
			t.Errorf("what was read cannot be written and read again: %v", err)
		}
	})
}
