package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"

	"wakesleep/cli/benchmark"
	"wakesleep/learn/recipe"
)

// epoch is what train --json prints of an epoch.
type epoch struct {
	Seconds   float64 `json:"seconds"`
	BoundNats float64 `json:"bound_nats"`
}

// measure trains a recipe, unless its machine is there, and evaluates it.
func (o *options) measure(ctx context.Context, t task, seed uint64) (*line, error) {
	machine := o.machine(t.recipe, seed)
	if err := o.train(ctx, t.recipe, seed, machine); err != nil {
		return nil, err
	}
	processor := cmp.Or(benchmark.ProcField("/proc/cpuinfo", "model name"), runtime.GOARCH)
	l := &line{
		Recipe: t.recipe, Seed: seed, Threads: o.threads, CPU: fmt.Sprintf("%s, %d cores", processor, runtime.NumCPU()),
	}
	if err := l.addEpochs(machine + ".epochs"); err != nil {
		return nil, err
	}
	log.Printf("evaluate %s %s", machine, strings.Join(t.evaluation, " "))
	args := []string{"evaluate", machine, "--json", "--threads", fmt.Sprint(o.threads)}
	evaluate := o.command(ctx, append(args, t.evaluation...)...)
	evaluate.Stderr = os.Stderr
	out, err := evaluate.Output()
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(out, &l.Measured); err != nil {
		return nil, err
	}
	// The machine's path is not a result.
	delete(l.Measured, "file")
	return l, nil
}

// train runs the recipe, or goes on with a training that was stopped. The epochs'
// lines are kept beside the machine.
func (o *options) train(ctx context.Context, name string, seed uint64, machine string) error {
	epochs := machine + ".epochs"
	args := []string{"recipe", name, "--seed", fmt.Sprint(seed), "--out", machine}
	if _, err := os.Stat(machine); err == nil {
		args = []string{"train", "--resume", machine}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	} else if err := os.RemoveAll(epochs); err != nil {
		return err
	}
	file, err := openToAppend(epochs)
	if err != nil {
		return err
	}
	defer file.Close()
	log.Printf("wakesleep %s", strings.Join(args, " "))
	c := o.command(ctx, append(args, "--json", "--threads", fmt.Sprint(o.threads))...)
	var problem bytes.Buffer
	c.Stdout, c.Stderr = file, &problem
	err = c.Run()
	if err != nil && strings.Contains(problem.String(), "its training is finished") {
		return nil
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%w: %s", err, problem.String()), discardTry(name, machine))
	}
	return nil
}

// discardTry removes what a stopped training from several seeds left: resuming it
// would only finish the seed it was at, and not find the best.
func discardTry(name, machine string) error {
	if r, found := recipe.Find(name); !found || r.Tries < 2 {
		return nil
	}
	return os.RemoveAll(machine)
}

// command is interrupted with ctx and may then save what it has.
func (o *options) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, o.program, args...)
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGINT) }
	return c
}

// addEpochs reads the epochs of the training.
func (l *line) addEpochs(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for row := range bytes.Lines(text) {
		var e epoch
		if err := json.Unmarshal(row, &e); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		l.Seconds += e.Seconds
		l.Curve = append(l.Curve, float64(int(100*e.BoundNats+.5))/100)
	}
	return nil
}
