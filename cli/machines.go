package cli

import (
	"errors"
	"fmt"

	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
	"wakesleep/learn"
	"wakesleep/network"
)

// openMachine reads what a file holds: a machine, or one for each class.
func openMachine(path string) (*learn.Checkpoint, error) {
	c, err := checkpoint.Read(path)
	return c, dataset.ExplainMachine(path, err)
}

var errClasses = errors.New("it holds one machine for each class, where a single machine is needed; choose another file")

// saveMachine makes the file at path hold a checkpoint, whole or not at all.
func saveMachine(path string, c *learn.Checkpoint) error {
	return exclusive.Replace(path, func() error { return writeMachine(path, c) })
}

// writeMachine is how machines are written; tests put a slow disk in its place.
var writeMachine = checkpoint.Write

// describe is what was saved in a few words.
func describe(c *learn.Checkpoint) string {
	if c.OfClasses() {
		return fmt.Sprintf("%s after %s together", c, plural(int(c.Record.Cycles), "cycle"))
	}
	return fmt.Sprintf("a machine %s after %s", c, plural(int(c.Record.Cycles), "cycle"))
}

// categoryName is what category i is called, empty as long as it has no name.
func categoryName(r *learn.Record, i int) string {
	if i < 0 || i >= len(r.Names) {
		return ""
	}
	return r.Names[i]
}

// checkSize reports images that do not fit a machine.
func checkSize(m *network.Machine, file, data string, width, height int) error {
	if width == m.Width && height == m.Height {
		return nil
	}
	return fmt.Errorf("%s: the machine takes images of %d×%d pixels, but those of %s have %d×%d; choose other --data",
		file, m.Width, m.Height, data, width, height)
}
