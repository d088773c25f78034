//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wakesleep/internal/signals"
)

// child is this program as a process of its own.
type child struct {
	*exec.Cmd
	t      *testing.T
	stdout *bufio.Reader
	closer io.Closer
	stderr bytes.Buffer
	// gate is the file that saving waits for to go; empty where it waits for none.
	gate string
}

// open lets the command save.
func (c *child) open() {
	c.t.Helper()
	if err := os.Remove(c.gate); err != nil {
		c.t.Fatal(err)
	}
}

// spawn starts a command of the program with variables of the environment, KEY=VALUE.
func spawn(t *testing.T, environment []string, args ...string) *child {
	t.Helper()
	c := &child{Cmd: exec.CommandContext(t.Context(), os.Args[0], args...), t: t}
	return c.begin(environment)
}

func (c *child) begin(environment []string) *child {
	c.t.Helper()
	heed()
	c.Env = append(append(os.Environ(), "WAKESLEEP_TEST_RUN=1"), environment...)
	c.Stderr = &c.stderr
	stdout, err := c.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	c.stdout, c.closer = bufio.NewReader(stdout), stdout
	if err := c.Start(); err != nil {
		c.t.Fatal(err)
	}
	return c
}

// heed has children get the signals that this process ignores, as it does below nohup and
// in the background of a script: they would inherit that.
var heed = sync.OnceFunc(func() {
	if _, ignored := signals.Ending(); len(ignored) > 0 {
		signal.Notify(make(chan os.Signal, 1), ignored...)
	}
})

// awaitLine returns when the command prints.
func (c *child) awaitLine() {
	c.t.Helper()
	if _, err := c.stdout.ReadString('\n'); err != nil {
		c.t.Fatalf("no line: %v", err)
	}
}

func (c *child) send(s syscall.Signal) {
	c.t.Helper()
	if err := c.Process.Signal(s); err != nil {
		c.t.Fatal(err)
	}
}

// sendUntilItEnds repeats a signal.
func (c *child) sendUntilItEnds(s syscall.Signal) {
	over := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, c.stdout)
		close(over)
	}()
	for {
		select {
		case <-over:
			return
		case <-time.After(50 * time.Millisecond):
			_ = c.Process.Signal(s)
		}
	}
}

// end waits for the command and returns its status.
func (c *child) end() int {
	_, _ = io.Copy(io.Discard, c.stdout)
	_ = c.Wait()
	return c.ProcessState.ExitCode()
}

// signalRepeats is how often each case of signals is tried.
func signalRepeats(t *testing.T) int {
	n := 2
	if testing.Short() {
		n = 1
	}
	if text := os.Getenv("WAKESLEEP_SIGNALS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// short is a training of a moment, and longer one that prints more than fits into a pipe.
var (
	short  = strings.Fields("train --data digits --limit 300 --layers 10 --batch 50 --epochs 6 --threads 1 --json")
	longer = strings.Fields("train --data digits --limit 50 --layers 4 --batch 50 --epochs 3000 --threads 1 --json")
)

func upTo(d time.Duration) time.Duration { return rand.N(d + 1) }

// once sends a signal to a command that prints.
func once(signal syscall.Signal) func(*child) {
	return func(p *child) {
		p.awaitLine()
		p.send(signal)
	}
}

func TestSignals(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		// slow tells that saving takes until the gate is opened.
		slow   bool
		act    func(p *child)
		status int
		// said is part of what the command says, and kept whether it leaves a file.
		said string
		kept bool
	}{
		{"SIGTERM", endless, false, once(syscall.SIGTERM), 143, "saved in", true},
		{"two of timeout", endless, false, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGTERM)
			time.Sleep(upTo(100 * time.Millisecond))
			_ = p.Process.Signal(syscall.SIGTERM) // it may be over
		}, 143, "saved in", true},
		{"SIGHUP", endless, false, once(syscall.SIGHUP), 129, "saved in", true},
		{"SIGINT", endless, false, once(syscall.SIGINT), 130, "saved in", true},
		{"SIGQUIT", endless, false, once(syscall.SIGQUIT), 131, "saved in", true},
		{"SIGXCPU, which is repeated", endless, true, func(p *child) {
			p.awaitLine()
			for range 4 {
				p.send(syscall.SIGXCPU)
				time.Sleep(sameRequest / 2)
			}
			p.open()
		}, 152, "saved in", true},
		{"the first of two counts", endless, true, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGHUP)
			time.Sleep(upTo(50*time.Millisecond) + 10*time.Millisecond)
			p.send(syscall.SIGTERM)
			p.open()
		}, 129, "saved in", true},
		{"a later one", endless, true, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGINT)
			time.Sleep(sameRequest)
			p.sendUntilItEnds(syscall.SIGTERM) // the first may have been taken in late
		}, 130, "it ended at once; FILE was not saved", false},
		{"a slow disk", endless, true, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGTERM)
			time.Sleep(sameRequest + upTo(sameRequest))
			p.open()
		}, 143, "saved in", true},
		{"while a finished training is saved", short, true, func(p *child) {
			for range 6 {
				p.awaitLine()
			}
			time.Sleep(upTo(200 * time.Millisecond))
			p.send(syscall.SIGTERM)
			time.Sleep(200 * time.Millisecond)
			p.open()
		}, 143, "SIGTERM came when all was done", true},
		{"closed output", longer, false, func(p *child) {
			p.awaitLine()
			p.closer.Close()
		}, 1, "the output could not be written", true},
		{"a signal behind closed output", endless, false, func(p *child) {
			p.awaitLine()
			p.closer.Close()
			time.Sleep(upTo(100 * time.Millisecond))
			p.send(syscall.SIGTERM)
		}, 143, "saved in", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for range signalRepeats(t) {
				out := filepath.Join(t.TempDir(), "m.helmholtz")
				var environment []string
				gate := filepath.Join(t.TempDir(), "gate")
				if c.slow {
					environment = []string{"WAKESLEEP_TEST_GATE=" + write(t, gate, nil)}
				}
				p := spawn(t, environment, with(c.args, "--out", out)...)
				p.gate = gate
				c.act(p)
				status, said := p.end(), p.stderr.String()
				if status != c.status || !strings.Contains(said, strings.ReplaceAll(c.said, "FILE", out)) {
					t.Errorf("status %d, %q", status, said)
				}
				m, err := openMachine(out)
				if (err == nil) != c.kept || c.kept && m.Record.Cycles == 0 {
					t.Errorf("the file: %v; %q", err, said)
				}
			}
		})
	}
}

