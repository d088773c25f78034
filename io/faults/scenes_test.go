//go:build linux

package faults

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/atomicfile"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
	"wakesleep/network"
)

// scene is one kind of save.
type scene struct {
	name string
	// begin makes what is there before.
	begin func(t testing.TB, folder string)
	// prepare returns the save, which a child does.
	prepare func(folder string) func() error
	// check compares what the child said with what is there, and saves once more.
	check func(t testing.TB, folder string, r result)
}

var scenes = []scene{
	{
		name:    "save over a file",
		begin:   func(t testing.TB, folder string) { must(t, machinefile.Write(file(folder), machine(1))) },
		prepare: saving,
		check:   func(t testing.TB, folder string, r result) { saved(t, folder, r, 1) },
	},
	{
		name:    "save a new file",
		begin:   func(testing.TB, string) {},
		prepare: saving,
		check:   func(t testing.TB, folder string, r result) { saved(t, folder, r, 0) },
	},
	{
		name:  "save what does not read back",
		begin: func(t testing.TB, folder string) { must(t, machinefile.Write(file(folder), machine(1))) },
		prepare: func(folder string) func() error {
			return func() error { return atomicfile.Write(file(folder), writeHalf, reject) }
		},
		check: func(t testing.TB, folder string, r result) {
			if r.Ended && r.Err == "" {
				t.Error("what does not read back was saved")
			}
			saved(t, folder, r, 1)
		},
	},
	{
		name:  "try",
		begin: func(t testing.TB, folder string) { must(t, machinefile.Write(file(folder), machine(1))) },
		prepare: func(folder string) func() error {
			return func() error { return atomicfile.Check(file(folder)) }
		},
		check: func(t testing.TB, folder string, r result) {
			r.Err = "cannot write " + r.Err
			saved(t, folder, r, 1)
		},
	},
	{
		name:  "clear what killed saves left",
		begin: leave,
		prepare: func(folder string) func() error {
			return func() error { return machinefile.Write(file(folder), machine(2)) }
		},
		check: func(t testing.TB, folder string, r result) {
			if r.Ended && r.Err == "" {
				must(t, machinefile.Write(file(folder), machine(2))) // a fault of clearing fails no save
			}
			for range temporaries(t, folder) {
				if _, err := atomicfile.Clear(folder); err != nil {
					t.Error(err)
				}
			}
			saved(t, folder, r, 1)
		},
	},
	{
		name:    "autosave",
		begin:   func(testing.TB, string) {},
		prepare: autosaving,
		check:   autosaved,
	},
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func file(folder string) string { return filepath.Join(folder, "m"+machinefile.Extension) }

// machine is a machine file of several writes and reads.
func machine(n int) *machinefile.File {
	data := make([]float32, 50_000)
	for i := range data {
		data[i] = float32(n * i)
	}
	return &machinefile.File{
		Meta:   json.RawMessage(fmt.Sprintf(`{"n":%d}`, n)),
		Arrays: []network.Array{{Name: "generative_weights_1", Shape: []int{len(data)}, Data: data}},
	}
}

// which tells which machine a file holds; 0 is none at all.
func which(t testing.TB, f *machinefile.File, err error) int {
	t.Helper()
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	var meta struct{ N int }
	if err == nil {
		err = json.Unmarshal(f.Meta, &meta)
	}
	if err != nil || len(f.Arrays) != 1 || f.Arrays[0].Data[49_999] != float32(meta.N*49_999) {
		t.Errorf("the file does not open: %v", err)
	}
	return meta.N
}

func saving(folder string) func() error {
	next := machine(2)
	return func() error { return machinefile.Write(file(folder), next) }
}

func writeHalf(w io.Writer) error {
	_, err := io.WriteString(w, strings.Repeat("half", 1<<15))
	return err
}

func reject(string) error { return errors.New("rejected") }

// leave leaves temporary files as killed saves do.
func leave(t testing.TB, folder string) {
	t.Helper()
	must(t, machinefile.Write(file(folder), machine(1)))
	for i := range 3 {
		must(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf(".wakesleep-%016x.tmp", i)), []byte("half"), 0o600))
	}
}

func temporaries(t testing.TB, folder string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, ".wakesleep-*.tmp"))
	must(t, err)
	return list
}

// saved checks that the file holds the old machine or the new one, as the child said, that
// nothing else is left, and that the next save clears what the killed one left.
func saved(t testing.TB, folder string, r result, old int) {
	t.Helper()
	f, err := machinefile.Read(file(folder))
	holds := which(t, f, err)
	switch {
	case !r.Ended:
		if holds != old && holds != 2 {
			t.Errorf("after a kill the file holds machine %d", holds)
		}
	case r.Err == "" || r.Replaced:
		if holds != 2 || r.Replaced && !strings.Contains(r.Err, "is written, but") {
			t.Errorf("the file holds machine %d after %+v", holds, r)
		}
	default:
		says := "cannot write"
		if old != 0 && strings.Contains(r.Err, "which stays") {
			says = "cannot write " + file(folder) + ", which stays as it was: "
		}
		if holds != old || !strings.HasPrefix(r.Err, says) {
			t.Errorf("the file holds machine %d after %+v", holds, r)
		}
	}
	left := temporaries(t, folder)
	if len(left) > 1 || r.Ended && len(left) > 0 {
		t.Errorf("after %+v these are left: %v", r, left)
	}
	must(t, machinefile.Write(file(folder), machine(3)))
	if left := temporaries(t, folder); len(left) > 0 {
		t.Errorf("after the next save these are left: %v", left)
	}
}

func about(n int) recovery.About {
	return recovery.About{Program: "train", Cycles: uint64(n), Title: strings.Repeat("t", 1000*n)}
}

// autosaving has written a checkpoint when the work begins, which is to write the next.
func autosaving(folder string) func() error {
	slot, err := recovery.In(folder).Begin()
	if err == nil {
		err = slot.Write(about(1), machine(1))
	}
	if err != nil {
		panic(err)
	}
	next := machine(2)
	return func() error { return slot.Write(about(2), next) }
}

// autosaved checks that the child left one checkpoint, which is what it says.
func autosaved(t testing.TB, folder string, r result) {
	t.Helper()
	list, err := recovery.In(folder).Abandoned()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d checkpoints are left, %v", len(list), err)
	}
	f, err := machinefile.Read(list[0].Path())
	holds := which(t, f, err)
	if holds != 1 && holds != 2 || list[0].About().Cycles != uint64(holds) {
		t.Errorf("the checkpoint is machine %d, and said to be of %d cycles", holds, list[0].About().Cycles)
	}
	if r.Ended && r.Err == "" && holds != 2 {
		t.Errorf("the checkpoint is machine %d after %+v", holds, r)
	}
	slot, err := list[0].Claim()
	must(t, err)
	must(t, slot.Write(about(3), machine(3)))
	if left := temporaries(t, filepath.Dir(list[0].Path())); len(left) > 0 {
		t.Errorf("after the next checkpoint these are left: %v", left)
	}
	must(t, slot.Leave())
}
