package learn

import (
	"wakesleep/internal/ram"
	"wakesleep/internal/sentence"
	"wakesleep/network"
	"wakesleep/network/bits"
	"wakesleep/network/images"
)

// Needs are what a training will take of the computer, as far as can be told before it
// begins. They do not depend on the number of threads.
type Needs struct {
	// File is the number of bytes of a file from which the training can be resumed.
	File int64
	// Memory is the number of bytes of memory at the peak, which is while such a file is
	// written. It is the whole program's, with the images in it.
	Memory int64
	// Arrays is the number of arrays in the file.
	Arrays int
	// images are those bytes of Memory that are taken already when a training begins.
	images int64
	// activity are those for what happens in the machines in a cycle.
	activity int64
}

// Limits of what a training may need.
const (
	// MostFile and MostArrays are what a machine file can hold, and MostMemory is what a
	// laptop has to spare.
	MostFile   = 2<<30 - 20<<20
	MostArrays = 4095
	MostMemory = 4 << 30
)

const (
	// atRest is about what the program takes beside a training, with the built-in digits.
	atRest = 100 << 20
	// arrayHead is about what an array takes in a file beside its numbers, and metadata
	// what else there is.
	arrayHead = 400
	metadata  = 4 << 10
	// inSaving is how often the state of a training is in memory when it is saved: kept
	// from the last epoch, copied, as arrays, as bytes of the file, and read back.
	inSaving = 5
	// spareMemory is the need below which it does not matter how much memory is free.
	spareMemory = 256 << 20
)

// Needs tells what a training on a set of images takes, of one machine or of one for each
// of several classes.
func (s Settings) Needs(set *images.Set, machines int) (Needs, error) {
	hidden, err := s.Hidden()
	if err != nil {
		return Needs{}, err
	}
	connections, err := s.Joined(hidden)
	if err != nil {
		return Needs{}, err
	}
	size, number := network.SizeOf(set.Pixels(), hidden, connections), int64(machines)
	trained, saved := s.copies()
	n := Needs{Arrays: machines * (saved*size.Arrays + 1)}
	n.File = metadata + int64(n.Arrays)*arrayHead + number*4*(int64(saved)*size.Parameters+int64(set.Pixels()))
	lists := int64(0)
	if s.competes() {
		// The class, the nearest images, and the scores of every image.
		lists = (number + 1 + int64(s.Contest.Near)) * int64(set.Count())
		n.Arrays += machines + 2
		n.File += 4*lists + (number+2)*arrayHead
	}
	n.images = atRest + int64(len(set.Grey))
	n.activity = number * s.activityRoom(set.Pixels(), hidden, connections)
	n.Memory = n.images + s.imagesRoom(set) + n.activity + 4*(2+inSaving)*lists + number*4*size.Padded*int64(trained+inSaving*saved)
	return n, nil
}

// copies is how many numbers there are for each parameter in a training, and how many of
// these are saved with it.
func (s Settings) copies() (trained, saved int) {
	trained, saved = 2, 1 // the machine and its gradient
	if s.Optimiser == Adam {
		trained, saved = trained+2, saved+2
	}
	if s.Average > 0 {
		trained, saved = trained+1, saved+1
	}
	return trained, saved
}

// imagesRoom is the number of bytes that images take once more in a training: drawn on or
// off, and in another order.
func (s Settings) imagesRoom(set *images.Set) int64 {
	count := int64(set.Count())
	room := 4 * count
	if s.Shift == 0 && (!s.Rebinarise || set.Binary()) {
		room += 8 * count * int64(bits.WordsFor(set.Pixels()))
	}
	return room
}

// activityRoom is the number of bytes of what happens in a machine in a cycle.
func (s Settings) activityRoom(pixels int, hidden []network.Layer, connections network.Connections) int64 {
	layers := append([]network.Layer{{Units: pixels}}, hidden...)
	room := roomFor(layers, int64(s.Batch), int64(s.Samples)) + roomFor(layers, int64(s.Batch), 1)
	for _, c := range connections {
		if c.From == 0 && c.To > 1 { // what the pixels add is kept apart, awake and asleep
			room += 2 * int64(s.Batch) * 4 * int64(bits.PaddedStride(layers[c.To].Units))
		}
	}
	return room
}

// roomFor is the number of bytes of an activity of some samples of some images, and of
// what its gradient needs.
func roomFor(layers []network.Layer, count, samples int64) int64 {
	rows := count * samples
	room := 16 * rows
	below := count
	for l, layer := range layers {
		own := rows
		if l == 0 {
			own = count
		}
		floats := 4 * int64(bits.PaddedStride(layer.Units))
		room += rows*(floats+8) + 2*8*own*int64(bits.WordsFor(layer.Units)) // Down, and States twice
		if l > 0 {
			room += below * floats // Up
		}
		below = own
	}
	return room + count*4*int64(bits.PaddedStride(layers[1].Units))
}

// Fits reports, in a sentence, why a training with these settings cannot be saved or does
// not fit into memory: of one machine on a set of images, or of one for each of several
// classes. Trainers are not made where it does.
func (s Settings) Fits(set *images.Set, machines int) error {
	n, err := s.Needs(set, machines)
	if err != nil {
		return err
	}
	switch {
	case n.Arrays > MostArrays:
		return sentence.Errorf("the training takes %d arrays to save, of which a file holds %d; choose fewer layers", n.Arrays, MostArrays)
	case n.File > MostFile:
		return sentence.Errorf("a file of the training would take %s, and a file can hold %s: %s", amount(n.File), amount(MostFile), n.smaller(s))
	case n.Memory > MostMemory:
		return sentence.Errorf("the training takes about %s of memory, and %s are the limit: %s",
			amount(n.Memory), amount(MostMemory), n.smaller(s))
	}
	return n.checkFree(s)
}

// checkFree compares what will be taken with what the computer has left.
func (n Needs) checkFree(s Settings) error {
	more := n.Memory - n.images
	if more < spareMemory {
		return nil
	}
	if free, known := ram.Available(); known && more > free {
		return sentence.Errorf("the training takes about %s of memory, and this computer has only %s left: end other programs, or %s",
			amount(more), amount(free), n.smaller(s))
	}
	return nil
}

// smaller says what to change so that a training takes less.
func (n Needs) smaller(s Settings) sentence.Word {
	switch {
	case n.File <= MostFile && 2*n.activity > n.Memory && s.Samples > 1:
		return "take fewer samples or a smaller batch"
	case n.File <= MostFile && 2*n.activity > n.Memory:
		return "take a smaller batch"
	case n.File <= MostFile && 2*n.images > n.Memory:
		return "take fewer images"
	case s.Average > 0:
		return "make the layers smaller, or leave the averaging out"
	}
	return "make the layers smaller"
}

// amount writes a number of bytes as people do.
func amount(bytes int64) sentence.Phrase {
	if bytes < 1<<30 {
		return sentence.Sprintf("%d MiB", (bytes+1<<20-1)>>20)
	}
	return sentence.Sprintf("%.1f GiB", float64(bytes)/(1<<30))
}
