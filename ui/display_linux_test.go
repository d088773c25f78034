package ui

import (
	"net"
	"os"
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

// TestWhyADisplayIsSilent: in words of ours, whatever the variable holds.
func TestWhyADisplayIsSilent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{
		file: "nothing listens there", file + "/x": "nothing listens there", ":12345": "nothing listens there",
		server(t, func(net.Conn) {}): "it ends the connection", "no.such.host.invalid:0": "no computer has that name",
		"127.0.0.1:64000": "no computer has that name", strings.Repeat("x", 5000): "no address",
		"\x1b[31m:0": "no computer has that name", "127.0.0.1:51234": "nothing listens there",
	} {
		for _, variable := range []string{"DISPLAY", "WAYLAND_DISPLAY"} {
			if variable == "WAYLAND_DISPLAY" && (!filepath.IsAbs(name) || says == "it ends the connection") {
				continue
			}
			t.Setenv("DISPLAY", "")
			t.Setenv(variable, name)
			err := checkDisplay()
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("%s=%.50q: %v", variable, name, err)
				continue
			}
			for _, word := range []string{"dial", "unix:", "tcp", "lookup", "connect:", "EOF"} {
				if strings.Contains(err.Error(), word) {
					t.Errorf("%s=%.50q: %v", variable, name, err)
				}
			}
			if len(err.Error()) > 400 || !strings.Contains(err.Error(), "check "+variable) {
				t.Errorf("%s=%.50q: %v", variable, name, err)
			}
		}
	}
}
