package network_test

import (
	"math"
	"slices"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
	"wakesleep/network/images"
	"wakesleep/network/random"
)

// fired counts how often each unit of each layer fires, when the machine sees
// random images and when it dreams.
func fired(m *network.Machine, rows int) [][]int {
	counts := make([][]int, len(m.Layers))
	awake, asleep := network.NewActivity(m, rows, 1), network.NewActivity(m, rows, 1)
	s := random.New(1, random.View, 0, 0)
	for i := range rows {
		for j := range m.Pixels() {
			awake.States[0].Set(i, j, s.Float32() < .5)
		}
	}
	awake.Recognise(&s)
	asleep.Dream(&s)
	for l, layer := range m.Layers {
		counts[l] = make([]int, layer.Units)
		for i := range rows {
			for u := range layer.Units {
				if awake.States[l].Get(i, u) || asleep.States[l].Get(i, u) {
					counts[l][u]++
				}
			}
		}
	}
	return counts
}

// silenced lists the units that never fire.
func silenced(counts []int) []int {
	var units []int
	for u, n := range counts {
		if n == 0 {
			units = append(units, u)
		}
	}
	return units
}

func TestSilencedUnitsNeverFire(t *testing.T) {
	for _, layers := range []string{"20,10", "20,10c", "70", "20,10 lateral", "70 lateral", "20,10c skips"} {
		m := oracle.Machine(3, 3, layers, 3)
		before := m.Arrays("")
		var last [][]int
		for _, share := range []float64{0, .1, .2, .5} {
			d := network.Damage{Silenced: share, Seed: 4}
			counts := fired(d.Machine(m), 3000)
			for l := 1; l <= m.Top(); l++ {
				dead := silenced(counts[l])
				if want := int(math.Round(share * float64(m.Layers[l].Units))); len(dead) != want {
					t.Errorf("%s, share %v: units %v of layer %d are silent, want %d", layers, share, dead, l, want)
				}
				for _, u := range silencedOf(last, l) {
					if !slices.Contains(dead, u) {
						t.Errorf("%s: unit %d of layer %d came to life at share %v", layers, u, l, share)
					}
				}
			}
			last = counts
		}
		for i, a := range m.Arrays("") {
			if !slices.Equal(a.Data, before[i].Data) {
				t.Errorf("%s: damage of a copy changed %s", layers, a.Name)
			}
		}
	}
}

func silencedOf(counts [][]int, l int) []int {
	if counts == nil {
		return nil
	}
	return silenced(counts[l])
}

// without is a machine from which units of layer l are missing altogether.
func without(m *network.Machine, l int, dead ...int) *network.Machine {
	hidden := slices.Clone(m.Hidden())
	hidden[l-1].Units -= len(dead)
	small, err := network.New(m.Width, m.Height, hidden, m.Connections)
	if err != nil {
		panic(err)
	}
	kept := func(layer int) (units []int) {
		for u := range m.Layers[layer].Units {
			if layer != l || !slices.Contains(dead, u) {
				units = append(units, u)
			}
		}
		return units
	}
	for _, way := range [][2]*network.Parameters{{m.Generative, small.Generative}, {m.Recognition, small.Recognition}} {
		from, to := way[0], way[1]
		for k, links := range from.Into {
			for n, link := range links {
				for i, u := range kept(link.From) {
					for j, v := range kept(k) {
						to.Into[k][n].Weights.Row(i)[j] = link.Weights.Row(u)[v]
					}
				}
			}
			if from.Biases[k] != nil {
				for i, u := range kept(k) {
					to.Biases[k][i] = from.Biases[k][u]
				}
			}
		}
	}
	return small
}

// Silence is as good as absence: every probability is that of the machine that
// lacks the units.
func TestSilencedUnitsAreAsGoodAsMissing(t *testing.T) {
	for _, c := range []struct {
		layers string
		l      int
		dead   []int
	}{
		{"5,3", 1, []int{0, 3}},
		{"4,3", 2, []int{1}},
		{"4,4c", 2, []int{0, 2}},
		{"5,3c", 1, []int{4}},
		{"5 lateral", 1, []int{0, 2}},
		{"4,3 lateral", 1, []int{1, 2}},
		{"4,3 lateral", 2, []int{0}},
		{"2,3,2 skips", 2, []int{1}},
		{"2,2,3 lateral", 3, []int{1}},
		{"4,3c lateral", 1, []int{0}},
		{"3,4c skips", 2, []int{3}},
	} {
		m := oracle.Machine(2, 2, c.layers, 6)
		small := without(m, c.l, c.dead...)
		if err := m.Silence(c.l, c.dead...); err != nil {
			t.Fatal(err)
		}
		for _, x := range oracle.LayerStates(m.Layers[0]) {
			near(t, c.layers+": log p(x)", oracle.LogProbability(m, x), oracle.LogProbability(small, x), 1e-9)
			near(t, c.layers+": free energy", freeEnergy(m, x), freeEnergy(small, x), 1e-9)
		}
		silenceIsFree(t, m, c.l, c.dead)
	}
}

