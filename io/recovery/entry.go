package recovery

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wakesleep/internal/sentence"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
	"wakesleep/io/ordinary"
)

// About tells what a checkpoint is of.
type About struct {
	// Program is what trained: train, the command, or window.
	Program string `json:"program"`
	// Started is when the training began, and Written when the checkpoint was made.
	Started time.Time `json:"started"`
	Written time.Time `json:"written"`
	// Cycles are those of the machine's life.
	Cycles uint64 `json:"cycles"`
	// File is the whole path of the file that the machine is to be saved in, or was opened
	// from; empty where there is none yet. Title is what the user calls the machine, and
	// Data what it learns from.
	File  string `json:"file,omitempty"`
	Title string `json:"title,omitempty"`
	Data  string `json:"data,omitempty"`
	// Kind, where it is not empty, says what machine it is instead of a title, which would be
	// in the language of the program that wrote it.
	Kind string `json:"kind,omitempty"`
	// Command is the command line, of a command.
	Command []string `json:"command,omitempty"`
	// Extra is what the program wants to find again besides.
	Extra json.RawMessage `json:"extra,omitempty"`
}

// Starter is the Kind of the machine that the window starts with.
const Starter = "starter"

// Whole is a path that means the same in another folder, as About has them; empty stays so.
func Whole(path string) string {
	if path == "" {
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// description is about.json: which file holds the checkpoint, and what it is of.
type description struct {
	Checkpoint string `json:"checkpoint"`
	About
}

const (
	aboutName = "about.json"
	// maxAbout limits about.json, in bytes.
	maxAbout = 1 << 20
)

// Entry is a checkpoint that a program has left.
type Entry struct {
	folder *Folder
	path   string
	about  About
	// file is the name of the checkpoint's; empty where there is none.
	file string
}

// About tells what the checkpoint is of. Where that is damaged, it tells the time only.
func (e *Entry) About() About { return e.about }

// Path is that of the machine file.
func (e *Entry) Path() string { return filepath.Join(e.path, e.file) }

// Name is what the entry is called, a number.
func (e *Entry) Name() string { return filepath.Base(e.path) }

// Bytes is the size of the entry's files.
func (e *Entry) Bytes() int64 { return sizeOf(e.path) }

// ErrTaken tells that an entry is in use, by another window perhaps, or has been deleted.
var ErrTaken = sentence.Errorf("this checkpoint is in use by another Wake-Sleep, or has been deleted")

// Claim takes the entry over: it is this program's slot from then on. The checkpoint stays
// until another is written to the slot, or the slot is removed. It returns ErrTaken where
// another program was faster, even if it has left the slot again: what lies there then is
// not what the entry tells of.
func (e *Entry) Claim() (*Slot, error) {
	if err := e.mendLock(); err != nil {
		return nil, err
	}
	guard, err := hold(e.path)
	if err != nil {
		return nil, err
	}
	if now := e.folder.look(e.path); now.file != e.file || !now.about.Written.Equal(e.about.Written) {
		_ = guard.close()
		return nil, ErrTaken
	}
	return &Slot{folder: e.folder, path: e.path, guard: guard, current: e.file}, nil
}

// mendLock makes the lock that the entry has lost. One without a checkpoint is left alone:
// it may be just being deleted.
func (e *Entry) mendLock() error {
	if e.file == "" || alive(e.path) {
		return nil
	}
	return makeLock(e.path)
}

// Forget deletes the entry. It returns ErrTaken where a program has it by now.
func (e *Entry) Forget() error {
	s, err := e.Claim()
	if err != nil {
		return err
	}
	return s.Remove()
}

// abandoned is what has been left in a slot; nil where its program lives, or where that
// cannot be told.
func (f *Folder) abandoned(path string) *Entry {
	if alive(path) {
		return nil
	}
	return f.look(path)
}

// look finds out what lies in a slot.
func (f *Folder) look(path string) *Entry {
	e := &Entry{folder: f, path: path}
	if d, err := readDescription(path); err == nil && isFile(filepath.Join(path, d.Checkpoint)) {
		e.about, e.file = d.About, d.Checkpoint
		// A wrong clock, or somebody else, may have written a date that is to come.
		if info, err := os.Stat(e.Path()); err == nil && info.ModTime().Before(e.about.Written) {
			e.about.Written = exclusive.Changed(info)
		}
		return e
	}
	e.about.Written, e.file = newest(path)
	return e
}

func readDescription(slot string) (d description, err error) {
	path := filepath.Join(slot, aboutName)
	file, err := ordinary.Open(path)
	if err != nil {
		return d, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxAbout+1))
	if err != nil {
		return d, err
	}
	if len(text) > maxAbout {
		return d, sentence.Errorf("%s: it has more than %d bytes", path, maxAbout)
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return d, err
	}
	if filepath.Base(d.Checkpoint) != d.Checkpoint || !strings.HasSuffix(d.Checkpoint, machinefile.Extension) {
		return d, sentence.Errorf("%s: the checkpoint has the impossible name %q", path, d.Checkpoint)
	}
	return d, nil
}

// newest is the latest machine file of a slot whose description is missing or damaged, and
// when it was written; empty where there is none.
func newest(slot string) (written time.Time, name string) {
	list, err := os.ReadDir(slot)
	if err != nil {
		return time.Time{}, ""
	}
	for _, f := range list {
		info, err := f.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasSuffix(f.Name(), machinefile.Extension) {
			if at := exclusive.Changed(info); at.After(written) {
				written, name = at, f.Name()
			}
		}
	}
	return written, name
}

// isFile tells whether there is an ordinary file at path itself.
func isFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
