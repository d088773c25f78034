package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// hostile is text that a terminal would obey: a title, colours, a cleared screen, the same
// in one byte, a return, a bell and letters that run backwards.
const hostile = "\x1b]0;owned\x07\x1b[31mred\x1b[2J\u009b2J\x9b2J\r\x7f\u202eevil\u2028\v\f\xff"

// obeys finds what a terminal would obey.
func obeys(text string) int {
	if strings.ToValidUTF8(text, "") != text {
		return 0
	}
	return strings.IndexFunc(text, func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028')
	})
}

// TestNothingFromFilesReachesATerminal: whatever names a machine brings along, and whatever
// files are called, no command prints what a terminal obeys.
func TestNothingFromFilesReachesATerminal(t *testing.T) {
	file := handMade(t, "6,3c", func(c *learn.Checkpoint) {
		c.Record.Names = []string{hostile, "two\nlines", "\ttabs\t"}
		c.Record.Data = hostile
		c.Record.Identity = nil
	})
	owned := handMade(t, "6,3c", func(c *learn.Checkpoint) {
		c.Record.Data = hostile
		c.Record.Identity = &images.Identity{Origin: images.Origin{Source: hostile, File: true}, Width: 3, Height: 3, Count: 12}
	})
	if names := succeed(t, "name", file); !strings.Contains(names, "␛[31mred") || !strings.Contains(names, "two␊lines") {
		t.Fatalf("the names are %q", names)
	}
	strange := filepath.Join(t.TempDir(), strings.ReplaceAll(hostile, "/", ""))
	for _, args := range [][]string{
		{"name", file},
		{"name", file, "0", "more " + hostile},
		{"recognise", file, "bars3:0"},
		{"evaluate", file, "--data", "bars3"},
		{"evaluate", owned},
		{"evaluate", file, "--data", strange},
		{"evaluate", strange},
		{"train", "--resume", owned},
		{"train", "--data", strange, "--layers", "3", "--out", file + "2"},
		{"train", "--method", hostile, "--out", file + "2"},
		{"train", "--" + hostile},
		{"recipe", hostile, "--out", file + "2"},
		{"dream", file, "--out", strange},
		{hostile},
	} {
		for _, flag := range []string{"", "--json"} {
			if flag != "" {
				args = append(args, flag)
			}
			r := call(t.Context(), args...)
			for _, text := range []string{r.stdout, r.stderr} {
				if i := obeys(text); i >= 0 {
					t.Errorf("%q prints %q", args, text[max(0, i-20):min(len(text), i+20)])
				}
			}
			if r.stderr != "" && strings.Count(r.stderr, "\n") != 1 {
				t.Errorf("%q complains in other than one line: %q", args, r.stderr)
			}
		}
	}
}

// TestTableRowsStayRows: a name brings no rows and columns along.
func TestTableRowsStayRows(t *testing.T) {
	var out bytes.Buffer
	table := newTable(&out)
	table.row("a\nb\tc", "%s", "d\ne\tf\v\f\xff")
	if err := table.flush(); err != nil || strings.Count(out.String(), "\n") != 1 || obeys(out.String()) >= 0 {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// TestOutputsHaveStrangeNames: what is printed about a file is one line, whatever it is called.
func TestOutputsHaveStrangeNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no file is called so there")
	}
	strange := filepath.Join(t.TempDir(), "two\nlines"+strings.ReplaceAll(hostile, "\xff", "")+"\u200b")
	for _, args := range [][]string{
		with(small, "--out", strange),
		{"dream", strange, "--out", strange + ".png"},
		{"train", "--resume", strange + "\nnone"},
		{"evaluate", strange, "--keep", strange},
		{"name", strange, "0", "x"},
	} {
		r := call(t.Context(), args...)
		for _, text := range []string{r.stdout, r.stderr} {
			if obeys(text) >= 0 || strings.Contains(text, "\u200b") || strings.Contains(text, "two\n") || strings.Contains(text, "two;") {
				t.Errorf("%q prints %q", args[0], text)
			}
		}
	}
}

// TestComplaintsHaveAnEnd: however long a name is, its beginning and the advice are printed.
func TestComplaintsHaveAnEnd(t *testing.T) {
	r := call(t.Context(), "train", "--data", strings.Repeat("long", 30_000), "--layers", "3", "--out", "m")
	if len(r.stderr) > 3000 || !strings.HasPrefix(r.stderr, "wakesleep train: longlong") || !strings.Contains(r.stderr, "; ") {
		t.Errorf("%d bytes: %.100q", len(r.stderr), r.stderr)
	}
}

// TestErrorsThatCameTogetherStandInOneLine: and a name with two lines stays a name.
func TestErrorsThatCameTogetherStandInOneLine(t *testing.T) {
	two := errors.Join(errors.New("one\nname"), errors.New("other"))
	if got := sentence(fmt.Errorf("here: %w", two)); got != "here: one\nname; other" {
		t.Errorf("%q", got)
	}
}

// TestJSONHoldsNamesWhole: escaped, they are what they were.
func TestJSONHoldsNamesWhole(t *testing.T) {
	want := strings.ToValidUTF8(hostile, "\ufffd")
	var out bytes.Buffer
	if err := printJSON(&out, want); err != nil || obeys(out.String()) >= 0 {
		t.Fatalf("%q, %v", out.String(), err)
	}
	var got string
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got != want {
		t.Errorf("%q, want %q, %v", got, want, err)
	}
}

// TestSignsMayBeCut: letters come through whole wherever writes cut them, and what is no
// text at all is marked.
func TestSignsMayBeCut(t *testing.T) {
	const text = "ü ░█ 9×9\n\x1b[m\u009b\xe2"
	for cut := range len(text) {
		var out bytes.Buffer
		w := newFirstFailure(&out)
		for _, part := range []string{text[:cut], text[cut:]} {
			if _, err := w.Write([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.close(); err != nil || out.String() != "ü ░█ 9×9\n␛[m\ufffd\ufffd" {
			t.Errorf("cut at %d: %q, %v", cut, out.String(), err)
		}
	}
}
