package cli

import (
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// foreign are words of Go and of libraries, which mean nothing to users.
var foreign = regexp.MustCompile(`strconv|parsing|syntax|invalid|unmarshal|unknown|shorthand|flag needs|value out of|` +
	`no such file or directory|file does not exist|not a directory|is a directory|permission denied|no space left|` +
	`open /|stat /|json:|time:|EOF|%!|0x[0-9a-f]{6}|goroutine`)

// commandsOf lists a command and all below it.
func commandsOf(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, below := range c.Commands() {
		all = append(all, commandsOf(below)...)
	}
	return all
}

// TestImpossibleValuesAreToldInWords: every flag of every command, with what it cannot take.
func TestImpossibleValuesAreToldInWords(t *testing.T) {
	impossible := map[string][]string{
		"int":          {"x", "1.5", "", "99999999999999999999", "1e3", "\x1b[2J"},
		"uint64":       {"x", "-1", "1.5", "", "99999999999999999999"},
		"float64":      {"x", "", "1e999", "1,5"},
		"float64Slice": {"x", "1,", "1;2", "1e999"},
		"stringSlice":  {`a,"b`},
		"bool":         {"maybe", "2"},
		"duration":     {"x", "5", "5 apples", "99999999h"},
		"string":       nil, // what they may be depends on the flag
	}
	tried := 0
	for _, c := range commandsOf(newRoot(io.Discard, io.Discard)) {
		words := strings.Fields(c.CommandPath())[1:]
		c.Flags().VisitAll(func(f *pflag.Flag) {
			values, known := impossible[f.Value.Type()]
			if !known {
				t.Errorf("%s --%s: no impossible values of type %s are known", c.CommandPath(), f.Name, f.Value.Type())
			}
			for _, value := range values {
				tried++
				r := call(t.Context(), append(words, "--"+f.Name+"="+value)...)
				if r.status != statusUsage || r.stdout != "" || foreign.MatchString(r.stderr) || !strings.Contains(r.stderr, "--"+f.Name) {
					t.Errorf("%v --%s=%s: status %d, %q", words, f.Name, value, r.status, r.stderr)
				}
			}
		})
	}
	if tried < 100 {
		t.Errorf("only %d values were tried", tried)
	}
}

// TestMistakesAreToldInWords: what else goes wrong with a command line.
func TestMistakesAreToldInWords(t *testing.T) {
	file := handMade(t, "6,3c", nil)
	folder := t.TempDir()
	none := filepath.Join(folder, "none")
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"train", "--wings"}, statusUsage, "there is no flag --wings"},
		{[]string{"train", "--finalrate", "1"}, statusUsage, "did you mean --final-rate?"},
		{[]string{"train", "-w"}, statusUsage, "there is no flag -w"},
		{[]string{"train", "---"}, statusUsage, "is no flag"},
		{[]string{"train", "--out"}, statusUsage, "--out needs a value"},
		{[]string{"train", "more", "--out", none}, statusUsage, "not 1 argument,"},
		{[]string{"--json"}, statusUsage, "there is no flag --json"},
		{[]string{"frob"}, statusUsage, `there is no command "frob"`},
		{[]string{"help", "frob"}, statusUsage, `there is no command "frob"`},
		{[]string{"recipe", "frob", "--out", none}, statusUsage, "there is no recipe"},
		{[]string{"name", file, "-1", "x"}, statusUsage, "put -- before"},
		{[]string{"name", file, "--", "-1", "x"}, statusUsage, "there is no category -1"},
		{[]string{"name", file, "1.5", "x"}, statusUsage, "no number of a category"},
		{[]string{"name", file, "99999999999999999999", "x"}, statusUsage, "no number of a category"},
		{[]string{"name", none, "1", "x"}, statusFailed, "there is no such file"},
		{[]string{"evaluate", none}, statusFailed, "there is no such file"},
		{[]string{"evaluate", file, "--data", none}, statusFailed, "there is no such file"},
		{[]string{"evaluate", file, "--keep", filepath.Join(none, "kept")}, statusFailed, "does not exist; create it"},
		{[]string{"evaluate", file, "--keep", filepath.Join(file, "kept")}, statusFailed, "is not a folder"},
		{[]string{"evaluate", file, "--keep", folder}, statusUsage, "it is a folder"},
		{[]string{"recognise", file, none}, statusFailed, "there is no such file"},
		{[]string{"recognise", file, "bars3:x"}, statusFailed, "choose one of these"},
		{[]string{"dream", file, "--out", filepath.Join(none, "x")}, statusFailed, "does not exist; create it"},
		{[]string{"dream", file, "--out", filepath.Join(file, "x")}, statusFailed, "is not a folder"},
		{[]string{"train", "--data", none, "--out", none + "2"}, statusFailed, "there is no such file"},
		{[]string{"train", "--data", folder, "--out", none}, statusFailed, "it is a folder"},
		{[]string{"train", "--resume", none}, statusFailed, "there is no such file"},
		{[]string{"train", "--epochs", "4611686018427387904", "--out", none}, statusUsage, "epochs are too many"},
		{[]string{"train", "--cycles", "4611686018427387904", "--out", none}, statusUsage, "cycles are too many"},
		{[]string{"benchmark", "--parts", "x"}, statusUsage, "there is no part"},
	} {
		r := call(t.Context(), c.args...)
		words := strings.NewReplacer(folder, "", file, "").Replace(r.stderr)
		if r.status != c.status || r.stdout != "" || foreign.MatchString(words) || !strings.Contains(words, c.says) {
			t.Errorf("%q: status %d, %q", c.args, r.status, r.stderr)
		}
	}
}

// TestALongTimeIsATime: what is wrong with it is not its unit.
func TestALongTimeIsATime(t *testing.T) {
	r := call(t.Context(), with(small, "--out", "m", "--autosave", "99999999h")...)
	if r.status != statusUsage || !strings.Contains(r.stderr, "too long") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}
