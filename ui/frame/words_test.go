package frame

import (
	"strings"
	"testing"
	"time"

	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

func TestSpeedKeepsTwoDigits(t *testing.T) {
	for v, want := range map[float64]int{0: 0, 7.6: 8, 99: 99, 104: 100, 71499: 71000, 71500: 72000} {
		if got := roundish(v); got != want {
			t.Errorf("%v: %d, want %d", v, got, want)
		}
	}
}

func TestBarTellsWhatTheMachineDoes(t *testing.T) {
	for _, c := range []struct {
		status               session.Status
		word, line, progress string
		share                float32
	}{
		{session.Status{Awake: true}, texts.Of("bar.phase.awake"), texts.Of("bar.line.rest"), texts.Of("bar.progress.cycle", 0), 0},
		{
			session.Status{State: session.Running, Done: 312, Total: 500, Cycle: 18312, TimeLeft: 4 * time.Second, ImagesPerSecond: 71234},
			texts.Of("bar.phase.asleep"), texts.Of("bar.line.of.dreaming", 312, 500),
			texts.Of("bar.progress.cycle", 18312) + "|" + texts.Of("bar.progress.left", "0:04") + " · " + texts.Of("bar.progress.speed", 71000), .624,
		},
		{session.Status{State: session.Running, Awake: true, Cycle: 5}, texts.Of("bar.phase.awake"), texts.Of("bar.line.looking"), texts.Of("bar.progress.cycle", 5), 0},
		{
			session.Status{State: session.Paused, Awake: true, Done: 1, Total: 4, Cycle: 9},
			texts.Of("bar.phase.awake"), texts.Of("bar.line.of.paused", 1, 4), texts.Of("bar.progress.cycle", 9), .25,
		},
		{session.Status{Done: 4, Total: 4, Cycle: 9}, texts.Of("bar.phase.asleep"), texts.Of("bar.line.rest"), texts.Of("bar.progress.cycle", 9), 0},
	} {
		s := c.status
		if phaseWord(s.Awake) != c.word || phaseLine(s) != c.line || strings.TrimRight(progressLine(s)+"|"+speedLine(s), "|") != c.progress || shareDone(s) != c.share {
			t.Errorf("%+v: %q, %q, %q, %v", s, phaseWord(s.Awake), phaseLine(s), progressLine(s), shareDone(s))
		}
	}
}

func TestTimeLeftIsReadable(t *testing.T) {
	for d, want := range map[time.Duration]string{
		400 * time.Millisecond: "0:00", 4 * time.Second: "0:04", 750 * time.Second: "12:30",
		3723 * time.Second: "1:02:03", 59*time.Second + 900*time.Millisecond: "1:00",
	} {
		if got := texts.Clock(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
