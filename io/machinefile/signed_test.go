package machinefile_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/io/checkpoint"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
)

// honest are the files of small trainings that can be resumed: a machine, one for each
// class, and such with lateral connections.
func honest(t testing.TB) []*machinefile.File {
	t.Helper()
	plain := learn.Defaults()
	plain.Layers, plain.Batch, plain.Samples, plain.Epochs = "3,2c", 5, 2, 2
	rich := plain
	rich.Layers, rich.Connections = "3,2", "lateral"
	var files []*machinefile.File
	for _, settings := range []learn.Settings{plain, rich} {
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
		for _, c := range []*learn.Checkpoint{one.Checkpoint(), classes.Checkpoint()} {
			file, err := checkpoint.File(c)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	return files
}

// signed is an archive whose checksums agree, whatever is in it: the caller's metadata as
// they are, with the format's own keys added.
func signed(t testing.TB, method uint16, version int, meta []byte, members ...member) []byte {
	sums := map[string]string{}
	for _, m := range members {
		sum := sha256.Sum256([]byte(m.content))
		sums[m.name] = hex.EncodeToString(sum[:])
	}
	digests, err := json.Marshal(sums)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(`{"format":"wakesleep machine","version":%d,"sha256":%s`, version, digests)
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
			if _, err := open(signed(t, method, f.Version, f.Meta, members(t, f)...)); err != nil {
				t.Errorf("file %d by method %d: %v", i, method, err)
			}
		}
	}
}

// What version and metadata say of connections, and what the arrays are, belongs together.
func TestConnectionsAreThoseOfTheArrays(t *testing.T) {
	files := honest(t)
	chain, rich := files[0], files[2]
	lists := func(connections string) func(string) string {
		return func(meta string) string {
			start := strings.Index(meta, `"connections":[`)
			end := start + strings.Index(meta[start:], "]") + 1
			return meta[:start] + `"connections":` + connections + meta[end:]
		}
	}
	listed := func(more ...string) func(string) string {
		own := []string{"1-0", "2-0", "2-1", "1-1", "2-2", "0-1", "0-2", "1-2"}
		text, err := json.Marshal(append(own, more...))
		if err != nil {
			t.Fatal(err)
		}
		return lists(string(text))
	}
	replace := func(old, by string) func(string) string {
		return func(meta string) string {
			if !strings.Contains(meta, old) {
				t.Fatalf("%s is not in %s", old, meta)
			}
			return strings.ReplaceAll(meta, old, by)
		}
	}
	same := func(meta string) string { return meta }
	const pairs = 500_000 // nearly all values that metadata can have
	for name, c := range map[string]struct {
		file    *machinefile.File
		version int
		change  func(string) string
		says    string
	}{
		"its own":             {rich, 2, same, ""},
		"in another order":    {rich, 2, lists(`["1-2","0-2","0-1","2-2","1-1","2-1","2-0","1-0"]`), ""},
		"version 1":           {rich, 1, same, "they list connections, which files of version 1 do not"},
		"a chain, version 2":  {chain, 2, same, "they list no connections, which files of version 2 do"},
		"version 3":           {rich, 3, same, "this program reads up to 2"},
		"none":                {rich, 2, lists("null"), "they list no connections, which files of version 2 do"},
		"none, version 1":     {rich, 1, lists("null"), "the settings speak of connections"},
		"an empty list":       {rich, 2, lists("[]"), "no higher layer drives layer 0"},
		"those of a chain":    {rich, 2, lists(`["1-0","2-1","0-1","1-2"]`), "those of a chain are not listed"},
		"pairs, version 1":    {&machinefile.File{Meta: chain.Meta, Arrays: rich.Arrays}, 1, same, "array generative_weights_1 is missing"},
		"too few":             {rich, 2, lists(`["1-0","2-1","1-1","0-1","1-2"]`), "the settings speak of connections"},
		"a name":              {rich, 2, lists(`["lateral"]`), `"lateral" is no connection`},
		"several in one":      {rich, 2, lists(`["1-0,2-0,2-1,1-1,2-2,0-1,0-2,1-2"]`), "is no connection"},
		"text":                {rich, 2, lists(`"lateral"`), "connections is a string"},
		"numbers":             {rich, 2, lists(`[10]`), "connections is a number"},
		"no layer":            {rich, 2, listed("7-0"), "7-0 joins layers of which there is none"},
		"below the pixels":    {rich, 2, listed("-1-0"), `"-1-0" is no connection`},
		"far away":            {rich, 2, listed("99999999999999999999-0"), "is no connection"},
		"twice":               {rich, 2, listed("2-0"), "2-0 is there twice"},
		"lateral pixels":      {rich, 2, listed("0-0"), "only hidden layers"},
		"lateral categories":  {rich, 2, replace(`"units":2,"kind":"bernoulli"`, `"units":2,"kind":"categorical"`), "only hidden layers"},
		"very many":           {rich, 2, lists("[" + strings.Repeat(`"1-0",`, pairs) + `"1-0"]`), "500001 are too many"},
		"a million":           {rich, 2, lists("[" + strings.Repeat(`"1-0",`, 1_000_000) + `"1-0"]`), "too many values"},
		"settings of a chain": {rich, 2, replace(`"connections":"lateral",`, ""), "the settings speak of connections"},
		"long settings":       {rich, 2, replace(`"connections":"lateral"`, `"connections":"`+strings.Repeat("2-0,", 4000)+`2-0"`), "4001 are too many"},
		"no engine":           {rich, 2, replace(`"engine":1,`, ""), ""},
		"engine below zero":   {rich, 2, replace(`"engine":1`, `"engine":-1`), "engine -1 does not exist"},
	} {
		meta := c.change(string(c.file.Meta))
		content := signed(t, zip.Deflate, c.version, []byte(meta), members(t, c.file)...)
		var err error
		n := taken(func() { _, err = open(content) })
		switch {
		case c.says == "" && err != nil:
			t.Errorf("%s: %.300v", name, err)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says) || len(err.Error()) > 300):
			t.Errorf("%s: %.300v", name, err)
		}
		if n > 100<<20 {
			t.Errorf("%s: took %d bytes", name, n)
		}
	}
}

