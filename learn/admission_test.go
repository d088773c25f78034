package learn

import (
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/oracle"
	"wakesleep/network"
)

// outlines are arrays without their data.
func outlines(arrays []network.Array) []network.Array {
	bare := slices.Clone(arrays)
	for i := range bare {
		bare[i].Data = nil
	}
	return bare
}

// admit tells whether arrays are let in.
func admit(meta json.RawMessage, arrays []network.Array) error {
	r, err := parseRecord(meta)
	if err != nil {
		return err
	}
	_, err = newDecoder(r, arrays)
	return err
}

func TestWhatIsEncodedIsAdmitted(t *testing.T) {
	for name, settings := range trainings() {
		for _, c := range []*Checkpoint{interrupted(t, settings, 30)} {
			meta, arrays, err := c.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if err := admit(meta, outlines(arrays)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	c, arrays := meanChecked(t)
	meta, _, _ := c.Encode()
	if err := admit(meta, outlines(arrays)); err != nil {
		t.Error(err)
	}
}

func TestArraysThatTheRecordDoesNotCallForAreRefused(t *testing.T) {
	meta, arrays, err := interrupted(t, trainings()["reweighted"], 30).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"unused", "machine_0/generative_weights_1", "adam_third_generative_weights_1",
		"generative_weights_9", "recognition_biases_0", "generative_weights_0",
	} {
		more := append(outlines(arrays), network.Array{Name: name, Shape: []int{1 << 28}})
		if err := admit(meta, more); err == nil || !strings.Contains(err.Error(), "array "+name+" belongs to nothing") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range arrays {
		bare := outlines(arrays)
		bare[i].Shape = append([]int{1}, bare[i].Shape...)
		if err := admit(meta, bare); err == nil || !strings.Contains(err.Error(), bare[i].Name) {
			t.Errorf("%s of another shape: %v", bare[i].Name, err)
		}
	}
}

// Adam divides by the root of its second moments, which would be no number.
func TestNegativeSecondMomentsAreRefused(t *testing.T) {
	for _, name := range []string{"reweighted", "lateral"} {
		meta, arrays, err := interrupted(t, trainings()[name], 30).Encode()
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range arrays {
			const at = 1 // of a triangle, the first number that can be other than zero
			was := a.Data[at]
			arrays[i].Data[at] = -1e-30
			_, err := Decode(meta, arrays)
			arrays[i].Data[at] = was
			wanted := strings.HasPrefix(a.Name, "adam_second_")
			if a.Name != meanArray && wanted != (err != nil && strings.Contains(err.Error(), "array "+a.Name+" holds -1e-30")) {
				t.Errorf("%s: with a negative number in %s: %v", name, a.Name, err)
			}
		}
	}
}

// Every figure of a record is made negative, huge, fractional and of another type. What is
// then impossible gets a sentence, without words of Go's json package; nothing panics.
func TestAbsurdFiguresAreRefused(t *testing.T) {
	for _, name := range []string{"reweighted", "lateral"} {
		absurdFiguresAreRefused(t, interrupted(t, trainings()[name], 30))
	}
}

func absurdFiguresAreRefused(t *testing.T, c *Checkpoint) {
	t.Helper()
	meta, arrays, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	bare := outlines(arrays)
	var whole any
	if err := json.Unmarshal(meta, &whole); err != nil {
		t.Fatal(err)
	}
	// What may be anything: sums, and the seed of any size.
	free := []string{"bound_sum", "seed", "straightened", "rebinarise", "file"}
	seen := 0
	eachFigure(whole, "", func(path, name string, old any, set func(any)) {
		for _, absurd := range []any{
			-1, "-1", 1e300, json.RawMessage("1e400"), 0.5, "0.5", "18446744073709551616", nil, true,
			[]int{1},
			map[string]int{},
			strings.Repeat("x", 5000),
		} {
			set(absurd)
			bad, err := json.Marshal(whole)
			if err != nil {
				t.Fatal(err)
			}
			err = admit(bad, bare)
			if err != nil && (strings.Contains(err.Error(), "json") || strings.Contains(err.Error(), "Go ") || len(err.Error()) > 300) {
				t.Errorf("%s of %v: %.400v", path, absurd, err)
			}
			_, number := old.(float64)
			if text, isText := old.(string); isText {
				number = text != "" && strings.Trim(text, "0123456789") == ""
			}
			negative := absurd == -1 || absurd == "-1"
			if number && negative && err == nil && !slices.Contains(free, name) {
				t.Errorf("%s of %v was taken", path, absurd)
			}
			seen++
		}
		set(old)
	})
	if seen < 300 {
		t.Errorf("only %d figures were tried", seen)
	}
	if err := admit(meta, bare); err != nil {
		t.Error(err)
	}
}

// eachFigure visits every value of a JSON document that holds no others.
func eachFigure(in any, path string, visit func(path, name string, old any, set func(any))) {
	each := func(name string, value any, set func(any)) {
		switch value.(type) {
		case map[string]any, []any:
			eachFigure(value, path+"/"+name, visit)
		default:
			visit(path+"/"+name, name, value, set)
		}
	}
	switch in := in.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(in)) {
			each(name, in[name], func(v any) { in[name] = v })
		}
	case []any:
		for i := range in {
			each(fmt.Sprint(i), in[i], func(v any) { in[i] = v })
		}
	}
}

// Short lists of empty objects unfold to the largest structures that there are.
func TestHostileRecordsTakeLittle(t *testing.T) {
	const most = 1 << 19 // what package machinefile lets through
	for name, text := range map[string]string{
		"classes": `{"classes":[` + strings.Repeat("{},", most) + `{}]}`,
		"changes": `{"changes":[` + strings.Repeat("{},", most) + `{}]}`,
		"layers":  `{"layers":[` + strings.Repeat("{},", most) + `{}]}`,
		"pairs":   `{"layers":[{"units":2,"kind":"bernoulli"}],"connections":[` + strings.Repeat(`"1-0",`, most) + `"0-1"]}`,
		"names":   `{"names":[` + strings.Repeat(`"",`, most) + `""]}`,
		"unknown": `{"strange":[` + strings.Repeat(`{},`, most) + `{}]}`,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := admit(json.RawMessage(text), nil)
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s: admitted", name)
		}
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 200 {
			t.Errorf("%s: took %d MB", name, taken)
		}
	}
}

