package cli

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError explains a flag that is unknown or has an impossible value.
func flagError(c *cobra.Command, err error) error {
	return usagef("%s; see %s --help", flagSentence(c, err), c.CommandPath())
}

func flagSentence(c *cobra.Command, err error) string {
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return fmt.Sprintf("--%s %s: %s", e.GetFlag().Name, e.GetValue(), wanted(e))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Sprintf("%s needs a value behind it", flagName(e.GetSpecifiedName()))
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(c, e.GetSpecifiedName(), e.GetSpecifiedShortnames())
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return fmt.Sprintf("%q is no flag", e.GetSpecifiedFlag())
	}
	return err.Error()
}

// kinds say what flags of a type take.
var kinds = map[string]string{
	"int":          "a whole number",
	"uint64":       "a whole number that is not negative",
	"float64":      "a number",
	"float64Slice": "a number, or several with commas between them",
	"stringSlice":  "words with commas between them",
	"bool":         "true or false, or leave the value out",
	"duration":     "a time with its unit, as 90s or 5m",
}

// wholeTime is a time as it should be; the program's own are shorter than 293 years.
var wholeTime = regexp.MustCompile(`^[-+]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$`)

// wanted says what a flag takes instead of an impossible value.
func wanted(e *pflag.InvalidValueError) string {
	kind, known := kinds[e.GetFlag().Value.Type()]
	switch {
	case errors.Is(e, strconv.ErrRange):
		return "this number is too large for the program"
	case kind == kinds["duration"] && wholeTime.MatchString(e.GetValue()):
		return "this time is too long for the program"
	case !known:
		return "this is impossible"
	}
	return "give " + kind
}

// unknownFlag looks for a flag of nearly that name. A negative number is an argument that
// looks like a flag.
func unknownFlag(c *cobra.Command, name, letters string) string {
	if letters != "" {
		if _, err := strconv.ParseFloat("-"+letters, 64); err == nil {
			return fmt.Sprintf("there is no flag -%s; put -- before an argument that begins with a dash", letters)
		}
		return "there is no flag " + flagName(name)
	}
	near := ""
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if near == "" && (strings.HasPrefix(f.Name, name) || strings.HasPrefix(name, f.Name) || sameLetters(f.Name, name)) {
			near = "; did you mean --" + f.Name + "?"
		}
	})
	return "there is no flag " + flagName(name) + near
}

// sameLetters tells whether names differ in dashes and capitals alone.
func sameLetters(a, b string) bool {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(s)) }
	return plain(a) == plain(b)
}

// flagName writes a flag as people give it.
func flagName(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// newHelp is the command that helps with others, and complains about those that there are
// not.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about a command",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || c == root && len(rest) > 0 {
				return knownCommand(root, args)
			}
			if len(rest) > 0 {
				return usagef("there is no command %q; see %s --help", strings.Join(args, " "), c.CommandPath())
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}
