package dreams

import (
	"fmt"

	"wakesleep/ui/inspect"
)

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	all := inspect.Names{
		r.dreams: "dream sheet", r.inputs: "dream inputs", r.size: "dream count", r.form: "dream form",
		r.held: "dream of", r.heat: "temperature", r.heatText: "temperature text", r.beside: "inputs beside",
		r.hold: "hold", r.again: "dream again", r.save: "save dreams",
		r.detail.its.sheet: "dream", r.detail.changed.sheet: "changed dream", r.detail.changed.lines[0]: "changed line", r.detail.nearest.sheet: "nearest",
		r.detail.nearest.lines[1]: "nearest line", r.detail.putBack: "put back", r.detail.more: "more like it", r.detail.send: "send to Draw",
		r.more.again: "dreamt again", r.more.kept: "kept", r.more.walk: "walk", r.more.to: "walk to",
	}
	for i, l := range r.detail.causes.layers {
		all[l.strip], all[l.caption] = fmt.Sprintf("causes %d", i+1), fmt.Sprintf("causes line %d", i+1)
	}
	return all
}
