package machinefile

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestHeaderVariations(t *testing.T) {
	for header, want := range map[string]string{
		"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   \n":   "[2 3]",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}":          "[2 3]",
		`{"shape":(2,3),"fortran_order":False,"descr":"<f4"}`:                "[2 3]",
		"  { 'fortran_order' : False ,\n'shape' : ( 7 , ) , 'descr':'<f4' }": "[7]",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (), }":            "[]",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4), }":        "[0 4]",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }":       "[2 3]",
	} {
		got, err := parseHeader(header)
		if err != nil || fmt.Sprint(got) != want {
			t.Errorf("%q: shape %v (%v), want %s", header, got, err, want)
		}
	}
}

func TestBadHeaders(t *testing.T) {
	good := "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
	if _, err := parseHeader(good); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"<f4", "<f8"},
		{"<f4", ">f4"},
		{"'<f4'", "[('a', '<f4')]"},
		{"False", "True"},
		{"False", "None"},
		{"False", "'False'"},
		{"'fortran_order': False, ", ""},
		{"'shape': (2, 3), ", ""},
		{"'shape'", "'descr'"},
		{"}", "'more': 'x'}"},
		{"}", ""},
		{"{", ""},
		{"}", "} x"},
		{", 'shape'", " 'shape'"},
		{"(2, 3)", "(2 3)"},
		{"(2, 3)", "(2)"},
		{"(2, 3)", "(,)"},
		{"(2, 3)", "(2,,3)"},
		{"(2, 3)", "(2, -3)"},
		{"(2, 3)", "2"},
		{"(2, 3)", "[2, 3]"},
		{"(2, 3)", "'2, 3'"},
		{"(2, 3)", "(99999999999999999999, 1)"},
		{"(2, 3)", "(1,1,1,1,1,1,1,1,1)"},
	} {
		header := strings.Replace(good, change[0], change[1], 1)
		if shape, err := parseHeader(header); err == nil {
			t.Errorf("%q passed with shape %v", header, shape)
		}
	}
}

func TestWrittenHeaderIsPadded(t *testing.T) {
	for rank := range maxDims + 1 {
		for _, extent := range []int{0, 1, 123456} {
			shape := slices.Repeat([]int{extent}, rank)
			head := npyHeader(shape)
			if len(head)%64 != 0 || head[len(head)-1] != '\n' {
				t.Errorf("shape %v: header of %d bytes ends with %q", shape, len(head), head[len(head)-1])
			}
			got, err := parseHeader(string(head[npyPrefix:]))
			if err != nil || !slices.Equal(got, shape) {
				t.Errorf("shape %v read back as %v (%v)", shape, got, err)
			}
		}
	}
}

// TestMemoryIsTakenAfterTheCheck: a header that promises gigabytes which are
// not there costs nothing.
func TestMemoryIsTakenAfterTheCheck(t *testing.T) {
	content := npyHeader([]int{1 << 28})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := readNPY(bytes.NewReader(content), uint64(len(content)), func([]float32) {}); err == nil {
		t.Error("an array without data was read")
	}
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<20 {
		t.Errorf("reading it took %d bytes", taken)
	}
}

func FuzzHeader(f *testing.F) {
	f.Add("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n")
	f.Add(`{"shape":(),"fortran_order":False,"descr":"<f4"}`)
	f.Fuzz(func(t *testing.T, header string) {
		shape, err := parseHeader(header)
		if err != nil {
			return
		}
		again, err := parseShape(formatShape(shape))
		if err != nil || !slices.Equal(shape, again) {
			t.Errorf("%q: shape %v came back as %v (%v)", header, shape, again, err)
		}
	})
}