// Whoever reads what a training complains about may go away too.
func TestTrainingOutlivesWhoReadsItsComplaints(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := exec.CommandContext(t.Context(), os.Args[0], with(endless, "--out", out)...)
	p.Env = append(os.Environ(), "WAKESLEEP_TEST_RUN=1")
	p.Stdout, p.Stderr = w, w
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	_, _ = r.Read(make([]byte, 100))
	r.Close()
	time.Sleep(100 * time.Millisecond)
	_ = p.Process.Signal(syscall.SIGTERM)
	_ = p.Wait()
	if status := p.ProcessState.ExitCode(); status != 143 {
		t.Errorf("status %d", status)
	}
	if c, err := openMachine(out); err != nil || !c.Resumable() {
		t.Errorf("%v, %+v", err, c)
	}
}

// nohup ignores SIGHUP for what it starts, and scripts SIGINT for what they start in the
// background.
func TestSignalsThatWereIgnoredStaySo(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	args := append([]string{"-c", `trap "" HUP INT; exec "$0" "$@"`, os.Args[0]}, with(endless, "--out", out)...)
	p := (&child{Cmd: exec.CommandContext(t.Context(), "/bin/sh", args...), t: t}).begin(nil)
	p.awaitLine()
	p.send(syscall.SIGHUP)
	p.send(syscall.SIGINT)
	p.awaitLine()
	time.Sleep(50 * time.Millisecond)
	p.awaitLine()
	p.send(syscall.SIGTERM)
	if status := p.end(); status != 143 {
		t.Errorf("status %d, %q", status, p.stderr.String())
	}
}

// A limit for files, beyond which SIGXFSZ comes, is told in a sentence.
func TestFilesBeyondTheLimit(t *testing.T) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	train := with(strings.Fields("train --limit 100 --layers 100 --epochs 1 --threads 1 --json"), "--out", out)
	args := append([]string{"-c", `ulimit -f 8; exec "$0" "$@"`, os.Args[0]}, train...)
	p := (&child{Cmd: exec.CommandContext(t.Context(), "/bin/sh", args...), t: t}).begin([]string{"TMPDIR=" + t.TempDir()})
	if status := p.end(); status != 1 || !strings.Contains(p.stderr.String(), "larger than the system allows") {
		t.Errorf("status %d, %q", status, p.stderr.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("there is a file")
	}
}

// A command that waits for a disk, and has nothing to save, is not waited for.
func TestSignalEndsACommandThatHasNothingToSave(t *testing.T) {
	came := make(chan os.Signal, 1)
	came <- syscall.SIGTERM
	ctx, cancel := context.WithCancelCause(t.Context())
	i := new(interruption)
	if e := i.follow(came, cancel); e.status != 143 || e.text != "stopped" || signalOf(ctx) == nil {
		t.Errorf("%+v, %v", e, context.Cause(ctx))
	}
}

func TestSignalsEndAnEvaluationThatGoesOn(t *testing.T) {
	args, path := keeping(t)
	for _, c := range []struct {
		signal syscall.Signal
		status int
	}{{syscall.SIGTERM, 143}, {syscall.SIGHUP, 129}, {syscall.SIGQUIT, 131}, {syscall.SIGXCPU, 152}} {
		p := spawn(t, nil, with(args, "--samples", "20000", "--keep", path+c.signal.String())...)
		for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
			if text, err := os.ReadFile(path + c.signal.String()); err == nil && bytes.Count(text, []byte("\n")) > 1 {
				break
			}
		}
		p.send(c.signal)
		if status := p.end(); status != c.status || !strings.Contains(p.stderr.String(), "goes on from there") {
			t.Errorf("status %d, %q", status, p.stderr.String())
		}
	}
}
