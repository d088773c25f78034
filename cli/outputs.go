package cli

import (
	"fmt"
	"os"

	"wakesleep/io/apart"
	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/network/images"
)

// keepApart reports the file of a flag, or an argument, that is written, if it is one that
// the command reads, or lies among the checkpoints, which are deleted in time.
func keepApart(flag, output string, inputs ...apart.Input) error {
	if output == "" {
		return nil
	}
	if output == "-" {
		return usagef("%s -: nothing is written to standard output but text; give a file to write, or ./- for one of that name", flag)
	}
	if folder, err := recovery.Default(); err == nil && folder.Holds(output) {
		return usagef("%s %s: it lies in the folder for checkpoints, where files are deleted; give another place", flag, output)
	}
	if err := apart.Check(output, inputs...); err != nil {
		return usagef("%s %w", flag, err)
	}
	if isStream(output) {
		return usagef("%s %s: what the command prints goes there and would be lost; give another file to write", flag, output)
	}
	return nil
}

// isStream tells whether a path is the file into which standard output or standard error
// goes. A pipe or a device is refused by who would write there.
func isStream(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	for _, stream := range []*os.File{os.Stdout, os.Stderr} {
		if own, err := stream.Stat(); err == nil && os.SameFile(info, own) {
			return true
		}
	}
	return false
}

// inputs are the files of images and labels that a command reads.
func (f *dataFlags) inputs() []apart.Input {
	files := []apart.Input{{What: "the file of --labels", Path: f.labels}}
	if !dataset.IsBuiltIn(f.data) {
		files = append(files, apart.Input{What: "the file of --data", Path: f.data})
	}
	return files
}

// machineInput is the machine that a command reads.
func machineInput(file string) apart.Input { return apart.Input{What: "the machine", Path: file} }

// checkRoom reports a disk that has too little room for the file of the training that
// would be saved if it was interrupted, which is the largest.
func (r *training) checkRoom() error {
	needs, err := r.needs()
	if err != nil {
		return fmt.Errorf("the settings of the training: %w", err)
	}
	return atomicfile.Room(r.flags.out, "the training", needs.File)
}

// needs are what the training under way takes of the computer.
func (r *training) needs() (learn.Needs, error) {
	s := r.trainer.Settings()
	needs, err := s.Needs(r.set, r.trainer.Machines())
	if f := s.Finding; f != nil && err == nil {
		s = f.Compete
		needs, err = larger(needs, s, r.set, f.Groups)
	}
	if s.Again != nil && err == nil {
		needs, err = larger(needs, *s.Again, r.set, s.Contest.Keep)
	}
	return needs, err
}

// larger is what takes the larger file, a training that needs so much or the next.
func larger(needs learn.Needs, s learn.Settings, set *images.Set, machines int) (learn.Needs, error) {
	later, err := s.Needs(set, machines)
	if later.File > needs.File {
		return later, err
	}
	return needs, err
}
