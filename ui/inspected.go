package ui

import (
	"fmt"

	"wakesleep/ui/inspect"
)

func (c *classChooser) names() inspect.Names {
	all := inspect.Names{}
	if c.all != nil {
		all[c.all] = "all classes"
	}
	for k, b := range c.buttons {
		all[b] = fmt.Sprintf("class %d", c.labels[k])
	}
	return all
}

func (r *dataRoom) names() inspect.Names {
	return inspect.Names{
		r.facts: "data facts", r.choices.straighten: "straighten", r.choices.pixels: "pixels drawn",
		r.pages.sheet: "data images", r.pages.part: "data part", r.pages.label: "data label",
		r.pages.first: "first page", r.pages.back: "page back", r.pages.number: "page", r.pages.onward: "page on", r.pages.last: "last page",
	}
}

func (r *filmRoom) names() inspect.Names {
	return inspect.Names{
		r.strip.frames: "film", r.left.dreams: "film left", r.right.dreams: "film right", r.left.back: "go back",
		r.left.title: "film left title", r.right.title: "film right title", r.table.cells[4][1]: "film causes",
	}
}

func (r *watchRoom) names() inspect.Names {
	return inspect.Names{
		r.inputs: "inputs", r.dreams: "dreams", r.curve: "curve", r.machine.view: "machine", r.saving: "save curve",
		r.lower.heads[0].machine: "show machine", r.lower.heads[1].curve: "show curve",
		r.ledger.causes: "bits for causes", r.ledger.difference: "bits for difference",
	}
}
