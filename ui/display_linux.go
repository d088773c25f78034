package ui

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// checkDisplay reports, in a sentence, why no window can be opened. It asks the
// display server itself, because the toolkits end the process where it does not
// answer.
func checkDisplay() error {
	if name := os.Getenv("DISPLAY"); name != "" {
		return checkX(name)
	}
	if name := os.Getenv("WAYLAND_DISPLAY"); name != "" {
		return checkWayland(name)
	}
	return errors.New("there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); " +
		"start it from a desktop, or use the commands that need no window: wakesleep --help")
}

// answerTime is how long a display server may take to answer.
const answerTime = 5 * time.Second

func checkX(name string) error {
	network, address := xAddress(name)
	answered := func() error {
		c, err := net.DialTimeout(network, address, answerTime)
		if err != nil {
			// Servers may listen on an abstract socket alone.
			var abstract error
			if c, abstract = net.DialTimeout(network, "@"+address, answerTime); abstract != nil {
				return err
			}
		}
		defer c.Close()
		return greetX(c)
	}
	if err := answered(); err != nil {
		return fmt.Errorf("the display %s does not answer (%w); check DISPLAY, "+
			"or use the commands that need no window: wakesleep --help", name, err)
	}
	return nil
}

// greetX opens an X11 connection and waits for the first byte of any answer. Being
// refused for want of a key is an answer too: Fyne's connection brings the key.
func greetX(c net.Conn) error {
	if err := c.SetDeadline(time.Now().Add(answerTime)); err != nil {
		return err
	}
	// Byte order, protocol 11.0, and no authorisation.
	if _, err := c.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	_, err := io.ReadFull(c, make([]byte, 1))
	return err
}

// xAddress is where the server called name, as in ":1", "host:0.0" or a path,
// listens.
func xAddress(name string) (network, address string) {
	if strings.HasPrefix(name, "/") {
		return "unix", name
	}
	colon := strings.LastIndex(name, ":")
	if colon < 0 {
		return "unix", name
	}
	host := strings.Trim(name[:colon], "[]")
	number, _, _ := strings.Cut(name[colon+1:], ".")
	if host == "" || host == "unix" {
		return "unix", "/tmp/.X11-unix/X" + number
	}
	n, _ := strconv.Atoi(number)
	return "tcp", net.JoinHostPort(host, strconv.Itoa(6000+n))
}

func checkWayland(name string) error {
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), name)
	}
	c, err := net.DialTimeout("unix", path, answerTime)
	if err != nil {
		return fmt.Errorf("the display %s does not answer (%w); check WAYLAND_DISPLAY, "+
			"or use the commands that need no window: wakesleep --help", name, err)
	}
	return c.Close()
}
