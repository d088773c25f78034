// Package starter carries the machine that the window begins with: 784-200-100-50c,
// trained on straightened digits, its fifty categories named. scripts/make-starter
// makes it again.
package starter

import (
	"bytes"
	_ "embed"

	"wakesleep/io/checkpoint"
	"wakesleep/learn"
)

//go:embed starter.helmholtz
var saved []byte

// Load decodes the machine.
func Load() (*learn.Checkpoint, error) {
	return checkpoint.Decode(bytes.NewReader(saved), int64(len(saved)), "the machine that comes with the program")
}
