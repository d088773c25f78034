package cli

import (
	"context"
	"strings"
	"testing"
)

func TestBenchmarkPrintsJSON(t *testing.T) {
	if testing.Short() {
		t.Skip("the products take minutes under the race detector")
	}
	all := object(t, succeed(t, "benchmark", "--quick", "--json", "--threads", "2"))
	wantKeys(t, all, "cpu", "go", "os", "arch", "processors", "kernels", "threads", "quick")
	for part, keys := range map[string][]string{
		"training":    {"layers", "connections", "samples", "batch", "threads", "seconds_per_epoch", "bound_nats"},
		"bars":        {"data", "layers", "threads", "cycles_per_second"},
		"recognition": {"training", "samples", "p50_ms", "p99_ms"},
		"growth":      {"what", "from", "to", "unit", "from_cost", "to_cost", "ratio"},
		"products": {
			"use", "rows", "inner", "cols", "density", "strategy",
			"gflops", "walk_gflops", "tables_gflops", "microseconds",
		},
	} {
		rows, _ := all[part].([]any)
		if len(rows) == 0 {
			t.Errorf("%s is missing in %v", part, all)
		}
		for _, row := range rows {
			wantKeys(t, row.(map[string]any), keys...)
			wantPositive(t, part, row.(map[string]any))
		}
	}
}

// wantPositive wants every number to be greater than zero: they are all counts
// and speeds.
func wantPositive(t *testing.T, part string, row map[string]any) {
	t.Helper()
	for key, value := range row {
		if n, ok := value.(float64); ok && n <= 0 {
			t.Errorf("%s: %s is %g in %v", part, key, n, row)
		}
	}
}

func TestBenchmarkMeasuresTheAskedParts(t *testing.T) {
	text := succeed(t, "benchmark", "--quick", "--parts", "bars,recognition", "--threads", "1")
	for _, want := range []string{"processors", "bars3", "bars4", "recognising", "while 1 thread trains", "mean little"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	for _, other := range []string{"epoch", "bits × floats", "grow"} {
		if strings.Contains(text, other) {
			t.Errorf("%q in %s", other, text)
		}
	}
}

func TestBenchmarkRefusesNonsense(t *testing.T) {
	for want, args := range map[string][]string{
		"growth": {"benchmark", "--parts", "speed"},
		"1024":   {"benchmark", "--threads", "0"},
	} {
		r := call(t.Context(), args...)
		if r.status != statusUsage || !strings.Contains(r.stderr, want) || r.stdout != "" {
			t.Errorf("%v: status %d, %q", args, r.status, r.stderr)
		}
	}
}

func TestBenchmarkEndsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := call(ctx, "benchmark"); r.status != statusInterrupted {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}
