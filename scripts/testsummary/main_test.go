package main

import (
	"strings"
	"testing"
)

// The events are as `go test -json` of Go 1.26 prints them, shortened.
const (
	passes = `{"Action":"start","Package":"m/a"}
{"Action":"run","Package":"m/a","Test":"TestOne"}
{"Action":"output","Package":"m/a","Test":"TestOne","Output":"=== RUN   TestOne\n"}
{"Action":"output","Package":"m/a","Test":"TestOne/sub","Output":"chatter\n"}
{"Action":"pass","Package":"m/a","Test":"TestOne/sub","Elapsed":0}
{"Action":"pass","Package":"m/a","Test":"TestOne","Elapsed":0}
{"Action":"output","Package":"m/a","Output":"ok\n"}
{"Action":"pass","Package":"m/a","Elapsed":0.25}
`
	skips = `{"Action":"output","Package":"m/b","Test":"TestTwo","Output":"=== RUN   TestTwo\n"}
{"Action":"output","Package":"m/b","Test":"TestTwo","Output":"    b_test.go:5: no display\n"}
{"Action":"output","Package":"m/b","Test":"TestTwo","Output":"--- SKIP: TestTwo (0.00s)\n"}
{"Action":"skip","Package":"m/b","Test":"TestTwo","Elapsed":0}
{"Action":"pass","Package":"m/b","Elapsed":0.1}
`
	fails = `{"Action":"output","Package":"m/c","Test":"TestThree","Output":"c_test.go:9: got 3\n"}
{"Action":"fail","Package":"m/c","Test":"TestThree","Elapsed":0}
{"Action":"output","Package":"m/c","Output":"FAIL\n"}
{"Action":"fail","Package":"m/c","Elapsed":0.1}
`
	breaks = `{"ImportPath":"m/d [m/d.test]","Action":"build-output","Output":"d.go:3: undefined: x\n"}
{"ImportPath":"m/d [m/d.test]","Action":"build-fail"}
{"Action":"fail","Package":"m/d","Elapsed":0,"FailedBuild":"m/d [m/d.test]"}
`
	panics = `{"Action":"run","Package":"m/e","Test":"TestFive"}
{"Action":"output","Package":"m/e","Test":"TestFive","Output":"panic: boom\n"}
{"Action":"output","Package":"m/e","Output":"exit status 2\n"}
{"Action":"fail","Package":"m/e","Elapsed":0.1}
`
	empty = `{"Action":"skip","Package":"m/f","Elapsed":0}
`
)

func TestSummary(t *testing.T) {
	cases := []struct {
		name, events, last string
		well               bool
		says               []string
	}{
		{"all passed", passes + empty, "1 passed, 0 failed, 0 skipped", true, []string{"ok  \tm/a\t0.250s\t1 tests", "m/f\t[no test files]"}},
		{"skipped", passes + skips, "1 passed, 0 failed, 1 skipped", true, []string{"skipped m/b.TestTwo: b_test.go:5: no display"}},
		{"failed", passes + fails, "1 passed, 1 failed, 0 skipped", false, []string{"c_test.go:9: got 3", "FAIL\tm/c"}},
		{"did not compile", passes + breaks, "1 passed, 1 failed, 0 skipped", false, []string{"d.go:3: undefined: x", "[build failed]"}},
		{"crashed", passes + panics, "1 passed, 1 failed, 0 skipped", false, []string{"panic: boom", "exit status 2"}},
		{"nothing ran", empty, "0 passed, 0 failed, 0 skipped", false, nil},
		{"no events", "go: no such tool\n", "0 passed, 0 failed, 0 skipped", false, []string{"go: no such tool"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if well := run(strings.NewReader(c.events), &out); well != c.well {
				t.Errorf("all well: %v, want %v", well, c.well)
			}
			checkText(t, out.String(), c.last, c.says)
		})
	}
}

func checkText(t *testing.T, text, last string, says []string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if got := lines[len(lines)-1]; got != last {
		t.Errorf("last line %q, want %q", got, last)
	}
	for _, want := range says {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

func TestPassingTestsAreQuiet(t *testing.T) {
	var out strings.Builder
	run(strings.NewReader(passes), &out)
	if strings.Contains(out.String(), "chatter") {
		t.Errorf("prints the output of a test that passed:\n%s", &out)
	}
}
