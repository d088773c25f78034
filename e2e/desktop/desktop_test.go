package desktop

import "testing"

func TestCycle(t *testing.T) {
	cases := map[string]uint64{
		"cycle 0": 0, "cycle 18,312": 18312, "cycle 7 · 0:04 to go · 5,200 images/s": 7,
	}
	for line, want := range cases {
		if got, ok := Cycle(line); !ok || got != want {
			t.Errorf("%q has %d, %v; want %d", line, got, ok, want)
		}
	}
	if _, ok := Cycle("waking up"); ok {
		t.Error("found a number where there is none")
	}
}

// A hand that trembles stays on the pad, begins and ends where it should, and
// makes no leaps.
func TestFineStrokes(t *testing.T) {
	for digit, strokes := range Digits {
		for _, s := range strokes {
			f := fine(s)
			if f[0] != s[0] || apart(f[len(f)-1], s[len(s)-1]) > .01 {
				t.Errorf("%d begins at %v and ends at %v", digit, f[0], f[len(f)-1])
			}
			for i, point := range f {
				if min(point[0], point[1]) < .05 || max(point[0], point[1]) > .95 {
					t.Errorf("%d leaves the pad at %v", digit, point)
				}
				if i > 0 && apart(f[i-1], point) > .08 {
					t.Errorf("%d leaps from %v to %v", digit, f[i-1], point)
				}
			}
		}
	}
}

func apart(a, b [2]float64) float64 { return max(abs(a[0]-b[0]), abs(a[1]-b[1])) }

func abs(x float64) float64 { return max(x, -x) }
