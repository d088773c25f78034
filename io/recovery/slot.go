package recovery

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"wakesleep/internal/sentence"
	"wakesleep/io/atomicfile"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
)

// Slot is a program's own place for checkpoints, of which it holds the latest. Its methods
// may be called from any goroutine.
type Slot struct {
	folder *Folder
	path   string

	mu sync.Mutex
	// guard is nil when the slot is given up.
	guard *guard
	// current is the name of the latest checkpoint's file; empty before the first.
	current string
}

// errGivenUp is a fault of the program's.
var errGivenUp = sentence.Errorf("the place for checkpoints has been given up")

// Begin makes a slot. It is this program's for as long as it lives.
func (f *Folder) Begin() (*Slot, error) {
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return nil, cannot(f.path, err)
	}
	const tries = 10 // for who clears may take a slot that has nobody's lock yet
	err := ErrTaken
	for range tries {
		var path string
		if path, err = f.newSlot(); err != nil {
			break
		}
		var guard *guard
		if guard, err = hold(path); err == nil {
			return &Slot{folder: f, path: path, guard: guard}, nil
		}
		if !errors.Is(err, ErrTaken) {
			_ = os.RemoveAll(path)
			break
		}
	}
	return nil, cannot(f.path, err)
}

// Put makes a checkpoint the latest of a slot, or of another one of the folder where s is nil
// or lost, and returns the slot that has it. After an error, which is of [Slot.Write], the
// slot may be nil.
func (f *Folder) Put(s *Slot, a About, file *machinefile.File) (*Slot, error) {
	if s != nil {
		err := s.Write(a, file)
		if err == nil || !s.Gone() {
			return s, err
		}
		_ = s.Leave()
	}
	s, err := f.Begin()
	if err != nil {
		return nil, err
	}
	return s, s.Write(a, file)
}

// unready is how the names of slots begin that have no lock yet.
const unready = ".new-"

// newSlot makes a slot and its lock, together, so that a slot without a lock is one that is
// being deleted, or whose lock somebody has deleted.
func (f *Folder) newSlot() (string, error) {
	path, err := os.MkdirTemp(f.path, unready)
	if err != nil {
		return "", err
	}
	ready := filepath.Join(f.path, strings.TrimPrefix(filepath.Base(path), unready))
	err = os.WriteFile(filepath.Join(path, lockName), nil, 0o600)
	if err == nil {
		err = os.Rename(path, ready)
	}
	if err != nil {
		_ = os.RemoveAll(path)
	}
	return ready, err
}

// isID tells whether a folder's name is that of a slot, as newSlot makes them.
func isID(name string) bool {
	_, err := strconv.ParseUint(name, 10, 64)
	return err == nil
}

// Limited puts the slot under another limit.
func (s *Slot) Limited(l Limit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folder = s.folder.With(l)
}

// Write makes a checkpoint the slot's latest, after clearing as much as it needs room for.
// The one before stays until it is there, so that after an error, or the end of the program
// at any moment, the one or the other opens. It returns a *RoomError where the folder may
// not hold as much, ErrTaken where the slot is lost, and else errors of [machinefile.Write]
// and [atomicfile.Write].
func (s *Slot) Write(a About, file *machinefile.File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guard == nil {
		return errGivenUp
	}
	if err := s.guard.renew(); err != nil {
		return err
	}
	open := s.folder.turn()
	defer open()
	if err := s.folder.makeRoom(file.Size()); err != nil {
		return err
	}
	name := s.next()
	path := filepath.Join(s.path, name)
	if err := machinefile.Write(path, file); err != nil {
		return err
	}
	if err := writeDescription(s.path, description{name, a}); err != nil {
		if atomicfile.Replaced(err) {
			s.current = name // and the one before stays, which a power failure may bring back
		} else {
			_ = os.Remove(path)
		}
		return err
	}
	if s.current != "" && s.current != name {
		_ = os.Remove(filepath.Join(s.path, s.current))
	}
	s.current = name
	return nil
}

// next is a name that the latest checkpoint does not have.
func (s *Slot) next() string {
	for _, name := range []string{"1" + machinefile.Extension, "2" + machinefile.Extension} {
		if name != s.current {
			return name
		}
	}
	panic("recovery: no name is free")
}

func writeDescription(slot string, d description) error {
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return sentence.Errorf("the description of the checkpoint: %w", err)
	}
	if len(text) > maxAbout {
		return sentence.Errorf("the description of the checkpoint has %d bytes, %d may be used", len(text), maxAbout)
	}
	return atomicfile.Write(filepath.Join(slot, aboutName), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}, nil)
}

// Path is that of the latest checkpoint's file; empty where there is none.
func (s *Slot) Path() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == "" {
		return ""
	}
	return filepath.Join(s.path, s.current)
}

// Gone tells whether the slot is lost, because somebody has deleted it or taken it over, so
// that nothing can be written to it.
func (s *Slot) Gone() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.guard == nil || s.guard.renew() != nil
}

// Remove gives the slot up and deletes it: its work is saved elsewhere, or not wanted. It
// does nothing to a slot that has been given up, or is lost.
func (s *Slot) Remove() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guard == nil {
		return nil
	}
	err := s.guard.renew()
	if errors.Is(err, ErrTaken) {
		return s.release()
	}
	if err == nil {
		err = empty(s.path)
	}
	if err == nil {
		err = s.guard.delete()
	}
	_ = s.release()
	if err != nil {
		return sentence.Errorf("the checkpoint in %s cannot be deleted: %w", s.path, atomicfile.WithoutPath(err))
	}
	return nil
}

// Leave gives the slot up and keeps the latest checkpoint, which the next start offers.
func (s *Slot) Leave() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guard == nil {
		return nil
	}
	return s.release()
}

func (s *Slot) release() error {
	guard := s.guard
	s.guard = nil
	return guard.close()
}

// empty deletes what is in a slot, about.json first, but for the lock.
func empty(slot string) error {
	if err := os.RemoveAll(filepath.Join(slot, aboutName)); err != nil {
		return err
	}
	list, err := os.ReadDir(slot)
	if err != nil {
		return err
	}
	for _, e := range list {
		if e.Name() != lockName {
			if err := os.RemoveAll(filepath.Join(slot, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// wait is how long a checkpoint waits for another program's to be written.
const wait = 3 * time.Second

// turn waits until no other program writes a checkpoint, so that together they keep to the
// limit; but not for long, since a program may hang. The function that it returns lets the
// next begin.
func (f *Folder) turn() (end func()) {
	return exclusive.Turn(filepath.Join(f.path, lockName), wait)
}

// cannot explains why there is no place for checkpoints.
func cannot(folder string, err error) error {
	return sentence.Errorf("checkpoints cannot be kept in %s: %w; see to it that the folder can be written to", folder, atomicfile.WithoutPath(err))
}
