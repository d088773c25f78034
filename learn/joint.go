package learn

import (
	"context"
	"math"
	"slices"

	"wakesleep/internal/sentence"
	"wakesleep/network/activation"
	"wakesleep/network/bits"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// How machines learn to tell their classes apart once each has learnt its own.
const (
	// jointScale turns description lengths into the logits of classes: machines are
	// too sure of themselves, about as much as calibrations find them to be.
	jointScale = 0.25
	// jointKeep is the weight of describing one's own class, beside that of telling
	// it from the others.
	jointKeep = 0.003
	// jointFall is what the rate falls to by the last epoch, over the first.
	jointFall = 1.0 / 15
)

// joint is the second part of a training of classes, in which all machines see
// the images of all classes. Each image moves its own machine towards it and the
// others away from it, as far as they claim it: the objective is
//
//	log P(y|x) + jointKeep·log p_y(x), with P(c|x) ∝ p_c(x)^jointScale
//
// where p_c(x) is estimated by K samples, as in reweighted wake-sleep. Recognition
// learns from its own class and from dreams, as before.
type joint struct {
	feed *feed
	// of is the index of the member that each image belongs to.
	of []int
	// steps is the number of steps of an epoch, and epochs that of epochs.
	steps, epochs int
	// pixels are the batch's images, and right the indices of their classes.
	pixels *bits.Matrix
	right  []int
	// estimates has for each class and image log p_c(x) in nats.
	estimates [][]float32
	workers   *workers
	plan      plan
	schedule  schedule
}

// newJoint readies the second part on all training images.
func (t *Trainer) newJoint(training *images.Set) *joint {
	s := t.settings
	j := &joint{
		feed: newFeed(training, s), epochs: s.JointEpochs, steps: training.Count() / s.Batch,
		pixels: bits.NewMatrix(s.Batch, training.Pixels()), right: make([]int, s.Batch),
		workers: newWorkers(min(t.threads, len(t.members))),
	}
	for range t.members {
		j.estimates = append(j.estimates, make([]float32, s.Batch))
	}
	s.Rate, s.FinalRate = []float64{s.JointRate}, []float64{s.JointRate * jointFall}
	j.schedule = newSchedule(s, t.members[0].machine.Top(), s.JointEpochs)
	var see, learn []func()
	for k, m := range t.members {
		see = append(see, func() { j.see(k, m) })
		learn = append(learn, func() { j.learn(k, m) })
	}
	j.plan.add(see...)
	j.plan.add(learn...)
	return j
}

// membersOf are the indices of the members with those labels.
func (t *Trainer) membersOf(labels []uint8) []int {
	index := map[uint8]int{}
	for k, m := range t.members {
		index[m.label] = k
	}
	of := make([]int, len(labels))
	for i, label := range labels {
		of[i] = index[label]
	}
	return of
}

// jointSteps is the number of joint steps that the member has done.
func (m *member) jointSteps() int { return max(0, int(m.cycles)-m.total()) }

// trainJoint does the steps that are left.
func (t *Trainer) trainJoint(ctx context.Context, report func(EpochReport)) error {
	j := t.joint
	j.of = t.membersOf(t.classes(j.feed.set))
	done := t.members[0].jointSteps()
	if done == 0 {
		for _, m := range t.members {
			m.restart()
		}
	}
	for ; done < j.epochs*j.steps; done++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		t.snapNow()
		if err := t.jointStep(done); err != nil {
			return err
		}
		if (done+1)%j.steps == 0 {
			t.endJointEpoch(done/j.steps, report)
		}
	}
	return nil
}

// restart begins again from the result so far, with the moments at rest.
func (m *member) restart() {
	if m.averaged > 0 {
		m.machine.Copy(m.average)
	}
	m.averaged, m.generative.steps, m.recognition.steps = 0, 0, 0
	for _, moments := range []*update{&m.generative, &m.recognition} {
		clear(moments.first.Flat)
		clear(moments.second.Flat)
	}
}

// jointStep shows a batch to all machines and lets them learn.
func (t *Trainer) jointStep(step int) error {
	j, epoch := t.joint, step/t.joint.steps
	j.load(uint64(step), t.settings.Batch)
	for _, m := range t.members {
		j.schedule.at(m.rate, epoch)
		m.run.averaging = m.average != nil && epoch >= j.epochs-t.settings.Average
	}
	j.workers.run(j.plan)
	for _, m := range t.members {
		if err := m.checkFinite(); err != nil || math.IsNaN(m.boundSum) || math.IsInf(m.boundSum, 0) {
			return t.wrap(m, ErrDiverged)
		}
	}
	return nil
}

