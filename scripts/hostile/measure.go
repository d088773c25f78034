package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// measureWord makes this program the one that starts a command and tells what it cost.
// A process's peak of memory counts that of the one which started it, so that has to be a
// small one.
const measureWord = "-measure"

// cost is what a command cost.
type cost struct {
	// Status is the exit status; of one that a signal ended, 128 and its number.
	Status int
	// Hung tells that it was given up.
	Hung bool
	// Time is what it took, and Work what the processors worked for it.
	Time, Work time.Duration
	// Peak is its greatest resident memory in bytes.
	Peak int64
}

// measure runs a command with this process's input and output, and writes its cost to
// descriptor 3.
func measure(args []string) {
	command := exec.Command(args[0], args[1:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	began := time.Now()
	if err := command.Start(); err != nil {
		log.Fatal(err)
	}
	end := time.AfterFunc(patience, func() { _ = command.Process.Kill() })
	_ = command.Wait() // the state tells more
	c := cost{Status: statusOf(command.ProcessState), Hung: !end.Stop(), Time: time.Since(began)}
	c.Work = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.Peak = usage.Maxrss << 10
	}
	if err := json.NewEncoder(os.NewFile(3, "cost")).Encode(c); err != nil {
		log.Fatal(err)
	}
}

func statusOf(s *os.ProcessState) int {
	if w, ok := s.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return 128 + int(w.Signal())
	}
	return s.ExitCode()
}

// measured runs a command through another process of this program.
func measured(command *exec.Cmd) (c cost, err error) {
	self, err := os.Executable()
	if err != nil {
		return c, err
	}
	command.Args = append([]string{self, measureWord, command.Path}, command.Args[1:]...)
	command.Path = self
	told, tell, err := os.Pipe()
	if err != nil {
		return c, err
	}
	defer told.Close()
	command.ExtraFiles = []*os.File{tell}
	err = command.Start()
	tell.Close()
	if err != nil {
		return c, err
	}
	decoded := json.NewDecoder(told).Decode(&c)
	if err := errors.Join(command.Wait(), decoded); err != nil {
		return c, fmt.Errorf("measuring: %w", err)
	}
	return c, nil
}
