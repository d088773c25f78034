package desktop

// ClickPoint clicks on a pixel of the window.
func (p *Program) ClickPoint(x, y int) {
	p.t.Helper()
	p.front(p.window)
	p.clicks++
	xdotool(p.t, "mousemove", "--window", p.window, pixel(x), pixel(y), "sleep", ".05", "click", "1")
}

// Stroke draws a straight line from one pixel of the window to another, with the primary
// button held down.
func (p *Program) Stroke(fromX, fromY, toX, toY int) {
	p.t.Helper()
	const steps = 5
	p.front(p.window)
	p.clicks++
	moves := []string{"mousemove", "--window", p.window, pixel(fromX), pixel(fromY), "sleep", ".03", "mousedown", "1"}
	for i := 1; i <= steps; i++ {
		moves = append(moves, "mousemove", "--window", p.window,
			pixel(fromX+(toX-fromX)*i/steps), pixel(fromY+(toY-fromY)*i/steps), "sleep", ".02")
	}
	xdotool(p.t, append(moves, "mouseup", "1")...)
}

// Scroll turns the wheel above a pixel of the window by a number of notches, down or,
// where it is negative, up.
func (p *Program) Scroll(x, y, notches int) {
	p.t.Helper()
	wheel := "5"
	if notches < 0 {
		wheel, notches = "4", -notches
	}
	p.front(p.window)
	xdotool(p.t, "mousemove", "--window", p.window, pixel(x), pixel(y), "sleep", ".03",
		"click", "--repeat", pixel(notches), "--delay", "15", wheel)
}

// Keys presses keys one after another in the program's window.
func (p *Program) Keys(keys ...string) {
	p.t.Helper()
	p.front(p.window)
	xdotool(p.t, append([]string{"key", "--delay", "30"}, keys...)...)
}
