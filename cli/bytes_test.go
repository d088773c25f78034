package cli

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
)

// known is a training from testdata/bytes.txt, whose lines have the training's name, the
// bytes it ends in, after how many cycles or so to interrupt it, and its arguments. The
// trainings together pass through most of the engine. A change of results that is wanted
// renews the list and raises learn.Engine, in a commit that says why.
type known struct {
	name, bytes string
	stop        int64
	args        []string
}

func knownTrainings(t *testing.T) []known {
	t.Helper()
	var all []known
	for line := range strings.Lines(string(read(t, "testdata/bytes.txt"))) {
		var k known
		if _, err := fmt.Sscan(line, &k.name, &k.bytes, &k.stop); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		k.args = append([]string{"train"}, strings.Fields(line)[3:]...)
		all = append(all, k)
	}
	return all
}

// engines has, for each learn.Engine, how many of the known trainings there were, and the
// first 16 digits of the SHA-256 of lines with the name and bytes of these. Trainings that are
// added at the end of the list change nothing here.
var engines = map[int]struct {
	trainings int
	digest    string
}{
	1: {9, "0a5cf47a59c953a5"},
}

// Bytes that are renewed without another engine would let resumed trainings end in other
// bytes, and nobody would be told.
func TestOtherBytesAreOfAnotherEngine(t *testing.T) {
	engine, known := engines[learn.Engine], knownTrainings(t)
	sum := sha256.New()
	for _, k := range known[:min(engine.trainings, len(known))] {
		fmt.Fprintln(sum, k.name, k.bytes)
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil))[:16]; got != engine.digest {
		t.Errorf("the known bytes are %s, and those of engine %d %q: where they are renewed, raise learn.Engine and list it here",
			got, learn.Engine, engine.digest)
	}
}

// arrayBytes are the first 16 digits of the SHA-256 of the names and contents of a machine
// file's arrays, in the order of their names.
func arrayBytes(t *testing.T, path string) string {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	slices.SortFunc(archive.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	sum := sha256.New()
	for _, member := range archive.File {
		if !strings.HasSuffix(member.Name, ".npy") {
			continue
		}
		_, _ = io.WriteString(sum, member.Name)
		content, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(sum, content); err != nil {
			t.Fatal(err)
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil))[:16]
}

func wantBytes(t *testing.T, path, want string) {
	t.Helper()
	if got := arrayBytes(t, path); got != want {
		t.Errorf("the arrays are %s, want %s", got, want)
	}
}

// Processes of their own, because the kernels are chosen when a program starts.
func TestTrainingsEndInKnownBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a dozen machines three times")
	}
	for _, way := range []struct{ name, threads, without string }{
		{"one thread", "1", ""}, {"three threads", "3", ""}, {"without assembly", "2", "1"},
	} {
		for _, k := range knownTrainings(t) {
			t.Run(k.name+" "+way.name, func(t *testing.T) {
				out := filepath.Join(t.TempDir(), "m.helmholtz")
				program := exec.CommandContext(t.Context(), os.Args[0], with(k.args, "--threads", way.threads, "--out", out)...)
				program.Env = append(os.Environ(), "WAKESLEEP_TEST_RUN=1", "WAKESLEEP_NOASM="+way.without)
				if text, err := program.CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, text)
				}
				wantBytes(t, out, k.bytes)
			})
		}
	}
}

func TestInterruptedTrainingsEndInKnownBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a dozen machines")
	}
	for _, k := range knownTrainings(t) {
		t.Run(k.name, func(t *testing.T) {
			part := interrupt(t, k.stop, k.args...)
			succeed(t, "train", "--resume", part)
			wantBytes(t, part, k.bytes)
		})
	}
}

// earlierMachines are files that the program wrote at commit f3aa939, with the bytes that
// training ends in after a file is resumed, or those of the file where it is finished.
var earlierMachines = map[string]string{
	"single": "d12088f6dd5532d5", "categories": "5be7ed86407c37c1", "classes": "79c549a64a7b8fa0",
	"digits-stopped": "15d5198d0bca3012", "bars-stopped": "cad2310f96e9a5eb", "classes-stopped": "a5c789fd23d4a5bd",
}

// Beside each file lies what its evaluation printed then. Lengths in gzip and PNG are left
// out, which change with Go.
func TestMachinesOfEarlierPrograms(t *testing.T) {
	for name, bytes := range earlierMachines {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata/machines", name)
			file := write(t, filepath.Join(t.TempDir(), "m.helmholtz"), read(t, path+".helmholtz"))
			args := []string{"evaluate", file, "--samples", "20", "--json"}
			if !strings.HasPrefix(name, "bars") {
				args = append(args, "--limit", "200")
			}
			var want any
			if err := json.Unmarshal(read(t, path+".json"), &want); err != nil {
				t.Fatal(err)
			}
			wantFigures(t, name, object(t, succeed(t, args...)), want)
			if strings.HasSuffix(name, "-stopped") {
				r := call(t.Context(), "train", "--resume", file)
				if r.status != 0 || !strings.Contains(r.stderr, "compared by name, size and number") {
					t.Errorf("status %d, %q", r.status, r.stderr)
				}
			}
			wantBytes(t, file, bytes)
		})
	}
}

// wantFigures wants all of want in got, which may have more keys. The standard library's
// logarithms differ between processors in the last digits.
func wantFigures(t *testing.T, where string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		object, _ := got.(map[string]any)
		for key, value := range want {
			wantFigures(t, where+" "+key, object[key], value)
		}
	case []any:
		list, _ := got.([]any)
		if len(list) != len(want) {
			t.Errorf("%s is %v, want %v", where, got, want)
			return
		}
		for i, value := range want {
			wantFigures(t, fmt.Sprint(where, " ", i), list[i], value)
		}
	case float64:
		if number, ok := got.(float64); !ok || math.Abs(number-want) > 1e-9*(1+math.Abs(want)) {
			t.Errorf("%s is %v, want %v", where, got, want)
		}
	default:
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v, want %v", where, got, want)
		}
	}
}
