package activation

import "math"

// Arguments at which [Exp] saturates: 2^-126 is the smallest normal number,
// and above the upper one the power of two would leave the range.
const (
	lowestExponent  = -87.33654
	highestExponent = 88.37626
)

const (
	log2e = 1.44269504088896341
	// ln2High has few bits, so n·ln2High is exact; ln2High+ln2Low is log 2.
	ln2High = 0.693359375
	ln2Low  = -2.12194440e-4
	// Adding and subtracting roundShift rounds to the nearest integer, which
	// also appears in the lowest bits of the sum.
	roundShift = 3 << 22
)

// Exp returns e^x with a relative error below 2e-7. It saturates: arguments
// below −87.33654 give 1.1754948e-38, above 88.37626 they give 2.4061e38.
// NaN gives NaN.
//
// Source of the polynomial: Stephen L. Moshier's Cephes library, expf.
func Exp(x float32) float32 {
	if x < lowestExponent {
		x = lowestExponent
	}
	if x > highestExponent {
		x = highestExponent
	}
	return powerSeries(reduce(x))
}

// reduce splits e^x, for x in the range of Exp, into e^r times a power of two,
// with |r| at most a little over log(2)/2.
func reduce(x float32) (r, power float32) {
	shifted := float32(x*log2e) + roundShift
	n := shifted - roundShift
	r = x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	// The lowest nine bits of shifted hold n plus a multiple of 512.
	return r, math.Float32frombits((math.Float32bits(shifted) + 127) << 23)
}

// powerSeries returns e^r times power.
func powerSeries(r, power float32) float32 {
	y := float32(r*1.9875691500e-4) + 1.3981999507e-3
	y = float32(y*r) + 8.3334519073e-3
	y = float32(y*r) + 4.1665795894e-2
	y = float32(y*r) + 1.6666665459e-1
	y = float32(y*r) + 5.0000001201e-1
	// Converted, so that a caller it is inlined in cannot fuse the product.
	return float32((float32(y*float32(r*r)) + r + 1) * power)
}

// Log returns the natural logarithm of a positive normal x, with an absolute
// error below 1e-7·max(1, |log x|). NaN and +Inf are returned as they are;
// for other arguments the result is unspecified.
//
// Source of the polynomial: Stephen L. Moshier's Cephes library, logf.
func Log(x float32) float32 {
	if !(x <= math.MaxFloat32) {
		return x
	}
	const sqrtHalf = 0x3f3504f3 // bits of sqrt(1/2)
	shifted := math.Float32bits(x) - sqrtHalf
	e := float32(int32(shifted) >> 23)
	r := math.Float32frombits(shifted&0x7fffff+sqrtHalf) - 1
	y := float32(r*7.0376836292e-2) - 1.1514610310e-1
	y = float32(y*r) + 1.1676998740e-1
	y = float32(y*r) - 1.2420140846e-1
	y = float32(y*r) + 1.4249322787e-1
	y = float32(y*r) - 1.6668057665e-1
	y = float32(y*r) + 2.0000714765e-1
	y = float32(y*r) - 2.4999993993e-1
	y = float32(y*r) + 3.3333331174e-1
	square := float32(r * r)
	y = float32(float32(y*r) * square)
	y += float32(e * ln2Low)
	y -= float32(square * 0.5)
	return (r + y) + float32(e*ln2High)
}

// Sigmoid returns the logistic function 1/(1+e^-x), computed from e^-|x| so
// that small probabilities keep their relative precision.
func Sigmoid(x float32) float32 {
	bits := math.Float32bits(x)
	negative := uint32(int32(bits) >> 31)
	e := Exp(math.Float32frombits(bits | signBit))
	return choose(negative, e) / (1 + e)
}

const (
	signBit = 1 << 31    // of a float32
	oneBits = 0x3f800000 // bits of 1
)

// choose returns e where the mask is all ones and 1 where it is zero.
func choose(mask uint32, e float32) float32 {
	return math.Float32frombits(math.Float32bits(e)&mask | oneBits&^mask)
}
