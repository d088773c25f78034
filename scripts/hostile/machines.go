package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

const metaName = "meta.json"

// member is a file in a zip.
type member struct {
	name    string
	content content
	deflate bool
}

// zipped is a zip of members.
func zipped(members ...member) content {
	return func(w io.Writer) error {
		z := zip.NewWriter(w)
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
			return flate.NewWriter(w, flate.BestSpeed)
		})
		for _, m := range members {
			h := &zip.FileHeader{Name: m.name, Method: zip.Store}
			if m.deflate {
				h.Method = zip.Deflate
			}
			f, err := z.CreateHeader(h)
			if err == nil {
				err = m.content(f)
			}
			if err != nil {
				return err
			}
		}
		return z.Close()
	}
}

// forger makes machines that differ from a good one.
type forger struct {
	meta   map[string]any
	arrays []member
}

// forge reads a good machine of the kit.
func (k *kit) forge(name string) (*forger, error) {
	z, err := zip.OpenReader(filepath.Join(k.good, name))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	f := &forger{}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		if file.Name == metaName {
			err = json.Unmarshal(text, &f.meta)
		} else {
			f.arrays = append(f.arrays, member{name: file.Name, content: many(string(text), 1)})
		}
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

// metaWith is the good description with some fields set, which may lie in others as in
// "settings.rate"; nil takes one out. The checksums are those of the arrays.
func (f *forger) metaWith(arrays []member, fields map[string]any) content {
	return func(w io.Writer) error {
		meta, err := copied(f.meta)
		if err != nil {
			return err
		}
		sums := map[string]any{}
		for _, a := range arrays {
			h := sha256.New()
			if err := a.content(h); err != nil {
				return err
			}
			sums[a.name] = hex.EncodeToString(h.Sum(nil))
		}
		meta["sha256"] = sums
		for path, value := range fields {
			set(meta, strings.Split(path, "."), value)
		}
		return json.NewEncoder(w).Encode(meta)
	}
}

// copied is a copy of what JSON can hold.
func copied(from map[string]any) (to map[string]any, err error) {
	text, err := json.Marshal(from)
	if err != nil {
		return nil, err
	}
	return to, json.Unmarshal(text, &to)
}

func set(in map[string]any, path []string, value any) {
	for ; len(path) > 1; path = path[1:] {
		next, ok := in[path[0]].(map[string]any)
		if !ok {
			next = map[string]any{}
			in[path[0]] = next
		}
		in = next
	}
	if in[path[0]] = value; value == nil {
		delete(in, path[0])
	}
}

// with is the good machine with other fields, and right checksums.
func (f *forger) with(fields map[string]any) content { return f.arraysWith(fields, f.arrays...) }

// arraysWith is a machine of arrays, with right checksums.
func (f *forger) arraysWith(fields map[string]any, arrays ...member) content {
	return zipped(append(slices.Clone(arrays), member{metaName, f.metaWith(arrays, fields), true})...)
}

// more is the good machine with arrays beside its own.
func (f *forger) more(arrays ...member) content {
	return f.arraysWith(nil, append(slices.Clone(f.arrays), arrays...)...)
}

// instead is the good machine with one array's content changed.
func (f *forger) instead(name string, c content) content {
	arrays := slices.Clone(f.arrays)
	for i := range arrays {
		if arrays[i].name == name {
			arrays[i].content = c
		}
	}
	return f.arraysWith(nil, arrays...)
}

// metaOf is the good arrays under another description, which is compressed.
func (f *forger) metaOf(c content) content {
	return zipped(append(slices.Clone(f.arrays), member{metaName, c, true})...)
}

// bloated is the good description that begins with something more.
func (f *forger) bloated(more content) content {
	return f.metaOf(all(text("{"), more, changed(f.metaWith(f.arrays, nil), func(b []byte) []byte { return b[1:] })))
}

// array is a .npy file: its header's dictionary, and the values.
func array(header string, values content) content {
	for (10+len(header)+1)%64 != 0 {
		header += " "
	}
	header += "\n"
	length := binary.LittleEndian.AppendUint16(nil, uint16(len(header)))
	return all(text("\x93NUMPY\x01\x00", string(length), header), values)
}

// floats is an array of float32 of a shape, all zero.
func floats(shape string, n int) content {
	return array(fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': %s, }", shape), zeros(4*n))
}

// weights is the array that machine trials change: 8×16 numbers.
const weights = "generative_weights_1.npy"

// machineTrials are files that are offered as machines.
func (k *kit) machineTrials() ([]trial, error) {
	f, err := k.forge(machineFile)
	if err != nil {
		return nil, err
	}
	var list []trial
	offer := func(what string, c content) {
		list = append(list, trial{
			group: "Machines", what: what, files: files{"x": put(c)},
			args: []string{"evaluate", "x", "--data", "bars4", "--samples", "2"},
		})
	}
	good := k.of(machineFile)
	offer("an empty file", text())
	offer("a line of text", text("not a machine\n"))
	offer("half of it", changed(good, func(b []byte) []byte { return b[:len(b)/2] }))
	offer("the last 100 bytes are missing", without(100, good))
	offer("a bit of an array is turned", changed(good, func(b []byte) []byte {
		b[bytes.Index(b, []byte("NUMPY"))+160] ^= 1
		return b
	}))
	offer("no description", zipped(f.arrays...))
	offer("no arrays", zipped(member{metaName, f.metaWith(f.arrays, nil), true}))
	offer("a picture", k.of(pictureFile))
	offer("gigabytes of zeros, gzipped", gzipped(zeros(1<<30)))
	offer("a description of 1.3 GB, in 2 MB", f.bloated(all(many(" ", 1300<<20))))
	offer("a text of 600 MB in the description", f.bloated(all(text(`"note":"`), many("a", 600<<20), text(`",`))))
	offer("1.2 million needless keys", f.bloated(func(w io.Writer) error {
		for i := range 1_200_000 {
			if _, err := fmt.Fprintf(w, `"k%d":0,`, i); err != nil {
				return err
			}
		}
		return nil
	}))
	offer("the same key 3 million times", f.bloated(many(`"a":0,`, 3_000_000)))
	offer("a million lists in lists", f.bloated(all(text(`"a":`), many("[", 1<<20), many("]", 1<<20), text(","))))
	offer("the description is null", f.metaOf(text("null")))
	offer("the description is a list", f.metaOf(text("[]")))
	offer("the description is a number without end", f.metaOf(many("9", 1<<20)))
	offer("an unused array of 400 MB", f.more(member{"unused.npy", floats("(104857600,)", 100<<20), true}))
	offer("an unused array of 1.5 GB", f.more(member{"unused.npy", floats("(402653184,)", 384<<20), true}))
	offer("60,000 unused arrays", f.more(func() (list []member) {
		for i := range 60_000 {
			list = append(list, member{name: fmt.Sprintf("unused_%d.npy", i), content: floats("(1,)", 1)})
		}
		return list
	}()...))
	offer("an array twice", f.more(f.arrays[0]))
	offer("an array that leads out of the folder", f.more(member{name: "../../outside.npy", content: floats("(1,)", 1)}))
	offer("an array of 512 MB where 512 bytes belong", f.instead(weights, floats("(8, 16)", 128<<20)))
	for what, shape := range map[string]string{
		"an array of 2⁴⁰ numbers": "(1099511627776,)", "an array of 2⁶² numbers": "(2147483648, 2147483648)",
		"an array of −8 rows": "(-8, -16)", "an array with 10,000 dimensions": "(" + strings.Repeat("1,", 10_000) + ")",
		"an array without a shape": "()", "an array whose shape overflows": "(99999999999999999999999, 16)",
	} {
		offer(what, f.instead(weights, floats(shape, 128)))
	}
	offer("an array of objects", f.instead(weights, array("{'descr': '|O', 'fortran_order': False, 'shape': (8, 16), }", zeros(512))))
	offer("an array in Fortran's order", f.instead(weights, array("{'descr': '<f4', 'fortran_order': True, 'shape': (8, 16), }", zeros(512))))
	offer("weights that are no numbers", f.instead(weights, array("{'descr': '<f4', 'fortran_order': False, 'shape': (8, 16), }", many("\x00\x00\xc0\x7f", 128))))
	offer("weights without bounds", f.instead(weights, array("{'descr': '<f4', 'fortran_order': False, 'shape': (8, 16), }", many("\x00\x00\x80\x7f", 128))))
	for _, c := range []struct {
		what   string
		fields map[string]any
	}{
		{"version 0", map[string]any{"version": 0}},
		{"version −1", map[string]any{"version": -1}},
		{"version 1,000", map[string]any{"version": 1000}},
		{"another format", map[string]any{"format": "something else"}},
		{"0×0 pixels", map[string]any{"width": 0, "height": 0}},
		{"10⁹×10⁹ pixels", map[string]any{"width": 1_000_000_000, "height": 1_000_000_000}},
		{"−4×−4 pixels", map[string]any{"width": -4, "height": -4}},
		{"a layer of −8 units", map[string]any{"layers": []any{map[string]any{"units": -8, "kind": "bernoulli"}}}},
		{"a layer of 10¹² units", map[string]any{"layers": []any{map[string]any{"units": 1_000_000_000_000, "kind": "bernoulli"}}}},
		{"no layers", map[string]any{"layers": []any{}}},
		{"100,000 layers", map[string]any{"layers": slices.Repeat([]any{map[string]any{"units": 1, "kind": "bernoulli"}}, 100_000)}},
		{"a layer of an unknown kind", map[string]any{"layers": []any{map[string]any{"units": 8, "kind": "\x1b[2J"}}}},
		{"connections in version 1", map[string]any{"connections": []any{"1-0", "2-0", "2-1", "0-1", "1-2"}}},
		{"no connections in version 2", map[string]any{"version": 2}},
		{"connections of a chain", map[string]any{"version": 2, "connections": []any{"1-0", "2-1", "0-1", "1-2"}}},
		{"lateral connections without weights", map[string]any{
			"version": 2, "connections": []any{"1-0", "2-1", "1-1", "0-1", "1-2"}, "settings.connections": "1-0,2-1,1-1,0-1,1-2",
		}},
		{"a connection of layers that are not there", map[string]any{"version": 2, "connections": []any{"1-0", "2-1", "0-1", "1-2", "9-0"}}},
		{"500,000 connections", map[string]any{"version": 2, "connections": slices.Repeat([]any{"1-0"}, 500_000)}},
		{"connections of 1,000 layers by a name", map[string]any{
			"version": 2, "connections": []any{"1-0", "1-1", "0-1"}, "settings.connections": "lateral",
			"settings.layers": strings.Repeat("1,", 999) + "1", "layers": slices.Repeat([]any{map[string]any{"units": 1, "kind": "bernoulli"}}, 1000),
		}},
		{"−5 cycles", map[string]any{"cycles": "-5"}},
		{"10³⁰ cycles", map[string]any{"cycles": "1" + strings.Repeat("0", 30)}},
		{"−30 images", map[string]any{"images": -30}},
		{"checksums of arrays that are missing", map[string]any{"sha256.nothing.npy": "00"}},
	} {
		offer(c.what, f.with(c.fields))
	}
	goOn, err := k.resumeTrials()
	return append(list, goOn...), err
}

// resumeTrials are machines whose training is to go on with impossible settings.
func (k *kit) resumeTrials() (list []trial, err error) {
	half, err := k.forge(resumable)
	if err != nil {
		return nil, err
	}
	for _, c := range []struct {
		what   string
		fields map[string]any
	}{
		{"10⁹ samples", map[string]any{"settings.samples": 1_000_000_000}},
		{"a batch of −1", map[string]any{"settings.batch": -1}},
		{"a batch of 10¹²", map[string]any{"settings.batch": 1_000_000_000_000}},
		{"a rate without bounds", map[string]any{"settings.rate": []any{1e300}}},
		{"a million rates", map[string]any{"settings.rate": slices.Repeat([]any{.1}, 1_000_000)}},
		{"−1 cycles to do", map[string]any{"settings.cycles": -1}},
		{"other layers", map[string]any{"settings.layers": "9999999,1"}},
		{"data that is a folder", map[string]any{"data": "/", "identity.source": "/"}},
		{"data that is a device", map[string]any{"data": "/dev/zero", "identity.source": "/dev/zero"}},
	} {
		list = append(list, trial{
			group: "Trainings that go on", what: c.what, files: files{"x": put(half.with(c.fields))},
			args: []string{"train", "--resume", "x", "--out", "out"},
		})
	}
	for what, args := range map[string][]string{
		"a finished machine":           {"train", "--resume", machineFile, "--out", "out"},
		"a picture":                    {"train", "--resume", pictureFile, "--out", "out"},
		"the data as what is to go on": {"train", "--resume", imagesFile},
	} {
		list = append(list, trial{group: "Trainings that go on", what: what, args: args})
	}
	return list, nil
}
