package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"wakesleep/io/atomicfile"
)

// report is the table.
type report struct {
	rest  int64
	rows  []row
	wrong int
}

// row is a line of the table.
type row struct {
	group, what string
	status      string
	message     string
	seconds, mb float64
	faults      []string
}

// add adds a trial's outcome, and tells the terminal where it is wrong.
func (r *report) add(group, what string, o outcome) {
	what = strings.TrimPrefix(what, group+": ")
	next := row{
		group: group, what: what, status: fmt.Sprint(o.cost.Status), message: message(o),
		seconds: o.cost.Time.Seconds(), mb: float64(o.above()) / (1 << 20), faults: o.faults(),
	}
	if o.cost.Hung {
		next.status = "hangs"
	} else if o.cost.Status == goesOn {
		next.status = "–"
	}
	r.rows = append(r.rows, next)
	if len(next.faults) > 0 {
		r.wrong++
		fmt.Fprintf(os.Stderr, "%s: %s: %s: %s\n", group, what, strings.Join(next.faults, ", "), next.message)
	}
}

// message is the first line of what the program said.
func message(o outcome) string {
	said := o.stderr
	if o.cost.Status <= 0 {
		said = o.stdout
	}
	line, _, _ := bytes.Cut(bytes.TrimSpace(said), []byte("\n"))
	return plain(shortened(strings.TrimPrefix(string(line), "wakesleep "), 150))
}

// shortened is the beginning of text that is longer than so many characters.
func shortened(text string, most int) string {
	if all := []rune(text); len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return text
}

// plain is text that harms neither terminal nor table.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return '␛'
		case r == '|':
			return '¦'
		}
		return r
	}, text)
}

// write writes the page to a file, or prints it, and counts what is wrong.
func (r *report) write(path string) error {
	if path == "-" {
		r.page(os.Stdout)
	} else if err := atomicfile.Write(path, func(w io.Writer) error { r.page(w); return nil }, nil); err != nil {
		return err
	}
	if r.wrong > 0 {
		return fmt.Errorf("%d of %d trials are badly met", r.wrong, len(r.rows))
	}
	if len(r.rows) == 0 {
		return errors.New("nothing was tried")
	}
	return nil
}

// page writes the table with what stands above it.
func (r *report) page(w io.Writer) {
	fmt.Fprintf(w, `# Hostile inputs

%d trials with what was never meant for the program, made and measured by `+"`make hostile`"+`.
MB is the greatest resident memory above the program at rest, which takes %.0f MB without a
window; a trial may take 256 MB and what its honest content needs, and 10 s of the
processor. What waits for something is given up after a minute. Status – is a window's
that goes on.
`, len(r.rows), float64(r.rest)/(1<<20))
	group := ""
	for _, l := range r.rows {
		if l.group != group {
			group = l.group
			fmt.Fprintf(w, "\n## %s\n\n| what | status | message | s | MB | |\n|---|--:|---|--:|--:|---|\n", group)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %.1f | %.0f | %s |\n", plain(l.what), l.status, cmp.Or(l.message, "–"), l.seconds, l.mb,
			cmp.Or(strings.Join(l.faults, ", "), "✓"))
	}
}