// freeEnergy leaves explanations out that never happen.
func freeEnergy(m *network.Machine, x []bool) float64 {
	free := 0.0
	for _, s := range oracle.Explanations(m, x) {
		if q := math.Exp(oracle.LogQ(m, s)); q > 0 {
			free += q * (oracle.LogQ(m, s) - oracle.LogP(m, s))
		}
	}
	return free
}

// silenceIsFree compares the float32 passes with a machine whose units of layer l
// are silent: the row's log-probabilities are finite and the units' own
// probabilities as good as zero.
func silenceIsFree(t *testing.T, m *network.Machine, l int, dead []int) {
	t.Helper()
	a := network.NewActivity(m, 50, 1)
	s := random.New(1, random.View, 0, 0)
	a.Recognise(&s)
	a.Score()
	for row := range 50 {
		state := oracle.State{}
		for k, layer := range m.Layers {
			h := make([]bool, layer.Units)
			for u := range h {
				h[u] = a.States[k].Get(row, u)
			}
			state = append(state, h)
		}
		near(t, "log weight", a.LogWeight(row), oracle.LogP(m, state)-oracle.LogQ(m, state), 1e-5)
		for _, u := range dead {
			if up, down := a.Up[l].Row(row)[u], a.Down[l].Row(row)[u]; up > 1e-37 || down > 1e-37 {
				t.Errorf("a silent unit fires with probabilities %v and %v", up, down)
			}
		}
	}
}

func TestOneCategorySurvives(t *testing.T) {
	m := network.Damage{Silenced: 1, Seed: 2}.Machine(oracle.Machine(3, 3, "4,6c", 1))
	if dead := silenced(fired(m, 200)[2]); len(dead) != 5 {
		t.Errorf("categories %v are silent, want five of six", dead)
	}
	if dead := silenced(fired(m, 200)[1]); len(dead) != 4 {
		t.Errorf("units %v are silent, want all four", dead)
	}
	all := []int{0, 1, 2, 3, 4, 5}
	if err := m.Silence(2, all...); err == nil {
		t.Error("the last category was silenced")
	}
}

func TestDamageIsNoneOrAllAtTheEnds(t *testing.T) {
	m, set := oracle.Machine(2, 2, "3", 1), greyPictures(5, 4)
	var none network.Damage
	if none.Machine(m) != m || none.Set(set) != set || &none.Image(set.Grey, 0)[0] != &set.Grey[0] {
		t.Error("no damage makes copies")
	}
	before := slices.Clone(set.Grey)
	all := network.Damage{Flipped: 1}
	for j, g := range all.Set(set).Grey {
		if g != 255-before[j] {
			t.Fatalf("grey level %d became %d", before[j], g)
		}
	}
	if !slices.Equal(before, set.Grey) {
		t.Error("damage changed the images themselves")
	}
}

// greyPictures is a set of n pictures of n·pixels different levels.
func greyPictures(n, pixels int) *images.Set {
	set := &images.Set{Name: "grey", Width: pixels, Height: 1}
	for i := range n * pixels {
		set.Grey = append(set.Grey, uint8(i*37))
	}
	return set
}

func TestFlippedPixels(t *testing.T) {
	set := greyPictures(20, 1000)
	some, more := network.Damage{Flipped: .1, Seed: 3}, network.Damage{Flipped: .3, Seed: 3}
	flipped, further := some.Set(set), more.Set(set)
	count := 0
	for j, g := range set.Grey {
		switch flipped.Grey[j] {
		case 255 - g:
			count++
			if further.Grey[j] != 255-g {
				t.Fatalf("pixel %d is flipped at .1 but not at .3", j)
			}
		case g:
		default:
			t.Fatalf("grey level %d became %d", g, flipped.Grey[j])
		}
	}
	// 20,000 draws: five standard deviations are 212.
	if count < 2000-212 || count > 2000+212 {
		t.Errorf("%d of 20,000 pixels are flipped, want about 2,000", count)
	}
	if slices.Equal(flips(set, flipped, 0), flips(set, flipped, 1)) {
		t.Error("two images have the same pixels flipped")
	}
	if !slices.Equal(some.Image(set.Image(7), 7), flipped.Image(7)) {
		t.Error("an image alone is flipped otherwise than in its set")
	}
}

