package ui

import "wakesleep/ui/inspect"

func (c *classChooser) names() inspect.Names {
	all := inspect.Names{}
	if c.all != nil {
		all[c.all] = wordAllClasses
	}
	for k, b := range c.buttons {
		all[b] = className(c.labels[k])
	}
	return all
}

func (r *dataRoom) names() inspect.Names {
	return inspect.Names{
		r.facts: "data facts", r.straighten: "straighten", r.sheet: "data images",
		r.back: "page back", r.onward: "page on",
	}
}

func (r *watchRoom) names() inspect.Names {
	return inspect.Names{
		r.inputs: "inputs", r.dreams: "dreams", r.curve: "curve",
		r.ledger.causes: "bits for causes", r.ledger.difference: "bits for difference",
	}
}
