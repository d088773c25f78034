package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"wakesleep/io/atomicfile"
	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
	"wakesleep/io/machinefile"
	"wakesleep/io/recovery"
	"wakesleep/learn/session"
	"wakesleep/ui/tasks"
	"wakesleep/ui/texts"
)

// Keys and usual values of what the user chooses about checkpoints: the seconds between
// two, zero for none, and the megabytes that all may take.
const (
	prefAutosave = "autosave"
	prefSpace    = "autosaveSpace"

	usualAutosave = 120
	usualSpace    = recovery.DefaultBytes >> 20
)

// Autosave leaves checkpoints of what is in no file in the user's data folder, every few
// minutes and when the program is made to end. What it says of a method's goroutine counts;
// the others are called on Fyne's.
//
// The session hands over a moment between two cycles. All else happens in the background.
type Autosave struct {
	desk *Desk
	// folder is where checkpoints are kept; nil for nowhere.
	folder  atomic.Pointer[recovery.Folder]
	started time.Time
	// since is when there was last nothing to keep, or a checkpoint was begun.
	since time.Time
	// told is the failure that the user was told of last.
	told string
	// asked tells that the disk was asked for its room since there is something to keep.
	asked    bool
	drawings *drawings
	// took is how long the last checkpoint took, from the moment that it is of.
	took atomic.Int64

	// now is what has been found out about the present machine, for any goroutine.
	now atomic.Pointer[note]
	// over tells that nothing is kept any more.
	over atomic.Bool

	mu sync.Mutex
	// shelf is the present machine's, and aside are those of machines that were left for
	// another: they stay for the next start, unless the user gave them up.
	shelf *shelf
	aside []*shelf
	// shelves counts them.
	shelves int
	// givingUp is the document of the machine of which the user has said that it is not to be
	// saved, until the machine is left.
	givingUp *Document
}

// note is what a checkpoint needs to know that changes on Fyne's goroutine only.
type note struct {
	present *present
	// path and seen are those of the document, and saved is the state in its file.
	path  string
	seen  exclusive.Seen
	saved State
}

// shelf is a slot with what is in it, of one document.
type shelf struct {
	document *Document
	// key is that of the work of writing to it.
	key tasks.Write
	// givenUp is the state in which the user left the machine without wanting it saved; nil
	// where that was not said. It is changed with the Autosave's lock, on Fyne's goroutine.
	givenUp *State
	// due is the machine as it was left, until that is written.
	due atomic.Pointer[due]

	mu sync.Mutex
	// slot is nil before the first checkpoint.
	slot *recovery.Slot
	// closed tells that nothing is written any more: the program ends.
	closed bool
	// held is the state that the checkpoint in the slot is of.
	held atomic.Pointer[State]
}

// due is a checkpoint that is still to be written.
type due struct {
	moment *session.Moment
	note   *note
}

// newShelf is one for a document's machine. It needs the lock.
func (a *Autosave) newShelf(doc *Document) *shelf {
	a.shelves++
	return &shelf{document: doc, key: tasks.Write(fmt.Sprint("checkpoint ", a.shelves))}
}

// Autosave keeps checkpoints.
func (d *Desk) Autosave() *Autosave { return d.autosave }

// KeepIn says where checkpoints are kept, within the space that the user permits; nil for
// nowhere.
func (a *Autosave) KeepIn(f *recovery.Folder) {
	a.folder.Store(f)
	a.limit()
}

// Every is the time between two checkpoints; zero means that there are none.
func (a *Autosave) Every() time.Duration {
	seconds := a.desk.preferences.FloatWithFallback(prefAutosave, usualAutosave)
	if !(seconds > 0) {
		return 0
	}
	return time.Duration(min(seconds, 1e6) * float64(time.Second))
}

// SetEvery changes and remembers that.
func (a *Autosave) SetEvery(d time.Duration) { a.desk.preferences.SetFloat(prefAutosave, d.Seconds()) }

