package main

// small shows that everything has its place on a small screen.
func small(c *camera) { tour(c, 1024, 640) }

// large shows that a large screen is made use of.
func large(c *camera) { tour(c, 1920, 1080) }

// tour visits every room in a window of a size, in pixels, the first one while the
// machine learns.
func tour(c *camera, width, height int) {
	w := c.window
	w.Resize(width, height)
	learn(c, 50_000, 600)
	c.shoot("watch")
	w.Click("stop")
	draw(c, 2)
	c.shoot("draw")
	for _, room := range []string{"weights", "dreams", "data", "film", "lessons"} {
		w.Click("room " + room)
		c.calm()
		c.shoot(room)
	}
}
