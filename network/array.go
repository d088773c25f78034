package network

// Array is one named block of numbers of a machine or of a training in
// progress: the plain form in which state leaves this program's memory.
type Array struct {
	// Name is a file-name-safe path such as "generative_weights_1".
	Name string
	// Shape lists the extents, slowest-varying first; its product is len(Data).
	Shape []int
	// Data is row-major without padding.
	Data []float32
}
