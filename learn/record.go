package learn

import "slices"

// Record is how a machine came to be: the metadata saved with it.
type Record struct {
	// Width and Height are those of the images, and Layers the hidden layers'
	// kinds, bottom to top.
	Width  int           `json:"width"`
	Height int           `json:"height"`
	Layers []LayerRecord `json:"layers"`
	// Data names what it was trained on, Images says how many there were, and
	// Straightened whether slanted writing was sheared upright; new drawings must
	// be treated as the data were.
	Data         string `json:"data"`
	Images       int    `json:"images"`
	Straightened bool   `json:"straightened"`
	// Binarisation is "binary", "fixed" or "re-binarised".
	Binarisation string `json:"binarisation"`
	// Settings are those that the training began with.
	Settings Settings `json:"settings"`
	// Cycles is how many it has had.
	Cycles uint64 `json:"cycles,string"`
	// Changes lists what was changed since, in order.
	Changes []Change `json:"changes,omitempty"`
	// Names has a name for each category of a categorical top; unnamed ones are
	// empty. It is nil as long as nobody named them.
	Names []string `json:"names,omitempty"`
	// ByHand lists, ascending, the categories that a person named; the other names
	// were fitted to labels of the training images.
	ByHand []int `json:"named_by_hand,omitempty"`
	// Progress is there only where training can be resumed.
	Progress *Progress `json:"progress,omitempty"`
	// Classes is there only where a file holds one machine for each class, in the
	// order of their labels. HeldOut is how many images, the last ones of Images,
	// were then kept out of training, and Calibration what they were used for.
	Classes     []ClassRecord `json:"classes,omitempty"`
	HeldOut     int           `json:"held_out,omitempty"`
	Calibration *Calibration  `json:"calibration,omitempty"`
}

// LayerRecord describes a hidden layer in a file.
type LayerRecord struct {
	Units int    `json:"units"`
	Kind  string `json:"kind"`
}

// Change is a setting changed in the course of training.
type Change struct {
	// Cycle is the number of cycles done before the change.
	Cycle uint64 `json:"cycle,string"`
	// Setting and Value say what it became.
	Setting string `json:"setting"`
	Value   string `json:"value"`
}

// Progress is what resuming needs beside the machine and the moments.
type Progress struct {
	// Generative and Recognition count the updates of each direction.
	Generative  uint64 `json:"generative_updates,string"`
	Recognition uint64 `json:"recognition_updates,string"`
	// Averaged is the number of steps in the running average of weights.
	Averaged uint64 `json:"averaged_steps,string"`
	// BoundSum adds up the training bound in nats of the epoch under way, over
	// BoundSteps steps.
	BoundSum   float64 `json:"bound_sum"`
	BoundSteps int     `json:"bound_steps"`
	// Rate is the rate in force.
	Rate []float64 `json:"rate"`
}

// clone copies what later changes could reach.
func (r Record) clone() Record {
	r.Changes = slices.Clone(r.Changes)
	r.Names, r.ByHand = slices.Clone(r.Names), slices.Clone(r.ByHand)
	if r.Progress != nil {
		r.Progress = r.Progress.clone()
	}
	r.Classes = slices.Clone(r.Classes)
	for k, class := range r.Classes {
		r.Classes[k] = class.clone()
	}
	if r.Calibration != nil {
		r.Calibration = r.Calibration.clone()
	}
	return r
}

func (p *Progress) clone() *Progress {
	c := *p
	c.Rate = slices.Clone(p.Rate)
	return &c
}
