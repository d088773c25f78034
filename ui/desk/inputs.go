package desk

import (
	"wakesleep/io/apart"
	"wakesleep/io/dataset"
	"wakesleep/ui/texts"
)

// inputs are the files that the window has read what it shows from. The machine's own is
// one where something else than the machine is to be written.
type inputs struct{ machine, data, picture string }

// inputs are those of now.
func (d *Desk) inputs() inputs {
	in := inputs{machine: d.now.document.Path, picture: d.picture}
	if d.now.data != nil {
		in.data = d.now.data.Path
	}
	return in
}

// check reports files that are to be written and were read. It asks the disk.
func (in inputs) check(paths []string) error {
	files := []apart.Input{
		{What: texts.Of("files.inputs.machine"), Path: in.machine},
		{What: texts.Of("files.inputs.picture"), Path: in.picture},
	}
	if in.data != "" {
		files = append(files,
			apart.Input{What: texts.Of("files.inputs.data"), Path: in.data},
			apart.Input{What: texts.Of("files.inputs.labels"), Path: dataset.GuessLabels(in.data)})
	}
	for _, path := range paths {
		for _, file := range files {
			if apart.Check(path, file) != nil {
				return &inputError{texts.Of("files.inputs.refused", path, file.What)}
			}
		}
	}
	return nil
}

// inputError is a sentence in the window's language.
type inputError struct{ sentence string }

func (e *inputError) Error() string { return e.sentence }
