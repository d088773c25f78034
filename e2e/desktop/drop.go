package desktop

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Drop drops a file on the middle of the program's window, as a file manager does.
func (p *Program) Drop(path string) {
	p.t.Helper()
	window, err := strconv.ParseUint(p.window, 10, 32)
	if err == nil {
		err = drop(xproto.Window(window), path)
	}
	if err != nil {
		p.t.Fatalf("cannot drop %s: %v", path, err)
	}
}

// patience is how long the window may take to answer while something is dragged over it.
const patience = time.Minute

// drag is a file that is dragged over a window, by XDND, the protocol of X11.
type drag struct {
	c      *xgb.Conn
	target xproto.Window
	// source is a window of our own, which is not shown.
	source xproto.Window
	atoms  map[string]xproto.Atom
	list   []byte
}

// drop drags a file over a window and lets it fall.
func drop(target xproto.Window, path string) error {
	d, err := newDrag(target, path)
	if err != nil {
		return err
	}
	defer d.c.Close()
	// An end of waiting: events come no more when the connection is closed.
	late := time.AfterFunc(patience, d.c.Close)
	defer late.Stop()
	x, y, err := d.middle()
	if err != nil {
		return err
	}
	const version, copied = 5, "XdndActionCopy"
	d.say("XdndEnter", version<<24, uint32(d.atoms["text/uri-list"]))
	d.say("XdndPosition", 0, uint32(x)<<16|uint32(y), 0, uint32(d.atoms[copied]))
	if err := d.answerUntil("XdndStatus"); err != nil {
		return err
	}
	d.say("XdndDrop", 0, 0)
	return d.answerUntil("XdndFinished")
}

func newDrag(target xproto.Window, path string) (d *drag, err error) {
	list := (&url.URL{Scheme: "file", Path: path}).String() + "\r\n"
	d = &drag{target: target, list: []byte(list), atoms: map[string]xproto.Atom{}}
	xgb.Logger.SetOutput(io.Discard) // where there is no key to the display, it says so each time
	if d.c, err = xgb.NewConn(); err != nil {
		return nil, err
	}
	if err := d.own(); err != nil {
		d.c.Close()
		return nil, err
	}
	return d, nil
}

// own makes the source, which owns what is dragged.
func (d *drag) own() (err error) {
	for _, name := range []string{
		"XdndSelection", "XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished", "XdndActionCopy", "text/uri-list",
	} {
		atom, err := xproto.InternAtom(d.c, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		d.atoms[name] = atom.Atom
	}
	if d.source, err = xproto.NewWindowId(d.c); err != nil {
		return err
	}
	root := d.root()
	err = xproto.CreateWindowChecked(d.c, 0, d.source, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check()
	if err != nil {
		return err
	}
	return xproto.SetSelectionOwnerChecked(d.c, d.source, d.atoms["XdndSelection"], xproto.TimeCurrentTime).Check()
}

func (d *drag) root() xproto.Window { return xproto.Setup(d.c).DefaultScreen(d.c).Root }

// middle is the middle of the window, on the screen.
func (d *drag) middle() (x, y int16, err error) {
	size, err := xproto.GetGeometry(d.c, xproto.Drawable(d.target)).Reply()
	if err != nil {
		return 0, 0, err
	}
	at, err := xproto.TranslateCoordinates(d.c, d.target, d.root(), int16(size.Width/2), int16(size.Height/2)).Reply()
	if err != nil {
		return 0, 0, err
	}
	return at.DstX, at.DstY, nil
}

// say sends a message about the source to the window.
func (d *drag) say(message string, data ...uint32) {
	all := [5]uint32{uint32(d.source)}
	copy(all[1:], data)
	event := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atoms[message], Data: xproto.ClientMessageDataUnionData32New(all[:]),
	}
	xproto.SendEvent(d.c, false, d.target, 0, string(event.Bytes()))
}

// answerUntil hands the list of files to who asks for it, until a message comes.
func (d *drag) answerUntil(message string) error {
	for {
		event, err := d.c.WaitForEvent()
		switch e := event.(type) {
		case nil:
			if err == nil {
				return errors.New("the window does not answer")
			}
			return fmt.Errorf("the display: %w", err)
		case xproto.SelectionRequestEvent:
			d.hand(e)
		case xproto.ClientMessageEvent:
			if e.Type == d.atoms[message] {
				return nil
			}
		}
	}
}

// hand puts the list of files where it is asked for.
func (d *drag) hand(e xproto.SelectionRequestEvent) {
	xproto.ChangeProperty(d.c, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(d.list)), d.list)
	note := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	xproto.SendEvent(d.c, false, e.Requestor, 0, string(note.Bytes()))
}
