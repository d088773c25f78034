package desk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
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

// What people do wrong is told wholly in the window's language, with its details.
func TestMistakesAreToldInTheWindowsLanguage(t *testing.T) {
	texts.Use("de")
	defer texts.Use("en")
	digits, err := dataset.Open("digits8", "")
	if err != nil {
		t.Fatal(err)
	}
	settings := func(change func(*learn.Settings)) error {
		s := learn.Defaults()
		change(&s)
		if err := s.Validate(); err != nil {
			return err
		}
		return s.Fits(digits.Training, 1)
	}
	folder := t.TempDir()
	put := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	images := func(name, content string) error {
		_, err := dataset.Open(put(name, content), "")
		return err
	}
	picture := func(path string) error {
		_, err := dataset.ReadPicture(path)
		return err
	}
	machine := func(content string) error {
		path := put("m.helmholtz", content)
		_, err := machinefile.Read(path)
		return dataset.ExplainMachine(path, err)
	}
	nothing := func(io.Writer) error { return nil }
	for want, err := range map[string]error{
		"Schichten „100,viele“: „viele“ ist keine Schicht; bitte eine Zahl von Einheiten von 1 bis 65.536 schreiben":                   settings(func(s *learn.Settings) { s.Layers = "100,viele" }),
		"Verbindungen „0-1,1-2,2-1“: Keine höhere Schicht führt zu Schicht 0, sodass dort nichts geträumt wird; bitte 1-0 hinzufügen.": settings(func(s *learn.Settings) { s.Layers, s.Connections = "20,10", "0-1,1-2,2-1" }),
		"Rate: 5.000 ist nicht möglich; möglich sind 0 bis 1.000.":                                                                     settings(func(s *learn.Settings) { s.Rate = []float64{5000} }),
		"Ein Stapel von 1.000.000 Bildern; möglich sind":                                                                               settings(func(s *learn.Settings) { s.Batch = 1_000_000 }),
		" GiB Arbeitsspeicher, und 4,0 GiB sind die Grenze: bitte":                                                                     settings(func(s *learn.Settings) { s.Layers, s.Batch = "9000,9000", 50 }),
		"leer: Die Datei ist leer; bitte eine andere wählen.":                                                                          images("leer", ""),
		"table: Das ist eine Tabelle (CSV); bitte stattdessen die IDX-Dateien":                                                         images("table", "1,2,3\n4,5,6\n"),
		"a.idx: Die Datei endet nach 0 von 1 (Bilder), die sie ankündigt":                                                              images("a.idx", "\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x04"),
		"no: Diese Datei gibt es nicht; bitte Namen und Ordner prüfen.":                                                                picture(filepath.Join(folder, "no")),
		": Das ist ein Ordner; bitte eine Datei darin wählen.":                                                                         picture(folder),
		"p.png: Die Datei endet zu früh; bitte noch einmal kopieren":                                                                   picture(put("p.png", "\x89PNG\r\n\x1a\n")),
		"t.txt: Das ist kein lesbares Bild; bitte eine Datei der Art PNG, JPEG, GIF, BMP oder TIFF wählen.":                            picture(put("t.txt", "only words")),
		"m.helmholtz: Das ist keine Maschine, sondern ein PNG-Bild; bitte eine Datei wählen":                                           machine("\x89PNG\r\n\x1a\n"),
		": Es gibt einen Ordner mit diesem Namen; bitte einen anderen Namen wählen.":                                                   atomicfile.Write(folder, nothing, nil),
		"Den Ordner " + filepath.Join(folder, "no") + " gibt es nicht; bitte anlegen":                                                  atomicfile.Write(filepath.Join(folder, "no", "m"), nothing, nil),
	} {
		if err == nil {
			t.Errorf("no error %q", want)
			continue
		}
		if _, whole := texts.Told(err); !whole || !strings.Contains(Reason(err), want) {
			t.Errorf("%v: %q, want %q", err, Reason(err), want)
		}
	}
}
