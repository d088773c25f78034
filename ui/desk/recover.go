package desk

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"sync"

	"wakesleep/io/checkpoint"
	"wakesleep/io/recovery"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/texts"
)

// Abandoned lists what programs have left that ended without saving, the newest first,
// after what is too old has been deleted. Machines of this window that were left for another,
// as by undoing, are among them. It must not be called on Fyne's goroutine.
func (a *Autosave) Abandoned() ([]*recovery.Entry, error) {
	f := a.folder.Load()
	if f == nil {
		return nil, nil
	}
	a.leaveAside(func(p *shelf) bool { return p.givenUp == nil })
	_ = f.Clear() // what cannot be deleted does no harm
	return f.Abandoned()
}

// Left is what a program has left, as far as the user is to see it.
type Left struct {
	// Checkpoint is the machine.
	Checkpoint *learn.Checkpoint
	// Dreams are as [session.FrameDreams] makes them.
	Dreams [][]float32
}

// Look opens what has been left. It must not be called on Fyne's goroutine.
func Look(e *recovery.Entry) (*Left, error) {
	c, err := checkpoint.Read(e.Path())
	if err != nil {
		return nil, err
	}
	return &Left{c, session.FrameDreams(c.Ensemble)}, nil
}

// NameOf is what the user calls the machine that has been left.
func NameOf(about recovery.About) string {
	return documentOf(about, extra{}).name()
}

// IsLater tells whether what has been left is a later state of the machine that is present, in
// whose file it is not.
func (d *Files) IsLater(about recovery.About) bool {
	doc := d.now.document
	return doc.Path != "" && about.File == recovery.Whole(doc.Path) && about.Written.After(doc.seen.Time)
}

// Recover goes on with what has been left, after asking about the present machine.
func (d *Files) Recover(e *recovery.Entry) {
	d.Guard(texts.Of("rescue.question"), func() { d.goOnFrom(e) })
}

// goOnFrom takes a checkpoint's machine in place of the present one. It stays in its slot,
// which is this window's from then on, until there is another. Where its images were found by
// the user, they are in a file.
func (d *Files) goOnFrom(e *recovery.Entry, images ...string) {
	about, name := e.About(), NameOf(e.About())
	var more extra
	_ = json.Unmarshal(about.Extra, &more) // without it less comes back
	claim := new(claim)
	last := d.preferences.String(prefFolder)
	d.sayOpening(name)
	d.Exchange(Exchange{
		What: texts.Of("rescue.history", name),
		Prepare: func(_ context.Context, now Present) (next Next, err error) {
			slot, err := claim.take(e)
			if err != nil {
				return next, err
			}
			c, err := checkpoint.Read(slot.Path())
			if err != nil {
				return next, err
			}
			next, err = MachineOf(c, now, append(images, d.foldersOf(about, more, last)...))
			next.from, next.unsaved = session.Revived(c, more.Curve), true
			next.Document = documentOf(about, more)
			next.Said = strings.TrimSpace(texts.Of("rescue.done", name) + " " + next.Said)
			return next, err
		},
		Done: func(_ *session.Moment, err error) { d.recovered(e, claim, more, err, images) },
	})
}

// recovered ends the exchange.
func (d *Files) recovered(e *recovery.Entry, c *claim, more extra, err error, tried []string) {
	if err == nil {
		if more.Watched != nil {
			d.session.WatchClass(*more.Watched)
		}
		d.desk.autosave.take(c.slot)
		return
	}
	d.tasks.Run(func() func() {
		c.giveUp()
		return nil
	})
	var missing *missingError
	switch {
	case errors.Is(err, ErrSuperseded):
	case errors.As(err, &missing):
		path := more.dataPath()
		if path == "" {
			path = missing.name
		}
		d.askImages(texts.Of("rescue.lost", path), tried, func(images string) { d.goOnFrom(e, images) },
			Choice{Text: texts.Of("rescue.saveTo"), Act: func() { d.askSaveLeft(e) }})
	case errors.Is(err, recovery.ErrTaken):
		d.Say("")
		d.Fail(texts.Of("rescue.failedTo"), errors.New(texts.Of("rescue.taken")))
	default:
		d.Say("")
		d.Fail(texts.Of("rescue.failedTo"), err)
	}
}

// claim is a slot that is taken over, unless that is given up before.
type claim struct {
	mu      sync.Mutex
	slot    *recovery.Slot
	givenUp bool
}

func (c *claim) take(e *recovery.Entry) (slot *recovery.Slot, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.givenUp {
		return nil, ErrSuperseded
	}
	c.slot, err = e.Claim()
	return c.slot, err
}

// giveUp leaves the slot, which is offered again.
func (c *claim) giveUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.givenUp = true; c.slot != nil {
		_ = c.slot.Leave()
	}
}

// foldersOf are those in which the data of what has been left may lie.
func (d *Files) foldersOf(about recovery.About, more extra, last string) (folders []string) {
	for _, path := range []string{more.dataPath(), about.Data, about.File} {
		if filepath.IsAbs(path) {
			folders = append(folders, filepath.Dir(path))
		}
	}
	return append(folders, d.folder(last))
}

// documentOf is the document of what has been left. A file that nobody knows anything about
// is asked about before it is replaced.
func documentOf(about recovery.About, more extra) *Document {
	doc := &Document{Path: about.File, Title: about.Title, Starter: about.Kind == recovery.Starter}
	if more.Stamp != nil {
		doc.seen = *more.Stamp
	}
	return doc
}
