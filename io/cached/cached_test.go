package cached

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"wakesleep/network"
)

func arrays(n int, v float32) []network.Array {
	data := make([]float32, n)
	for i := range data {
		data[i] = v + float32(i)
	}
	return []network.Array{{Name: "x", Shape: []int{n}, Data: data}}
}

func TestWhatIsSavedIsThere(t *testing.T) {
	f := In(filepath.Join(t.TempDir(), "not", "there", "yet"), 1<<20)
	if f.Load("a") != nil {
		t.Error("there is something before anything was saved")
	}
	for k, key := range []string{"a", "b"} {
		if err := f.Save(key, arrays(100, float32(k))); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(f.Load("a"), arrays(100, 0)) || !reflect.DeepEqual(f.Load("b"), arrays(100, 1)) {
		t.Error("what was saved is not what is there")
	}
}

// Whatever byte of a file changes, what is loaded is what was saved, or nothing.
func TestDamageCountsAsNothing(t *testing.T) {
	f := In(t.TempDir(), 1<<20)
	if err := f.Save("a", arrays(10, 0)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(f.file("a"))
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		damaged := append([]byte(nil), whole...)
		damaged[at] ^= 0x41
		if err := os.WriteFile(f.file("a"), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := f.Load("a"); got != nil && !reflect.DeepEqual(got, arrays(10, 0)) {
			t.Fatalf("with byte %d damaged something else is loaded", at)
		}
	}
	for size := range len(whole) {
		if err := os.WriteFile(f.file("a"), whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if f.Load("a") != nil {
			t.Fatalf("%d of %d bytes are loaded", size, len(whole))
		}
	}
	if err := f.Save("a", arrays(10, 0)); err != nil || !reflect.DeepEqual(f.Load("a"), arrays(10, 0)) {
		t.Errorf("it cannot be saved again: %v", err)
	}
}

// The files used longest ago go, and nothing that is not the folder's.
func TestOldOnesGo(t *testing.T) {
	f := In(t.TempDir(), 14_000)
	other := filepath.Join(f.path, "letter.txt")
	if err := os.WriteFile(other, make([]byte, 50_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for k := range 3 {
		key := fmt.Sprint(k)
		if err := f.Save(key, arrays(1000, 0)); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(time.Duration(k-10) * time.Hour)
		if err := os.Chtimes(f.file(key), then, then); err != nil {
			t.Fatal(err)
		}
	}
	f.Load("0") // used now
	if err := f.Save("3", arrays(1000, 0)); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"0": true, "1": false, "2": true, "3": true} {
		if got := f.Load(key) != nil; got != want {
			t.Errorf("%s is there: %v", key, got)
		}
	}
	if err := f.Save("large", arrays(10_000, 0)); err != nil || f.Load("large") != nil || f.Load("3") == nil {
		t.Errorf("what has no room at all took the place of others, %v", err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file of somebody else is gone")
	}
}

func TestDefaultFolder(t *testing.T) {
	t.Setenv(variable, "relative")
	if _, err := Default(); err == nil {
		t.Error("a folder that is not a whole path is taken")
	}
	t.Setenv(variable, t.TempDir())
	if f, err := Default(); err != nil || f.path != os.Getenv(variable) {
		t.Errorf("%v", err)
	}
}
