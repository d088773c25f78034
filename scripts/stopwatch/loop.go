package main

import (
	"fmt"
	"strings"
	"time"

	"wakesleep/e2e/desktop"
	"wakesleep/ui/inspect"
)

// rooms are the keys in the names of the rooms' buttons.
var rooms = []string{"watch", "draw", "weights", "dreams", "data", "map", "film", "lessons"}

// visit is how long each room is looked at.
const visit = 12 * time.Second

// loop measures for how long the event loop does not answer while a machine learns and
// the user goes from room to room, draws and clicks.
func (r *report) loop(program string) error {
	var worst float64
	var each []string
	err := playing(program, func(p *desktop.Program) {
		for _, room := range rooms {
			most := heldIn(p, room)
			each = append(each, fmt.Sprintf("%s %.0f", room, most))
			worst = max(worst, most)
		}
	})
	if err != nil {
		return err
	}
	r.add("longest time until the event loop answers while training, frames drawn in a row included (ms: "+strings.Join(each, ", ")+")",
		fmt.Sprintf("%.0f ms", worst), "50 ms", "")
	return nil
}

// heldIn is the longest silence of the loop during a visit to a room, in milliseconds.
func heldIn(p *desktop.Program, room string) (most float64) {
	ended := make(chan struct{})
	listening := make(chan float64)
	go func() { listening <- listen(p, ended) }()
	p.Click("room " + room)
	if room == "draw" {
		p.Draw("pad", desktop.Digits[3])
	}
	time.Sleep(visit)
	close(ended)
	return <-listening
}

// listen reads the reports until a visit has ended.
func listen(p *desktop.Program, ended <-chan struct{}) (most float64) {
	for {
		select {
		case <-ended:
			return most
		case <-time.After(50 * time.Millisecond):
			p.Wait("a report", func(w *inspect.Window) bool {
				most = max(most, w.Held)
				return true
			})
		}
	}
}
