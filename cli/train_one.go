package cli

import (
	"context"

	"wakesleep/learn"
	"wakesleep/network/images"
)

// oneMachine is the training of a single machine.
type oneMachine struct {
	*learn.Trainer
	set     *images.Set
	threads int
	last    *learn.Checkpoint
}

func (o *oneMachine) train(ctx context.Context, report func(learn.EpochReport)) error {
	return learn.Train(ctx, o.Trainer, func(e learn.EpochReport) {
		if o.finite() {
			o.last = o.Checkpoint()
		}
		report(e)
	})
}

func (o *oneMachine) finite() bool { return o.Result().Finite() }

func (o *oneMachine) checkpoint() (learn.Saved, *learn.Record) {
	c := o.Checkpoint()
	return c, &c.Record
}

func (o *oneMachine) good() (learn.Saved, *learn.Record) {
	if o.last == nil {
		return nil, nil
	}
	return o.last, &o.last.Record
}

// finish names the categories.
func (o *oneMachine) finish(ctx context.Context, p *progress) (learn.Saved, error) {
	m := o.Result()
	if m.Categorical() && o.set.Labels != nil {
		p.note("naming the categories")
		// A few seconds at the end of a training are not worth losing it for.
		names, err := learn.NameCategories(context.WithoutCancel(ctx), m, o.set, o.threads)
		if err != nil {
			return nil, err
		}
		o.SetNames(names)
	}
	return o.Finished(), nil
}
