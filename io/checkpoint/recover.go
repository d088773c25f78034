package checkpoint

import (
	"errors"
	"fmt"

	"wakesleep/io/recovery"
	"wakesleep/learn"
)

// ErrDamaged tells that a checkpoint which a program has left cannot be opened.
var ErrDamaged = errors.New("the checkpoint is damaged and cannot be recovered")

// Recover hands the machine that a program has left to write, which puts it into a file, and
// then deletes the checkpoint. It returns the machine, and why the checkpoint could not be
// deleted, if so. Errors are [recovery.ErrTaken], those that wrap ErrDamaged, and those of
// write; then the checkpoint stays.
func Recover(e *recovery.Entry, write func(*learn.Checkpoint) error) (c *learn.Checkpoint, kept, err error) {
	slot, err := e.Claim()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = slot.Leave() }()
	if c, err = Read(slot.Path()); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := write(c); err != nil {
		return nil, nil, err
	}
	return c, slot.Remove(), nil
}
