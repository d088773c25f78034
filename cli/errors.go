package cli

import (
	"context"
	"errors"
	"fmt"
)

// What the program returns to the shell; package documentation has the list.
const (
	statusFailed = 1
	statusUsage  = 2
	// statusInterrupted is that of SIGINT; a command says it whichever signal came.
	statusInterrupted = 130
)

// statusError is an error that decides the exit status.
type statusError struct {
	status int
	err    error
}

func (e *statusError) Error() string { return e.err.Error() }

func (e *statusError) Unwrap() error { return e.err }

// usagef complains about what was asked for.
func usagef(format string, values ...any) error {
	return &statusError{statusUsage, fmt.Errorf(format, values...)}
}

// usage makes a complaint about what was asked for of an error; nil stays nil.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &statusError{statusUsage, err}
}

// statusOf is the exit status that an error asks for.
func statusOf(err error) int {
	var s *statusError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &s):
		return s.status
	case errors.Is(err, context.Canceled):
		return statusInterrupted
	}
	return statusFailed
}
