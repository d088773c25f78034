package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"wakesleep/cli/benchmark"
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
	err := playing(program, func(p *desktop.Program) {
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
	text, _, _ := strings.Cut(benchmark.ProcField(fmt.Sprintf("/proc/%d/status", p.ID()), "VmRSS"), " ")
	kilobytes, _ := strconv.ParseFloat(text, 64) // no number is zero too
	return kilobytes / 1000
}
