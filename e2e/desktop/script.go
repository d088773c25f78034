package desktop

import (
	"fmt"
	"os"
)

// Script is the Test of a program that is no test: it prints what is logged on standard
// error, and Fatalf ends what Run runs.
type Script struct{}

// trouble is what Fatalf ends a script with.
type trouble struct{ error }

// Helper is testing.TB's.
func (Script) Helper() {}

// Logf is testing.TB's.
func (Script) Logf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// Fatalf is testing.TB's.
func (Script) Fatalf(format string, args ...any) { panic(trouble{fmt.Errorf(format, args...)}) }

// Run starts the program with a home of its own, where nothing is remembered but the
// preferences of o, lets visit use it, and ends it. What went wrong for visit is the
// error.
func Run(o Options, visit func(*Program)) (err error) {
	if o.Home, err = os.MkdirTemp("", "wakesleep-home-"); err != nil {
		return err
	}
	defer os.RemoveAll(o.Home)
	if o.Prepare != nil {
		if err := o.Prepare(o.Home); err != nil {
			return err
		}
	}
	var p *Program
	defer func() {
		if p != nil {
			if text := p.Kill(); text != "" {
				Script{}.Logf("the program printed:\n%s", text)
			}
		}
		switch reason := recover().(type) {
		case nil:
		case trouble:
			err = reason.error
		default:
			panic(reason)
		}
	}()
	p = Start(Script{}, o)
	visit(p)
	return nil
}
