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
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// child is this program as a process of its own.
type child struct {
	*exec.Cmd
	t      *testing.T
	stdout *bufio.Reader
	closer io.Closer
	stderr bytes.Buffer
}

// spawn starts a command of the program with variables of the environment, KEY=VALUE.
func spawn(t *testing.T, environment []string, args ...string) *child {
	t.Helper()
	c := &child{Cmd: exec.CommandContext(t.Context(), os.Args[0], args...), t: t}
	return c.begin(environment)
}

func (c *child) begin(environment []string) *child {
	c.t.Helper()
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

// short is a training of a moment, and longer one of a second.
var (
	short  = strings.Fields("train --data digits --limit 300 --layers 10 --batch 50 --epochs 6 --threads 1 --json")
	longer = with(short, "--epochs", "400")
)

func upTo(d time.Duration) time.Duration { return rand.N(d + 1) }

func TestSignals(t *testing.T) {
	for _, c := range []struct {
		name        string
		args        []string
		environment []string
		act         func(p *child)
		status      int
		// said is part of what the command says, and kept whether it leaves a file.
		said string
		kept bool
	}{
		{"SIGTERM", endless, nil, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGTERM)
		}, 143, "saved in", true},
		{"two of timeout", endless, nil, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGTERM)
			time.Sleep(upTo(100 * time.Millisecond))
			_ = p.Process.Signal(syscall.SIGTERM) // it may be over
		}, 143, "saved in", true},
		{"SIGHUP", endless, nil, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGHUP)
		}, 129, "saved in", true},
		{"SIGINT", endless, nil, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGINT)
		}, 130, "saved in", true},
		{"the first of two counts", endless, []string{"WAKESLEEP_TEST_SLOW=300ms"}, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGHUP)
			time.Sleep(upTo(50*time.Millisecond) + 10*time.Millisecond)
			p.send(syscall.SIGTERM)
		}, 129, "saved in", true},
		{"a later one", endless, []string{"WAKESLEEP_TEST_SLOW=10s"}, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGINT)
			time.Sleep(sameRequest + 100*time.Millisecond)
			p.send(syscall.SIGTERM)
		}, 130, "it ended at once; FILE was not saved", false},
		{"a slow disk", endless, []string{"WAKESLEEP_TEST_SLOW=1300ms"}, func(p *child) {
			p.awaitLine()
			p.send(syscall.SIGTERM)
		}, 143, "saved in", true},
		{"while a finished training is saved", short, []string{"WAKESLEEP_TEST_SLOW=400ms"}, func(p *child) {
			for range 6 {
				p.awaitLine()
			}
			time.Sleep(upTo(200*time.Millisecond) + 20*time.Millisecond)
			p.send(syscall.SIGTERM)
		}, 143, "SIGTERM came when all was done", true},
		{"closed output", longer, nil, func(p *child) {
			p.awaitLine()
			p.closer.Close()
		}, 1, "the output could not be written", true},
		{"a signal behind closed output", endless, nil, func(p *child) {
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
				p := spawn(t, c.environment, with(c.args, "--out", out)...)
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

// A command that waits for a disk, and has nothing to save, is not waited for.
func TestSignalEndsACommandThatHasNothingToSave(t *testing.T) {
	signals := make(chan os.Signal, 1)
	signals <- syscall.SIGTERM
	ctx, cancel := context.WithCancelCause(t.Context())
	i := new(interruption)
	if e := i.follow(signals, cancel); e.status != 143 || e.text != "stopped" || signalOf(ctx) == nil {
		t.Errorf("%+v, %v", e, context.Cause(ctx))
	}
}

func TestSignalsEndAnEvaluationThatGoesOn(t *testing.T) {
	args, path := keeping(t)
	for _, c := range []struct {
		signal syscall.Signal
		status int
	}{{syscall.SIGTERM, 143}, {syscall.SIGHUP, 129}} {
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