// No other list of connections, of those that differ in one letter, passes for the machine's.
func TestEveryLetterOfTheConnectionsMatters(t *testing.T) {
	file := honest(t)[2]
	own := members(t, file)
	start := bytes.Index(file.Meta, []byte(`"connections":[`))
	end := start + bytes.IndexByte(file.Meta[start:], ']') + 1
	for at := start; at < end; at++ {
		for _, letter := range []byte("0123456789-+,\"[] x") {
			meta := bytes.Clone(file.Meta)
			if meta[at] = letter; bytes.Equal(meta, file.Meta) {
				continue
			}
			if _, err := open(signed(t, zip.Store, 2, meta, own...)); err == nil || len(err.Error()) > 300 {
				t.Errorf("%s: %.400v", meta[start:end], err)
			}
		}
	}
}

// A lateral connection has units drive those after them alone: other weights are refused,
// and so are moments of such.
func TestLateralWeightsAreTriangular(t *testing.T) {
	for _, file := range honest(t)[2:] {
		found := 0
		for _, array := range file.Arrays {
			if !strings.HasSuffix(array.Name, "weights_1_1") {
				continue
			}
			found++
			n := array.Shape[0]
			for i := range n {
				for j := range n {
					was := array.Data[i*n+j]
					array.Data[i*n+j] = 1e-30
					_, err := open(encode(t, file))
					array.Data[i*n+j] = was
					if refused := err != nil && strings.Contains(err.Error(), fmt.Sprintf("array %s holds 1e-30 in row %d, column %d;", array.Name, i, j)); refused != (i >= j) {
						t.Errorf("%s, row %d, column %d: %v", array.Name, i, j, err)
					}
				}
			}
		}
		if found < 3 {
			t.Errorf("%d arrays of lateral weights", found)
		}
	}
}

// FuzzSigned changes the metadata and an array of honest files, and signs them again: what
// opens is a machine that can be saved and opened as the same. From 128 on, which stands for
// the other version.
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
		version := files[int(which)%len(files)].Version
		if which >= 128 {
			version = 3 - version
		}
		method := zip.Store
		if deflate {
			method = zip.Deflate
		}
		content := signed(t, method, version, meta, all...)
		var c *learn.Checkpoint
		var err error
		if n := taken(func() { c, err = open(content) }); n > 64<<20 {
			t.Errorf("%d bytes of a file took %d", len(content), n)
		}
		if err != nil {
			return
		}
		saved, err := checkpoint.File(c)
		if err != nil {
			t.Fatalf("what was opened cannot be saved: %v", err)
		}
		again, err := open(encode(t, saved))
		if err != nil {
			t.Fatalf("what was saved cannot be opened: %v", err)
		}
		if more, err := checkpoint.File(again); err != nil || saved.Version != version || !bytes.Equal(saved.Meta, more.Meta) {
			t.Errorf("the record changed from %d %s to %d %s (%v)", version, saved.Meta, more.Version, more.Meta, err)
		}
	})
}
