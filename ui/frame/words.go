package frame

import (
	"strings"
	"time"

	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// phaseWord is what the light says.
func phaseWord(awake bool) string {
	return kit.Either(awake, texts.Of("bar.phase.awake"), texts.Of("bar.phase.asleep"))
}

// phaseLine is the small print beside the light, with how much of a run is done; longer
// numbers than the bar has room for become a percentage.
func phaseLine(s session.Status) string {
	doing := "dreaming"
	switch {
	case s.State == session.Idle:
		return texts.Of("bar.line.rest")
	case s.State == session.Paused:
		doing = "paused"
	case s.Settled > 0:
		return texts.Of("bar.line.settling", int(100*s.Settled))
	case s.Awake:
		doing = "looking"
	}
	switch {
	case s.Total == 0:
		return texts.Of("bar.line." + doing)
	case s.Total >= 1000:
		return texts.Of("bar.line.share."+doing, 100*s.Done/s.Total)
	}
	return texts.Of("bar.line.of."+doing, s.Done, s.Total)
}

// progressLine is the small print under the progress bar.
func progressLine(s session.Status) string { return texts.Of("bar.progress.cycle", s.Cycle) }

// speedLine is the line below.
func speedLine(s session.Status) string {
	var parts []string
	if left := leftLine(s.TimeLeft); left != "" {
		parts = append(parts, left)
	}
	if s.State == session.Running && s.ImagesPerSecond > 0 {
		parts = append(parts, texts.Of("bar.progress.speed", roundish(s.ImagesPerSecond)))
	}
	return strings.Join(parts, " · ")
}

// leftLine tells how long something takes still; empty where that is unknown.
func leftLine(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return texts.Of("bar.progress.left", texts.Clock(d))
}

// seekingLine is the small print beside the light while groups are sought.
func seekingLine(s *desk.Seeking) string {
	return texts.Of("bar.line."+s.Stage.String(), int(100*s.Share))
}

// roundish keeps two digits, so that a speed can be read while it changes.
func roundish(v float64) int {
	n, unit := int(v+.5), 1
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

// shareDone is how much of a run is done; zero without an end.
func shareDone(s session.Status) float32 {
	if s.Total == 0 || s.State == session.Idle {
		return 0
	}
	return float32(s.Done) / float32(s.Total)
}
