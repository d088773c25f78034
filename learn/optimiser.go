package learn

import (
	"math"

	"wakesleep/learn/vector"
	"wakesleep/network"
)

// update moves the parameters of one direction of a machine along their gradient.
type update struct {
	parameters, gradient *network.Parameters
	// first and second are Adam's moments; nil for plain gradient steps.
	first, second *network.Parameters
	// steps counts the updates made.
	steps uint64
	// scale and epsilon hold this step's rate for each connection, and Adam's ε,
	// with the bias corrections worked in.
	scale   []float32
	epsilon float32
}

// prepare readies the factors of the next step.
func (u *update) prepare(rate []float64) {
	u.steps++
	factor := 1.0
	if u.first != nil {
		first := 1 - float64(vector.Power(vector.AdamFirst, int(min(u.steps, math.MaxInt32))))
		second := math.Sqrt(1 - float64(vector.Power(vector.AdamSecond, int(min(u.steps, math.MaxInt32)))))
		factor = second / first
		u.epsilon = float32(vector.AdamEpsilon * second)
	}
	for i, r := range rate {
		u.scale[i] = float32(r * factor)
	}
}

// step moves the parameters lo ≤ i < hi, which belong to one connection.
func (u *update) step(connection, lo, hi int) {
	theta, g := u.parameters.Flat[lo:hi], u.gradient.Flat[lo:hi]
	if u.first == nil {
		vector.AddScaled(theta, g, u.scale[connection])
		return
	}
	vector.Adam(theta, g, u.first.Flat[lo:hi], u.second.Flat[lo:hi], u.scale[connection], u.epsilon)
}

// chunk is the number of parameters a job updates.
const chunk = 1 << 14

// jobs cut the update into chunks that lie within one connection.
func (u *update) jobs() []func() {
	var jobs []func()
	for _, s := range u.parameters.Sections {
		jobs = append(jobs, share(s.End-s.Start, chunk, func(lo, hi int) { u.step(s.Connection, s.Start+lo, s.Start+hi) })...)
	}
	return jobs
}