// Space is how many megabytes all checkpoints may take.
func (a *Autosave) Space() int {
	if n := a.desk.preferences.Int(prefSpace); n > 0 && n <= recovery.MostMegabytes {
		return n
	}
	return usualSpace
}

// SetSpace changes and remembers that.
func (a *Autosave) SetSpace(megabytes int) {
	a.desk.preferences.SetInt(prefSpace, megabytes)
	a.limit()
}

// Age is how long checkpoints are kept that nobody asks for.
func (a *Autosave) Age() time.Duration { return recovery.DefaultAge }

// limit puts the folder, and the slot in use, under the user's limit.
func (a *Autosave) limit() {
	f := a.folder.Load()
	if f == nil {
		return
	}
	l := recovery.Limit{Bytes: int64(a.Space()) << 20, Age: a.Age()}
	a.folder.Store(f.With(l))
	p := a.present()
	a.desk.tasks.Run(func() func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.slot != nil {
			p.slot.Limited(l)
		}
		return nil
	})
}

func (a *Autosave) present() *shelf {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.shelf
}

// tick keeps what is there, if it is time.
func (a *Autosave) tick(now time.Time, s session.Status) {
	if a.folder.Load() == nil {
		return
	}
	d := a.desk
	n := a.note()
	a.now.Store(n)
	if d.coming == nil && len(d.turns) == 0 {
		a.givingUp = nil // the machine has stayed after all
	}
	state, doc, p := n.present.at(s.Cycle), n.present.document, a.present()
	held := p.held.Load()
	switch {
	case state == n.saved:
		a.since, a.asked = now, false
		if held != nil && !d.tasks.Busy(p.key) && !d.history.leadsTo(doc, *held, s.Cycle) {
			a.drop(p)
		}
	case held != nil && *held == state, doc.Lesson != "", s.Err != nil:
		a.since = now
	case a.Every() > 0 && !a.asked && !d.tasks.Busy(p.key):
		a.asked = true
		a.askRoom(p)
	case a.Every() > 0 && now.Sub(a.since) >= a.pause() && !d.tasks.Busy(p.key):
		a.since = now
		d.session.Keep(func(m *session.Moment) { a.begin(p, m, n) })
	}
}

// askRoom tells, when there is first something to keep, that the disk has no room for it.
func (a *Autosave) askRoom(p *shelf) {
	now, folder := a.desk.session.Snapshot(), a.folder.Load()
	data := a.desk.now.data.Training
	a.desk.tasks.Start(p.key, func(context.Context) func() {
		needs, err := now.Record.Settings.Needs(data, now.Ensemble.Count())
		if err != nil {
			return nil
		}
		free, err := a.desk.Disk.Free(folder.Path())
		if err != nil || free >= needs.File {
			return nil // where nobody knows, writing tells
		}
		return func() { a.say(texts.Of("rescue.full", megabytes(needs.File), free>>20)) }
	})
}

// pause is the time from one checkpoint to the next: so long that the next one, should it
// take twice as long as the last, is there when that one is as old as they may be.
func (a *Autosave) pause() time.Duration {
	every := a.Every()
	return max(every-2*time.Duration(a.took.Load()), every/8)
}

func (a *Autosave) note() *note {
	d := a.desk
	doc := d.now.document
	return &note{present: d.now, path: doc.Path, seen: doc.seen, saved: d.contents[doc.key()]}
}

// begin writes a checkpoint in the background. It may be called from any goroutine.
func (a *Autosave) begin(p *shelf, m *session.Moment, n *note) {
	began := time.Now()
	a.desk.tasks.Start(p.key, func(context.Context) func() {
		err := a.write(p, m, n)
		a.took.Store(int64(time.Since(began)))
		return func() { a.tell(err) }
	})
}

