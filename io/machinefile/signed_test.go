package machinefile_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/io/checkpoint"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
)

// honest are the files of small trainings: a machine that can be resumed, and one for each
// class.
func honest(t testing.TB) []*machinefile.File {
	t.Helper()
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Samples, settings.Epochs = "3,2c", 5, 2, 2
	one, err := learn.New(settings, oracle.ManyImages(20), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	classes, err := learn.NewPerClass(settings, oracle.Labelled(97), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer classes.Close()
	var files []*machinefile.File
	for _, c := range []*learn.Checkpoint{one.Checkpoint(), classes.Checkpoint()} {
		meta, arrays, err := c.Encode()
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, &machinefile.File{Meta: meta, Arrays: arrays})
	}
	return files
}

// signed is an archive whose checksums agree, whatever is in it: the caller's metadata as
// they are, with the format's own keys added.
func signed(t testing.TB, method uint16, meta []byte, members ...member) []byte {
	sums := map[string]string{}
	for _, m := range members {
		sum := sha256.Sum256([]byte(m.content))
		sums[m.name] = hex.EncodeToString(sum[:])
	}
	digests, err := json.Marshal(sums)
	if err != nil {
		t.Fatal(err)
	}
	text := `{"format":"wakesleep machine","version":1,"sha256":` + string(digests)
	if rest, ok := bytes.CutPrefix(bytes.TrimSpace(meta), []byte("{")); ok && string(bytes.TrimSpace(rest)) != "}" {
		text += "," + string(rest)
	} else {
		text += "}"
	}
	return pack(t, method, append(members, member{"meta.json", text})...)
}

// members are the arrays of a file as the archive has them.
func members(t testing.TB, f *machinefile.File) []member {
	content := encode(t, f)
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var all []member
	for _, m := range archive.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		if m.Name != "meta.json" {
			all = append(all, member{m.Name, text.String()})
		}
	}
	return all
}

// taken is how much memory f takes, in bytes, what it gives back included.
func taken(f func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// open reads a file as the program does.
func open(content []byte) (*learn.Checkpoint, error) {
	return checkpoint.Decode(bytes.NewReader(content), int64(len(content)), "test.helmholtz")
}

func TestHonestFilesOpenSignedByHand(t *testing.T) {
	for i, f := range honest(t) {
		for _, method := range []uint16{zip.Store, zip.Deflate} {
			if _, err := open(signed(t, method, f.Meta, members(t, f)...)); err != nil {
				t.Errorf("file %d by method %d: %v", i, method, err)
			}
		}
	}
}

// FuzzSigned changes the metadata and an array of honest files, and signs them again: what
// opens is a machine that can be saved and opened as the same.
func FuzzSigned(f *testing.F) {
	files := honest(f)
	var arrays [][]member
	for i, file := range files {
		arrays = append(arrays, members(f, file))
		f.Add(uint8(i), []byte(file.Meta), uint8(0), []byte(arrays[i][0].content), arrays[i][0].name, false)
		f.Add(uint8(i), []byte(file.Meta), uint8(255), []byte(npy(pairHeader, pairData)), "unused.npy", true)
	}
	f.Fuzz(func(t *testing.T, which uint8, meta []byte, at uint8, array []byte, name string, deflate bool) {
		if strings.HasSuffix(name, "/") {
			t.Skip("the zip package writes nothing into folders")
		}
		all := slices.Clone(arrays[int(which)%len(arrays)])
		if changed := (member{name, string(array)}); int(at) < len(all) {
			all[at] = changed
		} else if at == 255 {
			all = append(all, changed)
		}
		method := zip.Store
		if deflate {
			method = zip.Deflate
		}
		content := signed(t, method, meta, all...)
		var c *learn.Checkpoint
		var err error
		if n := taken(func() { c, err = open(content) }); n > 64<<20 {
			t.Errorf("%d bytes of a file took %d", len(content), n)
		}
		if err != nil {
			return
		}
		text, kept, err := c.Encode()
		if err != nil {
			t.Fatalf("what was opened cannot be saved: %v", err)
		}
		again, err := open(encode(t, &machinefile.File{Meta: text, Arrays: kept}))
		if err != nil {
			t.Fatalf("what was saved cannot be opened: %v", err)
		}
		if more, _, err := again.Encode(); err != nil || !bytes.Equal(text, more) {
			t.Errorf("the record changed from %s to %s (%v)", text, more, err)
		}
	})
}
