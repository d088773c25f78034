package network

import "wakesleep/network/random"

// Recognise runs the whole recognition pass for all images, whose
// pixels are in States[0]: states of the hidden layers are drawn bottom to top.
func (a *Activity) Recognise(s *random.Stream) {
	for l := 1; l < len(a.States); l++ {
		a.DriveUp(l, 0, 1)
		a.FireUp(l, 0, a.Images, s)
	}
}

// Score computes the generative log-probability of the present states of all layers.
func (a *Activity) Score() {
	for l := range a.States {
		a.DriveDown(l, 0, 1)
		a.ScoreDown(l, 0, a.Rows())
	}
}

// Dream runs the whole generative pass: the states of all layers are drawn top
// to bottom. It needs K = 1.
func (a *Activity) Dream(s *random.Stream) {
	a.DreamBelow(len(a.States), s)
}

// DreamBelow draws the layers below l top to bottom, from the states of layer l
// as they stand.
func (a *Activity) DreamBelow(l int, s *random.Stream) {
	for l--; l >= 0; l-- {
		a.DriveDown(l, 0, 1)
		a.FireDown(l, 0, a.Rows(), s)
	}
}

// LogWeight is log p(x,h) − log q(h|x) of a row in nats: minus the row's sample
// of the free energy, and the logarithm of its importance weight.
func (a *Activity) LogWeight(row int) float64 {
	sum := float64(a.LogP[0][row])
	for l := 1; l < len(a.LogP); l++ {
		sum += float64(a.LogP[l][row]) - float64(a.LogQ[l][row])
	}
	return sum
}
