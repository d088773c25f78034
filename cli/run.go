package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/text/transform"

	"wakesleep/internal/signals"
	"wakesleep/io/atomicfile"
	"wakesleep/io/home"
	"wakesleep/io/visible"
)

// Run does the command that args, the program's arguments without its name, ask
// for, and returns the exit status. Without arguments it prints help. The first signal of
// package signals, as Ctrl-C sends one, ends a command in good order, and one that comes more
// than a second later ends it at once. The program must end with the status then: signals do
// nothing any more.
func Run(args []string) int {
	homeless = home.Settle()
	ctx, ended := listen()
	status := make(chan int, 1)
	go func() { status <- run(ctx, args, os.Stdout, os.Stderr) }()
	select {
	case s := <-status:
		return s
	case e := <-ended:
		fmt.Fprintf(os.Stderr, "wakesleep: %s\n", e.text)
		return e.status
	}
}

// homeless says what is wrong with the user's folders; nil where nothing is.
var homeless error

// noteHome tells users of a command that keeps something there what is wrong with them.
func noteHome(c *cobra.Command) {
	if homeless != nil {
		note(c, "%v", homeless)
	}
}

// IsCommand tells whether word, the program's first argument, asks for a command
// or for help rather than for a window.
func IsCommand(word string) bool {
	switch word {
	case "help", "-h", "--help", "--version":
		return true
	}
	root := newRoot(io.Discard, io.Discard)
	return slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == word })
}

// FileArgument is the one file that the user may name for the window to open;
// empty where none is.
func FileArgument(args []string) (string, error) {
	switch {
	case len(args) == 0:
		return "", nil
	case len(args) > 1:
		return "", fmt.Errorf("%q is no command (wakesleep --help lists them), and the window opens one file at a time", args[0])
	}
	if _, err := os.Stat(args[0]); err != nil {
		return "", fmt.Errorf("%q is neither a command nor a file that can be opened; wakesleep --help lists the commands", args[0])
	}
	return args[0], nil
}

// run is Run with its surroundings given.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	out, complaints := newFirstFailure(stdout), newFirstFailure(stderr)
	root := newRoot(out, complaints)
	// Cobra would take nil for "the process's own arguments".
	root.SetArgs(append([]string{}, args...))
	command, err := root.ExecuteContextC(ctx)
	if failed := cmp.Or(out.close(), complaints.failed()); failed != nil && (err == nil || errors.Is(err, failed)) {
		err = fmt.Errorf("the output could not be written: %s", atomicfile.Reason(failed))
	}
	came := signalOf(ctx)
	if err == nil && came != nil {
		err = &statusError{statusInterrupted, fmt.Errorf("%s came when all was done", signals.Name(came.signal))}
	}
	if err != nil {
		fmt.Fprintf(complaints, "%s: %s\n", command.CommandPath(), visible.Complaint(sentence(err)))
	}
	_ = complaints.close()
	if status := statusOf(err); status != statusInterrupted || came == nil {
		return status
	}
	return signals.Status(came.signal)
}

// sentence is an error as people read it.
func sentence(err error) string {
	var s *statusError
	if errors.Is(err, context.Canceled) && !errors.As(err, &s) {
		return "stopped; nothing was written"
	}
	return together(err, err.Error())
}

// together joins the errors within err that stand on lines of their own in a text. What
// else breaks a line belongs to a name.
func together(err error, text string) string {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		var parts []string
		for _, part := range e.Unwrap() {
			parts = append(parts, part.Error())
			text = together(part, text)
		}
		return strings.ReplaceAll(text, strings.Join(parts, "\n"), strings.Join(parts, "; "))
	case interface{ Unwrap() error }:
		if within := e.Unwrap(); within != nil {
			return together(within, text)
		}
	}
	return text
}

// firstFailure remembers the first failure to write, so that a result lost on a full
// disk is not reported as success. It is safe for concurrent use.
type firstFailure struct {
	// w is where it goes, and visible what a terminal cannot obey.
	w       io.Writer
	visible *transform.Writer
	mu      sync.Mutex
	err     error
}

func newFirstFailure(w io.Writer) *firstFailure {
	return &firstFailure{w: w, visible: visible.NewWriter(w)}
}

func (s *firstFailure) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err // what follows would stand behind a gap
	}
	n, err := s.visible.Write(p)
	s.err = err
	return n, err
}

// close writes what is left, and returns the first failure.
func (s *firstFailure) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.visible.Close(); s.err == nil {
		s.err = err
	}
	return s.err
}

// failed is the first failure, nil without one.
func (s *firstFailure) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// newRoot makes the tree of commands.
func newRoot(stdout, stderr io.Writer) *cobra.Command {
	// A program double-clicked on Windows would otherwise be told to go away.
	cobra.MousetrapHelpText = ""
	root := &cobra.Command{
		Use:   "wakesleep",
		Short: "Helmholtz machines that learn by the wake-sleep algorithm",
		Long: "Wake-Sleep trains Helmholtz machines by the wake-sleep algorithm, measures them,\n" +
			"shows what they dream and asks them what they see.",
		Version:       programVersion().String(),
		SilenceErrors: true,
		SilenceUsage:  true,

		PersistentPreRunE: nothingEmpty,
		Args:              knownCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(newTrain(), newEvaluate(), newDream(), newRecognise(), newName(), newMap(), newRecipe(), newRecover(), newBenchmark(), newVersion())
	for _, c := range root.Commands() {
		c.Flags().SortFlags = false
	}
	return root
}

// nothingEmpty refuses flags and arguments that are given without a text, as by a script
// whose variable is not set: they would count as left out. Only the name of a category may
// be empty.
func nothingEmpty(c *cobra.Command, args []string) (err error) {
	const nameOfCategory = 2
	if i := slices.Index(args, ""); i >= 0 && i != nameOfCategory {
		return usagef("argument %d is empty; see %s --help", i+1, c.CommandPath())
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && f.Value.String() == "" && err == nil {
			err = usagef("--%s has no value; give one, or leave the flag out", f.Name)
		}
	})
	return err
}

// knownCommand complains about arguments of the program itself, which are
// commands misspelt.
func knownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	c.SuggestionsMinimumDistance = 2
	hint := ""
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s? ", strings.Join(near, " or "))
	}
	return usagef("there is no command %q; %ssee wakesleep --help", args[0], hint)
}

// exactly wants the named arguments.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		wanted := "no arguments"
		if len(names) > 0 {
			wanted = strings.Join(names, " and ")
		}
		return usagef("give %s, not %s, as in: %s; see %s --help",
			wanted, plural(len(args), "argument"), c.UseLine(), c.CommandPath())
	}
}

// addJSON gives a command the flag --json.
func addJSON(c *cobra.Command, what string) *bool {
	return c.Flags().Bool("json", false, what)
}
