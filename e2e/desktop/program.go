package desktop

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wakesleep/ui/inspect"
)

// identity is the folder of the program's preferences.
const identity = "io.github.wakesleep.WakeSleep"

// Options say how the program is started.
type Options struct {
	// Binary is the program's file.
	Binary string
	// Home is its home folder, where everything that it remembers is kept.
	Home string
	// Arguments are the command line's.
	Arguments []string
	// Preferences are written before the start; nil leaves them as they are.
	Preferences map[string]any
	// Prepare, which may be nil, is called by Run before the start, with Home.
	Prepare func(home string) error
}

// Program is a running program with its window.
type Program struct {
	t      Test
	cmd    *exec.Cmd
	window string
	report string
	clicks int
	// questions counts what was asked.
	questions int
	ended     chan struct{}
	output    *os.File
}

// Start starts the program, whose window comes with Appear. The caller must Kill
// it in the end, whatever happens.
func Start(t Test, o Options) *Program {
	t.Helper()
	p := &Program{t: t, report: filepath.Join(o.Home, "window.json"), ended: make(chan struct{})}
	_ = os.Remove(p.report) // of the start before
	if o.Preferences != nil {
		prefer(t, o.Home, o.Preferences)
	}
	var err error
	if p.output, err = os.CreateTemp(o.Home, "output-*.txt"); err != nil {
		t.Fatalf("%v", err)
	}
	p.cmd = exec.Command(o.Binary, o.Arguments...)
	p.cmd.Stdout, p.cmd.Stderr = p.output, p.output
	p.cmd.Env = append(Environment(o.Home), inspect.Variable+"="+p.report)
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("cannot start %s: %v", o.Binary, err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	return p
}

// Appear waits until the program's window shows a machine.
func (p *Program) Appear() {
	p.t.Helper()
	p.Open()
	p.WaitForText("progress", "bar.progress.cycle")
}

// Open waits until the program's window is to be seen.
func (p *Program) Open() {
	p.t.Helper()
	wait(p.t, "the window", p.running, func() bool {
		p.window = find(p.cmd.Process.Pid, "Wake-Sleep$")
		return p.window != ""
	})
}

// ID is the number of the program's process.
func (p *Program) ID() int { return p.cmd.Process.Pid }

// Environment is that of a program for whom home is all there is.
func Environment(home string) []string {
	env := append(os.Environ(), "HOME="+home, "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LANGUAGE=en",
		"GDK_BACKEND=x11", "GSETTINGS_BACKEND=memory", "NO_AT_BRIDGE=1", "GTK_USE_PORTAL=0",
		"DBUS_SESSION_BUS_ADDRESS=disabled:")
	for name, folder := range map[string]string{
		"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
	} {
		env = append(env, name+"="+filepath.Join(home, folder))
	}
	return env
}

// PreferencesFile is where the program keeps its preferences.
func PreferencesFile(home string) string {
	return filepath.Join(home, "config", "fyne", identity, "preferences.json")
}

// prefer writes the preferences where Fyne looks for them.
func prefer(t Test, home string, values map[string]any) {
	t.Helper()
	path := PreferencesFile(home)
	text, err := json.Marshal(values)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		t.Fatalf("cannot write the preferences: %v", err)
	}
}

// Output is what the program printed so far.
func (p *Program) Output() string {
	text, err := io.ReadAll(io.NewSectionReader(p.output, 0, 1<<20))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text))
}

// running tells whether the program has not ended.
func (p *Program) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// WaitForEnd waits until the program has ended and returns its exit status.
func (p *Program) WaitForEnd() int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(longest):
		p.t.Fatalf("the program did not end")
	}
	return p.cmd.ProcessState.ExitCode()
}

// Kill ends the program if it still runs, and returns what it printed.
func (p *Program) Kill() string {
	if p.running() {
		_ = p.cmd.Process.Kill()
		<-p.ended
	}
	defer p.output.Close()
	return p.Output()
}

// Signal sends the program a signal, unless it has ended.
func (p *Program) Signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.t.Fatalf("cannot send %v: %v", s, err)
	}
}

// Checkpoints is the folder in which a program with a home keeps them.
func Checkpoints(home string) string { return filepath.Join(home, "data", "wakesleep", "recovery") }

// WaitForCheckpoint waits until the program has kept one.
func (p *Program) WaitForCheckpoint(home string) {
	p.t.Helper()
	wait(p.t, "a checkpoint", p.running, func() bool {
		list, _ := filepath.Glob(filepath.Join(Checkpoints(home), "*", "about.json"))
		return len(list) > 0
	})
}

// Hold stops the program where it is, or lets it go on.
func (p *Program) Hold(on bool) {
	p.t.Helper()
	signal := syscall.SIGCONT
	if on {
		signal = syscall.SIGSTOP
	}
	if err := p.cmd.Process.Signal(signal); err != nil {
		p.t.Fatalf("cannot hold the program: %v", err)
	}
}
