package e2e

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wakesleep/e2e/desktop"
)

// buildHeadless builds the commands alone, once.
var buildHeadless = sync.OnceValues(func() (string, error) {
	return buildAs("wakesleep-headless", "headless", "CGO_ENABLED=0")
})

// surroundings are what a toolkit reads and a command need not.
func surroundings(t *testing.T) map[string][]string {
	return map[string][]string{
		"no variables":                  nil,
		"LANG=C":                        {"LANG=C"},
		"LANG=C.UTF-8":                  {"LANG=C.UTF-8"},
		"a locale that is not there":    {"LANG=xx_YY.UTF-8"},
		"LC_ALL that is not there":      {"LANG=C.UTF-8", "LC_ALL=xx_YY.UTF-8"},
		"LC_MESSAGES that is not there": {"LC_MESSAGES=xx"},
		"a dead display":                {"LANG=C.UTF-8", "DISPLAY=:4711", "WAYLAND_DISPLAY=none"},
		"a display that hangs":          {"LANG=C.UTF-8", "DISPLAY=" + silent(t)},
		"the display that is there":     {"LANG=C.UTF-8", "DISPLAY=" + os.Getenv("DISPLAY")},
	}
}

// silent is the socket of a display that takes connections and never answers.
func silent(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "display")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return path
}

// A command says what it says in the program without a window, wherever it runs.
func TestCommandsPrintNothingOfToolkits(t *testing.T) {
	window := program(t)
	headless, err := buildHeadless()
	if err != nil {
		t.Fatal(err)
	}
	for name, env := range surroundings(t) {
		for _, args := range [][]string{{"recipe", "list"}, {"--help"}, {"evaluate", "/no/such/file"}} {
			want, got := words(t, headless, env, args), words(t, window, env, args)
			if !bytes.Equal(got, want) {
				t.Errorf("%s, %v: the program said\n%s\nwithout a window it says\n%s", name, args, got, want)
			}
		}
	}
}

// A window that cannot be opened says why, and the toolkits say nothing before.
func TestWindowsPrintNothingOfToolkits(t *testing.T) {
	window := program(t)
	for name, env := range surroundings(t) {
		if strings.Contains(name, "display") {
			continue
		}
		if got := string(words(t, window, env, nil)); !strings.HasPrefix(got, "wakesleep: there is no display") || strings.Count(got, "\n") != 1 {
			t.Errorf("%s: the program said\n%s", name, got)
		}
	}
}

// words is what a command prints on standard error.
func words(t *testing.T, binary string, env, args []string) []byte {
	t.Helper()
	command := exec.CommandContext(t.Context(), binary, args...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, env...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	var ended *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return stderr.Bytes()
}

// display starts an X server of the test's own with arguments, and returns its name.
func display(t *testing.T, args ...string) string {
	t.Helper()
	number, told, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer number.Close()
	defer told.Close()
	server := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-nolisten", "tcp"}, args...)...)
	server.ExtraFiles = []*os.File{told}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	})
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return ":" + strings.TrimSpace(line)
}

// Where no window can be drawn in, the program says so and ends.
func TestWithoutOpenGL(t *testing.T) {
	needDesktop(t)
	command := exec.Command(program(t))
	command.Env = append(desktop.Environment(t.TempDir()), "DISPLAY="+display(t, "-extension", "GLX"))
	out, err := command.CombinedOutput()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != 1 {
		t.Errorf("the program ended with %v", err)
	}
	text := string(out)
	if !strings.Contains(text, "OpenGL") || strings.Count(text, "\n") != 1 {
		t.Errorf("the program said:\n%s", text)
	}
}

// Mesa's cache of shaders ends the program where the disk is full, so there is none.
func TestNoShadersAreKept(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	quit(t, start(t, desktop.Options{Home: home}))
	if _, err := os.Stat(filepath.Join(home, "cache", "mesa_shader_cache")); !os.IsNotExist(err) {
		t.Errorf("shaders were kept (%v)", err)
	}
}

// Where nothing can be written the window opens all the same, and says what it cannot keep.
func TestNothingCanBeKept(t *testing.T) {
	needDesktop(t)
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "config"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, desktop.Options{Home: home})
	p.WaitForText("message", "dialog.unkept")
}
