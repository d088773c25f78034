//go:build linux

package faults

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"wakesleep/io/atomicfile"
)

// A child plays the scene of that name in that folder.
const (
	childScene  = "WAKESLEEP_FAULTS_SCENE"
	childFolder = "WAKESLEEP_FAULTS_FOLDER"
)

func TestMain(m *testing.M) {
	name := os.Getenv(childScene)
	if name == "" {
		os.Exit(m.Run())
	}
	i := slices.IndexFunc(scenes, func(s scene) bool { return s.name == name })
	play(scenes[i], os.Getenv(childFolder))
}

// play says which thread will do the work, waits for a sign, does it, and says what came
// of it. No other thread's system calls are disturbed.
func play(s scene, folder string) {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		act := s.prepare(folder)
		fmt.Println(unix.Gettid())
		for {
			// Poll, because no save does.
			_, err := unix.Poll([]unix.PollFd{{Fd: 0, Events: unix.POLLIN}}, -1)
			if err == nil {
				break
			}
		}
		done <- act()
		select {} // the thread ends with the program
	}()
	err := <-done
	r := result{Ended: true, Replaced: atomicfile.Replaced(err)}
	if err != nil {
		r.Err = err.Error()
	}
	_ = json.NewEncoder(os.Stdout).Encode(r)
	os.Exit(0) // and keep what the program holds until then
}
