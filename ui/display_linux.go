package ui

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"wakesleep/internal/sentence"
	"wakesleep/io/visible"
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
		return unanswered(name, "DISPLAY", err)
	}
	return nil
}

// unanswered says why a display does not answer that a variable of the environment names.
func unanswered(name, variable string, err error) error {
	return sentence.Because(err, "the display %s does not answer: %s; check %s, or use the commands that need no window: wakesleep --help",
		visible.Short(name, 100), silence(err), variable)
}

// silence is why nobody answers, in words.
func silence(err error) sentence.Word {
	var host *net.DNSError
	var wrong *net.AddrError
	var late net.Error
	switch {
	case errors.As(err, &host), errors.As(err, &wrong):
		return "no computer has that name, or it has no such display"
	case errors.Is(err, syscall.ENOENT), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there"
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return "you may not connect to it"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "it ends the connection"
	case errors.As(err, &late) && late.Timeout():
		return "it takes too long"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "its computer cannot be reached"
	}
	return "it is no address of a display"
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
		return unanswered(name, "WAYLAND_DISPLAY", err)
	}
	return c.Close()
}
