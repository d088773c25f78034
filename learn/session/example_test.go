package session_test

import (
	"fmt"
	"log"
	"time"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
)

// Commands go in, snapshots come out; the film keeps the states before and after.
func ExampleSession() {
	source, err := dataset.Open("bars3", "")
	if err != nil {
		log.Fatal(err)
	}
	trainer, err := learn.New(learn.ClassicDefaults(), source.Training, 1)
	if err != nil {
		log.Fatal(err)
	}
	s := session.New(trainer)
	defer s.Close()
	before := s.Moment()
	s.Run(learn.WakeSleep, 500)
	for s.Status().Cycle < 500 {
		time.Sleep(time.Millisecond)
	}
	now := s.Fresh()
	fmt.Println("cycle", now.Cycle, "running:", now.State == session.Running)

	// Going back makes a training of a moment, with the images that it had.
	again, err := learn.Continue(before.Checkpoint, source.Training, 1)
	if err != nil {
		log.Fatal(err)
	}
	s.GoTo(again, before, nil)
	fmt.Println("cycle", s.Fresh().Cycle)
	// Output:
	// cycle 500 running: false
	// cycle 0
}
