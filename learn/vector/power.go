package vector

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
