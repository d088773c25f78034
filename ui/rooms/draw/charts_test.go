package draw

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"wakesleep/ui/kit"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// numbers are those that a button saves for a spreadsheet.
func (s *scene) numbers(b *kit.Button) [][]string {
	s.T.Helper()
	s.Picker.Path = filepath.Join(s.T.TempDir(), "chart")
	test.Tap(b)
	s.ChooseLine("chart.save.as.csv")
	path := s.Picker.Path + ".csv"
	s.Until("the numbers are saved", func() bool { return strings.HasSuffix(s.Said(), path) })
	f, err := os.Open(path)
	if err != nil {
		s.T.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		s.T.Fatal(err)
	}
	return rows
}

func TestBitsOfTheDrawingAreSaved(t *testing.T) {
	s := stage.WithDigits(newScene(t), "8,3c")
	r := s.Shown()
	r.TakeSample(-1)
	s.Settle()
	rows := s.numbers(r.bits.save)
	sum := 0.0
	for _, text := range rows[1][1:3] {
		part, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += part
	}
	if got, want := sum, r.shown.FreeEnergy(); rows[1][0] != texts.Of("draw.bits.own") || got < want-1e-6 || got > want+1e-6 {
		t.Errorf("the machine needs %v, want %v bits", rows[1], want)
	}
	if got := fmt.Sprint(rows[len(rows)-1]); got != "["+texts.Of("draw.bits.byte")+"   6272]" {
		t.Errorf("the last way is %q", got)
	}
}

func TestLengthsByClassAreSaved(t *testing.T) {
	s := stage.WithClasses(newScene(t))
	r := s.Shown()
	r.TakeSample(-1)
	s.Settle()
	rows := s.numbers(r.answer.lengths.save)
	if len(rows) != 3 || rows[1][0] != "4" || rows[2][0] != "7" {
		t.Fatalf("the rows are %v", rows)
	}
	for k, want := range r.shown.every.Lengths {
		if got, err := strconv.ParseFloat(rows[k+1][1], 64); err != nil || got != want {
			t.Errorf("class %s needs %v, want %v bits", rows[k+1][0], got, want)
		}
	}
}

func TestNothingDrawnHasNoCharts(t *testing.T) {
	s := stage.WithDigits(newScene(t), "8,3c")
	r := s.Shown()
	r.TakeSample(-1)
	s.Settle()
	r.pad.Clear()
	s.Settle()
	if !r.bits.save.Disabled() {
		t.Error("bits can be saved though nothing is drawn")
	}
	for _, b := range []*kit.Button{r.bits.save, r.answer.lengths.save} {
		if test.Tap(b); s.Dialogs() != 0 {
			t.Error("there is a menu though there is no chart")
		}
	}
}
