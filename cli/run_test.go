package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestHelpOfEachCommand(t *testing.T) {
	for _, name := range []string{"train", "evaluate", "dream", "recognise", "name", "recover", "benchmark", "version"} {
		text := succeed(t, name, "--help")
		for _, want := range []string{"Usage:", "Examples:\n  wakesleep " + name, "--json"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s --help lacks %q:\n%s", name, want, text)
			}
		}
		if strings.Contains(text, "[]") {
			t.Errorf("%s --help shows an empty list:\n%s", name, text)
		}
	}
}

func TestTrainHelpListsTheSettings(t *testing.T) {
	text := succeed(t, "train", "--help")
	for _, flag := range strings.Fields("data labels split limit straighten layers method samples batch epochs cycles " +
		"rate final-rate optimiser init rebinarise average seed threads out resume autosave autosave-space json") {
		if !strings.Contains(text, " --"+flag+" ") {
			t.Errorf("train --help lacks --%s", flag)
		}
	}
}

func TestWithoutArgumentsPrintsHelp(t *testing.T) {
	if text := succeed(t); !strings.Contains(text, "recognise") {
		t.Errorf("no help: %q", text)
	}
}

func TestMisspeltCommand(t *testing.T) {
	r := call(t.Context(), "trian")
	if r.status != 2 || !strings.Contains(r.stderr, `no command "trian"; did you mean train?`) {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

func TestIsCommand(t *testing.T) {
	for word, want := range map[string]bool{
		"train": true, "evaluate": true, "dream": true, "recognise": true, "benchmark": true, "version": true,
		"help": true, "--help": true, "-h": true, "--version": true,
		"": false, "m.helmholtz": false, "trian": false, "--dark": false,
	} {
		if IsCommand(word) != want {
			t.Errorf("IsCommand(%q) = %v", word, !want)
		}
	}
}

func TestVersion(t *testing.T) {
	all := object(t, succeed(t, "version", "--json"))
	wantKeys(t, all, "version", "go", "os", "arch", "processors")
	if text := succeed(t, "version"); !strings.HasPrefix(text, "wakesleep ") {
		t.Errorf("version prints %q", text)
	}
	if succeed(t, "--version") != succeed(t, "version") {
		t.Error("--version and version differ")
	}
}

// full is a file on a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestLostOutputIsAFailure(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"train", "--help"}} {
		var stderr bytes.Buffer
		status := run(t.Context(), args, full{}, &stderr)
		if status != 1 || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%v: status %d, %q", args, status, stderr.String())
		}
	}
}
