package film

import (
	"wakesleep/learn/session"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// rowNames are the names of the table's rows.
func rowNames() []string {
	return []string{
		texts.Of("film.row.cycles"), texts.Of("film.row.machine"), texts.Of("film.row.connections"), texts.Of("film.row.method"), texts.Of("film.row.learning"),
		texts.Of("film.row.causes"), texts.Of("film.row.difference"), texts.Of("film.row.together"), texts.Of("film.row.best"),
	}
}

// shortCount fits under a frame.
func shortCount(n uint64) string {
	switch {
	case n < 100_000:
		return texts.Thousands(n)
	case n < 1_000_000:
		return texts.Of("film.count.thousands", n/1000)
	case n < 100_000_000:
		return texts.Of("film.count.millions", float64(n)/1e6)
	}
	return texts.Of("film.count.many-millions", n/1_000_000)
}

// frameTitle names a moment.
func frameTitle(now bool, cycle uint64) string {
	return kit.Either(now, texts.Of("film.moment.now", cycle), texts.Of("film.moment.then", cycle))
}

// frameRemark tells where in which run a frame was taken.
func frameRemark(f *session.Frame) string {
	if f.Offset == 0 {
		return texts.Of("film.moment.begin", f.Run)
	}
	return texts.Of("film.moment.into."+f.Steps.String(), f.Offset, f.Run)
}
