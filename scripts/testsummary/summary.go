package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// event is one line of `go test -json`, see `go doc test2json`; build errors
// come as lines of the same form with an import path.
type event struct {
	Action      string
	Package     string
	ImportPath  string
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

// key names a test, or with an empty test its package.
type key struct{ pkg, test string }

// summary counts top-level tests and keeps each one's output until it is known
// whether anybody needs to read it.
type summary struct {
	w                       io.Writer
	passed, failed, skipped int
	output                  map[key]string
	perPackage              map[string]int
	failedIn                map[string]bool
	skips                   []string
}

func newSummary(w io.Writer) *summary {
	return &summary{
		w:          w,
		output:     map[key]string{},
		perPackage: map[string]int{},
		failedIn:   map[string]bool{},
	}
}

// line takes one line; what is not an event, such as a linker's warning, is
// passed through.
func (s *summary) line(line []byte) {
	var e event
	if err := json.Unmarshal(line, &e); err != nil || e.Action == "" {
		_, _ = s.w.Write(line)
		return
	}
	switch e.Action {
	case "build-output":
		fmt.Fprint(s.w, e.Output)
	case "output":
		s.output[e.owner()] += e.Output
	case "pass", "fail", "skip":
		s.finish(e)
	}
}

// owner is the top-level test that an event belongs to, so that the output of
// subtests stays with it in order.
func (e event) owner() key {
	test, _, _ := strings.Cut(e.Test, "/")
	return key{e.Package, test}
}

func (s *summary) finish(e event) {
	if strings.Contains(e.Test, "/") {
		return
	}
	if e.Test == "" {
		s.finishPackage(e)
		return
	}
	s.perPackage[e.Package]++
	switch e.Action {
	case "pass":
		s.passed++
	case "skip":
		s.skipped++
		s.skips = append(s.skips, e.Package+"."+e.Test+reason(s.output[e.owner()]))
	case "fail":
		s.failed++
		s.failedIn[e.Package] = true
		fmt.Fprint(s.w, s.output[e.owner()])
	}
	delete(s.output, e.owner())
}

// finishPackage prints a package's line. A package can fail without a failed
// test: it did not compile, crashed, or ran out of time; that counts as one, and
// all that its unfinished tests and it had to say is printed.
func (s *summary) finishPackage(e event) {
	tests := s.perPackage[e.Package]
	switch {
	case e.Action == "skip":
		fmt.Fprintf(s.w, "?   \t%s\t[no test files]\n", e.Package)
	case e.Action == "pass":
		fmt.Fprintf(s.w, "ok  \t%s\t%.3fs\t%d tests\n", e.Package, e.Elapsed, tests)
	default:
		if !s.failedIn[e.Package] {
			s.failed++
			s.dump(e.Package)
		}
		fmt.Fprintf(s.w, "FAIL\t%s\t%.3fs%s\n", e.Package, e.Elapsed, builds(e))
	}
	delete(s.output, e.owner())
}

// dump prints what is left of a package's output: of tests that never ended,
// then its own.
func (s *summary) dump(pkg string) {
	for k, text := range s.output {
		if k.pkg == pkg && k.test != "" {
			fmt.Fprint(s.w, text)
		}
	}
	fmt.Fprint(s.w, s.output[key{pkg, ""}])
}

func builds(e event) string {
	if e.FailedBuild == "" {
		return ""
	}
	return "\t[build failed]"
}

// reason is what a skipped test said, on one line.
func reason(output string) string {
	var said []string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			said = append(said, line)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return ": " + strings.Join(said, " ")
}

// close prints the skipped tests and the count, the last line of all.
func (s *summary) close() {
	for _, skip := range s.skips {
		fmt.Fprintln(s.w, "skipped", skip)
	}
	fmt.Fprintln(s.w, s.count())
}
