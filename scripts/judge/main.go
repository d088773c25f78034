// Command judge trains the classifier that says which digits a machine dreams and
// writes it to a file; make-judge calls it.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"

	"wakesleep/io/dataset"
	"wakesleep/io/machinefile"
	"wakesleep/learn/perceptron"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// What the classifier is, and how it is trained.
var settings = perceptron.Settings{Hidden: 128, Epochs: 20, Batch: 100, Rate: 1e-3, Seed: 1}

func main() {
	out := flag.String("out", "io/judge/judge.npz", "file to write")
	flag.Parse()
	if err := run(*out); err != nil {
		log.Fatal(err)
	}
}

func run(out string) error {
	source, err := dataset.Open("digits", "")
	if err != nil {
		return err
	}
	p, err := perceptron.Train(context.Background(), both(source.Training), settings, func(epoch int) {
		fmt.Printf("epoch %d of %d\n", epoch, settings.Epochs)
	})
	if err != nil {
		return err
	}
	meta := fmt.Sprintf(`{"classifier":"perceptron","data":%q}`, source.Training.Name)
	return machinefile.Write(out, &machinefile.File{Meta: []byte(meta), Arrays: p.Arrays()})
}

// both are a set's images as they are and straightened, drawn again in each epoch.
func both(set *images.Set) perceptron.Examples {
	kinds := []*images.Set{set, dataset.Straighten(set)}
	n := set.Count()
	return perceptron.Examples{
		Labels: append(append([]uint8{}, set.Labels...), set.Labels...),
		Pixels: set.Pixels(), Classes: 10,
		Draw: func(words []uint64, i, epoch int) {
			s := random.New(settings.Seed, random.Binarise, random.BinariseCycles+uint64(epoch), uint32(i))
			images.Binarise(words, kinds[i/n].Image(i%n), &s)
		},
	}
}
