package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoProgressButOnATerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p := newProgress(file, 10, "training")
	p.set(5)
	p.note("epoch %d", 1)
	p.clear()
	if text := read(t, file.Name()); len(text) > 0 {
		t.Errorf("a file got %q", text)
	}
}

func TestBarMakesRoomForNotes(t *testing.T) {
	var out bytes.Buffer
	p := newBar(&out, &out, 10, "training")
	p.set(5)
	p.note("epoch %d", 1)
	p.set(7)
	p.clear()
	text := out.String()
	for _, want := range []string{"training", "(5/10)", "\repoch 1\n", "(7/10)"} {
		if !strings.Contains(text, want) {
			t.Errorf("the terminal got %q, without %q", text, want)
		}
	}
	if end := text[strings.LastIndex(text, "(7/10)"):]; !strings.HasSuffix(end, "\r") {
		t.Errorf("the bar is left on the line: %q", end)
	}
}
