package vector

import (
	"fmt"
	"math"
)

// Constants of Adam (Kingma and Ba 2015, algorithm 1).
const (
	AdamFirst   = 0.9
	AdamSecond  = 0.999
	AdamEpsilon = 1e-8
)

// AddScaled takes a plain gradient step.
//
//	for i := range theta {
//		theta[i] += rate · g[i]
//	}
func AddScaled(theta, g []float32, rate float32) {
	checkLengths("AddScaled", len(theta), len(g))
	addScaled(theta, g, rate)
}

// Adam takes a step of Adam, upwards, with m and v the moving means of g and g².
// The corrections of the means' bias are worked into rate and epsilon.
//
//	for i := range theta {
//		m[i] += (1 − AdamFirst) · (g[i] − m[i])
//		v[i] += (1 − AdamSecond) · (g[i]·g[i] − v[i])
//		theta[i] += rate·m[i] / (√v[i] + epsilon)
//	}
func Adam(theta, g, m, v []float32, rate, epsilon float32) {
	checkLengths("Adam", len(theta), len(g), len(m), len(v))
	adam(theta, g, m, v, rate, epsilon)
}

// Approach moves mean towards x: with a share of 1/n, the mean of n−1 vectors
// becomes that of n.
//
//	for i := range mean {
//		mean[i] += share · (x[i] − mean[i])
//	}
func Approach(mean, x []float32, share float32) {
	checkLengths("Approach", len(mean), len(x))
	approach(mean, x, share)
}

func addScaledPortable(theta, g []float32, rate float32) {
	g = g[:len(theta)]
	for i := range theta {
		theta[i] += float32(rate * g[i])
	}
}

func adamPortable(theta, g, m, v []float32, rate, epsilon float32) {
	n := len(theta)
	g, m, v = g[:n], m[:n], v[:n]
	for i := range theta {
		m[i] += float32((1 - AdamFirst) * (g[i] - m[i]))
		v[i] += float32((1 - AdamSecond) * (float32(g[i]*g[i]) - v[i]))
		theta[i] += float32(rate*m[i]) / (float32(math.Sqrt(float64(v[i]))) + epsilon)
	}
}

func approachPortable(mean, x []float32, share float32) {
	x = x[:len(mean)]
	for i := range mean {
		mean[i] += float32(share * (x[i] - mean[i]))
	}
}

func checkLengths(operation string, n int, others ...int) {
	for _, other := range others {
		if other != n {
			panic(fmt.Sprintf("vector: %s: vectors of %d and %d numbers; they must be equally long",
				operation, n, other))
		}
	}
}

// Power is xⁿ by repeated squaring. Unlike math.Pow it gives the same bits on
// every processor, since products alone are exactly rounded everywhere.
func Power(x float64, n int) float64 {
	result := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result *= x
		}
		x *= x
	}
	return result
}
