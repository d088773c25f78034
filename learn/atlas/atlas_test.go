package atlas

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"wakesleep/network"
	"wakesleep/network/images"
)

// kinds are images of 8×8 pixels that differ by the quarter in which most ink is, and its
// number is the label.
func kinds(count, n int) *images.Set {
	r := rand.New(rand.NewPCG(uint64(count), 1))
	s := &images.Set{Name: "kinds", Width: 8, Height: 8}
	for i := range count {
		label := i % n
		for p := range 64 {
			quarter := p/32*2 + p%8/4
			s.Grey = append(s.Grey, uint8(r.IntN(60)))
			if quarter == label {
				s.Grey[len(s.Grey)-1] = uint8(150 + r.IntN(106))
			}
		}
		s.Labels = append(s.Labels, uint8(label))
	}
	return s
}

// machine has weights at random, which keep images apart that differ.
func machine(t testing.TB, width, height int, layers string, seed uint64) *network.Machine {
	t.Helper()
	hidden, err := network.ParseLayers(layers)
	if err != nil {
		t.Fatal(err)
	}
	m, err := network.New(width, height, hidden, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(seed, 7))
	for _, p := range []*network.Parameters{m.Generative, m.Recognition} {
		for i := range p.Flat {
			p.Flat[i] = float32(r.NormFloat64()) / 4
		}
	}
	return m
}

func ensembles(t testing.TB) map[string]*network.Ensemble {
	t.Helper()
	classes := &network.Ensemble{Labels: []uint8{0, 1, 2}, Shares: []float64{.5, .25, .25}}
	for k := range classes.Labels {
		classes.Machines = append(classes.Machines, machine(t, 8, 8, "200,6", uint64(k)))
	}
	return map[string]*network.Ensemble{
		"alone":       network.Alone(machine(t, 8, 8, "30,10", 1)),
		"wide":        network.Alone(machine(t, 8, 8, "600,10", 1)),
		"categories":  network.Alone(machine(t, 8, 8, "20,7c", 2)),
		"categorical": network.Alone(machine(t, 8, 8, "12c", 3)),
		"classes":     classes,
	}
}