// load draws the batch's images.
func (j *joint) load(step uint64, batch int) {
	j.feed.prepare(step)
	for lo := 0; lo < batch; lo += shardImages {
		j.feed.fill(j.pixels, step, lo, min(lo+shardImages, batch))
	}
	first := int(step%uint64(j.steps)) * batch
	for i := range j.right {
		j.right[i] = j.of[j.feed.order[first+i]]
	}
}

// see lets member k explain the batch, and estimates log p_k(x).
func (j *joint) see(k int, m *member) {
	m.onPhase(true)
	w := m.wake
	a := w.activity
	a.States[0].CopyRows(0, j.pixels, 0, a.Images)
	s := random.New(m.settings.Seed, random.Wake, m.cycles, 0)
	a.Recognise(&s)
	a.Score()
	for i := range a.Images {
		free := w.weigh(i)
		j.estimates[k][i] = w.logMean(i)
		if j.right[i] == k {
			m.boundSum += free / float64(a.Samples)
			m.boundSteps++
		}
	}
}

// logMean is the logarithm of the mean importance weight of an image that was
// weighed, in nats.
func (w *wakeStep) logMean(image int) float32 {
	a := w.activity
	logWeights := w.logWeights[image*a.Samples:][:a.Samples]
	greatest := slices.Max(logWeights)
	var sum float32
	for _, logWeight := range logWeights {
		sum += activation.Exp(float32(logWeight - greatest))
	}
	return float32(greatest) + activation.Log(sum/float32(a.Samples))
}

// learn moves member k's machine by what all machines made of the batch.
func (j *joint) learn(k int, m *member) {
	w := m.wake
	a := w.activity
	own := 0
	for _, right := range j.right {
		if right == k {
			own++
		}
	}
	for i := range a.Images {
		pull := j.pull(k, i)
		for row := i * a.Samples; row < (i+1)*a.Samples; row++ {
			for l := range a.States {
				activation.Errors(a.Down[l].Row(row), a.States[l].Row(a.StateRow(l, row)), w.weights[row]*pull)
			}
			// Recognition learns from its own class alone; N, which the weights are
			// over, becomes the number of those.
			if j.right[i] == k {
				w.weights[row] *= float32(a.Images) / float32(own)
			} else {
				w.weights[row] = 0
			}
		}
	}
	for lo := 0; lo < a.Images; lo += shardImages {
		w.settleRecognition(lo, min(lo+shardImages, a.Images))
	}
	m.finishJoint()
}

// finishJoint makes the steps of both directions from errors that are settled, and
// from as many dreams.
func (m *member) finishJoint() {
	m.workers.run(m.plans.transposing, m.plans.wakeGradient, m.plans.wakeRecognition, m.plans.sleep, m.plans.sleepAdd)
	m.step(&m.generative, m.plans.stepGenerative)
	m.step(&m.recognition, m.plans.stepRecognition)
	m.cycles++
	m.keepAverage()
}

// pull is how strongly image i draws machine k towards it, or pushes it away.
func (j *joint) pull(k, i int) float32 {
	greatest := j.estimates[0][i]
	for _, e := range j.estimates {
		greatest = max(greatest, e[i])
	}
	var sum float32
	for _, e := range j.estimates {
		sum += activation.Exp(jointScale * (e[i] - greatest))
	}
	claim := activation.Exp(jointScale*(j.estimates[k][i]-greatest)) / sum
	if j.right[i] == k {
		return float32(jointScale*(1-claim)) + jointKeep
	}
	return -float32(jointScale * claim)
}

// endJointEpoch reports an epoch and remembers where it led.
func (t *Trainer) endJointEpoch(epoch int, report func(EpochReport)) {
	sum, steps := 0.0, 0
	for _, m := range t.members {
		sum, steps = sum+m.boundSum, steps+m.boundSteps
		m.boundSum, m.boundSteps = 0, 0
		if m.result().Finite() {
			m.keepGood(t.reported)
		}
	}
	report(EpochReport{
		Epoch: t.settings.Epochs + epoch + 1, BoundNats: sum / float64(steps),
		Cycles: t.cyclesAt(t.settings.Epochs) + uint64((epoch+1)*t.joint.steps*len(t.members)),
		Rate:   slices.Clone(t.Rate()),
	})
}

// checkJoint reports settings under which machines cannot learn together.
func (s Settings) checkJoint() error {
	switch {
	case s.JointEpochs < 0:
		return sentence.Errorf("the number of epochs of joint training cannot be negative")
	case s.JointEpochs == 0:
		return nil
	case s.Method != Reweighted || s.Optimiser != Adam:
		return sentence.Errorf("joint training takes the %s method and the optimiser %s", Reweighted, Adam)
	case !(s.JointRate > 0 && s.JointRate <= maxRate):
		return sentence.Errorf("joint rate: %v is impossible; above 0 and up to %v", s.JointRate, maxRate)
	}
	return nil
}
