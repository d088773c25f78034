package machinefile_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"wakesleep/io/machinefile"
	"wakesleep/network"
)

// What an Admission refuses is not read: here the disk fails where the numbers are.
func TestArraysAreAdmittedBeforeTheirNumbersAreRead(t *testing.T) {
	file := small()
	file.Arrays[0] = network.Array{Name: "a", Shape: []int{100, 1000}, Data: make([]float32, 100_000)}
	content := encode(t, file)
	disk := badDisk{bytes.NewReader(content), 200_000, &fs.PathError{Op: "read", Path: "m", Err: syscall.EIO}}
	strange := errors.New("array x is strange")
	var seen string
	admit := func(version int, meta json.RawMessage, arrays []network.Array) (machinefile.Receiver, error) {
		seen = fmt.Sprint(version, string(meta))
		for _, a := range arrays {
			seen += fmt.Sprintf(" %s%v%d", a.Name, a.Shape, len(a.Data))
		}
		return nil, strange
	}
	err := machinefile.DecodeTo(disk, int64(len(content)), "m", admit)
	if !errors.Is(err, machinefile.ErrRefused) || !errors.Is(err, strange) ||
		err.Error() != "m: array x is strange; use another copy of it or train the machine again" {
		t.Errorf("refused with %v", err)
	}
	if want := "1" + string(small().Meta) + " a[100 1000]0 machine_1/recognition_biases_1[2]0"; seen != want {
		t.Errorf("admitted by %s, want %s", seen, want)
	}
	admit = func(int, json.RawMessage, []network.Array) (machinefile.Receiver, error) {
		return func(int, int, []float32) {}, nil
	}
	if err := machinefile.DecodeTo(disk, int64(len(content)), "m", admit); !errors.Is(err, syscall.EIO) {
		t.Errorf("what was admitted was not read: %v", err)
	}
}

// packed is an archive of one meta.json, as small as can be.
func packed(t *testing.T, text string) []byte {
	return pack(t, zip.Deflate, member{"meta.json", text})
}

func TestHostileMetadataTakeLittle(t *testing.T) {
	object := func(more string) string {
		return `{"format":"wakesleep machine","version":1,"sha256":{},` + more + `}`
	}
	var keys strings.Builder
	for i := range 600_000 {
		fmt.Fprintf(&keys, `"k%d":0,`, i)
	}
	const room = 8 << 20
	for name, text := range map[string]string{
		"keys":         object(keys.String() + `"k":0`),
		"inner keys":   object(`"k":{` + keys.String() + `"k":0}`),
		"lists":        object(`"k":[` + strings.Repeat("[],", room/4) + `0]`),
		"objects":      object(`"classes":[` + strings.Repeat("{},", room/4) + `0]`),
		"numbers":      object(`"k":[` + strings.Repeat("0,", room/3) + `0]`),
		"depth":        object(`"k":` + strings.Repeat("[", 4000) + strings.Repeat("]", 4000)),
		"text":         object(`"k":"` + strings.Repeat("x", room/2) + `"`),
		"key":          object(`"` + strings.Repeat("x", room/2) + `":0`),
		"escapes":      object(`"k":"` + strings.Repeat(`\"`, room/4) + `"`),
		"space":        object(strings.Repeat(" ", 14<<20) + `"k":0`),
		"digests":      `{"format":"wakesleep machine","version":1,"sha256":{` + keys.String() + `"k":0}}`,
		"no JSON":      strings.Repeat("[", room/2),
		"no JSON key":  `{"` + strings.Repeat("x", room/2),
		"long version": `{"format":"wakesleep machine","version":` + strings.Repeat("9", room/2) + `}`,
		"long format":  `{"format":"` + strings.Repeat("9", 10_000) + `","version":1}`,
	} {
		content := packed(t, text)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := decode(content)
		runtime.ReadMemStats(&after)
		if err == nil || len(err.Error()) > 200 {
			t.Errorf("%s: %.300v", name, err)
		}
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 128 {
			t.Errorf("%s: a file of %d bytes took %d MB", name, len(content), taken)
		}
	}
}

// The largest metadata that a machine can have: every category of the largest top has a
// name of the greatest length, given by hand, and the rate was changed again and again.
func TestLargestHonestMetadata(t *testing.T) {
	const categories = 1 << 16
	name := `"` + strings.Repeat("ü", 50) + `",`
	hand := strings.Repeat("65535,", categories-1) + "65535"
	change := `{"cycle":"281474976710656","setting":"rate","value":"0.001"},`
	text := `{"names":[` + strings.Repeat(name, categories-1) + `""],"named_by_hand":[` + hand +
		`],"changes":[` + strings.Repeat(change, 4000) + `{}]}`
	want := &machinefile.File{Meta: json.RawMessage(text)}
	got, err := decode(encode(t, want))
	if err != nil || !equal(got, want) {
		t.Errorf("%d bytes of metadata: %v", len(text), err)
	}
}

func TestVersionsAreSaidAsTheyAre(t *testing.T) {
	for version, says := range map[string]string{
		`,"version":0`:     "version 0,",
		`,"version":-1`:    "version -1,",
		`,"version":1.5`:   "version 1.5,",
		`,"version":"one"`: `version "one",`,
		`,"version":null`:  "version null,",
		``:                 "version is missing",
	} {
		_, err := decode(packed(t, `{"format":"wakesleep machine"`+version+`,"sha256":{}}`))
		if !errors.Is(err, machinefile.ErrDamaged) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", version, err)
		}
	}
}
