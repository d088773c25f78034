// Command autosave measures what the checkpoints of a training cost: it trains a large
// machine in turns with and without them and compares, and it watches how much memory a
// training with them holds. For its figures to mean something nothing else may run.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"wakesleep/cli/benchmark"
)

// options are the command line.
type options struct {
	program, layers string
	turns, threads  int
	turn, every     time.Duration
	watch           time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.layers, "layers", "500,500,500", "hidden layers of the machine")
	flag.IntVar(&o.turns, "turns", 6, "turns of each kind")
	flag.IntVar(&o.threads, "threads", 2, "threads of a training")
	flag.DurationVar(&o.turn, "turn", 65*time.Second, "length of a turn")
	flag.DurationVar(&o.every, "every", 20*time.Second, "time between checkpoints")
	flag.DurationVar(&o.watch, "watch", 10*time.Minute, "how long to watch the memory; 0 does not")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("say which program to measure")
	}
	o.program = flag.Arg(0)
	if err := errors.Join(o.compare(), o.memory()); err != nil {
		log.Fatal(err)
	}
}

// speed is how a turn went: cycles a second of the clock and of processors' time.
type speed struct{ clock, processors float64 }

// compare trains in turns, without checkpoints and with them.
func (o *options) compare() error {
	var off, on []speed
	for range o.turns {
		for _, c := range []struct {
			every time.Duration
			list  *[]speed
		}{{0, &off}, {o.every, &on}} {
			s, err := o.train(c.every, o.turn, nil)
			if err != nil {
				return err
			}
			*c.list = append(*c.list, s)
			fmt.Printf("checkpoints every %v: %.2f cycles a second, %.2f a second of processors' time\n", c.every, s.clock, s.processors)
		}
	}
	if o.turns == 0 {
		return nil
	}
	for _, c := range []struct {
		what string
		of   func(speed) float64
	}{
		{"the clock", func(s speed) float64 { return s.clock }},
		{"processors' time", func(s speed) float64 { return s.processors }},
	} {
		var costs []float64
		for i := range off {
			costs = append(costs, 100*(1-c.of(on[i])/c.of(off[i])))
		}
		slices.Sort(costs)
		middle := (costs[len(costs)/2] + costs[(len(costs)-1)/2]) / 2
		fmt.Printf("by %s checkpoints every %v cost %.2f %% in the median (%.2f to %.2f): %.2f %% every 2 minutes\n",
			c.what, o.every, middle, costs[0], costs[len(costs)-1], middle*o.every.Seconds()/120)
	}
	return nil
}

// memory samples the resident memory of one training, and compares its early with its
// late.
func (o *options) memory() error {
	if o.watch == 0 {
		return nil
	}
	var samples []float64
	_, err := o.train(o.every, o.watch, func(process int) {
		text, _, _ := strings.Cut(benchmark.ProcField(fmt.Sprintf("/proc/%d/status", process), "VmRSS"), " ")
		if kilobytes, err := strconv.ParseFloat(text, 64); err == nil {
			samples = append(samples, kilobytes/1000)
		}
	})
	if err != nil {
		return err
	}
	part := len(samples) / 5
	if part == 0 {
		return errors.New("too short to watch the memory")
	}
	fmt.Printf("memory in %v with checkpoints every %v, MB: ", o.watch, o.every)
	for i := range 5 {
		fifth := slices.Sorted(slices.Values(samples[i*part : (i+1)*part]))
		fmt.Printf("%.0f (up to %.0f) ", fifth[part/2], fifth[part-1])
	}
	fmt.Println("by fifths: medians and greatest")
	return nil
}

// train trains for some time, and has look called each second with the process's number.
func (o *options) train(every, length time.Duration, look func(process int)) (speed, error) {
	folder, err := os.MkdirTemp("", "wakesleep-autosave-")
	if err != nil {
		return speed{}, err
	}
	defer os.RemoveAll(folder)
	c := exec.Command(o.program, "train", "--limit", "2000", "--layers", o.layers, "--epochs", "1000000", "--json",
		"--threads", strconv.Itoa(o.threads), "--autosave", every.String(), "--out", filepath.Join(folder, "m.helmholtz"))
	c.Env = append(os.Environ(), "WAKESLEEP_RECOVERY="+filepath.Join(folder, "recovery"))
	var said strings.Builder
	c.Stderr = &said
	lines, err := c.StdoutPipe()
	if err != nil {
		return speed{}, err
	}
	if err := c.Start(); err != nil {
		return speed{}, err
	}
	ended := make(chan struct{})
	go pace(c.Process, length, look, ended)
	seconds, cycles := count(lines)
	_ = c.Wait()
	close(ended)
	if status := c.ProcessState.ExitCode(); status != 143 {
		return speed{}, fmt.Errorf("%v ended with status %d: %s", c, status, said.String())
	}
	used := (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	return speed{cycles / seconds, cycles / used}, nil
}

// pace looks each second, and ends the process when its time is over.
func pace(p *os.Process, length time.Duration, look func(int), ended <-chan struct{}) {
	over := time.After(length)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			return
		case <-over:
			_ = p.Signal(syscall.SIGTERM)
			over = nil
		case <-tick.C:
			if look != nil {
				look(p.Pid)
			}
		}
	}
}

// count adds up seconds and cycles of epochs.
func count(lines io.Reader) (seconds, cycles float64) {
	for s := bufio.NewScanner(lines); s.Scan(); {
		var e struct{ Seconds, Cycles float64 }
		if json.Unmarshal(s.Bytes(), &e) == nil {
			seconds, cycles = seconds+e.Seconds, e.Cycles
		}
	}
	return seconds, cycles
}