// flips lists which pixels of image i differ.
func flips(a, b *images.Set, i int) (differ []bool) {
	for j, g := range a.Image(i) {
		differ = append(differ, g != b.Image(i)[j])
	}
	return differ
}

func TestDamageIsChecked(t *testing.T) {
	for _, d := range []network.Damage{{Silenced: -.1}, {Silenced: 1.1}, {Flipped: -1}, {Flipped: 2}, {Flipped: math.NaN()}} {
		if d.Check() == nil {
			t.Errorf("%+v was taken", d)
		}
	}
	if err := (network.Damage{Silenced: 1, Flipped: 1}).Check(); err != nil {
		t.Error(err)
	}
}

func TestSilentTellsWhichUnitsAre(t *testing.T) {
	m := oracle.Machine(3, 3, "4,3c", 5)
	if err := m.Silence(1, 2); err != nil {
		t.Fatal(err)
	}
	if err := m.Silence(2, 0); err != nil {
		t.Fatal(err)
	}
	for l, want := range [][]bool{1: {false, false, true, false}, 2: {true, false, false}} {
		for u, silent := range want {
			if m.Silent(l, u) != silent {
				t.Errorf("unit %d of layer %d: silent %v", u, l, !silent)
			}
		}
	}
}

// Dreams of a machine with silent units are those of the machine that lacks them, also where
// units drive those after them and others are held or flipped.
func TestSilencedUnitsDriveNothingInDreams(t *testing.T) {
	const n = 60_000
	for _, c := range []struct {
		layers  string
		l, dead int
	}{{"4 lateral", 1, 0}, {"3,3 lateral", 1, 1}, {"3,3 lateral", 2, 0}, {"2,2,2 lateral", 2, 0}, {"3,3c lateral", 1, 0}} {
		m := oracle.Machine(2, 2, c.layers, 6)
		small := without(m, c.l, c.dead)
		if err := m.Silence(c.l, c.dead); err != nil {
			t.Fatal(err)
		}
		want := func(weight func(oracle.State) float64) map[uint64]float64 { return marginal(small, weight) }
		top, last := small.Top(), m.Layers[m.Top()].Units-1
		own := small.Layers[top].Units - 1 // the same unit where its layer has lost one
		for what, check := range map[string]struct {
			dreams *network.Dreams
			weight func(oracle.State) float64
		}{
			"dreams":  {m.Dream(n, 5), func(s oracle.State) float64 { return math.Exp(oracle.LogP(small, s)) }},
			"held":    {m.DreamClamped(m.Top(), last, true, n, 5), func(s oracle.State) float64 { return heldWeight(small, s, top, own, true) }},
			"flipped": {m.Changed(m.Dream(n, 5), flipsOf(m.Top(), last), 6), func(s oracle.State) float64 { return changedWeight(small, s, flipsOf(top, own)) }},
		} {
			asLikely(t, c.layers+" "+what, shares(check.dreams), want(check.weight), n)
			for row := range n {
				if check.dreams.States[c.l].Get(row, c.dead) {
					t.Fatalf("%s %s: a silent unit fired", c.layers, what)
				}
			}
		}
	}
}

// flipsOf flips a unit.
func flipsOf(l, unit int) [][]int {
	flips := make([][]int, l+1)
	flips[l] = []int{unit}
	return flips
}

// Even held on, a silent unit drives nothing, and nothing drives it.
func TestSilencedUnitsAreCutOff(t *testing.T) {
	const n = 100
	for _, layers := range []string{"5,4,3", "5,4,3 lateral", "5,4,3c skips"} {
		for l := 1; l <= 2; l++ {
			m := oracle.Machine(3, 3, layers, 6)
			if err := m.Silence(l, 1); err != nil {
				t.Fatal(err)
			}
			for _, p := range []*network.Parameters{m.Generative, m.Recognition} {
				for to, links := range p.Into {
					for _, link := range links {
						if link.From == l && slices.ContainsFunc(link.Weights.Row(1), func(v float32) bool { return v != 0 }) {
							t.Errorf("%s: the silent unit of layer %d drives layer %d", layers, l, to)
						}
						for i := range link.Weights.Rows {
							if to == l && link.Weights.Row(i)[1] != 0 {
								t.Errorf("%s: layer %d drives the silent unit of layer %d", layers, link.From, l)
							}
						}
					}
				}
			}
			plain, held := m.Dream(n, 3), m.DreamClamped(l, 1, true, n, 3)
			if !slices.Equal(plain.Probabilities.Data, held.Probabilities.Data) {
				t.Errorf("%s: a silent unit of layer %d that is held on changes the image", layers, l)
			}
		}
	}
}
