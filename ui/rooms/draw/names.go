package draw

import "wakesleep/ui/inspect"

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.pad: "pad", r.firings: "firings",
		r.tools.clear: "clear", r.tools.undo: "undo stroke", r.tools.redo: "redo stroke",
		r.tools.pen: "pen", r.tools.draw: "draw pen", r.tools.erase: "eraser", r.tools.sample: "from data",
		r.answer.name: "answer", r.answer.line: "answer line", r.answer.lengths.head: "class", r.answer.lengths.line: "margin", r.bits.total: "bits", r.bits.strange: "strangeness",
		r.bits.save: "save bits", r.answer.lengths.save: "save lengths",
		r.answer.rename.Button: "rename", r.answer.rename.Entry: "category name",
		r.views.buttons[comparing][varying]: "view vary", r.views.buttons[comparing][filling]: "view fill",
		r.vary.again: "vary again", r.fill.again: "fill again", r.fill.hidden: "hidden", r.fill.sheet: "filled", r.fill.shown: "shown",
		r.kept.label: "keep label", r.kept.keep: "keep", r.kept.undo: "keep undo", r.kept.more: "drawing menu", r.kept.count: "kept count",
		r.equation.seen: "seen", r.equation.own: "its image", r.equation.difference: "difference",
	}
}
