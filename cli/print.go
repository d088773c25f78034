package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"wakesleep/io/visible"
)

// printed is something that a command prints for people.
type printed interface{ print(w io.Writer) error }

// show prints a result for people, or as one line of JSON.
func show(c *cobra.Command, asJSON bool, result printed) error {
	if asJSON {
		return printJSON(c.OutOrStdout(), result)
	}
	return result.print(c.OutOrStdout())
}

// note tells on standard error what nobody has asked for.
func note(c *cobra.Command, format string, values ...any) {
	_ = visible.Writef(c.ErrOrStderr(), "%s: note: %s", c.CommandPath(), fmt.Sprintf(format, values...))
}

// printJSON writes a value as one line.
func printJSON(w io.Writer, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("the result cannot be written as JSON: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s\n", visible.JSON(text))
	return err
}

// table prints names and what they stand for in two columns.
type table struct{ w *tabwriter.Writer }

func newTable(w io.Writer) table { return table{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)} }

// row adds a line; failures to write come out of flush.
func (t table) row(name, format string, values ...any) {
	fmt.Fprintf(t.w, "%s\t%s\n", visible.Line(name), visible.Line(fmt.Sprintf(format, values...)))
}

func (t table) flush() error { return t.w.Flush() }
