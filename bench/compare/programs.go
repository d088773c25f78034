package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// programs are the paths of what is built to be measured.
type programs struct {
	ours, portable, gonum, gonumPortable string
}

// build compiles the Go programs into a folder.
func build(ctx context.Context, folder string) (programs, error) {
	var p programs
	for _, b := range []struct {
		path *string
		name string
		tags string
		from string
	}{
		{&p.ours, "wakesleep", "headless", "."},
		{&p.portable, "wakesleep-purego", "headless,purego", "."},
		{&p.gonum, "gonum", "", "./bench/gonum"},
		{&p.gonumPortable, "gonum-noasm", "noasm", "./bench/gonum"},
	} {
		*b.path = filepath.Join(folder, b.name)
		if runtime.GOOS == "windows" {
			*b.path += ".exe"
		}
		c := exec.CommandContext(ctx, "go", "build", "-tags", b.tags, "-o", *b.path, b.from)
		c.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := c.CombinedOutput(); err != nil {
			return p, fmt.Errorf("building %s: %w\n%s", b.name, err, out)
		}
	}
	return p, nil
}

// ask runs a program and reads the JSON object that it prints.
func ask(ctx context.Context, into any, program string, args ...string) error {
	c := exec.CommandContext(ctx, program, args...)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		return errors.Join(err, errors.New(lines[len(lines)-1]))
	}
	if err := json.Unmarshal(out, into); err != nil {
		return fmt.Errorf("%s printed no JSON object: %w", filepath.Base(program), err)
	}
	return nil
}
