package watch

import "wakesleep/ui/inspect"

// Names implements desk.Named.
func (r *Room) Names() inspect.Names {
	return inspect.Names{
		r.inputs: "inputs", r.dreams: "dreams", r.curve: "curve", r.machine.view: "machine", r.saving: "save curve",
		r.lower.heads[0].machine: "show machine", r.lower.heads[1].curve: "show curve",
		r.ledger.causes: "bits for causes", r.ledger.difference: "bits for difference",
		r.ledger.save: "save ledger",
	}
}
