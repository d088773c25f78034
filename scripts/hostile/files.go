package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// files are made for a trial, by name. Links may lead to others, so they are made last.
type files map[string]maker

// maker makes what stands at a path.
type maker func(path string) error

func (f files) makeIn(folder string) error {
	for _, links := range []bool{false, true} {
		for name, make := range f {
			if strings.HasPrefix(name, linkMark) != links {
				continue
			}
			path := filepath.Join(folder, strings.TrimPrefix(name, linkMark))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			if err := make(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// linkMark begins the name of what has to be made after all else.
const linkMark = "link:"

// content writes what is in a file. It may be asked more than once.
type content func(w io.Writer) error

// file makes the file and opens it.
func (c content) file(path string) (*os.File, error) {
	if err := put(c)(path); err != nil {
		return nil, err
	}
	return os.Open(path)
}

// put makes an ordinary file.
func put(c content) maker {
	return func(path string) error {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		if err := c(f); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	}
}

func fifo(path string) error { return syscall.Mkfifo(path, 0o600) }

func folder(path string) error { return os.Mkdir(path, 0o700) }

// socket leaves a socket that nobody listens to.
func socket(path string) error {
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return err
	}
	l.SetUnlinkOnClose(false)
	return l.Close()
}

// linkTo makes a symbolic link, relative to where it stands.
func linkTo(target string) maker {
	return func(path string) error { return os.Symlink(target, path) }
}

// hardLinkTo makes another name of a file in the same folder.
func hardLinkTo(target string) maker {
	return func(path string) error { return os.Link(filepath.Join(filepath.Dir(path), target), path) }
}

// text is a file's content as it stands here.
func text(parts ...string) content {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(parts, ""))
		return err
	}
}

// many is a piece so many times.
func many(piece string, n int) content {
	block, each := piece, 1
	for len(block) < 1<<16 && each*2 <= n {
		block, each = block+block, each*2
	}
	return func(w io.Writer) error {
		for range n / each {
			if _, err := io.WriteString(w, block); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, strings.Repeat(piece, n%each))
		return err
	}
}

func zeros(n int) content { return many("\x00", n) }

// all is one content after the other.
func all(parts ...content) content {
	return func(w io.Writer) error {
		for _, p := range parts {
			if err := p(w); err != nil {
				return err
			}
		}
		return nil
	}
}

func gzipped(c content) content {
	return func(w io.Writer) error {
		z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
		if err == nil {
			err = c(z)
		}
		if err != nil {
			return err
		}
		return z.Close()
	}
}

// of is what a file of the kit or another holds.
func (k *kit) of(name string) content {
	return func(w io.Writer) error {
		f, err := os.Open(filepath.Join(k.good, name))
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	}
}

// without is content that lacks so many bytes at its end.
func without(n int, c content) content {
	return changed(c, func(b []byte) []byte { return b[:max(0, len(b)-n)] })
}

// changed is content that is changed as a whole, so it must be small.
func changed(c content, change func([]byte) []byte) content {
	return func(w io.Writer) error {
		var b bytes.Buffer
		if err := c(&b); err != nil {
			return err
		}
		_, err := w.Write(change(b.Bytes()))
		return err
	}
}

// sum is a file's checksum.
func sum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading back: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
