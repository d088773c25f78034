package learn_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// TestExpectedFileIsTheOneWritten compares the size that is expected of files with files.
func TestExpectedFileIsTheOneWritten(t *testing.T) {
	for _, c := range []struct {
		layers, connections string
		classes             bool
		average             int
		optimiser           learn.Optimiser
	}{
		{"40,20", "", false, 0, learn.Adam},
		{"100,30c", "", false, 2, learn.Adam},
		{"64", "", false, 2, learn.SGD},
		{"30,20", "", true, 1, learn.Adam},
		{"40,20", "lateral", false, 2, learn.Adam},
		{"30,20,10", "skips", true, 0, learn.SGD},
		{strings.Repeat("2,", 12) + "2", "lateral", false, 2, learn.Adam},
	} {
		set := oracle.Labelled(97)
		s := learn.Defaults()
		s.Layers, s.Connections, s.Average, s.Optimiser, s.Batch, s.Epochs = c.layers, c.connections, c.average, c.optimiser, 5, 2
		machines, begin := 1, learn.New
		if c.classes {
			machines = len(set.Classes())
			begin = func(s learn.Settings, set *images.Set, threads int) (*learn.Trainer, error) {
				return learn.NewPerClass(s, set, 0, threads)
			}
		}
		trainer, err := begin(s, set, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := trainer.Train(t.Context(), func(learn.EpochReport) {}); err != nil {
			t.Fatal(err)
		}
		saved := trainer.Checkpoint()
		meta, arrays, err := saved.Encode()
		trainer.Close()
		if err != nil {
			t.Fatal(err)
		}
		path := t.TempDir() + "/m"
		if err := machinefile.Write(path, &machinefile.File{Version: saved.Record.Format(), Meta: meta, Arrays: arrays}); err != nil {
			t.Fatal(err)
		}
		needs, err := s.Needs(set, machines)
		info, failed := os.Stat(path)
		if failed != nil {
			t.Fatal(failed)
		}
		size := info.Size()
		if err != nil || needs.File < size || needs.File > size+size/5+8000 || needs.Arrays != len(arrays) {
			t.Errorf("%+v: a file of %d bytes with %d arrays, expected were %+v, %v", c, size, len(arrays), needs, err)
		}
	}
}

// TestWhatDoesNotFitIsRefused: before memory is taken for it, with what to do.
func TestWhatDoesNotFitIsRefused(t *testing.T) {
	set := &images.Set{Name: "blank", Width: 28, Height: 28, Grey: make([]uint8, 100*784), Labels: bytes.Repeat([]byte{0, 1}, 50)}
	for _, c := range []struct {
		spoil func(*learn.Settings)
		says  []string
	}{
		{func(s *learn.Settings) { s.Layers, s.Average = "8000,8000", 100 }, []string{"2.0 GiB", "a file of", "averaging"}},
		{func(s *learn.Settings) { s.Layers, s.Average = "8000,8000", 0 }, []string{"4.0 GiB", "memory", "layers smaller"}},
		{func(s *learn.Settings) { s.Samples = 10000 }, []string{"4.0 GiB", "memory", "fewer samples"}},
		{func(s *learn.Settings) { s.Layers, s.Samples = "9000", 1000 }, []string{"4.0 GiB", "fewer samples"}},
		{func(s *learn.Settings) { s.Layers = strings.Repeat("2,", 400) + "2" }, []string{"4095", "fewer layers"}},
		{func(s *learn.Settings) {
			s.Layers, s.Connections = strings.Repeat("2,", 30)+"2", "lateral"
			s.Average = 1
		}, []string{"4095", "fewer layers"}},
		{func(s *learn.Settings) { s.Layers, s.Connections = strings.Repeat("2,", 40)+"2", "lateral" }, []string{"1024", "fewer layers"}},
		{func(s *learn.Settings) { s.Layers, s.Connections = "20000", "lateral" }, []string{"2.0 GiB", "layers smaller"}},
	} {
		s := learn.Defaults()
		s.Epochs = 100
		c.spoil(&s)
		_, one := learn.New(s, set, 1)
		s.Batch = 50
		_, classes := learn.NewPerClass(s, set, 0, 1)
		if one == nil || classes == nil {
			t.Errorf("%s: one machine: %v, two: %v", s.Layers, one, classes)
			continue
		}
		for _, words := range c.says {
			if !strings.Contains(one.Error(), words) {
				t.Errorf("%v does not say %q", one, words)
			}
		}
	}
}
