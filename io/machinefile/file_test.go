package machinefile_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wakesleep/io/machinefile"
	"wakesleep/network"
)

// small is a machine file of about a kilobyte.
func small() *machinefile.File {
	return &machinefile.File{
		Meta: json.RawMessage(`{"layers":"2c","seed":"18446744073709551615","names":["ä","<b>"]}`),
		Arrays: []network.Array{
			{Name: "generative_weights_1", Shape: []int{2, 3}, Data: []float32{1, -2, .5, 0, math.MaxFloat32, 1e-45}},
			{Name: "machine_1/recognition_biases_1", Shape: []int{2}, Data: []float32{float32(math.Copysign(0, -1)), 3}},
		},
	}
}

func encode(t testing.TB, f *machinefile.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := machinefile.Encode(&out, f); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func decode(content []byte) (*machinefile.File, error) {
	return machinefile.Decode(bytes.NewReader(content), int64(len(content)), "test.helmholtz")
}

// equal compares the numbers by their bits, so that the zeros differ.
func equal(a, b *machinefile.File) bool {
	return max(1, a.Version) == max(1, b.Version) && bytes.Equal(a.Meta, b.Meta) && slices.EqualFunc(a.Arrays, b.Arrays, func(x, y network.Array) bool {
		return x.Name == y.Name && slices.Equal(x.Shape, y.Shape) &&
			slices.EqualFunc(x.Data, y.Data, func(p, q float32) bool {
				return math.Float32bits(p) == math.Float32bits(q)
			})
	})
}

func finite(t *rapid.T) float32 {
	bits := rapid.Uint32().Filter(func(b uint32) bool { return b&0x7f800000 != 0x7f800000 })
	return math.Float32frombits(bits.Draw(t, "bits"))
}

func drawArray(t *rapid.T, name string) network.Array {
	shape := rapid.SliceOfN(rapid.IntRange(0, 5), 0, 4).Draw(t, "shape")
	count := 1
	for _, extent := range shape {
		count *= extent
	}
	data := make([]float32, count)
	for i := range data {
		data[i] = finite(t)
	}
	return network.Array{Name: name, Shape: shape, Data: data}
}

func drawFile(t *rapid.T) *machinefile.File {
	name := rapid.StringMatching(`([a-z][a-z0-9_]{0,9}/)?[a-z][a-z0-9_]{0,20}`)
	f := &machinefile.File{Version: rapid.IntRange(0, 2).Draw(t, "version")}
	for _, name := range rapid.SliceOfNDistinct(name, 0, 5, rapid.ID[string]).Draw(t, "names") {
		f.Arrays = append(f.Arrays, drawArray(t, name))
	}
	key := rapid.String().Filter(func(s string) bool {
		return !slices.Contains([]string{"format", "version", "sha256"}, s)
	})
	value := rapid.OneOf(rapid.String().AsAny(), rapid.Int().AsAny(), rapid.SliceOf(rapid.Bool()).AsAny())
	meta, err := json.Marshal(rapid.MapOf(key, value).Draw(t, "meta"))
	if err != nil {
		t.Fatal(err)
	}
	f.Meta = meta
	return f
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawFile(t)
		var first, second bytes.Buffer
		if err := errors.Join(machinefile.Encode(&first, want), machinefile.Encode(&second, want)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatal("equal content made different bytes")
		}
		got, err := decode(first.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// TestMetaIsKept: order, escapes and large numbers of the caller's metadata
// come back as they were; only white space goes.
func TestMetaIsKept(t *testing.T) {
	for given, want := range map[string]string{
		"":    `{}`,
		"{ }": `{}`,
		` { "b" : [1 , 2.50, 1e400], "a":"\u00e9<", "z\u0041": 18446744073709551616 } `: `{"b":[1,2.50,1e400],"a":"\u00e9<","z\u0041":18446744073709551616}`,
	} {
		got, err := decode(encode(t, &machinefile.File{Meta: json.RawMessage(given)}))
		if err != nil || string(got.Meta) != want {
			t.Errorf("%s became %s (%v)", given, got.Meta, err)
		}
	}
}

// TestLayout compares the archive with the package's documentation, by the zip
// package alone.
func TestLayout(t *testing.T) {
	content := encode(t, small())
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range archive.File {
		names = append(names, m.Name)
		if m.Method != zip.Store || len(m.Extra) != 0 || m.Flags != 0 || m.ExternalAttrs != 0 ||
			m.Modified.Format("2006-01-02 15:04:05") != "1980-01-01 00:00:00" {
			t.Errorf("unexpected header %+v", m.FileHeader)
		}
	}
	want := []string{"generative_weights_1.npy", "machine_1/recognition_biases_1.npy", "meta.json"}
	if !slices.Equal(names, want) {
		t.Errorf("members %q, want %q", names, want)
	}
	meta, err := archive.Open("meta.json")
	if err != nil {
		t.Fatal(err)
	}
	var decoded map[string]any
	if err := json.NewDecoder(meta).Decode(&decoded); err != nil {
		t.Fatal(err)
	}
	sums, _ := decoded["sha256"].(map[string]any)
	if decoded["format"] != "wakesleep machine" || decoded["version"] != 1.0 || decoded["layers"] != "2c" || len(sums) != 2 {
		t.Errorf("meta.json is %v", decoded)
	}
}

func TestWriteRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m"+machinefile.Extension)
	for _, want := range []*machinefile.File{{Meta: json.RawMessage("{}")}, small()} {
		if err := machinefile.Write(path, want); err != nil {
			t.Fatal(err)
		}
		got, err := machinefile.Read(path)
		if err != nil || !equal(got, want) {
			t.Fatalf("read %v (%v), want %v", got, err, want)
		}
	}
	if content, _ := os.ReadFile(path); !bytes.Equal(content, encode(t, small())) {
		t.Error("Write and Encode make different bytes")
	}
}

func TestRefusedContentLeavesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.helmholtz")
	if err := machinefile.Write(path, small()); err != nil {
		t.Fatal(err)
	}
	old := encode(t, small())
	array := func(name string, shape []int, data ...float32) *machinefile.File {
		return &machinefile.File{Arrays: []network.Array{{Name: name, Shape: shape, Data: data}}}
	}
	meta := func(text string) *machinefile.File { return &machinefile.File{Meta: json.RawMessage(text)} }
	twice := array("a", []int{1}, 1)
	twice.Arrays = append(twice.Arrays, twice.Arrays[0])
	for label, c := range map[string]struct {
		f    *machinefile.File
		kind error
	}{
		"NaN":             {array("a", []int{2}, 1, float32(math.NaN())), machinefile.ErrNotFinite},
		"+Inf":            {array("a", nil, float32(math.Inf(1))), machinefile.ErrNotFinite},
		"-Inf":            {array("a", nil, float32(math.Inf(-1))), machinefile.ErrNotFinite},
		"too few numbers": {array("a", []int{2, 2}, 1, 2, 3), machinefile.ErrUnstorable},
		"negative shape":  {array("a", []int{-1, -1}, 1), machinefile.ErrUnstorable},
		"overflow":        {array("a", []int{1 << 30, 1 << 30, 1 << 4}), machinefile.ErrUnstorable},
		"nine dimensions": {array("a", []int{1, 1, 1, 1, 1, 1, 1, 1, 1}, 1), machinefile.ErrUnstorable},
		"repeated name":   {twice, machinefile.ErrUnstorable},
		"empty name":      {array("", nil, 1), machinefile.ErrUnstorable},
		"absolute":        {array("/a", nil, 1), machinefile.ErrUnstorable},
		"parent":          {array("../a", nil, 1), machinefile.ErrUnstorable},
		"two folders":     {array("a/b/c", nil, 1), machinefile.ErrUnstorable},
		"capital":         {array("A", nil, 1), machinefile.ErrUnstorable},
		"long name":       {array(strings.Repeat("a", 129), nil, 1), machinefile.ErrUnstorable},
		"many arrays":     {&machinefile.File{Arrays: make([]network.Array, 4096)}, machinefile.ErrTooLarge},
		"no object":       {meta("[1]"), machinefile.ErrUnstorable},
		"no JSON":         {meta(`{"a":}`), machinefile.ErrUnstorable},
		"cut JSON":        {meta(`{"a":1`), machinefile.ErrUnstorable},
		"two objects":     {meta(`{}{}`), machinefile.ErrUnstorable},
		"key twice":       {meta(`{"a":1,"\u0061":2}`), machinefile.ErrUnstorable},
		"reserved key":    {meta(`{"sha256":{}}`), machinefile.ErrUnstorable},
		"long metadata":   {meta(`{"a":"` + strings.Repeat("x", 16<<20) + `"}`), machinefile.ErrTooLarge},
	} {
		err := machinefile.Write(path, c.f)
		if !errors.Is(err, c.kind) || !strings.HasPrefix(err.Error(), "cannot save "+path+": ") {
			t.Errorf("%s: got %v", label, err)
		}
		if err := machinefile.Encode(new(bytes.Buffer), c.f); !errors.Is(err, c.kind) {
			t.Errorf("%s: Encode: %v", label, err)
		}
		if content, _ := os.ReadFile(path); !bytes.Equal(content, old) {
			t.Fatalf("%s: the old file changed", label)
		}
	}
}

func TestReadWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	missing := filepath.Join(folder, "missing.helmholtz")
	if _, err := machinefile.Read(missing); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), missing+": there is no such file") {
		t.Errorf("missing: %v", err)
	}
	for _, path := range []string{folder, os.DevNull} {
		if _, err := machinefile.Read(path); !errors.Is(err, machinefile.ErrNotMachine) {
			t.Errorf("%s: %v", path, err)
		}
	}
	huge := filepath.Join(folder, "huge.helmholtz")
	if err := os.WriteFile(huge, []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 2<<30+1); err != nil {
		t.Skip("no sparse files here:", err)
	}
	if _, err := machinefile.Read(huge); !errors.Is(err, machinefile.ErrTooLarge) {
		t.Errorf("huge: %v", err)
	}
}

func TestErrorsInWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "m.helmholtz")
	err := machinefile.Write(path, small())
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "cannot write "+path) {
		t.Errorf("got %v", err)
	}
	full := errors.New("full")
	length := len(encode(t, small()))
	for room := range length {
		if err := machinefile.Encode(&bounded{room, full}, small()); !errors.Is(err, full) {
			t.Fatalf("a writer that fails after %d bytes: %v", room, err)
		}
	}
	if err := machinefile.Encode(&bounded{length, full}, small()); err != nil {
		t.Error(err)
	}
}

// bounded is a writer with room for a number of bytes.
type bounded struct {
	room int
	err  error
}

func (b *bounded) Write(p []byte) (int, error) {
	n := min(len(p), b.room)
	b.room -= n
	if n < len(p) {
		return n, b.err
	}
	return n, nil
}
