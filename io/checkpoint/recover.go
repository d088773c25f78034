package checkpoint

import (
	"wakesleep/io/recovery"
	"wakesleep/learn"
)

// DamagedError says why a checkpoint that a program has left cannot be opened.
type DamagedError struct{ error }

// Unwrap returns the reason.
func (d *DamagedError) Unwrap() error { return d.error }

// Recover hands the machine that a program has left to write, which puts it into a file, and
// then deletes the checkpoint. It returns the machine, and why the checkpoint could not be
// deleted, if so. Errors are [recovery.ErrTaken], *DamagedError, and those of
// write; then the checkpoint stays.
func Recover(e *recovery.Entry, write func(*learn.Checkpoint) error) (c *learn.Checkpoint, kept, err error) {
	slot, err := e.Claim()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = slot.Leave() }()
	if c, err = Read(slot.Path()); err != nil {
		return nil, nil, &DamagedError{err}
	}
	if err := write(c); err != nil {
		return nil, nil, err
	}
	return c, slot.Remove(), nil
}
