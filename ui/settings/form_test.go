package settings

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/network/images"
	"wakesleep/ui/texts"
)

func digitsLike() *images.Set {
	return &images.Set{Name: "some", Width: 28, Height: 28, Grey: make([]uint8, 784*500)}
}

func TestFormGivesBackTheSettingsItWasGiven(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	for _, s := range []learn.Settings{
		learn.Defaults(), learn.ClassicDefaults(),
		{
			Layers: "30,20c", Method: learn.Reweighted, Samples: 2000, Batch: 7, Rate: []float64{.1, .2, .3},
			Optimiser: learn.SGD, Init: learn.Zero, Rebinarise: true, Seed: 1<<64 - 1,
		},
		{
			Layers: "4", Method: learn.Classic, Samples: 1, Batch: 1, Rate: []float64{1},
			Optimiser: learn.Adam, Init: learn.Glorot,
		},
		{
			Layers: "30,20c", Connections: texts.RichConnections, Method: learn.Reweighted, Samples: 5, Batch: 7, Rate: []float64{.1},
			Optimiser: learn.Adam, Init: learn.Glorot,
		},
		{
			Layers: "30,20", Connections: "1-0,2-1,2-2,0-1,0-2", Method: learn.Reweighted, Samples: 5, Batch: 7, Rate: []float64{.1},
			Optimiser: learn.Adam, Init: learn.Glorot,
		},
	} {
		f.set(s)
		if got, err := f.settings(); err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("got  %+v (%v)\nwant %+v", got, err, s)
		}
	}
}

func TestFormRefusesWhatCannotBe(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		spoil func(*machineForm)
		says  string
	}{
		{func(f *machineForm) { f.layers.SetText("10c,5") }, "only the last layer may be categorical"},
		{func(f *machineForm) { f.layers.SetText("") }, "is no layer"},
		{func(f *machineForm) { f.connections.entry.SetText("richly") }, `"richly" is no connection`},
		{func(f *machineForm) { f.connections.entry.SetText("2-1,0-1,1-2") }, "add 1-0"},
		{func(f *machineForm) { f.connections.entry.SetText("lateral"); f.layers.SetText("no") }, `"no" is no layer`},
		{func(f *machineForm) { f.samples.SetText("none") }, texts.Of("settings.samples.name")},
		{func(f *machineForm) { f.batch.SetText("0") }, texts.Of("settings.batch.name")},
		{func(f *machineForm) { f.rate.SetText("1e-3,1e-3") }, "rate: 2 numbers"},
		{func(f *machineForm) { f.rate.SetText("-1") }, "rate: -1 is impossible"},
		{func(f *machineForm) { f.seed.SetText("-1") }, texts.Of("common.noSeed", "-1")},
		{func(f *machineForm) { f.samples.SetText("99999") }, "from 1 to 10000"},
		{func(f *machineForm) { f.samples.SetText("10000") }, "take fewer samples"},
		{func(f *machineForm) { f.layers.SetText("9000,9000") }, "make the layers smaller"},
	} {
		f := newMachineForm(digitsLike())
		c.spoil(f)
		if _, err := f.settings(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("error %v, want one about %q", err, c.says)
		}
	}
}

func TestClassicTakesOneSample(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	f.method.SetSelected("classic")
	if f.samples.Text != "1" || !f.samples.Disabled() || f.optimiser.Selected != "sgd" {
		t.Errorf("classic with K=%s and %s", f.samples.Text, f.optimiser.Selected)
	}
	f.method.SetSelected("reweighted")
	if f.samples.Text != "5" || f.samples.Disabled() || f.optimiser.Selected != "adam" {
		t.Errorf("reweighted with K=%s and %s", f.samples.Text, f.optimiser.Selected)
	}
}

