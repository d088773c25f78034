package maps

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"time"

	"wakesleep/io/cached"
	"wakesleep/learn/atlas"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/ui/desk"
	"wakesleep/ui/texts"
)

// seed is that of all maps in the window.
const seed = 1

// Keys of work in the background.
const (
	makeKey  = "map.make"
	findKey  = "map.find"
	placeKey = "map.place"
	codesKey = "map.codes"
	walkKey  = "map.walk"
)

// chart is a map with what it is of. It is immutable but for placer.
type chart struct {
	*atlas.Map
	set      *images.Set
	ensemble *network.Ensemble
	painter  *atlas.Painter
	identity desk.Identity
	cycle    uint64
	upright  bool
	// placer finds the places of drawings; nil until it is there.
	placer *atlas.Placer
}

// newChart is that of a map; it may be called from any goroutine.
func newChart(v *desk.View, m *atlas.Map) *chart {
	set := atlas.Images(v.Data.Training)
	return &chart{
		Map: m, set: set, ensemble: v.Undamaged.Ensemble, painter: atlas.NewPainter(m, set),
		identity: v.Identity, cycle: v.Undamaged.Cycle, upright: v.Undamaged.Record.Straightened,
	}
}

// making is a map that is being made.
type making struct {
	view  *desk.View
	began time.Time
	stage atomic.Uint32
	share atomic.Uint64
}

func (m *making) note(s atlas.Stage, share float64) {
	m.stage.Store(uint32(s))
	m.share.Store(math.Float64bits(s.Share(share)))
}

// done is the share of the whole that is done, and left how long the rest will take; zero
// while that is not known.
func (m *making) done() (share float64, left time.Duration) {
	share = math.Float64frombits(m.share.Load())
	if share > .02 {
		left = time.Duration(float64(time.Since(m.began)) * (1 - share) / share)
	}
	return share, left
}

// folder is where maps are kept; nil for nowhere.
func folder() *cached.Folder {
	f, err := cached.Default()
	if err != nil {
		return nil
	}
	return f
}

// make makes the map of the present machine and data.
func (r *Room) make() {
	v := r.desk.Latest()
	if v == nil {
		return
	}
	e, set := v.Undamaged.Ensemble, v.Data.Training
	if err := atlas.Check(e, set); err != nil {
		r.desk.Fail(texts.Of("map.make.failed"), err)
		return
	}
	m := &making{view: v, began: time.Now()}
	r.making = m
	r.showState()
	threads := r.desk.Threads()
	r.desk.Background(makeKey, func(ctx context.Context) func() {
		made, placer, err := atlas.Make(ctx, e, set, seed, threads, m.note)
		if err != nil {
			return func() { r.failed(m, err) }
		}
		if f := folder(); f != nil {
			_ = f.Save(atlas.Key(e, set, seed), made.Arrays()) // else it is made again next time
		}
		c := newChart(v, made)
		c.placer = placer
		return func() {
			if r.making == m {
				r.making = nil
				r.use(c)
			}
		}
	})
}

// failed tells why there is no map, unless the user wanted none.
func (r *Room) failed(m *making, err error) {
	if r.making != m {
		return
	}
	r.making = nil
	r.showState()
	if !errors.Is(err, context.Canceled) {
		r.desk.Fail(texts.Of("map.make.failed"), err)
	}
}

// cancel ends the making of a map.
func (r *Room) cancel() {
	if r.making == nil {
		return
	}
	r.making = nil
	r.desk.Background(makeKey, func(context.Context) func() { return nil })
	r.desk.Say(texts.Of("map.make.cancelled"))
	r.showState()
}

// find looks whether the map of a machine at rest has been kept.
func (r *Room) find(v *desk.View) {
	e, set := v.Undamaged.Ensemble, v.Data.Training
	if r.sought == e || r.soughtIn != nil && r.soughtIn == set && r.chart != nil && r.chart.ensemble == e {
		return
	}
	r.sought, r.soughtIn = e, set
	if atlas.Check(e, set) != nil {
		return
	}
	r.desk.Background(findKey, func(ctx context.Context) func() {
		f := folder()
		if f == nil {
			return nil
		}
		m, err := atlas.FromArrays(f.Load(atlas.Key(e, set, seed)), atlas.Images(set).Count())
		if err != nil || ctx.Err() != nil {
			return nil
		}
		c := newChart(v, m)
		return func() {
			if now := r.desk.Latest(); now != nil && now.Identity.Data == v.Identity.Data && r.making == nil {
				r.use(c)
			}
		}
	})
}

// use shows a map, and prepares to place drawings on it.
func (r *Room) use(c *chart) {
	r.chart, r.from, r.to = c, -1, -1
	r.field.set(c.painter)
	r.showWay(nil)
	r.colour()
	r.showState()
	if c.placer != nil {
		r.locate()
		return
	}
	threads := r.desk.Threads()
	r.desk.Background(codesKey, func(ctx context.Context) func() {
		p, err := atlas.NewPlacer(ctx, c.Map, c.ensemble, c.set, seed, threads)
		if err != nil {
			return nil
		}
		return func() {
			c.placer = p
			r.locate()
		}
	})
}