// exchanged goes over to the shelf of another document. The machine that was left, if there
// was one, is kept unless it is in a file: it is offered at the next start, or, if the user
// gave it up, until there is something new to keep.
func (a *Autosave) exchanged(left *session.Moment, now *Document) {
	old := a.goTo(now)
	if left == nil || a.folder.Load() == nil {
		return
	}
	then, doc := presentAt(left), old.document
	n := &note{present: then, path: doc.Path, seen: doc.seen, saved: a.desk.contents[doc.key()]}
	state := then.at(left.Cycle())
	a.judge(old, state)
	held := old.held.Load()
	if state == n.saved && (held == nil || !a.desk.history.leadsTo(doc, *held, left.Cycle())) {
		a.drop(old)
		return
	}
	if state != n.saved && doc.Lesson == "" && (old.givenUp == nil || a.Every() > 0) {
		old.due.Store(&due{left, n})
		a.begin(old, left, n)
	}
}

// judge notes whether the user gave up a machine that was left in a state. Who undoes that,
// and leaves it again in the same state, still does not want it.
func (a *Autosave) judge(p *shelf, left State) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.givingUp == p.document:
		p.givenUp = &left
	case p.givenUp != nil && *p.givenUp != left:
		p.givenUp = nil
	}
	a.givingUp = nil
}

// goTo makes a document's shelf the present one, and returns the one that was.
func (a *Autosave) goTo(doc *Document) (old *shelf) {
	a.mu.Lock()
	defer a.mu.Unlock()
	old, next := a.shelf, a.newShelf(doc)
	if i := slices.IndexFunc(a.aside, func(p *shelf) bool { return p.document == doc }); i >= 0 {
		next = a.aside[i]
		a.aside = slices.Delete(a.aside, i, i+1)
	}
	a.aside, a.shelf = append(a.aside, old), next
	return old
}

// write makes a checkpoint of a moment, unless there is one or nothing to keep. It may be
// called from any goroutine but Fyne's.
func (a *Autosave) write(p *shelf, m *session.Moment, n *note) error {
	if a.over.Load() {
		return nil
	}
	written, err := a.put(p, m, n)
	if written {
		a.clearGivenUp(p)
	}
	return err
}

// put is write after the end as well, and tells whether there is another checkpoint. What
// was left on the shelf to be written need not be any more.
func (a *Autosave) put(p *shelf, m *session.Moment, n *note) (written bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	then := presentAt(m)
	state, held := then.at(m.Cycle()), p.held.Load()
	if d := p.due.Load(); d != nil && d.moment == m {
		defer p.due.CompareAndSwap(d, nil)
	}
	if p.closed || then.document != p.document || then.document.Lesson != "" || held != nil && *held == state ||
		n.worthless(then, state) || untrained(m) {
		return false, nil
	}
	err = a.fill(p, m, n)
	var room *recovery.RoomError
	if errors.As(err, &room) && a.leaveAside(func(other *shelf) bool { return other != p }) {
		err = a.fill(p, m, n)
	}
	if err != nil {
		return false, err
	}
	p.hold(state)
	return true, nil
}

// worthless tells that a state need not be kept. Between two ticks another document may have
// come, of which the note does not know yet: in the state in which it came it is in a file, or
// on a shelf already, or has cost nothing.
func (n *note) worthless(then *present, state State) bool {
	if then.document != n.present.document {
		return state == then.origin
	}
	return state == n.saved
}

// untrained tells that a machine has never learnt anything, that the user has given no
// names to it, and that no other had to learn first, as for machines that compete.
func untrained(m *session.Moment) bool {
	record := &m.Checkpoint.Record
	return record.Cycles == 0 && record.Contest == nil && len(record.ByHand) == 0
}

// fill writes a checkpoint into a shelf's slot.
func (a *Autosave) fill(p *shelf, m *session.Moment, n *note) (err error) {
	file, err := checkpoint.File(m.Checkpoint)
	if err != nil {
		return err
	}
	before := p.slot
	if p.slot, err = a.folder.Load().Put(before, a.about(m, n), file); p.slot != before {
		p.held.Store(nil) // what was held is lost
	}
	if errors.Is(err, machinefile.ErrNotFinite) {
		return nil // it has diverged, and the checkpoint before is worth more
	}
	return err
}

