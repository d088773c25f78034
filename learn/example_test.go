package learn_test

import (
	"context"
	"fmt"
	"log"
	"slices"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
)

// open is a part of built-in data.
func open(name string, count int) *images.Set {
	source, err := dataset.Open(name, "")
	if err != nil {
		log.Fatal(err)
	}
	return source.Training.First(count)
}

// Classic wake-sleep learns Kirby's bars, of which a machine of zeros knows nothing: each
// of nine pixels costs a bit.
func ExampleNew() {
	bars := open("bars3", 12)
	trainer, err := learn.New(learn.ClassicDefaults(), bars, 1)
	if err != nil {
		log.Fatal(err)
	}
	defer trainer.Close()
	for cycles := range 20_001 {
		if cycles%20_000 == 0 {
			options := measure.Options{Samples: 1, Threads: 1}
			e, err := measure.Evaluate(context.Background(), trainer.Finished().Ensemble, bars, options)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Printf("after %d cycles: KL %.1f bits\n", cycles, *e.KLBits)
		}
		if _, err := trainer.Cycle(learn.WakeSleep); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// after 0 cycles: KL 5.5 bits
	// after 20000 cycles: KL 0.4 bits
}

// A training of a given length reports its epochs.
func ExampleTrainer_Train() {
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Epochs = "4,2", 20, 3
	trainer, err := learn.New(settings, open("digits8", 100), 2)
	if err != nil {
		log.Fatal(err)
	}
	defer trainer.Close()
	err = trainer.Train(context.Background(), func(e learn.EpochReport) {
		fmt.Printf("epoch %d, %d cycles\n", e.Epoch, e.Cycles)
	})
	fmt.Println(trainer.Finished(), err)
	// Output:
	// epoch 1, 5 cycles
	// epoch 2, 10 cycles
	// epoch 3, 15 cycles
	// 64-4-2 <nil>
}

// One machine for each label: whose description of an image is shortest says what it is.
func ExampleNewPerClass() {
	digits := open("digits8", 3000)
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate, settings.Epochs = "16,8", 20, []float64{.01}, 5
	trainer, err := learn.NewPerClass(settings, digits, 0, 2)
	if err != nil {
		log.Fatal(err)
	}
	defer trainer.Close()
	if err := trainer.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
		log.Fatal(err)
	}
	classes := trainer.Finished()
	answer := classes.Recognise(digits.Image(7), 200, 1)
	fmt.Printf("%s: a %d is called %d\n", classes, digits.Labels[7], classes.Labels[answer.Best])
	// Output:
	// 10 machines 64-16-8: a 3 is called 3
}

// A checkpoint goes through plain metadata and arrays, and resumes to the same machine as if
// nothing had happened.
func ExampleResume() {
	settings, set := learn.Defaults(), open("digits8", 100)
	settings.Layers, settings.Batch, settings.Epochs = "4,2", 20, 3
	whole, err := learn.New(settings, set, 1)
	if err != nil {
		log.Fatal(err)
	}
	defer whole.Close()
	ctx, cancel := context.WithCancel(context.Background())
	fmt.Println(whole.Train(ctx, func(learn.EpochReport) { cancel() }))

	meta, arrays, err := whole.Checkpoint().Encode()
	if err != nil {
		log.Fatal(err)
	}
	saved, err := learn.Decode(meta, arrays)
	if err != nil {
		log.Fatal(err)
	}
	resumed, err := learn.Resume(saved, set, 2)
	if err != nil {
		log.Fatal(err)
	}
	defer resumed.Close()
	for _, trainer := range []*learn.Trainer{whole, resumed} {
		if err := trainer.Train(context.Background(), func(learn.EpochReport) {}); err != nil {
			log.Fatal(err)
		}
	}
	same := slices.Equal(whole.Machine(0).Generative.Flat, resumed.Machine(0).Generative.Flat)
	fmt.Println("the same machine:", same)
	// Output:
	// context canceled
	// the same machine: true
}
