//go:build linux

// Package faults lets every system call of a save and of an autosave fail, one at a time,
// and kills the program at each. It needs strace, which does both, and minutes: `make
// faults` runs it.
package faults

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faults are what system calls are made to return. Interrupted ones Go calls again.
var faults = []string{"EIO", "ENOSPC", "EDQUOT", "EACCES", "EINTR"}

// calls are the system calls that touch files: those of a save are made to fail.
var calls = []string{
	"openat", "close", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2",
	"unlink", "unlinkat", "rmdir", "fchmod", "fchmodat", "fchown", "fchownat", "newfstatat", "fstat", "lstat", "stat", "statx",
	"fcntl", "flock", "getdents64", "readlinkat", "lseek", "mkdirat", "mkdir", "ftruncate", "copy_file_range", "statfs",
}

func TestFaults(t *testing.T) {
	if os.Getenv("WAKESLEEP_FAULTS") == "" {
		t.Skip("minutes long: make faults runs it")
	}
	if err := exec.Command("strace", "-e", "inject=getppid:error=EIO", "true").Run(); err != nil {
		t.Skipf("needs strace and the right to use it (apt install strace): %v", err)
	}
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			n := 0
			made := count(t, s)
			for _, call := range calls {
				for i := range made[call] {
					for _, f := range faults {
						s.try(t, injection{call, "error=" + f, i + 1})
						n++
					}
					s.try(t, injection{call, "signal=KILL", i + 1})
					n++
				}
			}
			t.Logf("%d system calls, %d cases", sum(made), n)
		})
	}
}

func sum(made map[string]int) (n int) {
	for _, m := range made {
		n += m
	}
	return n
}

// injection is what befalls the nth call of a kind.
type injection struct {
	call, fault string
	n           int
}

func (i injection) String() string { return fmt.Sprintf("%s:%s:when=%d", i.call, i.fault, i.n) }

func (i injection) kills() bool { return strings.HasPrefix(i.fault, "signal") }

// count runs a scene undisturbed and counts the calls that it makes.
func count(t testing.TB, s scene) map[string]int {
	t.Helper()
	folder := t.TempDir()
	s.begin(t, folder)
	r, log := run(t, s, folder, "")
	s.check(t, folder, r)
	made := map[string]int{}
	for _, found := range regexp.MustCompile(`(?m)^([a-z0-9_]+)\(`).FindAllStringSubmatch(log, -1) {
		if slices.Contains(calls, found[1]) {
			made[found[1]]++
		}
	}
	if sum(made) < 10 {
		t.Fatalf("a save of so few calls? %s", log)
	}
	return made
}

// try runs a scene with a fault.
func (s scene) try(t testing.TB, i injection) {
	t.Helper()
	folder, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	s.begin(t, folder)
	r, log := run(t, s, folder, i.String())
	struck := struck{t, fmt.Sprintf("%v: after %s", i, log)}
	if i.kills() == r.Ended {
		struck.Errorf("the program says %+v", r)
	}
	if !strings.Contains(log, "(INJECTED)") && !strings.Contains(log, "killed by SIGKILL") {
		struck.Errorf("nothing was struck")
	}
	s.check(struck, folder, r)
}

// struck is a test that tells with its errors what befell the program.
type struck struct {
	testing.TB
	what string
}

func (s struck) Errorf(format string, args ...any) {
	s.Helper()
	s.TB.Errorf("%s\n%s", s.what, fmt.Sprintf(format, args...))
}

// result is what a child says of its work.
type result struct {
	// Ended tells that it came to an end, and was not killed.
	Ended bool
	// Err is the error's text; empty without one. Replaced is what it says of the file.
	Err      string
	Replaced bool
}

// run has a child play a scene in a folder, with a fault or none, and returns what it says
// and its system calls.
func run(t testing.TB, s scene, folder, inject string) (r result, log string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childScene+"="+s.name, childFolder+"="+folder, "GOMAXPROCS=2")
	in, _ := child.StdinPipe()
	out, _ := child.StdoutPipe()
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	says := bufio.NewReader(out)
	thread, err := says.ReadString('\n')
	if err != nil {
		t.Fatal("the child did not begin:", err)
	}
	path := filepath.Join(t.TempDir(), "log")
	args := []string{"-o", path, "-p", strings.TrimSpace(thread), "-e", "trace=" + strings.Join(calls, ",?")}
	if inject != "" {
		args = append(args, "-e", "inject="+inject)
	}
	tracer := exec.Command("strace", args...)
	attached, _ := tracer.StderrPipe()
	if err := tracer.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(attached).ReadString('\n'); !strings.Contains(line, "attached") {
		t.Fatalf("strace says %q, %v", line, err)
	}
	_, _ = in.Write([]byte{'\n'})
	_ = json.NewDecoder(says).Decode(&r)
	_ = in.Close()
	_ = child.Wait()
	_ = tracer.Wait()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(path)
	return r, string(text)
}