// clearGivenUp removes what the user has given up, now that there is another checkpoint.
func (a *Autosave) clearGivenUp(p *shelf) {
	a.mu.Lock()
	var list []*shelf
	if p == a.shelf {
		a.aside = slices.DeleteFunc(a.aside, func(old *shelf) bool {
			if old.givenUp != nil {
				list = append(list, old)
			}
			return old.givenUp != nil
		})
	}
	a.mu.Unlock()
	for _, old := range list {
		old.remove()
	}
}

// leaveAside leaves those that are aside as if the program had ended: they are on the list
// of what can be recovered, and go first where there is no room. It tells whether there were
// some.
func (a *Autosave) leaveAside(which func(*shelf) bool) (some bool) {
	a.mu.Lock()
	list := slices.DeleteFunc(slices.Clone(a.aside), func(p *shelf) bool { return !which(p) })
	a.mu.Unlock()
	for _, p := range list {
		if p.mu.TryLock() { // what is being written is not left
			some = some || p.slot != nil
			_ = p.leave() // the next start finds it
			p.mu.Unlock()
		}
	}
	return some
}

// hold notes what is in the slot.
func (p *shelf) hold(s State) { p.held.Store(&s) }

// leave gives the slot up, with what is in it. It needs the lock.
func (p *shelf) leave() error {
	if p.slot == nil {
		return nil
	}
	err := p.slot.Leave()
	p.slot = nil
	p.held.Store(nil)
	return err
}

// close removes what is in the slot, for good.
func (p *shelf) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.empty()
}

func (p *shelf) remove() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.empty()
}

// empty is remove with the lock.
func (p *shelf) empty() {
	if p.slot != nil {
		_ = p.slot.Remove() // the next start offers what cannot be removed
		p.slot = nil
		p.held.Store(nil)
	}
}

// drop removes a checkpoint in the background: what it is of is in a file.
func (a *Autosave) drop(p *shelf) {
	a.desk.tasks.Start(p.key, func(context.Context) func() {
		p.remove()
		return nil
	})
}

// take goes on with a slot that holds the present machine as it stands.
func (a *Autosave) take(s *recovery.Slot) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.newShelf(a.desk.now.document)
	p.slot = s
	p.hold(a.desk.now.at(a.desk.session.Status().Cycle))
	a.shelf = p
}

// tell says what went wrong, once until it changes.
func (a *Autosave) tell(err error) {
	said := ""
	var room *recovery.RoomError
	switch {
	case errors.As(err, &room):
		said = texts.Of("rescue.room", megabytes(room.Need), megabytes(room.Limit))
	case atomicfile.Full(err):
		said = texts.Of("rescue.noRoom")
	case err != nil:
		said = texts.Of("rescue.failed", Reason(err))
	}
	a.say(said)
}

// say says what is wrong, once until it changes.
func (a *Autosave) say(what string) {
	if what != a.told && what != "" {
		a.desk.Say(what)
	}
	a.told = what
}

// megabytes rounds up.
func megabytes(bytes int64) int { return int((bytes + 1<<20 - 1) >> 20) }

// giveUp notes that the user does not want what the present machine has learnt to be saved,
// should it be left now.
func (a *Autosave) giveUp() { a.givingUp = a.desk.now.document }

// end removes checkpoints of what is in a file or given up, in the background, and leaves
// the others for the next start. Nothing is kept any more.
func (a *Autosave) end() {
	a.over.Store(true)
	a.mu.Lock()
	present, aside := a.shelf, a.aside
	a.mu.Unlock()
	a.conclude(present, a.worthLeaving(present))
	for _, p := range aside {
		a.conclude(p, p.givenUp == nil)
	}
}

