//go:build !js && !android && !ios

package ui

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/go-gl/glfw/v3.3/glfw"
)

// shaderCache is the variable that tells Mesa, Linux's drivers, not to keep compiled shaders
// in the user's cache folder. It maps a file there into memory, so on a full disk it ends
// the program with SIGBUS, at the first start or later. Fyne's few shaders are compiled
// as fast as they are read.
const shaderCache = "MESA_SHADER_CACHE_DISABLE"

// prepareOpenGL reports, in a sentence, why no window can be drawn in. It makes one that is
// not shown, as Fyne is about to, because Fyne waits for ever for a window that could not
// be made. It must be called on the main goroutine.
func prepareOpenGL() error {
	if _, chosen := os.LookupEnv(shaderCache); !chosen {
		_ = os.Setenv(shaderCache, "true")
	}
	reason, err := hushed(tryWindow)
	if err == nil {
		return nil
	}
	if known := new(glfw.Error); errors.As(err, &known) {
		reason = known.Desc
	} else if reason == "" {
		reason = err.Error()
	}
	return fmt.Errorf("no window can be drawn in by OpenGL (%s); install or repair the graphics driver, "+
		"or use the commands that need no window: wakesleep --help", reason)
}

// tryWindow makes a window of the kind that Fyne makes, and removes it.
func tryWindow() (err error) {
	// The binding panics where it does not expect an error of the driver's.
	defer func() {
		if fault := recover(); fault != nil {
			var known bool
			if err, known = fault.(error); !known {
				err = fmt.Errorf("%v", fault)
			}
		}
	}()
	if err := glfw.Init(); err != nil {
		return err
	}
	defer glfw.DefaultWindowHints()
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	glfw.WindowHint(glfw.Visible, glfw.False)
	w, err := glfw.CreateWindow(1, 1, "", nil, nil)
	if err != nil {
		return err
	}
	if w == nil {
		return errors.New("no reason is known")
	}
	w.Destroy()
	return nil
}

// hushed calls f while neither log nor standard error takes what the binding prints of
// errors that f returns, or leaves to be printed. It returns the last of what was logged.
func hushed(f func() error) (logged string, err error) {
	var text bytes.Buffer
	writer, flags, stderr := log.Writer(), log.Flags(), os.Stderr
	log.SetOutput(&text)
	log.SetFlags(0)
	if null, failed := os.OpenFile(os.DevNull, os.O_WRONLY, 0); failed == nil {
		defer null.Close()
		os.Stderr = null
	}
	defer func() {
		log.SetOutput(writer)
		log.SetFlags(flags)
		os.Stderr = stderr
	}()
	err = f()
	lines := strings.Split(strings.TrimSpace(text.String()), "\n")
	return lines[len(lines)-1], err
}
