package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wakesleep/cli/benchmark"
	"wakesleep/e2e/desktop"
)

// frequent is the time between checkpoints in the turns that have them: so short that what they
// cost stands out from what else varies from turn to turn. usual is that of users.
const frequent, usual = 1.0, 120.0

// measured are windows' settings for what checkpoints cost: none in a turn, and many.
var measured = [2]map[string]any{
	{"autosave": 1e5, "room": "watch"},
	{"autosave": frequent, "room": "watch"},
}

// What checkpoints cost a window that trains the largest machine that its settings propose,
// and the memory that it holds. WAKESLEEP_AUTOSAVE says how long a turn is; it measures and
// judges nothing.
func TestAutosaveCost(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("WAKESLEEP_AUTOSAVE"))
	if err != nil {
		t.Skip("for figures set WAKESLEEP_AUTOSAVE to the length of a turn, such as 60s")
	}
	needDesktop(t)
	machine := filepath.Join(t.TempDir(), "m.helmholtz")
	train := exec.Command(program(t), "train", "--layers", "200,200,200", "--cycles", "10", "--out", machine)
	if text, err := train.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	const turns = 5
	var clock, processors []float64
	for turn := range turns {
		var each, used [2]float64
		for k, preferences := range measured {
			each[k], used[k] = pace(t, machine, preferences, length)
		}
		t.Logf("turn %d: %.1f cycles a second without, %.1f with; of processors' time %.1f and %.1f", turn, each[0], each[1], used[0], used[1])
		clock = append(clock, 100*(1-each[1]/each[0]))
		processors = append(processors, 100*(1-used[1]/used[0]))
	}
	slices.Sort(clock)
	slices.Sort(processors)
	t.Logf("checkpoints every %g s cost %.2f %% by the clock (%.2f to %.2f) and %.2f %% by processors' time (%.2f to %.2f)",
		frequent, clock[turns/2], clock[0], clock[turns-1], processors[turns/2], processors[0], processors[turns-1])
	t.Logf("every %g s that is %.3f %% and %.3f %% in the median", usual, clock[turns/2]*frequent/usual, processors[turns/2]*frequent/usual)

	p := playing(t, machine, map[string]any{"autosave": 5, "room": "watch"})
	var megabytes []string
	for range 10 {
		time.Sleep(length)
		megabytes = append(megabytes, fmt.Sprintf("%.0f", resident(t, p)))
	}
	t.Logf("memory every %v with a checkpoint every 5 s, MB: %s", length, strings.Join(megabytes, " "))
}

// playing is a window that trains a machine.
func playing(t *testing.T, machine string, preferences map[string]any) *desktop.Program {
	t.Helper()
	p := start(t, desktop.Options{Home: t.TempDir(), Preferences: preferences, Arguments: []string{machine}})
	p.WaitForCycle(10)
	p.Click("play")
	past(p, 50)
	return p
}

// pace is the number of cycles that a window trains in a second, and in one of processors'
// time.
func pace(t *testing.T, machine string, preferences map[string]any, length time.Duration) (clock, processors float64) {
	t.Helper()
	p := playing(t, machine, preferences)
	began, from, busy := time.Now(), cycle(t, p), used(t, p)
	time.Sleep(length)
	cycles := float64(cycle(t, p) - from)
	seconds := time.Since(began).Seconds()
	processors = cycles / (used(t, p) - busy)
	p.Kill()
	return cycles / seconds, processors
}

// resident is the memory that a program holds, in MB.
func resident(t *testing.T, p *desktop.Program) float64 {
	t.Helper()
	text, _, _ := strings.Cut(benchmark.ProcField(fmt.Sprintf("/proc/%d/status", p.ID()), "VmRSS"), " ")
	kilobytes, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes / 1000
}

// used is the processors' time that a program has taken, in seconds.
func used(t *testing.T, p *desktop.Program) float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.ID()))
	if err != nil {
		t.Fatal(err)
	}
	// Fields are counted behind the name, which is in parentheses and may have spaces.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	sum := 0.0
	for _, field := range fields[11:13] { // utime and stime
		ticks, err := strconv.ParseFloat(field, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += ticks
	}
	return sum / 100
}