// A layer of very many has very many others, of which a name stands for all connections.
func TestConnectionsOfManyLayersTakeLittle(t *testing.T) {
	s := trainings()["lateral"]
	s.Layers = strings.TrimSuffix(strings.Repeat("1,", 1000), ",")
	r := Record{Width: 3, Height: 2, Settings: s, Connections: []string{"1-0", "1-1", "0-1"}}
	for range 1000 {
		r.Layers = append(r.Layers, LayerRecord{1, "bernoulli"})
	}
	meta, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := admit(meta, nil); err == nil {
		t.Error("admitted")
	}
	if err := s.Validate(); err == nil || !strings.Contains(err.Error(), "choose fewer layers") {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 20 {
		t.Errorf("took %d MB", taken)
	}
}

// What a training is told of connections is called as its machine calls it, and fits into a
// file.
func TestConnectionsAreCalledByTheirName(t *testing.T) {
	for _, c := range []struct{ layers, given, want string }{
		{"4,3", "chain", ""},
		{"4,3", "1-2,0-1,2-1,1-0", ""},
		{"4,3", "2-0,1-0,2-1,0-1,1-2,0-2", "skips"},
		{"4,3", "lateral", "lateral"},
		{"4", "lateral", "lateral-top"},
		{"4,3", "1-0, 2-1,1-1,0-1,1-2", "1-0,2-1,1-1,0-1,1-2"},
		{"4,3", "something", "something"},
		{"x", "lateral", "lateral"},
	} {
		s := Settings{Layers: c.layers}
		if s.Connect(c.given); s.Connections != c.want {
			t.Errorf("%s of %s are %q, want %q", c.given, c.layers, s.Connections, c.want)
		}
	}
	s := trainings()["lateral"]
	s.Connections = "1-0," + strings.Repeat(" ", 20_000) + "2-1,3-2,0-1,1-2,2-3,1-1"
	if err := s.Validate(); err == nil || !strings.Contains(err.Error(), "connections are told in") {
		t.Error(err)
	}
}

// A training goes on under the engine that began it.
func TestTheEngineIsThatWhichBegan(t *testing.T) {
	for name, want := range map[string]int{"reweighted": 0, "lateral": Engine} {
		c := interrupted(t, trainings()[name], 30)
		if c.Record.Engine != want || c.Record.Begun() != Engine {
			t.Errorf("%s: begun by engine %d, %d in the record", name, c.Record.Begun(), c.Record.Engine)
		}
		c.Record.Engine = Engine + 6
		for _, set := range []int{100, 90} { // resumed, and going on with other images
			tr, err := Continue(reloaded(t, c), oracle.ManyImages(set), 1)
			if err != nil {
				t.Fatal(err)
			}
			defer tr.Close()
			if got := tr.Checkpoint().Record.Begun(); got != Engine+6 {
				t.Errorf("%s: goes on as begun by engine %d", name, got)
			}
		}
	}
}

func TestChangesInOneCycleAreOne(t *testing.T) {
	tr, err := New(trainings()["reweighted"], oracle.ManyImages(100), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	for _, rate := range []float64{.1, .2, .3} {
		if err := tr.SetRate([]float64{rate}); err != nil {
			t.Fatal(err)
		}
	}
	if c := tr.Checkpoint().Record.Changes; len(c) != 1 || c[0].Value != "0.3" {
		t.Errorf("the changes are %v", c)
	}
}

// In memory each unit's weights begin at a multiple of 64 bytes, so that narrow layers above
// wide ones take much more there than in a file.
func TestNarrowLayersTakeNoMemoryForNothing(t *testing.T) {
	for layers, fits := range map[string]bool{
		"2000,2000":                          true,
		"3000,10c":                           true,
		"65000,1":                            true,
		"65000,1,65000,1,65000,1":            true,
		strings.Repeat("65000,1,", 40) + "1": false,
	} {
		s := ClassicDefaults()
		s.Layers = layers
		hidden, err := s.Hidden()
		if err != nil {
			t.Fatal(err)
		}
		size := network.SizeOf(4, hidden, nil)
		r := Record{Width: 2, Height: 2}
		switch err := r.checkPadding(hidden, nil); {
		case fits && err != nil:
			t.Errorf("%.30s, which has %d numbers and takes %d: %v", layers, size.Parameters, size.Padded, err)
		case !fits && (err == nil || !strings.Contains(err.Error(), "so few units above so many")):
			t.Errorf("%.30s, which has %d numbers and takes %d: %v", layers, size.Parameters, size.Padded, err)
		}
	}
}
