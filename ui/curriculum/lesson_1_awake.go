package curriculum

import "wakesleep/learn"

// The first lesson makes the experiment of sleep and of its lack. With seeds 1 to 5 the
// bits of a test image are 287 in the beginning, 262 to 264 after waking, 223 to 226
// after sleeping, and 171 to 172 after both, when four of five images fall in a category
// of their name; about 3,300 where ink and paper are swapped, 280 to 285 after waking
// among them, when it is one of ten, and 174 to 177 after both. Waking longer changes
// little at either time. Where nothing is swapped, a thousand cycles without sleep do no
// harm.
var _ = add(&Lesson{
	Name: "awake", Minutes: 10,
	Data: "digits", Upright: true,
	Machine: learn.Settings{
		Layers: "100,50c", Method: learn.Classic, Samples: 1, Batch: 100,
		Rate: []float64{.01}, Optimiser: learn.Adam, Init: learn.Glorot, Seed: 1,
	},
	Room: "watch",
	Steps: []Step{
		{
			Name: "fresh",
			Show: func(s Stage) { s.Go("watch") },
			Done: func(f Facts) bool { return f.Room == "watch" },
		},
		{
			Name: "wake",
			Show: func(s Stage) {
				s.Go("watch")
				s.Run(learn.WakeOnly, 500)
			},
			Done: func(f Facts) bool { return f.Woken >= 300 },
		},
		{
			Name: "look",
			Show: func(s Stage) {
				s.Go("draw")
				s.TakeImage(7)
			},
			Done: func(f Facts) bool { return f.Room == "draw" && f.Recognised },
		},
		{
			Name: "sleep",
			Show: func(s Stage) { s.Run(learn.SleepOnly, 500) },
			Done: func(f Facts) bool { return f.Slept >= 300 },
		},
		{
			Name: "both",
			Show: func(s Stage) {
				s.Go("watch")
				s.Run(learn.WakeSleep, 2000)
			},
			Done: func(f Facts) bool { return f.Both >= 1500 },
		},
		{
			Name: "swap",
			Show: func(s Stage) {
				s.Go("watch")
				s.Swap()
			},
			Done: func(f Facts) bool { return f.Swapped },
		},
		{
			Name: "deprive",
			Show: func(s Stage) {
				s.Go("draw")
				s.TakeImage(7)
				s.Run(learn.WakeOnly, 1000)
			},
			Done: func(f Facts) bool { return f.Swapped && f.Woken >= 800 },
		},
		{
			Name: "heal",
			Show: func(s Stage) { s.Run(learn.WakeSleep, 1500) },
			Done: func(f Facts) bool { return f.Both >= 1000 },
		},
		{Name: "summary"},
	},
})
