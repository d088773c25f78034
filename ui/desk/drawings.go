package desk

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"wakesleep/internal/sentence"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
	"wakesleep/network"
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
)

// drawings leave what the user has drawn and not saved in the folder of checkpoints, so that
// it is there again at the next start, however the program ends.
type drawings struct {
	autosave *Autosave
	// latest are those to be kept; nil for none.
	latest atomic.Pointer[packed]

	mu sync.Mutex
	// slot holds written, and before are slots of others until theirs are in it.
	slot    *recovery.Slot
	written *packed
	before  []*recovery.Slot
}

// packed makes the bytes that drawings are kept as, off Fyne's goroutine.
type packed struct{ bytes func() []byte }

const (
	// drawingsFolder is below that of the checkpoints, and drawingsArray is what they are
	// called in a file there, in which each number is a byte.
	drawingsFolder = "drawings"
	drawingsArray  = "drawings"
	// drawingsShare is the part of the checkpoints' space that drawings may take besides.
	drawingsShare = 4
)

// KeepDrawings keeps what the keeper of drawings has, as bytes that pack makes off Fyne's
// goroutine, for the next start; nil is nothing.
func (d *Desk) KeepDrawings(pack func() []byte) {
	k := d.autosave.drawings
	if k.latest.Swap(nil); pack != nil {
		k.latest.Store(&packed{pack})
		if d.autosave.Every() == 0 {
			return // none is wanted until the program is made to end
		}
	}
	d.tasks.Start(tasks.Write(drawingsFolder), func(context.Context) func() {
		err := k.write()
		return func() { d.autosave.tell(err) }
	})
}

// folder is nil for nowhere.
func (k *drawings) folder() *recovery.Folder {
	f := k.autosave.folder.Load()
	if f == nil {
		return nil
	}
	l := f.Limit()
	l.Bytes /= drawingsShare
	return recovery.In(filepath.Join(f.Path(), drawingsFolder)).With(l)
}

// write brings the slot up to the latest drawings. It may be called from any goroutine.
func (k *drawings) write() (err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, latest := k.folder(), k.latest.Load()
	if f == nil || latest == k.written && len(k.before) == 0 {
		return nil
	}
	if latest != nil {
		err = k.fill(f, latest)
	} else if k.slot != nil {
		err = k.slot.Remove()
		k.slot = nil
	}
	if err != nil {
		return err
	}
	k.written = latest
	for _, s := range k.before {
		_ = s.Remove() // the next start finds it again
	}
	k.before = nil
	return nil
}

func (k *drawings) fill(f *recovery.Folder, latest *packed) (err error) {
	if k.slot == nil {
		if k.slot, err = f.Begin(); err != nil {
			return err
		}
	}
	return k.slot.Write(recovery.About{Program: "window", Started: k.autosave.started, Written: time.Now()}, drawingsFile(latest.bytes()))
}

func drawingsFile(bytes []byte) *machinefile.File {
	data := make([]float32, len(bytes))
	for i, b := range bytes {
		data[i] = float32(b)
	}
	return &machinefile.File{Arrays: []network.Array{{Name: drawingsArray, Shape: []int{len(data)}, Data: data}}}
}

// readDrawings is the reverse of drawingsFile.
func readDrawings(path string) ([]byte, error) {
	file, err := machinefile.Read(path)
	if err != nil {
		return nil, err
	}
	if len(file.Arrays) != 1 || file.Arrays[0].Name != drawingsArray {
		return nil, sentence.Errorf("%s: there are no drawings in it", path)
	}
	bytes := make([]byte, len(file.Arrays[0].Data))
	for i, v := range file.Arrays[0].Data {
		bytes[i] = byte(max(0, min(v, 255)))
	}
	return bytes, nil
}

// leave leaves the latest drawings for the next start.
func (k *drawings) leave() error {
	err := k.write()
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, s := range append(k.before, k.slot) {
		if s != nil {
			err = errors.Join(err, s.Leave())
		}
	}
	k.slot, k.before = nil, nil
	return err
}

// TakeBackDrawings gives the keeper of drawings those that programs have left, and says how
// many. What cannot be read stays until it is too old.
func (d *Desk) TakeBackDrawings() {
	k := d.autosave.drawings
	f := k.folder()
	if f == nil || d.keeper == nil {
		return
	}
	d.tasks.Run(func() func() {
		_ = f.Clear() // what cannot be deleted does no harm
		list, _ := f.Abandoned()
		var back []func() int
		for _, e := range list {
			if restore := k.claim(e, d.keeper); restore != nil {
				back = append(back, restore)
			}
		}
		return func() {
			n := 0
			for _, restore := range back {
				n += restore()
			}
			if n > 0 {
				d.Say(texts.Count("rescue.drawings", n))
			}
		}
	})
}

// claim takes a slot over until its drawings are in this window's own; nil where that cannot
// be done.
func (k *drawings) claim(e *recovery.Entry, keeper Keeper) (restore func() int) {
	slot, err := e.Claim()
	if err != nil {
		return nil
	}
	bytes, err := readDrawings(slot.Path())
	if err == nil {
		restore, err = keeper.Unpack(bytes)
	}
	if err != nil {
		_ = slot.Leave()
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.before = append(k.before, slot)
	return restore
}
