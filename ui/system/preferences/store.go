// Package preferences keeps what the window remembers from one start to the next, in the
// place and the form of Fyne's own preferences. Other than those, they survive a crash and
// a full disk, several windows share them without losing each other's changes, and a
// damaged file does no harm: it is moved aside and the usual values are used.
package preferences

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"wakesleep/io/visible"
)

// delay is how long after a change it is written, with what else changed by then.
const delay = 200 * time.Millisecond

// longest is how long the end of the program waits for the last changes to be written.
const longest = 5 * time.Second

// Store is a file of preferences. Its methods may be called from any goroutine; only Open
// and Close wait for the disk.
type Store struct {
	file file
	// say tells the user of what went wrong.
	say func(error)

	mu     sync.Mutex
	values values
	// own are the values changed here that are still to be written; nil is removed.
	own       values
	due       bool // a write will come by itself
	listeners []func()
	said      string

	// writing is held while the file is changed.
	writing sync.Mutex
}

var _ fyne.Preferences = (*Store)(nil)

// Open reads the preferences at path. It never fails: what cannot be read counts as empty,
// which is said on standard error.
func Open(path string) *Store {
	return open(path, func(err error) { _ = visible.Writef(os.Stderr, "wakesleep: %v", err) })
}

func open(path string, say func(error)) *Store {
	s := &Store{file: file{path}, values: values{}, own: values{}, say: say}
	v, err := s.file.read()
	if _, damaged := err.(damageError); damaged {
		// Again, alone: another copy may be putting it right.
		unlock := s.file.lock()
		var said error
		v, said, err = s.file.load()
		unlock()
		s.tell(said)
	}
	s.tell(err)
	if err == nil {
		s.values = v
	}
	return s
}

// tell says what went wrong, once.
func (s *Store) tell(err error) {
	if err == nil {
		return
	}
	s.mu.Lock()
	before := s.said
	s.said = err.Error()
	s.mu.Unlock()
	if before != err.Error() {
		s.say(err)
	}
}

// Close writes the last changes. It gives up after five seconds, since a network's disk
// may hang.
func (s *Store) Close() {
	done := make(chan struct{})
	go func() {
		s.save()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(longest):
	}
}

// save writes what has changed. What cannot be written is tried again with the next
// change, and at the end.
func (s *Store) save() {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	s.due = false
	own := s.own
	s.own = values{}
	s.mu.Unlock()
	if len(own) == 0 {
		return
	}
	merged, said, err := s.file.merge(own)
	s.tell(said)
	s.tell(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		maps.Copy(own, s.own) // what has changed since is newer
		s.own = own
		return
	}
	s.values = merged
	for key, raw := range s.own {
		put(s.values, key, raw)
	}
}

// put sets or, with nil, removes a value.
func put(v values, key string, raw json.RawMessage) {
	if raw == nil {
		delete(v, key)
	} else {
		v[key] = raw
	}
}

// change sets a value or, with nil, removes it.
func (s *Store) change(key string, raw json.RawMessage) {
	s.mu.Lock()
	if old, ok := s.values[key]; ok == (raw != nil) && string(old) == string(raw) {
		s.mu.Unlock()
		return
	}
	put(s.values, key, raw)
	s.own[key] = raw
	if !s.due {
		s.due = true
		time.AfterFunc(delay, s.save)
	}
	listeners := slices.Clone(s.listeners)
	s.mu.Unlock()
	for _, l := range listeners {
		l()
	}
}

// AddChangeListener has a function called after each change that is made here.
func (s *Store) AddChangeListener(l func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, l)
}

// ChangeListeners are the functions added so far.
func (s *Store) ChangeListeners() []func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.listeners)
}

// RemoveValue forgets a key.
func (s *Store) RemoveValue(key string) { s.change(key, nil) }
