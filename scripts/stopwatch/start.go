package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"wakesleep/e2e/desktop"
)

// starts is how often the program is started.
const starts = 5

// start measures how soon the window is there, and how soon it shows a machine.
func (r *report) start(program string) error {
	var opened, shown []float64
	for range starts {
		began := time.Now()
		err := desktop.Run(desktop.Options{Binary: program}, func(p *desktop.Program) {
			p.Open()
			opened = append(opened, time.Since(began).Seconds())
			p.Appear()
			shown = append(shown, time.Since(began).Seconds())
		})
		if err != nil {
			return err
		}
	}
	r.add(fmt.Sprintf("from start to window (median of %d; with the starter machine on it)", starts),
		fmt.Sprintf("%.2f s (%.2f s)", median(opened), median(shown)), "1.5 s", "")
	return nil
}

// soon is the time within which a new user is to see digits.
const soon = 30 * time.Second

// learning measures what a new machine has learnt half a minute after the click that
// starts it.
func (r *report) learning(program string) error {
	folder, err := os.MkdirTemp("", "wakesleep-learning-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file, cycles := filepath.Join(folder, "m.helmholtz"), uint64(0)
	err = playing(program, func(p *desktop.Program) {
		time.Sleep(soon)
		p.Click("play")
		p.WaitForText("play", "bar.play.button")
		cycles, _ = desktop.Cycle(p.Settled("progress"))
		p.Key("ctrl+shift+s")
		p.ChooseFile(desktop.SaveDialog, file)
		p.WaitForText("message", "files.save.done", file)
	})
	if err != nil {
		return err
	}
	out, err := exec.Command(program, "evaluate", file, "--samples", "100", "--json").Output()
	if err != nil {
		return fmt.Errorf("evaluate: %w", err)
	}
	var figures struct {
		Nats float64 `json:"nll_nats"`
	}
	if err := json.Unmarshal(out, &figures); err != nil {
		return err
	}
	r.add(fmt.Sprintf("30 s after “play” on a new machine, %d cycles: NLL (K=100) of the test images", cycles),
		fmt.Sprintf("%.1f nats", figures.Nats), "130 nats", "115 nats")
	return nil
}
