package desk

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/atomicfile"
	"wakesleep/io/machinefile"
	"wakesleep/ui/texts"
)

// What usually fails is told in the window's language.
func TestReasonsAreToldInTheWindowsLanguage(t *testing.T) {
	defer texts.Use("en")
	missing := filepath.Join(t.TempDir(), "missing")
	_, notThere := machinefile.Read(missing)
	_, folder := machinefile.Read(t.TempDir())
	nowhere := atomicfile.Write(filepath.Join(missing, "m"), func(io.Writer) error { return nil }, nil)
	strange := errors.New("something strange")
	for _, c := range []struct {
		err  error
		want string
	}{
		{notThere, "gibt es nicht"},
		{folder, "keine Maschine"},
		{nowhere, "gibt es nicht"},
		{fmt.Errorf("m: %w", atomicfile.ErrRoom), "voll"},
		{fmt.Errorf("m: %w", machinefile.ErrDamaged), "beschädigt"},
		{strange, "strange"},
	} {
		texts.Use("en")
		if got := Reason(c.err); got != texts.Sentence(c.err.Error()) {
			t.Errorf("%v in English: %s", c.err, got)
		}
		texts.Use("de")
		if got := Reason(c.err); !strings.Contains(got, c.want) {
			t.Errorf("%v: %s", c.err, got)
		}
	}
}
