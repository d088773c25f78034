package main

import (
	"fmt"
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
