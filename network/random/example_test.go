package random_test

import (
	"fmt"

	"wakesleep/network/random"
)

// A stream has a name of four parts. The same name gives the same numbers, at any time
// and in any order.
func ExampleNew() {
	throw := func(step uint64) []int {
		s := random.New(1, random.Shuffle, step, 0)
		return []int{1 + s.IntN(6), 1 + s.IntN(6), 1 + s.IntN(6)}
	}
	fmt.Println(throw(0))
	fmt.Println(throw(1))
	fmt.Println(throw(0))
	// Output:
	// [4 5 4]
	// [1 5 1]
	// [4 5 4]
}
