// Command testsummary reads what `go test -json` prints on standard input and
// prints it for people: a line per package, everything that a failed test had
// to say, the tests that skipped themselves and why, and last how many passed.
// Its exit status is 0 only if nothing failed and at least one test passed.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	if !run(os.Stdin, os.Stdout) {
		os.Exit(1)
	}
}

// run copies events from r to w as text and reports whether all is well.
func run(r io.Reader, w io.Writer) bool {
	s := newSummary(w)
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			s.line(line)
		}
		if err != nil {
			break
		}
	}
	s.close()
	return s.failed == 0 && s.passed > 0
}

// count tells what became of the tests, in the words of the last line.
func (s *summary) count() string {
	return fmt.Sprintf("%d passed, %d failed, %d skipped", s.passed, s.failed, s.skipped)
}
