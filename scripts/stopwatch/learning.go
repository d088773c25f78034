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
	err = desktop.Run(desktop.Options{Binary: program}, func(p *desktop.Program) {
		small(p)
		newMachine(p)
		p.Click("play")
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
