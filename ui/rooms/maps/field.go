package maps

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn/atlas"
	"wakesleep/ui/kit"
	"wakesleep/ui/theme"
)

// point is a place on the map.
type point struct{ x, y float64 }

// field shows a part of a map. Drags and arrow keys move it, the wheel and + and − enlarge
// it. With the keyboard a cross in the middle takes the place of the pointer.
type field struct {
	widget.BaseWidget

	// OnOpen is called with the image that was clicked, OnPick with one that was clicked while
	// the shift key was down, and OnHover with that under the pointer, −1 for none.
	OnOpen, OnPick, OnHover func(image int)
	// OnMoved is called when another part is shown.
	OnMoved func()

	painter *atlas.Painter
	// colouring makes the colours for dark ground or light, of which look was made.
	colouring func(dark bool) *atlas.Colouring
	look      *atlas.Look
	dark      bool
	view      atlas.View

	// hovered is the image under the pointer, −1 for none.
	hovered int
	// marks are the images that are framed, drawn is the place of a drawing, and way leads from
	// place to place.
	marks []int
	drawn *point
	way   []point

	shift, focused bool
	// keys tells that keys were used last, and not the pointer.
	keys      bool
	paintings uint64
	// over is the renderer's; nil before there is one.
	over func()
}

func newField() *field {
	f := &field{hovered: -1}
	f.ExtendBaseWidget(f)
	return f
}

// set shows another map, whole; nil shows none.
func (f *field) set(p *atlas.Painter) {
	f.painter, f.look, f.marks, f.drawn, f.way, f.hovered = p, nil, nil, nil, nil, -1
	f.whole()
}

// colour paints the map in other colours.
func (f *field) colour(c func(dark bool) *atlas.Colouring) {
	f.colouring, f.look = c, nil
	f.Refresh()
}

// Paintings is how often it was painted: scripts see by it that something has happened.
func (f *field) Paintings() uint64 { return f.paintings }

// extent is the field's in whole units.
func (f *field) extent() (width, height int) {
	size := f.Size()
	return max(1, int(size.Width)), max(1, int(size.Height))
}

// whole shows all of the map.
func (f *field) whole() {
	if f.painter != nil {
		f.view = f.painter.Whole(f.extent())
	}
	f.moved()
}

// leastZoom is how much smaller than whole a map may be seen.
const leastZoom = .7

// zoom enlarges the map by a factor, but for what is seen at a point, which stays.
func (f *field) zoom(factor float64, x, y float64) {
	if f.painter == nil {
		return
	}
	now := f.painter.Zoom(f.view)
	factor = max(leastZoom, min(now*factor, atlas.MostZoom)) / now
	f.view = f.view.Zoomed(factor, x, y)
	f.moved()
}

// zoomHere enlarges the map around the middle.
func (f *field) zoomHere(factor float64) {
	f.zoom(factor, float64(f.view.Width)/2, float64(f.view.Height)/2)
}

// pan moves the map by some units.
func (f *field) pan(dx, dy float64) {
	if f.painter == nil {
		return
	}
	f.view.X = max(f.painter.Left, min(f.view.X-dx/f.view.Scale, f.painter.Right))
	f.view.Y = max(f.painter.Top, min(f.view.Y-dy/f.view.Scale, f.painter.Bottom))
	f.moved()
}

// moved shows another part.
func (f *field) moved() {
	if f.focused && f.keys {
		f.hover(f.middle())
	}
	f.Refresh()
	if f.OnMoved != nil {
		f.OnMoved()
	}
}

// fit keeps what is seen in the middle, and how large, where the field gets another size.
func (f *field) fit() {
	w, h := f.extent()
	if f.painter == nil || w == f.view.Width && h == f.view.Height {
		return
	}
	zoom := f.painter.Zoom(f.view)
	if f.view.Width <= 1 {
		zoom = 1
	}
	f.view.Width, f.view.Height = w, h
	f.view.Scale = zoom * f.painter.Whole(w, h).Scale
}

// grasp is how far from a dot the pointer finds it, in units, and reach is how far from the
// middle the keys do, which move in larger steps.
const grasp, reach = 9, 80

// nearest is the image at a point, or −1.
func (f *field) nearest(x, y float64) int { return f.find(x, y, grasp) }

