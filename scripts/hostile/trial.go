package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// trial is a command with something hostile.
type trial struct {
	// group heads the trial in the table; what says in words what is hostile.
	group, what string
	// args are the command's, in a folder with the kit's files and these.
	args  []string
	files files
	// input, which may be nil, is what the command reads from standard input.
	input content
	// honest is how many bytes the content needs that is not hostile.
	honest int64
	// fine tells that the command may do what it is asked to: what is hostile is then in
	// how it says so, or what it costs.
	fine bool
	// result are files of the kit that the command is asked to change.
	result []string
}

func (t trial) String() string { return fmt.Sprintf("%s: %s (%s)", t.group, t.what, t.command()) }

// command is what one types, without what is long.
func (t trial) command() string {
	words := make([]string, len(t.args))
	for i, w := range t.args {
		words[i] = plain(shortened(w, 40))
	}
	return strings.Join(words, " ")
}

// kit is what trials are made of.
type kit struct {
	program, home string
	// good are the files that every trial finds in its folder, by name.
	good string
	// rest is how many bytes the program takes that does nothing.
	rest int64
	// count numbers the trials' folders.
	count int
}

// The kit's files.
const (
	machineFile = "m.helmholtz"
	// resumable is the machine with all that its training needs to go on.
	resumable              = "half.helmholtz"
	imagesFile, labelsFile = "images", "labels"
	pictureFile, keptFile  = "digit.png", "kept.jsonl"
)

// newKit makes the good files with the program itself.
func newKit(ctx context.Context, program, home string) (*kit, error) {
	k := &kit{program: program, home: home, good: filepath.Join(home, "good")}
	if err := os.Mkdir(k.good, 0o700); err != nil {
		return nil, err
	}
	if err := writeGood(k.good); err != nil {
		return nil, err
	}
	for _, args := range [][]string{
		{"train", "--data", "bars4", "--layers", "8,1", "--cycles", "300", "--out", machineFile},
		{"evaluate", machineFile, "--samples", "5", "--keep", keptFile},
	} {
		if o, err := k.do(ctx, k.good, trial{args: args}); err != nil || o.cost.Status != 0 {
			return nil, fmt.Errorf("the program does not even do what is harmless, %v: %s (%v)", args, o.stderr, err)
		}
	}
	if err := interrupt(ctx, program, k.good); err != nil {
		return nil, err
	}
	o, err := k.do(ctx, k.good, trial{args: []string{"version"}})
	k.rest = o.cost.Peak
	return k, err
}

// outcome is what came of a trial.
type outcome struct {
	cost           cost
	stdout, stderr []byte
	// lost are the files that were there before and are not, or are others.
	lost []string
	// rest and honest are what the peak is allowed to hold beside the budget.
	rest, honest int64
	// fine is the trial's.
	fine bool
}

// try does a trial in a folder of its own.
func (k *kit) try(ctx context.Context, t trial) (outcome, error) {
	folder, err := k.folder(t.files)
	if err != nil {
		return outcome{}, err
	}
	defer os.RemoveAll(folder)
	before, err := sums(folder)
	if err != nil {
		return outcome{}, err
	}
	o, err := k.do(ctx, folder, t)
	if err != nil {
		return o, err
	}
	after, err := sums(folder)
	for name, sum := range before {
		if after[name] != sum && !contains(t.result, name) {
			o.lost = append(o.lost, name)
		}
	}
	return o, err
}

// folder makes a folder with the kit's files and others.
func (k *kit) folder(more files) (string, error) {
	k.count++
	folder := filepath.Join(k.home, fmt.Sprint(k.count))
	if err := os.CopyFS(folder, os.DirFS(k.good)); err != nil {
		return "", err
	}
	return folder, more.makeIn(folder)
}

// do runs a command in a folder.
func (k *kit) do(ctx context.Context, folder string, t trial) (outcome, error) {
	var stdout, stderr capped
	command := exec.CommandContext(ctx, k.program, t.args...)
	command.Dir, command.Stdout, command.Stderr = folder, &stdout, &stderr
	command.Env = append(os.Environ(), "HOME="+folder, "WAKESLEEP_RECOVERY="+filepath.Join(folder, recoveryFolder))
	if t.input != nil {
		in, err := t.input.file(filepath.Join(k.home, "input"))
		if err != nil {
			return outcome{}, err
		}
		defer in.Close()
		command.Stdin = in
	}
	c, err := measured(command)
	return outcome{
		cost: c, stdout: neutral(stdout.Bytes(), folder), stderr: neutral(stderr.Bytes(), folder),
		rest: k.rest, honest: t.honest, fine: t.fine,
	}, err
}

// neutral is text without the trial's folder.
func neutral(text []byte, folder string) []byte {
	return bytes.ReplaceAll(text, []byte(folder+string(filepath.Separator)), nil)
}

// capped is a buffer that forgets what is too much.
type capped struct{ bytes.Buffer }

func (c *capped) Write(p []byte) (int, error) {
	const most = 1 << 20
	if room := most - c.Len(); room > 0 {
		c.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// sums are the ordinary files of a folder with their checksums.
func sums(folder string) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		all[name], err = sum(path)
		return err
	})
	return all, err
}
