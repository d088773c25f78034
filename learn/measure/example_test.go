package measure_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"wakesleep/internal/oracle"
	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network"
)

// More samples prove a shorter description, and a small machine's exact one is known.
func ExampleEvaluate() {
	source, err := dataset.Open("bars3", "")
	if err != nil {
		log.Fatal(err)
	}
	machine := network.Alone(oracle.Machine(3, 3, "6,2", 1)) // of random weights
	e, err := measure.Evaluate(context.Background(), machine, source.Training,
		measure.Options{Samples: 1000, Threads: 2, Exact: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range e.Bounds {
		fmt.Printf("K=%-4d %.2f nats\n", b.Samples, b.NLLNats)
	}
	fmt.Printf("exact  %.2f nats\n", *e.ExactNLLNats)
	// Output:
	// K=1    12.13 nats
	// K=10   9.97 nats
	// K=100  8.43 nats
	// K=1000 7.86 nats
	// exact  7.27 nats
}

// A machine of zeros finds every image equally likely.
func ExampleEnumerate() {
	layers, _ := network.ParseLayers("4")
	machine, err := network.New(2, 2, layers, nil)
	if err != nil {
		log.Fatal(err)
	}
	exact, err := measure.Enumerate(machine)
	if err != nil {
		log.Fatal(err)
	}
	set := allImages()
	logs, err := exact.LogProbabilities(context.Background(), learn.Binary(set), 1)
	fmt.Printf("%d images, log p(x) = %.4f, %v\n", len(logs), logs[0], err)
	// Output:
	// 16 images, log p(x) = -2.7726, <nil>
}

// What is typical for a machine says how strange another image is.
func ExampleNewTypical() {
	source, err := dataset.Open("digits8", "")
	if err != nil {
		log.Fatal(err)
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate, settings.Epochs = "16,8", 20, []float64{.01}, 3
	trainer, err := learn.New(settings, source.Training.First(1000), 2)
	if err != nil {
		log.Fatal(err)
	}
	defer trainer.Close()
	if err := trainer.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
		log.Fatal(err)
	}
	machine := trainer.Finished().Ensemble
	typical, err := measure.NewTypical(context.Background(), machine, source.Test)
	if err != nil {
		log.Fatal(err)
	}
	for _, image := range [][]uint8{source.Test.Image(0), bytes.Repeat([]byte{255}, 64)} {
		s := typical.Judge(machine.Recognise(image, 100, 1).Plainest())
		fmt.Println("familiar:", s.Familiar())
	}
	// Output:
	// familiar: true
	// familiar: false
}
