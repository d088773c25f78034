package ui

import (
	"net"
	"path/filepath"
	"strings"
	"testing"
)

func TestDisplayAddresses(t *testing.T) {
	for name, want := range map[string][2]string{
		":0":                {"unix", "/tmp/.X11-unix/X0"},
		":101.0":            {"unix", "/tmp/.X11-unix/X101"},
		"unix:1":            {"unix", "/tmp/.X11-unix/X1"},
		"localhost:10.0":    {"tcp", "localhost:6010"},
		"[::1]:2":           {"tcp", "[::1]:6002"},
		"/private/tmp/xq:0": {"unix", "/private/tmp/xq:0"},
	} {
		if network, address := xAddress(name); network != want[0] || address != want[1] {
			t.Errorf("%s: %s %s, want %v", name, network, address, want)
		}
	}
}

func TestWithoutADisplayASentenceSaysSo(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := checkDisplay(); err == nil || !strings.Contains(err.Error(), "no display") {
		t.Errorf("error %v", err)
	}
	t.Setenv("DISPLAY", filepath.Join(t.TempDir(), "none"))
	if err := checkDisplay(); err == nil || !strings.Contains(err.Error(), "does not answer") {
		t.Errorf("error %v", err)
	}
}

// server stands for a display server: it takes connections and handles them.
func server(t *testing.T, handle func(net.Conn)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			handle(c)
			_ = c.Close()
		}
	}()
	return path
}

func TestDisplayThatAnswersIsGood(t *testing.T) {
	t.Setenv("DISPLAY", server(t, func(c net.Conn) {
		greeting := make([]byte, 12)
		if _, err := c.Read(greeting); err == nil && greeting[0] == 'l' && greeting[2] == 11 {
			_, _ = c.Write([]byte{1})
		}
	}))
	if err := checkDisplay(); err != nil {
		t.Error(err)
	}
}

func TestDisplayThatHangsUpIsNot(t *testing.T) {
	t.Setenv("DISPLAY", server(t, func(net.Conn) {}))
	if err := checkDisplay(); err == nil {
		t.Error("a server that hangs up passed for a display")
	}
}

func TestWaylandAlone(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", server(t, func(net.Conn) {}))
	if err := checkDisplay(); err != nil {
		t.Error(err)
	}
	t.Setenv("WAYLAND_DISPLAY", "/no/such/socket")
	if err := checkDisplay(); err == nil {
		t.Error("a socket that is not there passed for a display")
	}
}
