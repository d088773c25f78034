// Package system is what the window asks of the operating system: files that the user
// chooses, and a report of a crash.
//
// The interface Picker keeps the window free of any one toolkit's dialogs: the program
// has the operating system's (see system/native), tests have a fake.
package system

import "errors"

// Picker asks for a file. Its methods wait for the person's answer, so they must
// not be called on the window's goroutine. They return an absolute path, or
// ErrCancelled, or ErrUnavailable where this picker cannot be shown here.
type Picker interface {
	// Open asks for a file that exists.
	Open(Request) (path string, err error)
	// Save asks where to write a file. The path may lack the extension, and
	// whether the person was asked about an existing file is not certain: the
	// caller sees to both.
	Save(Request) (path string, err error)
}

// Request says what to ask for.
type Request struct {
	// Title heads the dialog where the system shows one.
	Title string
	// Folder is where to begin, and Name the name offered for a new file; both may
	// be empty.
	Folder, Name string
	// Filters are the kinds of file to choose from. None shows all files.
	Filters []Filter
}

// Filter is a kind of file.
type Filter struct {
	// Name is what people call it.
	Name string
	// Extensions are without dots, as in "helmholtz".
	Extensions []string
}

var (
	// ErrCancelled tells that the person chose nothing.
	ErrCancelled = errors.New("no file was chosen")
	// ErrUnavailable tells that this picker cannot be shown here.
	ErrUnavailable = errors.New("the system's file dialog is not available")
	// ErrBusy tells that another dialog is still open.
	ErrBusy = errors.New("another file dialog is still open")
)
