package maps

import (
	"time"

	"wakesleep/learn/atlas"
	"wakesleep/ui/texts"
)

// takes says how long a map takes.
func takes(d time.Duration) string {
	s := d.Seconds()
	switch {
	case s < 8:
		return texts.Of("map.takes.seconds")
	case s < 90:
		return texts.Of("map.takes.some", 10*int(s/10+.9))
	}
	return texts.Of("map.takes.minutes", int(s/60+.9))
}

// leftWords say how much longer it takes.
func leftWords(d time.Duration) string {
	switch s := int(d.Seconds()); {
	case d == 0:
		return ""
	case s < 90:
		return texts.Of("map.make.left", s)
	default:
		return texts.Of("map.make.leftMinutes", (s+59)/60)
	}
}

// stageWords say what is being done.
func stageWords(s atlas.Stage) string { return texts.Of("map.stage." + s.String()) }

// groupWords name a group in a sentence.
func groupWords(kind atlas.Kind, name string) string {
	switch kind {
	case atlas.Cuts:
		return texts.Of("map.group.cut", name)
	case atlas.Categories:
		return texts.Of("map.group.category", name)
	case atlas.Machines:
		return texts.Of("map.group.machine", name)
	}
	return ""
}