// middle is the image that keys choose, or −1.
func (f *field) middle() int {
	return f.find(float64(f.view.Width)/2, float64(f.view.Height)/2, reach)
}

func (f *field) find(x, y, within float64) int {
	if f.painter == nil {
		return -1
	}
	if i, found := f.painter.Find(f.view, x, y, within); found {
		return i
	}
	return -1
}

func (f *field) hover(i int) {
	if f.hovered == i {
		return
	}
	f.hovered = i
	if f.OnHover != nil {
		f.OnHover(i)
	}
	f.place()
}

// place brings what lies over the map to its place, without painting the map.
func (f *field) place() {
	if f.over != nil {
		f.over()
	}
}

// choose opens an image, or picks it where the shift key is down.
func (f *field) choose(i int, pick bool) {
	switch {
	case i < 0:
	case pick && f.OnPick != nil:
		f.OnPick(i)
	case !pick && f.OnOpen != nil:
		f.OnOpen(i)
	}
}

// Tapped chooses the image under the pointer.
func (f *field) Tapped(e *fyne.PointEvent) {
	f.choose(f.nearest(float64(e.Position.X), float64(e.Position.Y)), f.shift)
}

// Dragged moves the map.
func (f *field) Dragged(e *fyne.DragEvent) { f.pan(float64(e.Dragged.DX), float64(e.Dragged.DY)) }

// DragEnd is Fyne's.
func (f *field) DragEnd() {}

// wheel is the logarithm by which a unit of the wheel enlarges.
const wheel = .008

// Scrolled enlarges the map around the pointer.
func (f *field) Scrolled(e *fyne.ScrollEvent) {
	f.zoom(math.Exp(wheel*float64(e.Scrolled.DY)), float64(e.Position.X), float64(e.Position.Y))
	f.hover(f.nearest(float64(e.Position.X), float64(e.Position.Y)))
}

// MouseDown notes the shift key, which a tap does not tell, and takes the keys.
func (f *field) MouseDown(e *desktop.MouseEvent) {
	f.shift = e.Modifier&fyne.KeyModifierShift != 0
	kit.Focus(f)
	f.use(false)
}

// use notes whether the keys are used now, or the pointer.
func (f *field) use(keys bool) {
	if f.keys != keys {
		f.keys = keys
		f.place()
	}
	if keys {
		f.hover(f.middle())
	}
}

// MouseUp is Fyne's.
func (f *field) MouseUp(*desktop.MouseEvent) {}

// MouseIn is MouseMoved.
func (f *field) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved finds the image under the pointer.
func (f *field) MouseMoved(e *desktop.MouseEvent) {
	f.hover(f.nearest(float64(e.Position.X), float64(e.Position.Y)))
}

// MouseOut forgets it.
func (f *field) MouseOut() { f.hover(-1) }

// Cursor is a hand on an image.
func (f *field) Cursor() desktop.Cursor { return kit.Hand(f.hovered >= 0) }

// FocusGained shows that keys arrive here.
func (f *field) FocusGained() {
	f.focused = true
	f.use(true)
	f.Refresh()
}

// FocusLost shows that they do not any more.
func (f *field) FocusLost() {
	f.focused = false
	f.Refresh()
}

const (
	// step is by which share of the field an arrow key moves the map, and larger by which
	// factor + enlarges it.
	step, larger = .12, 1.3
)

// TypedRune enlarges the map, shows all of it, or picks the image in the middle.
func (f *field) TypedRune(r rune) {
	f.use(true)
	switch r {
	case '+', '=':
		f.zoomHere(larger)
	case '-', '−':
		f.zoomHere(1 / larger)
	case '0':
		f.whole()
	case 'p', 'P':
		f.choose(f.middle(), true)
	}
}

// TypedKey moves the map, or opens the image in the middle. The space bar and the keys that no
// control needs are the window's.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	f.use(true)
	dx, dy := step*float64(f.view.Width), step*float64(f.view.Height)
	switch e.Name {
	case fyne.KeyLeft:
		f.pan(dx, 0)
	case fyne.KeyRight:
		f.pan(-dx, 0)
	case fyne.KeyUp:
		f.pan(0, dy)
	case fyne.KeyDown:
		f.pan(0, -dy)
	case fyne.KeyHome:
		f.whole()
	case fyne.KeyReturn, fyne.KeyEnter:
		f.choose(f.middle(), false)
	case fyne.KeySpace:
		kit.PassOn(f, e)
	default:
		if kit.IsOfWindow(e.Name) {
			kit.PassOn(f, e)
		}
	}
}

