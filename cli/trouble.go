package cli

import "wakesleep/learn"

// troubles are what people are told of trouble in a training, of which the first verb is
// the epoch, and what they can do about it.
var troubles = map[learn.Trouble]string{
	learn.AboveOneBit: "the images of epoch %d cost more than one bit a pixel, which is what they cost without a machine; " +
		"it learns nothing useful like this: stop it and choose a smaller --rate",
	learn.Plateau: "up to epoch %d the description length has not fallen for long, and more epochs will hardly help: " +
		"stop with Ctrl-C, which saves the machine, or train with another --rate, a --final-rate or other --layers",
}

// watch tells of trouble in an epoch, each kind once.
func (r *training) watch(e learn.EpochReport) learn.Trouble {
	trouble := r.watcher.Epoch(e.BoundNats)
	if trouble != learn.NoTrouble {
		r.progress.tell("note: "+troubles[trouble], e.Epoch)
	}
	return trouble
}
