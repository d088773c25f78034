package checkpoint_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/io/checkpoint"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
)

// fresh is a machine of those layers before its training.
func fresh(t *testing.T, layers string) *learn.Checkpoint {
	return joined(t, layers, "")
}

// joined is fresh with connections.
func joined(t *testing.T, layers, connections string) *learn.Checkpoint {
	t.Helper()
	s := learn.ClassicDefaults()
	s.Layers, s.Connections, s.Rate = layers, connections, []float64{.1}
	trainer, err := learn.New(s, oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer trainer.Close()
	return trainer.Checkpoint()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m")
	want := fresh(t, "17,5")
	if err := checkpoint.Write(path, want); err != nil {
		t.Fatal(err)
	}
	got, err := checkpoint.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	wantFile, err1 := checkpoint.File(want)
	gotFile, err2 := checkpoint.File(got)
	if err := errors.Join(err1, err2); err != nil || !reflect.DeepEqual(wantFile, gotFile) {
		t.Errorf("another machine came back: %v", err)
	}
}

// Programs that know chains alone read the files of chains, and refuse others by their
// version.
func TestOnlyOtherMachinesThanChainsAreOfVersion2(t *testing.T) {
	for connections, want := range map[string]int{"": 1, "skips": 2, "lateral-top": 2, "lateral": 2, "1-0,2-1,2-0,0-1,1-2": 2, "1-0,2-1,0-1,1-2": 1} {
		file, err := checkpoint.File(joined(t, "5,3", connections))
		if err != nil {
			t.Fatal(err)
		}
		tells := strings.Contains(string(file.Meta), `"connections":["`)
		named := strings.Contains(string(file.Meta), `"engine":`)
		if file.Version != want || tells != (want == 2) || named != (want == 2) {
			t.Errorf("%q: version %d, %s", connections, file.Version, file.Meta)
		}
	}
}

// Numbers go straight into the machine, and the file is not in memory beside it.
func TestReadingTakesTheMachineOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m")
	c := fresh(t, "1600,1600")
	if err := checkpoint.Write(path, c); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, err := checkpoint.Read(path)
	runtime.ReadMemStats(&after)
	if err != nil || got.Bytes() != c.Bytes() {
		t.Fatalf("%v, %d bytes", err, got.Bytes())
	}
	if taken := int(after.TotalAlloc - before.TotalAlloc); taken > c.Bytes()*5/4 {
		t.Errorf("a machine of %d bytes took %d", c.Bytes(), taken)
	}
}

func TestImpossibleNumbersAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m")
	file, err := checkpoint.File(fresh(t, "4"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range file.Arrays {
		if file.Arrays[i].Name == "data_mean" {
			file.Arrays[i].Data[0] = 2
		}
	}
	if err := machinefile.Write(path, file); err != nil {
		t.Fatal(err)
	}
	if _, err := checkpoint.Read(path); err == nil || !strings.HasPrefix(err.Error(), path+": array data_mean holds 2") {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := checkpoint.Read(path); !errors.Is(err, machinefile.ErrNotMachine) {
		t.Error(err)
	}
}
