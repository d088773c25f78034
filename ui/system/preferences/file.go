package preferences

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"wakesleep/io/atomicfile"
	"wakesleep/io/exclusive"
	"wakesleep/io/ordinary"
)

// limit is how many bytes a file may have; what the program keeps is a hundredth of it.
const limit = 1 << 20

// values are the preferences by their keys, as JSON.
type values map[string]json.RawMessage

// damageError says that what lies at the file's place are no preferences.
type damageError struct{ error }

// Path is where the preferences of the program with an identity lie: where Fyne keeps
// them.
func Path(identity string) string {
	return filepath.Join(ToolkitFolder(), identity, "preferences.json")
}

// ToolkitFolder is where Fyne keeps what it remembers, also for all programs together.
func ToolkitFolder() string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Preferences", "fyne")
	case "windows":
		return filepath.Join(home, "AppData", "Roaming", "fyne")
	}
	folder, _ := os.UserConfigDir()
	return filepath.Join(folder, "fyne")
}

// file is where preferences are kept, shared with other copies of the program.
type file struct{ path string }

// read returns what the file holds; none yet is empty. What is damaged is an error of
// type damageError.
func (f file) read() (values, error) {
	in, err := ordinary.Open(f.path)
	var kind *ordinary.KindError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return values{}, nil
	case errors.As(err, &kind):
		return nil, damageError{errors.New("it is " + string(kind.What()))}
	case err != nil:
		return nil, err
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, err
	}
	return decode(text)
}

// decode reads a file's content.
func decode(text []byte) (values, error) {
	if len(text) > limit {
		return nil, damageError{errors.New("it has more than 1 MiB")}
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return values{}, nil // all that Fyne left when it crashed while it wrote
	}
	var v values
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, damageError{errors.New("it is no JSON object")}
	}
	if v == nil {
		v = values{}
	}
	maps.DeleteFunc(v, func(_ string, raw json.RawMessage) bool { return string(raw) == "null" })
	return v, nil
}

// load is read that moves a damaged file aside, so that another takes its place; said is
// what the user should know of that.
func (f file) load() (v values, said, err error) {
	v, err = f.read()
	var damage damageError
	if !errors.As(err, &damage) {
		return v, nil, err
	}
	aside, err := f.setAside()
	if err != nil {
		return values{}, nil, fmt.Errorf("the preferences in %s cannot be used (%w) and not be moved away (%w): move them away", f.path, damage, err)
	}
	return values{}, fmt.Errorf("the preferences in %s cannot be used (%w): they are now in %s, and the usual ones are used", f.path, damage, aside), nil
}

// asides is how many damaged files are kept.
const asides = 9

// setAside gives the file another name, the last of which may have been used before.
func (f file) setAside() (string, error) {
	var aside string
	for i := range asides {
		aside = fmt.Sprintf("%s.damaged-%d", strings.TrimSuffix(f.path, ".json"), i+1)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return aside, os.Rename(f.path, aside)
}

// merge changes keys in the file, those without a value to nothing, and returns what it
// holds then. Other keys stay, which other copies of the program may have changed.
func (f file) merge(own values) (v values, said, err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return nil, nil, err
	}
	defer f.lock()()
	v, said, err = f.load()
	if err != nil {
		return nil, nil, err
	}
	for key, raw := range own {
		if raw == nil {
			delete(v, key)
		} else {
			v[key] = raw
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, said, err
	}
	if len(text) > limit {
		return nil, said, fmt.Errorf("the preferences would have %d bytes, %d may be kept", len(text), limit)
	}
	return v, said, atomicfile.Write(f.path, func(w io.Writer) error {
		_, err := w.Write(append(text, '\n'))
		return err
	}, nil)
}

// patience is how long a lock is waited for. Who has it for longer hangs; without it a
// change of another copy may be lost, but no file is damaged.
const patience = 2 * time.Second

// lock keeps other copies from changing the file until the function that it returns is
// called.
func (f file) lock() (unlock func()) {
	path := f.path + ".lock"
	if err := ordinary.Check(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return func() {}
	}
	return exclusive.Turn(path, patience)
}