// worthLeaving tells whether the present machine's checkpoint holds what would be lost though
// the user has not been asked about it, such as a training that was undone.
func (a *Autosave) worthLeaving(p *shelf) bool {
	held := p.held.Load()
	return held != nil && a.givingUp != p.document && a.desk.history.leadsTo(p.document, *held, a.desk.session.Status().Cycle)
}

// conclude leaves what is on a shelf for the next start, or removes it, in the background.
func (a *Autosave) conclude(p *shelf, leave bool) {
	a.desk.tasks.Start(p.key, func(context.Context) func() {
		if !leave {
			p.close()
			return nil
		}
		_ = a.leaveFor(p) // there is nobody left to tell
		return nil
	})
}

// leaveFor leaves what is on a shelf, after writing what is due.
func (a *Autosave) leaveFor(p *shelf) (err error) {
	if d := p.due.Load(); d != nil {
		_, err = a.put(p, d.moment, d.note)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return errors.Join(err, p.leave())
}

// shelfOf is a document's shelf. While an exchange is carried out, the session's document may
// not be the present one yet.
func (a *Autosave) shelfOf(doc *Document) *shelf {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, p := range append(slices.Clone(a.aside), a.shelf) {
		if p.document == doc {
			return p
		}
	}
	p := a.newShelf(doc)
	a.aside = append(a.aside, p)
	return p
}

// Rescue keeps what is in no file before the program is made to end, whether or not
// checkpoints are wanted in between, and leaves it for the next start. It waits for the cycle
// under way. It may be called from any goroutine; on Fyne's nothing but the end may follow.
func (a *Autosave) Rescue() error {
	n := a.now.Load()
	if a.over.Load() {
		return nil // nothing is to be kept
	}
	err := a.drawings.leave()
	if n == nil {
		return err // there has been no machine
	}
	if m := a.desk.session.Moment(); m != nil {
		err = errors.Join(err, a.write(a.shelfOf(presentAt(m).document), m, n))
	}
	a.over.Store(true)
	a.mu.Lock()
	all := append(slices.Clone(a.aside), a.shelf)
	a.mu.Unlock()
	for _, p := range all {
		err = errors.Join(err, a.leaveFor(p))
	}
	return err
}

// extra is what a checkpoint tells beside the machine.
type extra struct {
	Curve json.RawMessage `json:"curve,omitempty"`
	// Watched is the class that was watched; nil where there are no classes.
	Watched *uint8 `json:"watched,omitempty"`
	// Stamp is how the machine's file was when it was read or written last.
	Stamp *exclusive.Seen `json:"stamp,omitempty"`
	// DataPath is that of the data's file; empty for built-in ones.
	DataPath string `json:"data_path,omitempty"`
	// Inputs are a command's, the data's file first.
	Inputs []string `json:"inputs,omitempty"`
}

// dataPath is where the data's file was; empty where nobody knows.
func (e extra) dataPath() string {
	if e.DataPath == "" && len(e.Inputs) > 0 {
		return e.Inputs[0]
	}
	return e.DataPath
}

// about describes a checkpoint.
func (a *Autosave) about(m *session.Moment, n *note) recovery.About {
	then := presentAt(m)
	about := recovery.About{
		Program: "window", Started: a.started, Written: time.Now(), Cycles: m.Cycle(),
		Title: then.document.Title, Data: then.data.Name,
	}
	if then.document.Starter {
		about.Kind = recovery.Starter
	}
	more := extra{Curve: m.Curve(), DataPath: recovery.Whole(then.data.Path)}
	if then.document == n.present.document && n.path != "" {
		about.File, more.Stamp = recovery.Whole(n.path), &n.seen
	}
	if now := a.desk.session.Snapshot(); now.Ensemble.OfClasses() {
		more.Watched = &now.Ensemble.Labels[now.Watched] // which opening passes over where it has no machine
	}
	about.Extra, _ = json.Marshal(more) // of plain values
	return about
}
