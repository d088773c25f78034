// Package checkpoint keeps machines, and how their training stands, in machine files:
// package machinefile knows arrays, package learn what they mean.
package checkpoint

import (
	"encoding/json"
	"io"

	"wakesleep/internal/sentence"
	"wakesleep/io/machinefile"
	"wakesleep/learn"
	"wakesleep/network"
)

// Read returns what the machine file at path holds. It takes no more memory than the
// machines do. Errors are those of [machinefile.ReadTo].
func Read(path string) (*learn.Checkpoint, error) {
	return from(path, func(admit machinefile.Admission) error { return machinefile.ReadTo(path, admit) })
}

// Decode is Read for size bytes of r; name stands for them in errors.
func Decode(r io.ReaderAt, size int64, name string) (*learn.Checkpoint, error) {
	return from(name, func(admit machinefile.Admission) error {
		return machinefile.DecodeTo(r, size, name, admit)
	})
}

// from lets read fill a checkpoint.
func from(name string, read func(machinefile.Admission) error) (*learn.Checkpoint, error) {
	var d *learn.Decoder
	err := read(func(version int, meta json.RawMessage, arrays []network.Array) (take machinefile.Receiver, err error) {
		if d, err = learn.NewDecoder(version, meta, arrays); err != nil {
			return nil, err
		}
		return d.Take, nil
	})
	if err != nil {
		return nil, err
	}
	c, err := d.Checkpoint()
	if err != nil {
		return nil, sentence.Errorf("%s: %w; use another copy of it or train the machine again", name, err)
	}
	return c, nil
}

// File is c as the content of a machine file: of version 1 where its machines are chains,
// which every program reads, and of version 2 where they are not.
func File(c *learn.Checkpoint) (*machinefile.File, error) {
	meta, arrays, err := c.Encode()
	return &machinefile.File{Version: c.Record.Format(), Meta: meta, Arrays: arrays}, err
}

// Write makes the file at path hold c, whole or not at all: see [machinefile.Write].
func Write(path string, c *learn.Checkpoint) error {
	file, err := File(c)
	if err != nil {
		return sentence.Errorf("cannot save %s: %w", path, err)
	}
	return machinefile.Write(path, file)
}
