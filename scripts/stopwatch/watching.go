package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"wakesleep/e2e/desktop"
)

const (
	// Both ways of training take turns of a few seconds, many times, because the speed
	// of many computers changes from one minute to the next.
	rounds  = 30
	stretch = 3 * time.Second
	// batch is the number of images of a cycle, and epoch that of an epoch.
	batch, epoch = 100, 60_000
)

// watching compares training in the window, with the room Watch open, with training
// without a window.
func (r *report) watching(program string) error {
	headless, err := startTraining(program)
	if err != nil {
		return err
	}
	defer headless.end()
	var with, without float64
	err = playing(program, func(p *desktop.Program) {
		p.Rest()
		time.Sleep(stretch)
		with, without = takeTurns(p, headless)
	})
	if err != nil {
		return err
	}
	r.add(fmt.Sprintf("what the room Watch costs of the speed of training (%d turns of %v each: %.0f images/s against %.0f without a window)",
		rounds, stretch, with, without),
		fmt.Sprintf("%.1f %%", 100*(1-with/without)), "20 %", "5 %")
	return nil
}

// takeTurns trains in the window and by the command in turns, and returns the images a
// second of each.
func takeTurns(p *desktop.Program, headless *training) (with, without float64) {
	first, began, watched := cycle(p), time.Now(), time.Duration(0)
	epochs, trained := headless.epochs(), time.Duration(0)
	for range rounds {
		p.Hold(true)
		watched += time.Since(began)
		trained += headless.turn()
		began = time.Now()
		p.Hold(false)
		time.Sleep(stretch)
	}
	last := cycle(p)
	watched += time.Since(began)
	return float64(batch*(last-first)) / watched.Seconds(), float64(epoch*(headless.epochs()-epochs)) / trained.Seconds()
}

// cycle waits for the number of cycles to change, so that it is that of now.
func cycle(p *desktop.Program) uint64 {
	p.WaitForOther("progress", p.Text("progress"))
	n, _ := desktop.Cycle(p.Text("progress"))
	return n
}

// training is the command train at work. It is held while it has no turn.
type training struct {
	command *exec.Cmd
	folder  string
	lines   *os.File
}

// startTraining starts the command, and holds it when it has done an epoch.
func startTraining(program string) (*training, error) {
	folder, err := os.MkdirTemp("", "wakesleep-headless-")
	if err != nil {
		return nil, err
	}
	t := &training{folder: folder}
	if t.lines, err = os.Create(filepath.Join(folder, "epochs")); err != nil {
		return nil, err
	}
	arguments := append([]string{"train", "--json", "--epochs", "10000", "--out", filepath.Join(folder, "m.helmholtz")}, settings...)
	t.command = exec.Command(program, arguments...)
	t.command.Stdout = t.lines
	if err := t.command.Start(); err != nil {
		return nil, err
	}
	for t.epochs() == 0 {
		time.Sleep(stretch / 100)
	}
	t.signal(syscall.SIGSTOP)
	return t, nil
}

// turn lets it train for a while, and returns for how long.
func (t *training) turn() time.Duration {
	began := time.Now()
	t.signal(syscall.SIGCONT)
	time.Sleep(stretch)
	t.signal(syscall.SIGSTOP)
	return time.Since(began)
}

// epochs is the number of epochs done.
func (t *training) epochs() int {
	text, _ := os.ReadFile(t.lines.Name())
	return bytes.Count(text, []byte("\n"))
}

func (t *training) signal(s syscall.Signal) { _ = t.command.Process.Signal(s) }

func (t *training) end() {
	_ = t.command.Process.Kill()
	_ = t.command.Wait()
	_ = t.lines.Close()
	_ = os.RemoveAll(t.folder)
}
