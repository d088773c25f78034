package cli

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"wakesleep/io/dataset"
)

// mapped trains a small machine, and gives the test a cache of its own.
func mapped(t *testing.T, layers string) (machine string) {
	t.Helper()
	t.Setenv("WAKESLEEP_CACHE", t.TempDir())
	machine = filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, "train", "--data", "digits8", "--layers", layers, "--epochs", "1", "--batch", "50", "--out", machine)
	return machine
}

func TestMapInEveryFormat(t *testing.T) {
	machine := mapped(t, "30,10")
	folder := t.TempDir()
	for i, format := range []string{"png", "svg", "csv"} {
		out := filepath.Join(folder, "map."+format)
		all := object(t, succeed(t, "map", machine, "--limit", "300", "--width", "300", "--out", out, "--json"))
		wantKeys(t, all, "file", "out", "data", "images", "seed", "groups", "was_kept")
		if all["images"] != 300.0 || all["was_kept"] != (i > 0) {
			t.Errorf("%v", all)
		}
	}
	if picture, err := dataset.ReadPicture(filepath.Join(folder, "map.png")); err != nil || picture.Bounds().Dx() != 300 {
		t.Errorf("the picture: %v", err)
	}
	if svg := read(t, filepath.Join(folder, "map.svg")); !bytes.Contains(svg, []byte("<svg")) || !bytes.Contains(svg, []byte(">7</text>")) {
		t.Error("the drawing has no name of a label")
	}
	lines, err := csv.NewReader(bytes.NewReader(read(t, filepath.Join(folder, "map.csv")))).ReadAll()
	if err != nil || len(lines) != 301 || strings.Join(lines[0], " ") != "image x y label group bits" {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	set, err := dataset.Open("digits8", "")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range lines[1:] {
		if line[3] != strconv.Itoa(int(set.Training.Labels[i])) {
			t.Fatalf("image %d has the label %s", i, line[3])
		}
	}
}

// Threads do not change a byte, nor does a map that was kept.
func TestMapsAreTheSame(t *testing.T) {
	machine := mapped(t, "20,6c")
	one, kept, three := filepath.Join(t.TempDir(), "1.csv"), filepath.Join(t.TempDir(), "2.csv"), filepath.Join(t.TempDir(), "3.csv")
	arguments := func(out, threads string) []string {
		return []string{"map", machine, "--limit", "250", "--threads", threads, "--out", out}
	}
	succeed(t, arguments(one, "1")...)
	succeed(t, arguments(kept, "1")...)
	t.Setenv("WAKESLEEP_CACHE", t.TempDir())
	succeed(t, arguments(three, "3")...)
	if want := read(t, one); !bytes.Equal(want, read(t, kept)) || !bytes.Equal(want, read(t, three)) {
		t.Error("the same map has other bytes")
	}
}

func TestMapWithoutACache(t *testing.T) {
	machine := mapped(t, "20")
	file := filepath.Join(t.TempDir(), "file")
	t.Setenv("WAKESLEEP_CACHE", write(t, file, nil)) // no folder can be made there
	succeed(t, "map", machine, "--limit", "50", "--out", filepath.Join(t.TempDir(), "map.csv"))
}

func TestMapRefuses(t *testing.T) {
	machine := mapped(t, "20")
	out := filepath.Join(t.TempDir(), "map.png")
	for _, c := range []struct {
		args []string
		says string
	}{
		{nil, "name the file to write"},
		{[]string{"--out", "map.jpg"}, "end its name with"},
		{[]string{"--out", out, "--colour", "size"}, "choose one of"},
		{[]string{"--out", out, "--width", "10"}, "give a number from"},
		{[]string{"--out", out, "--threads", "0"}, "--threads"},
		{[]string{"--out", out, "--limit", "2"}, "too few for a map"},
		{[]string{"--out", out, "--data", "digits"}, "takes images of 8×8"},
		{[]string{"--out", out, "--split", "best"}, "no such part"},
		{[]string{"--out", filepath.Join(t.TempDir(), "no", "map.png")}, "folder"},
	} {
		r := call(t.Context(), append([]string{"map", machine}, c.args...)...)
		if r.status == 0 || !strings.Contains(r.stderr, c.says) {
			t.Errorf("%v: status %d, %q", c.args, r.status, r.stderr)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a picture was written")
	}
	if r := call(t.Context(), "map", machine, "--out", machine); r.status == 0 {
		t.Error("the machine was replaced by its map")
	}
	// A set of no labels is coloured by groups.
	all := object(t, succeed(t, "map", machine, "--data", "digits8", "--limit", "150", "--colour", "bits", "--out", out, "--json"))
	if all["colour"] != "bits" {
		t.Errorf("%v", all)
	}
}
