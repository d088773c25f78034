package desk

import (
	"os"
	"time"

	"wakesleep/io/atomicfile"
	"wakesleep/io/dataset"
	"wakesleep/io/exclusive"
)

// Disk is what the window asks of file systems beside reading and writing. Any of it may
// take for ever, as with a network folder that does not answer, so it is asked off Fyne's
// goroutine only.
type Disk struct {
	// Inspect tells what a file is.
	Inspect func(path string) (*dataset.Format, error)
	// Stat and Lstat are those of package os.
	Stat, Lstat func(path string) (os.FileInfo, error)
	// Free tells how many bytes may still be written where a file at path would be.
	Free func(path string) (int64, error)
}

// systemDisk is the system's.
func systemDisk() Disk {
	return Disk{Inspect: dataset.Inspect, Stat: os.Stat, Lstat: os.Lstat, Free: atomicfile.Free}
}

// exists tells whether there is something at a path.
func (d Disk) exists(path string) bool {
	_, err := d.Lstat(path)
	return err == nil
}

// look sees the file at a path.
func (d Disk) look(path string) exclusive.Seen {
	info, err := d.Stat(path)
	if err != nil {
		return exclusive.Seen{}
	}
	return exclusive.SeenAs(info)
}

// patience is how long the user waits for a folder before another takes its place.
const patience = time.Second

// isFolder tells whether there is a folder at a path that answers soon.
func (d Disk) isFolder(path string) bool {
	answer := make(chan bool, 1)
	go func() {
		info, err := d.Stat(path)
		answer <- err == nil && info.IsDir()
	}()
	select {
	case is := <-answer:
		return is
	case <-time.After(patience):
		return false
	}
}

// look asks the disk off Fyne's goroutine, and there does what follows, unless the user
// wants to open something else by then.
func (p *Paths) look(ask func() (then func())) {
	p.lookElsewhere()
	p.looking = true
	mine := p.looks
	p.tasks.Run(func() func() {
		then := ask()
		return func() {
			if p.looks == mine {
				p.looking = false
				then()
			}
		}
	})
}

// lookElsewhere gives up what is looked for.
func (p *Paths) lookElsewhere() {
	p.looks++
	p.looking = false
}