// textSize is how high names are on the map, in units.
const textSize = 17

// lookFor is how the map is painted with so many pixels to a unit.
func (f *field) lookFor(ratio float64) *atlas.Look {
	if f.colouring == nil {
		return nil
	}
	dark := isDark(f)
	if f.look == nil || f.dark != dark {
		f.dark = dark
		f.look = atlas.NewLook(f.colouring(dark), dark, 0)
		f.look.Ground = theme.Solid(base.ColorNameInputBackground, f)
		f.look.Paper = theme.Mix(theme.Solid(theme.Well, f), f.look.Ground, kit.Either(dark, 0, .5))
	}
	f.look.TextSize = textSize * ratio
	return f.look
}

// isDark tells by the background around a widget.
func isDark(w fyne.Widget) bool {
	r, g, b, _ := base.ColorForWidget(base.ColorNameBackground, w).RGBA()
	return r+g+b < 3*0x8000
}

// CreateRenderer is Fyne's.
func (f *field) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{field: f}
	f.over = r.over
	r.Drawn = kit.NewDrawn(fyne.NewSize(200, 140), r.paint)
	for range mostWay {
		r.lines = append(r.lines, canvas.NewLine(color.Transparent))
		r.Add(r.lines[len(r.lines)-1])
	}
	for range mostFrames {
		r.frames = append(r.frames, canvas.NewRectangle(color.Transparent))
		r.Add(r.frames[len(r.frames)-1])
	}
	r.cross = [2]*canvas.Line{canvas.NewLine(color.Transparent), canvas.NewLine(color.Transparent)}
	r.rim, r.dot = canvas.NewCircle(color.Transparent), canvas.NewCircle(color.Transparent)
	r.edge = canvas.NewRectangle(color.Transparent)
	for _, o := range []fyne.CanvasObject{r.rim, r.dot, r.cross[0], r.cross[1], r.edge} {
		r.Add(o)
	}
	r.Refresh()
	return r
}

const (
	// mostWay is how many lines a way has at most, and mostFrames how many images are framed:
	// that under the pointer, and the ends of a way.
	mostWay, mostFrames = 16, 3
)

type fieldRenderer struct {
	kit.Drawn
	field *field
	// picture is painted again and again.
	picture *image.RGBA
	frames  []*canvas.Rectangle
	lines   []*canvas.Line
	cross   [2]*canvas.Line
	// rim and dot are where a drawing lies, and edge shows the focus.
	rim, dot *canvas.Circle
	edge     *canvas.Rectangle
}

