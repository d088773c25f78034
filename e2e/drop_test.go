package e2e

import (
	"path/filepath"
	"testing"

	"wakesleep/e2e/desktop"
)

// A file that is dropped on the window is opened.
func TestDroppedFile(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	images := writeDigits(t, home, 300)
	p := start(t, desktop.Options{Home: home})
	p.Drop(images)
	p.WaitForWords("status", filepath.Base(images))
}
