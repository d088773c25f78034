package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"wakesleep/io/dataset"
)

// someDigits is how many images the kit's data has.
const someDigits = 200

// writeGood writes the harmless data and picture that trials turn into hostile ones.
func writeGood(folder string) error {
	source, err := dataset.OpenLabelled("digits")
	if err != nil {
		return err
	}
	set := source.Test.First(someDigits)
	digit := func(w io.Writer) error { return png.Encode(w, greyOf(set.Grey[:set.Width*set.Height], set.Width)) }
	for name, c := range map[string]content{
		imagesFile:  func(w io.Writer) error { return dataset.WriteImages(w, set) },
		labelsFile:  func(w io.Writer) error { return dataset.WriteLabels(w, set.Labels) },
		pictureFile: digit,
	} {
		if err := put(c)(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// interrupt makes the resumable machine: of a training that is stopped after a moment.
func interrupt(ctx context.Context, program, folder string) error {
	command := exec.CommandContext(ctx, program, "train", "--data", "bars4", "--layers", "8,1", "--cycles", "1000000000", "--out", resumable)
	command.Dir = folder
	if err := command.Start(); err != nil {
		return err
	}
	stop := time.AfterFunc(2*time.Second, func() { _ = command.Process.Signal(os.Interrupt) })
	defer stop.Stop()
	var ended *exec.ExitError
	if err := command.Wait(); err != nil && !errors.As(err, &ended) {
		return err
	}
	if _, err := os.Stat(filepath.Join(folder, resumable)); err != nil {
		return fmt.Errorf("an interrupted training saved nothing: %w", err)
	}
	return nil
}