func made(t testing.TB, e *network.Ensemble, set *images.Set, threads int) *Map {
	t.Helper()
	m, _, err := Make(context.Background(), e, set, 1, threads, func(Stage, float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestThreadsDoNotChangeAMap(t *testing.T) {
	set := kinds(450, 4)
	for name, e := range ensembles(t) {
		if one, three := made(t, e, set, 1), made(t, e, set, 3); !reflect.DeepEqual(one, three) {
			t.Errorf("%s: three threads make another map than one", name)
		}
	}
}

// An image's neighbour on the map is one of its kind.
func TestMapKeepsKindsTogether(t *testing.T) {
	set := kinds(400, 4)
	for name, e := range ensembles(t) {
		m := made(t, e, set, 2)
		alike := 0
		for i := range m.X {
			nearest, least := -1, math.Inf(1)
			for j := range m.X {
				if d := math.Hypot(float64(m.X[i]-m.X[j]), float64(m.Y[i]-m.Y[j])); j != i && d < least {
					nearest, least = j, d
				}
			}
			if set.Labels[nearest] == set.Labels[i] {
				alike++
			}
		}
		if alike < 390 {
			t.Errorf("%s: only %d of 400 images lie by one of their kind", name, alike)
		}
	}
}

func TestWhatGroupsAre(t *testing.T) {
	set := kinds(300, 4)
	for name, want := range map[string]Kind{"alone": Cuts, "wide": Cuts, "categories": Categories, "categorical": Categories, "classes": Machines} {
		m := made(t, ensembles(t)[name], set, 2)
		if m.Kind != want {
			t.Errorf("%s: groups are of kind %d, want %d", name, m.Kind, want)
		}
		for i, g := range m.Groups {
			if g < 0 || int(g) >= m.Count {
				t.Fatalf("%s: image %d is in group %d of %d", name, i, g, m.Count)
			}
		}
	}
	if m := made(t, ensembles(t)["alone"], set.First(leastForGroups*groupsOfImages-1), 1); m.Kind != None {
		t.Error("too few images have groups")
	}
}

// A member that describes an image in fewer bits takes it.
func TestMachinesTakeWhatTheyDescribeShortest(t *testing.T) {
	set := kinds(100, 2)
	e := &network.Ensemble{Labels: []uint8{0, 1}, Shares: []float64{.5, .5}}
	for k := range 2 { // each expects ink in one quarter
		m := machine(t, 8, 8, "4,2", 1)
		clear(m.Generative.Flat)
		for p := range 64 {
			m.Generative.Biases[0][p] = -3
			if p/32*2+p%8/4 == k {
				m.Generative.Biases[0][p] = 3
			}
		}
		e.Machines = append(e.Machines, m)
	}
	m := made(t, e, set, 2)
	for i, g := range m.Groups {
		if g != int32(set.Labels[i]) {
			t.Fatalf("image %d of kind %d belongs to machine %d", i, set.Labels[i], g)
		}
	}
}

func TestTinyAndUnfitSets(t *testing.T) {
	e := network.Alone(machine(t, 8, 8, "30,10", 1))
	for n := Least; n < 20; n++ {
		m := made(t, e, kinds(n, 2), 2)
		for i := range m.X {
			if math.IsNaN(float64(m.X[i])) || math.IsNaN(float64(m.Y[i])) || math.IsNaN(float64(m.Bits[i])) {
				t.Fatalf("image %d of %d lies at %v, %v", i, n, m.X[i], m.Y[i])
			}
		}
	}
	same := &images.Set{Width: 8, Height: 8, Grey: make([]uint8, 64*50)}
	if m := made(t, e, same, 1); len(m.X) != 50 || math.IsNaN(float64(m.X[0])) {
		t.Errorf("images that are all the same lie at %v", m.X)
	}
	broken := network.Alone(machine(t, 8, 8, "3", 1))
	broken.Machines[0].Generative.Flat[0] = float32(math.NaN())
	for what, c := range map[string]struct {
		e   *network.Ensemble
		set *images.Set
	}{
		"two images": {e, kinds(2, 2)}, "another size": {network.Alone(machine(t, 4, 4, "3", 1)), kinds(20, 2)}, "no numbers": {broken, kinds(20, 2)},
	} {
		if _, _, err := Make(context.Background(), c.e, c.set, 1, 1, func(Stage, float64) {}); err == nil {
			t.Errorf("%s: there is a map", what)
		}
	}
}

func TestStoppedMap(t *testing.T) {
	e := network.Alone(machine(t, 8, 8, "30,10", 1))
	for stop := Coding; stop < stages; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		_, _, err := Make(ctx, e, kinds(300, 4), 1, 2, func(s Stage, _ float64) {
			if s == stop {
				cancel()
			}
		})
		if cancel(); !errors.Is(err, context.Canceled) {
			t.Errorf("a map that was stopped while %s ended with %v", stop, err)
		}
	}
}

// Progress never goes back, and ends at the whole.
func TestProgressOfAMap(t *testing.T) {
	last := 0.0
	_, _, err := Make(context.Background(), network.Alone(machine(t, 8, 8, "30,10", 1)), kinds(300, 4), 1, 1, func(s Stage, share float64) {
		now := s.Share(share)
		if now < last {
			t.Fatalf("%s at %g: %g after %g", s, share, now, last)
		}
		last = now
	})
	if err != nil || math.Abs(last-1) > 1e-9 {
		t.Errorf("%v, %g of the whole", err, last)
	}
}

func TestKeysTellMapsApart(t *testing.T) {
	set := kinds(30, 2)
	e := network.Alone(machine(t, 8, 8, "30,10", 1))
	key := Key(e, set, 1)
	renamed := *set
	renamed.Name, renamed.Origin = "other", images.Origin{Source: "other"}
	if Key(e, &renamed, 1) != key || Key(network.Alone(machine(t, 8, 8, "30,10", 1)), set, 1) != key {
		t.Error("the same machine and images have another key")
	}
	changed := machine(t, 8, 8, "30,10", 1)
	changed.Recognition.Biases[1][3] += .001
	for what, other := range map[string]string{
		"a weight": Key(network.Alone(changed), set, 1), "a seed": Key(e, set, 2), "images": Key(e, set.First(20), 1),
	} {
		if other == key {
			t.Errorf("%s does not change the key", what)
		}
	}
}

func TestArraysOfAMap(t *testing.T) {
	m := made(t, network.Alone(machine(t, 8, 8, "30,7c", 1)), kinds(60, 3), 1)
	back, err := FromArrays(m.Arrays(), 60)
	if err != nil || !reflect.DeepEqual(m, back) {
		t.Fatalf("a map that was kept is another: %v", err)
	}
	if _, err := FromArrays(m.Arrays(), 59); err == nil {
		t.Error("a map of 60 images passes for one of 59")
	}
	for at := range m.Arrays() {
		for _, bad := range []float32{-1, 1e9, .5} {
			arrays := m.Arrays()
			if at < 3 {
				continue // any number is a place or a length
			}
			data := append([]float32(nil), arrays[at].Data...)
			data[0] = bad
			arrays[at].Data = data
			if _, err := FromArrays(arrays, 60); err == nil && bad != .5 {
				t.Errorf("%s %g is taken", arrays[at].Name, bad)
			}
		}
		if _, err := FromArrays(append(m.Arrays()[:at:at], m.Arrays()[at+1:]...), 60); err == nil {
			t.Errorf("a map without array %d is taken", at)
		}
	}
}

// An image that is on the map has its place among its like, and so has another of its kind.
func TestPlaces(t *testing.T) {
	all := kinds(420, 4)
	set, others := all.First(400), all.From(400)
	for name, e := range ensembles(t) {
		m, p, err := Make(context.Background(), e, set, 1, 2, func(Stage, float64) {})
		if err != nil {
			t.Fatal(err)
		}
		if again, err := NewPlacer(context.Background(), m, e, set, 1, 2); err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%s: a placer made later is another: %v", name, err)
		}
		if at := p.Place(set.Image(17), 2); set.Labels[at.Nearest[0]] != set.Labels[17] || at.Nearest[0] != 17 {
			t.Errorf("%s: image 17 resembles image %d most", name, at.Nearest[0])
		}
		for i := range others.Count() {
			at := p.Place(others.Image(i), 1)
			if !reflect.DeepEqual(at, p.Place(others.Image(i), 3)) {
				t.Fatalf("%s: threads change a place", name)
			}
			nearest, least := 0, float32(math.Inf(1))
			for j := range m.X {
				dx, dy := m.X[j]-at.X, m.Y[j]-at.Y
				if d := dx*dx + dy*dy; d < least {
					nearest, least = j, d
				}
			}
			if set.Labels[nearest] != others.Labels[i] {
				t.Errorf("%s: image %d of kind %d lies by one of kind %d", name, i, others.Labels[i], set.Labels[nearest])
			}
		}
	}
}

func ExampleStage_Share() {
	fmt.Printf("%.2f %.2f\n", Coding.Share(0), Placing.Share(1))
	// Output: 0.00 1.00
}
