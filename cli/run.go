package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// Run does the command that args, the program's arguments without its name, ask
// for, and returns the exit status. Without arguments it prints help. The first
// Ctrl-C, or SIGTERM, ends a command in good order, the second one at once.
func Run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	return run(ctx, args, os.Stdout, os.Stderr)
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
	out := &firstFailure{w: stdout}
	root := newRoot(out, stderr)
	// Cobra would take nil for "the process's own arguments".
	root.SetArgs(append([]string{}, args...))
	command, err := root.ExecuteContextC(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("the output could not be written: %w", out.err)
	}
	if err != nil {
		fmt.Fprintf(stderr, "%s: %s\n", command.CommandPath(), sentence(err))
	}
	return statusOf(err)
}

// sentence is an error as people read it.
func sentence(err error) string {
	var s *statusError
	if errors.Is(err, context.Canceled) && !errors.As(err, &s) {
		return "stopped; nothing was written"
	}
	return err.Error()
}

// firstFailure remembers the first failure to write, so that a result lost on a full
// disk is not reported as success.
type firstFailure struct {
	w   io.Writer
	err error
}

func (s *firstFailure) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
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
		Args:          knownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newTrain(), newEvaluate(), newDream(), newRecognise(), newName(), newRecipe(), newBenchmark(), newVersion())
	for _, c := range root.Commands() {
		c.Flags().SortFlags = false
	}
	return root
}

// flagError explains a flag that is unknown or has an impossible value.
func flagError(c *cobra.Command, err error) error {
	return usagef("%w; see %s --help", err, c.CommandPath())
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
		return usagef("give %s, not %d arguments, as in: %s; see %s --help",
			wanted, len(args), c.UseLine(), c.CommandPath())
	}
}

// addJSON gives a command the flag --json.
func addJSON(c *cobra.Command, what string) *bool {
	return c.Flags().Bool("json", false, what)
}
