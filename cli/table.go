package cli

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// table prints names and what they stand for in two columns.
type table struct{ w *tabwriter.Writer }

func newTable(w io.Writer) table { return table{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)} }

// row adds a line; failures to write come out of flush.
func (t table) row(name, format string, values ...any) {
	fmt.Fprintf(t.w, "%s\t%s\n", name, fmt.Sprintf(format, values...))
}

func (t table) flush() error { return t.w.Flush() }
