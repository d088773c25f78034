package walk

import (
	"maps"
	"slices"

	"wakesleep/ui/inspect"
)

// menus chooses every line of the window's menus that is enabled when its turn comes.
func (k *Walk) menus() {
	for range most {
		room := k.room()
		k.ground(room)
		next := k.nextLine(k.window.Menus)
		if next == nil {
			return
		}
		k.mark("the menus", next.place())
		k.take([]step{place(room), *next}, nil)
	}
}

// room is the visible one.
func (k *Walk) room() string {
	names := slices.Sorted(maps.Keys(k.rooms))
	for _, name := range names {
		if k.here(name) {
			return name
		}
	}
	return names[0]
}

// nextLine is the first line that was not chosen yet, or nil.
func (k *Walk) nextLine(menus []inspect.Line) *line {
	for i, m := range menus {
		for _, l := range linesOf(m.Lines, line{texts: []string{m.Text}, right: i}) {
			if !k.pressed["the menus/"+l.place()] {
				return &l
			}
		}
	}
	return nil
}

// linesOf are the lines that can be chosen of a menu, and of those that they open.
func linesOf(lines []inspect.Line, above line) []line {
	var all []line
	down := 0
	for _, l := range lines {
		if l.Text == "" {
			continue // only separates others
		}
		down++
		at := line{append(slices.Clone(above.texts), l.Text), above.right, append(slices.Clone(above.down), down)}
		switch {
		case !l.Enabled || l.Quits:
		case len(l.Lines) > 0:
			all = append(all, linesOf(l.Lines, at)...)
		default:
			all = append(all, at)
		}
	}
	return all
}
