//go:build unix && !darwin

package native

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// paste asks for the clipboard's picture as another program does.
func paste(t *testing.T, target string) []byte {
	t.Helper()
	out, err := exec.Command("xclip", "-selection", "clipboard", "-target", target, "-out").Output()
	if err != nil {
		t.Fatalf("xclip: %v", err)
	}
	return out
}

func TestOtherProgramsPasteWhatWasCopied(t *testing.T) {
	if _, err := exec.LookPath("xclip"); err != nil || os.Getenv("DISPLAY") == "" {
		t.Skip("needs xclip and a display")
	}
	for _, length := range []int{7, 10_000} {
		want := bytes.Repeat([]byte("picture"), length)
		if err := CopyPicture(want); err != nil {
			t.Fatal(err)
		}
		if got := paste(t, "image/png"); !bytes.Equal(got, want) {
			t.Errorf("%d bytes were copied and %d pasted", len(want), len(got))
		}
	}
	if kinds := string(paste(t, "TARGETS")); !strings.Contains(kinds, "image/png") {
		t.Errorf("pasting programs are offered %q", kinds)
	}
}

func TestThereMustBeAPicture(t *testing.T) {
	if CopyPicture(nil) == nil {
		t.Error("nothing was copied without an error")
	}
}