// paint paints the map at the screen's own resolution.
func (r *fieldRenderer) paint(w, h int) image.Image {
	f := r.field
	f.paintings++
	w, h = max(w, 1), max(h, 1)
	if r.picture == nil || r.picture.Rect.Max != image.Pt(w, h) {
		r.picture = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	ratio := 1.
	if size := f.Size(); size.Width > 0 {
		ratio = float64(w) / float64(size.Width)
	}
	look := f.lookFor(ratio)
	if f.painter == nil || look == nil {
		return image.NewUniform(color.Transparent)
	}
	v := f.view
	v.Scale, v.Width, v.Height = v.Scale*ratio, w, h
	f.painter.Paint(r.picture, v, look)
	return r.picture
}

// Layout is Fyne's.
func (r *fieldRenderer) Layout(size fyne.Size) {
	r.field.fit()
	r.Raster.Resize(size)
	r.edge.Resize(size)
	r.over()
}

// over places what lies over the map.
func (r *fieldRenderer) over() {
	f := r.field
	framed := append([]int{f.hovered}, f.marks...)
	for k, frame := range r.frames {
		i := -1
		if k < len(framed) {
			i = framed[k]
		}
		r.frame(frame, i, kit.Either(k == 0, base.ColorNameForeground, theme.Awake))
	}
	for k, line := range r.lines {
		on := k+1 < len(f.way)
		if line.Hidden = !on; on {
			line.StrokeColor, line.StrokeWidth = base.ColorForWidget(theme.Awake, f), 2
			a, _ := r.at(f.way[k])
			b, _ := r.at(f.way[k+1])
			line.Position1, line.Position2, on = within(a, b, f.Size())
			line.Hidden = !on
		}
		line.Refresh()
	}
	r.placeDrawing()
	r.placeCross()
}

// at is where a place is seen, and whether in the field.
func (r *fieldRenderer) at(p point) (at fyne.Position, inside bool) {
	x, y := r.field.view.Of(p.x, p.y)
	size := r.field.Size()
	at = fyne.NewPos(float32(max(-1e5, min(x, 1e5))), float32(max(-1e5, min(y, 1e5))))
	return at, at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height
}

// within is the part of a line that lies in a field, if there is one (Liang and Barsky 1984).
func within(a, b fyne.Position, size fyne.Size) (from, to fyne.Position, some bool) {
	first, last := float32(0), float32(1)
	for _, side := range [][2]float32{{a.X - b.X, a.X}, {b.X - a.X, size.Width - a.X}, {a.Y - b.Y, a.Y}, {b.Y - a.Y, size.Height - a.Y}} {
		switch p, q := side[0], side[1]; {
		case p == 0 && q < 0:
			return a, b, false
		case p < 0:
			first = max(first, q/p)
		case p > 0:
			last = min(last, q/p)
		}
	}
	along := func(share float32) fyne.Position { return a.AddXY(share*(b.X-a.X), share*(b.Y-a.Y)) }
	return along(first), along(last), first <= last
}

func (r *fieldRenderer) frame(frame *canvas.Rectangle, i int, colour fyne.ThemeColorName) {
	f := r.field
	frame.Hidden = i < 0 || f.painter == nil
	if !frame.Hidden {
		at, inside := r.at(f.placeOf(i))
		side := max(12, float32(f.painter.Shows(f.view, i))+4)
		frame.Hidden = !inside || at.X < side/2 || at.Y < side/2 || at.X > f.Size().Width-side/2 || at.Y > f.Size().Height-side/2
		frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = base.ColorForWidget(colour, f), 2, 3
		frame.Resize(fyne.NewSquareSize(side))
		frame.Move(at.SubtractXY(side/2, side/2))
	}
	frame.Refresh()
}

// placeOf is where an image lies.
func (f *field) placeOf(i int) point {
	x, y := f.painter.Of(i)
	return point{x, y}
}

// placeDrawing places the mark of a drawing.
func (r *fieldRenderer) placeDrawing() {
	f := r.field
	on := f.drawn != nil && f.painter != nil
	var at fyne.Position
	if on {
		at, on = r.at(*f.drawn)
	}
	const rim, dot = 22, 9
	for _, c := range []struct {
		circle *canvas.Circle
		side   float32
	}{{r.rim, rim}, {r.dot, dot}} {
		c.circle.Hidden = !on
		c.circle.Resize(fyne.NewSquareSize(c.side))
		c.circle.Move(at.SubtractXY(c.side/2, c.side/2))
	}
	r.rim.StrokeColor, r.rim.StrokeWidth = base.ColorForWidget(base.ColorNameForeground, f), 2.5
	r.dot.FillColor = base.ColorForWidget(theme.Awake, f)
	r.dot.StrokeColor, r.dot.StrokeWidth = base.ColorForWidget(base.ColorNameBackground, f), 1.5
	r.rim.Refresh()
	r.dot.Refresh()
}

// placeCross shows where keys look, and that they arrive.
func (r *fieldRenderer) placeCross() {
	f := r.field
	middle, arm := fyne.NewPos(f.Size().Width/2, f.Size().Height/2), float32(7)
	for k, line := range r.cross {
		line.Hidden = !f.focused || !f.keys || f.painter == nil
		line.StrokeColor, line.StrokeWidth = base.ColorForWidget(base.ColorNameForeground, f), 1
		by := kit.Either(k == 0, fyne.NewPos(arm, 0), fyne.NewPos(0, arm))
		line.Position1, line.Position2 = middle.Subtract(by), middle.Add(by)
		line.Refresh()
	}
	r.edge.Hidden = !f.focused
	r.edge.StrokeColor, r.edge.StrokeWidth = base.ColorForWidget(base.ColorNamePrimary, f), 1
	r.edge.Refresh()
}

// Refresh is Fyne's.
func (r *fieldRenderer) Refresh() {
	r.Layout(r.field.Size())
	r.Raster.Refresh()
}
