//go:build linux

package faults

import (
	"bufio"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"wakesleep/io/machinefile"
)

// forever is the scene of a child that saves until it is killed.
const forever = "save again and again"

func saveForever(folder string) {
	for n := 1; ; n++ {
		if err := machinefile.Write(file(folder), machine(n%100)); err != nil {
			panic(err)
		}
		if n == 1 {
			_, _ = os.Stdout.WriteString("begun\n")
		}
	}
}

// TestKillsAtRandom kills saves at random moments: a machine opens always, no more than
// one temporary file is there at a time, and in the end none.
func TestKillsAtRandom(t *testing.T) {
	kills := 5
	if os.Getenv("WAKESLEEP_FAULTS") != "" {
		kills = 200
	}
	folder := t.TempDir()
	most, cut := 0, 0
	for i := range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childScene+"="+forever, childFolder+"="+folder)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Fatalf("the child says %q, %v", line, err)
		}
		time.Sleep(time.Duration(rand.IntN(50_000)) * time.Microsecond)
		must(t, child.Process.Kill())
		_ = child.Wait()
		f, err := machinefile.Read(file(folder))
		if which(t, f, err) == 0 && err != nil {
			t.Fatalf("kill %d: %v", i, err)
		}
		left := len(temporaries(t, folder))
		most = max(most, left)
		cut += left
	}
	if most > 1 {
		t.Errorf("%d temporary files at a time", most)
	}
	must(t, machinefile.Write(file(folder), machine(1)))
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("in the end the folder holds %v, %v", left, err)
	}
	t.Logf("%d kills, %d of them in the middle", kills, cut)
}
