package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"wakesleep/e2e/desktop"
)

const (
	// rounds is how often both ways of training take turns, and stretch how long each is
	// measured.
	rounds  = 5
	stretch = 15 * time.Second
	// batch is the number of images of a cycle.
	batch = 100
)

// watching compares training in the window, with the room Watch open, with training
// without a window.
func (r *report) watching(program string) error {
	var watched, headless, costs []float64
	for range rounds {
		with, err := trainWatched(program)
		if err != nil {
			return err
		}
		without, err := trainHeadless(program)
		if err != nil {
			return err
		}
		watched, headless = append(watched, with), append(headless, without)
		costs = append(costs, 100*(1-with/without))
	}
	r.add(fmt.Sprintf("what the room Watch costs of the speed of training (median of %d; %.0f images/s against %.0f without a window)",
		rounds, median(watched), median(headless)),
		fmt.Sprintf("%.1f %%", median(costs)), "20 %", "5 %")
	return nil
}

// trainWatched is the number of images a second in the window.
func trainWatched(program string) (speed float64, err error) {
	err = desktop.Run(desktop.Options{Binary: program}, func(p *desktop.Program) {
		small(p)
		fresh(p)
		p.Click("play")
		p.Rest()
		time.Sleep(2 * time.Second)
		first, began := cycle(p), time.Now()
		time.Sleep(stretch)
		speed = float64(batch*(cycle(p)-first)) / time.Since(began).Seconds()
	})
	return speed, err
}

// cycle waits for the number of cycles to change, so that it is that of now.
func cycle(p *desktop.Program) uint64 {
	p.WaitForOther("progress", p.Text("progress"))
	n, _ := desktop.Cycle(p.Text("progress"))
	return n
}

// trainHeadless is the number of images a second of the command train, by its own
// clock.
func trainHeadless(program string) (float64, error) {
	folder, err := os.MkdirTemp("", "wakesleep-headless-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	const epochs, images = 10, 60_000
	arguments := append([]string{"train", "--json", "--epochs", fmt.Sprint(epochs), "--out", filepath.Join(folder, "m.helmholtz")}, settings...)
	out, err := exec.Command(program, arguments...).Output()
	if err != nil {
		return 0, fmt.Errorf("train: %w", err)
	}
	seconds := 0.
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var line struct{ Seconds float64 }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return 0, err
		}
		seconds += line.Seconds
	}
	return epochs * images / seconds, nil
}