func TestDefaultsAndPresetsAreValid(t *testing.T) {
	for _, set := range []*images.Set{
		digitsLike(),
		{Width: 3, Height: 3, Grey: make([]uint8, 9), Probabilities: []float64{1}},
		{Width: 4, Height: 4, Grey: make([]uint8, 16), Probabilities: []float64{1}},
		{Width: 28, Height: 28, Grey: make([]uint8, 784*3)},
	} {
		s := Defaults(set)
		for k := range kinds {
			if k.several() && set.Probabilities != nil {
				continue
			}
			for _, p := range presetsFor(set, k) {
				s.Layers = p.layers
				if kindOf(p.layers) != k && !k.several() {
					t.Errorf("layers %s are not of the kind %q", p.layers, kindKeys[k])
				}
				trainer, err := learn.New(s, set, 1)
				if err != nil {
					t.Errorf("%d×%d, %s: %v", set.Width, set.Height, p.size, err)
					continue
				}
				trainer.Close()
			}
		}
	}
}

// A person's three drawings can be learnt from without another word.
func TestFormOffersNoMoreImagesThanThereAre(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(&images.Set{Name: "three", Width: 28, Height: 28, Grey: make([]uint8, 784*3)})
	f.set(learn.Defaults())
	if s, err := f.settings(); err != nil || s.Batch != 3 {
		t.Errorf("a batch of %d (%v), there are 3 images", s.Batch, err)
	}
}

func TestImagesMoveOnlyWhereTheyAreDrawnAfresh(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	f.rebinarise.SetChecked(true)
	f.shift.SetText("2")
	if s, err := f.settings(); err != nil || s.Shift != 2 || !s.Rebinarise {
		t.Errorf("moved by %d (%v)", s.Shift, err)
	}
	f.rebinarise.SetChecked(false)
	if s, err := f.settings(); err != nil || s.Shift != 0 || !f.shift.Disabled() {
		t.Errorf("moved by %d (%v)", s.Shift, err)
	}
	f.shift.SetText("some")
	if _, err := f.settings(); err == nil || !strings.Contains(err.Error(), texts.Of("settings.shift.unit")) {
		t.Errorf("error %v", err)
	}
}

// Layers and kind follow each other.
func TestKindFollowsLayers(t *testing.T) {
	test.NewTempApp(t)
	set := digitsLike()
	set.Labels = make([]uint8, 500)
	for i := range set.Labels {
		set.Labels[i] = uint8(i % 2)
	}
	set.Labels[0] = 2
	f := newMachineForm(set)
	for _, c := range []struct {
		layers string
		kind   machineKind
	}{{"30,20c", withCategories}, {"30,20", oneNetwork}, {"9c", withCategories}} {
		f.layers.SetText(c.layers)
		if f.kind.now != c.kind {
			t.Errorf("layers %s are of kind %q", c.layers, kindKeys[f.kind.now])
		}
	}
	f.kind.buttons[oneNetwork].OnTapped()
	if kindOf(f.layers.Text) != oneNetwork {
		t.Errorf("one network has layers %s", f.layers.Text)
	}
	f.kind.buttons[perClass].OnTapped()
	if f.batch.Text != "1" || f.layers.Text != "100,50" {
		t.Errorf("where a class has one image: batch %s, layers %s", f.batch.Text, f.layers.Text)
	}
	f.layers.SetText("20c")
	if f.kind.now != perClass {
		t.Error("typing layers changed the kind of class machines")
	}
}

// The buttons follow what is typed, and what is typed follows the buttons.
// A complaint goes when what it was about is mended.
func TestComplaintsGo(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	for _, c := range []struct {
		batch string
		shown bool
	}{{"x", true}, {"20", false}, {"", true}} {
		f.batch.SetText(c.batch)
		_, err := f.settings()
		if f.refuse(err) != c.shown || f.complaint.Visible() != c.shown {
			t.Errorf("batch %q: %v, the complaint shows: %v", c.batch, err, f.complaint.Visible())
		}
	}
}

