package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"wakesleep/e2e/desktop"
)

const (
	// warming is the time before memory counts: by then every room was open once.
	warming = 3 * time.Minute
	// round is how long the user stays in a room.
	round = 10 * time.Second
)

// memory watches how much memory the program holds while the user plays.
func (r *report) memory(program string, play time.Duration) error {
	var early, late []float64
	err := desktop.Run(desktop.Options{Binary: program}, func(p *desktop.Program) {
		small(p)
		newMachine(p)
		p.Click("play")
		for began, i := time.Now(), 0; time.Since(began) < play; i++ {
			stay(p, i)
			switch spent := time.Since(began); {
			case spent < warming:
			case spent < warming+(play-warming)/5:
				early = append(early, resident(p))
			case spent > play-(play-warming)/5:
				late = append(late, resident(p))
			}
		}
	})
	if err != nil || len(early) == 0 || len(late) == 0 {
		return err
	}
	first, last := median(early), median(late)
	r.add(fmt.Sprintf("memory in %.0f minutes of play: median of the first fifth after %.0f minutes, and of the last", play.Minutes(), warming.Minutes()),
		fmt.Sprintf("%.0f MB, %.0f MB (%+.0f MB)", first, last, last-first), "±20 MB", "")
	return nil
}

// stay spends some time in a room, as a user does.
func stay(p *desktop.Program, i int) {
	room := rooms[i%len(rooms)]
	p.Click("room " + room)
	if room == "draw" {
		p.Draw("pad", desktop.Digits[1+i%3])
		p.Click("clear")
	}
	p.Rest()
	time.Sleep(round)
}

// resident is the program's resident memory in MB, where Linux gives it.
func resident(p *desktop.Program) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.ID()))
	for line := range strings.Lines(string(text)) {
		if rest, found := strings.CutPrefix(line, "VmRSS:"); found {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kilobytes / 1000
		}
	}
	return 0
}