func TestConnectionsAreChosenByNameOrList(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	f.layers.SetText("30,20")
	emphasised := func() string {
		for i, b := range f.connections.buttons {
			if b.Importance == widget.HighImportance {
				return connectionKeys[i]
			}
		}
		return "other"
	}
	for _, c := range []struct{ typed, button, remark, read string }{
		{"chain", "plain", "plain", ""},
		{"lateral", "rich", "rich", "lateral"},
		{"skips", "other", "skips", "skips"},
		{"lateral-top", "other", "top", "lateral-top"},
		{" 1-0, 2-1,0-1, 1-2 ", "plain", "plain", ""},
		{"1-0,2-1,2-0,0-1,1-2,0-2,1-1,2-2", "rich", "rich", "lateral"},
		{"2-1,1-0,0-1,1-2,2-2", "other", "other", "1-0,2-1,2-2,0-1,1-2"},
	} {
		f.connections.entry.SetText(c.typed)
		s, err := f.settings()
		if err != nil || s.Connections != c.read || emphasised() != c.button {
			t.Errorf("typed %q: %q (%v), button %s", c.typed, s.Connections, err, emphasised())
		}
		if want := texts.Of("settings.connections." + c.remark + ".remark"); f.connections.remark.Text != want {
			t.Errorf("typed %q: %q, want %q", c.typed, f.connections.remark.Text, want)
		}
	}
	for typed, says := range map[string]string{"Lateral": `"Lateral" is no connection`, "2-1,0-1,1-2": "add 1-0"} {
		f.connections.entry.SetText(typed)
		if remark := f.connections.remark.Text; !strings.Contains(remark, says) || emphasised() != "other" {
			t.Errorf("typed %q: %q, button %s", typed, remark, emphasised())
		}
	}
	many := strings.Repeat("2,", 40) + "2" // has more connections, if rich, than are possible
	f.layers.SetText(many)
	f.connections.entry.SetText("lateral")
	if remark := f.connections.remark.Text; !strings.Contains(remark, "choose fewer layers") || emphasised() != "other" {
		t.Errorf("41 layers: %q, button %s", remark, emphasised())
	}
	f.layers.SetText("30,20")
	f.connections.buttons[1].OnTapped()
	if f.connections.entry.Text != "lateral" || emphasised() != "rich" {
		t.Errorf("the entry has %q", f.connections.entry.Text)
	}
	f.layers.SetText("10c") // one layer without lateral connections is a chain
	if s, err := f.settings(); err != nil || s.Connections != "" || emphasised() != "plain" {
		t.Errorf("connections %q (%v), button %s", s.Connections, err, emphasised())
	}
	f.layers.SetText("9")
	if s, err := f.settings(); err != nil || s.Connections != "lateral-top" || emphasised() != "rich" {
		t.Errorf("connections %q (%v), button %s", s.Connections, err, emphasised())
	}
}

// Once the form has complained, what is under the entry does not say so again: both would
// not fit into the smallest window.
func TestComplaintAboutConnectionsIsToldOnce(t *testing.T) {
	test.NewTempApp(t)
	f := newMachineForm(digitsLike())
	f.layers.SetText("30,20")
	f.connections.entry.SetText("richly")
	_, err := f.settings()
	if said := f.connections.remark.Text; !f.refuse(err) || f.complaint.Text != said || f.connections.remark.Text != "" {
		t.Errorf("complaint %q, and under the entry %q", f.complaint.Text, f.connections.remark.Text)
	}
	f.rate.SetText("quickly")
	if f.complaint.Visible() || !strings.Contains(f.connections.remark.Text, `"richly"`) {
		t.Errorf("after a change there is the complaint %q, and under the entry %q", f.complaint.Text, f.connections.remark.Text)
	}
	_, err = f.settings()
	if !f.refuse(err) || !strings.Contains(f.connections.remark.Text, `"richly"`) {
		t.Errorf("complaint %q, and under the entry %q", f.complaint.Text, f.connections.remark.Text)
	}
	f.connections.entry.SetText("skips")
	if want := texts.Of("settings.connections.skips.remark"); f.connections.remark.Text != want {
		t.Errorf("under the entry %q, want %q", f.connections.remark.Text, want)
	}
}
