package data

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network/images"
	"wakesleep/ui/inspect"
	"wakesleep/ui/pictures"
	"wakesleep/ui/settings"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// TwoKinds are images with the left half on, labelled 4, and with the right half
// on, labelled 7.

func TestMachineGoesOnWithOtherImagesOfItsSize(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Press("bar.step.button")
	s.AtRest()
	path := stage.WriteImages(t, t.TempDir(), stage.TwoKinds(3, 3, 50))
	s.Picker.Path = path
	r := s.Shown()
	s.Press("data.open.button")
	s.Until("the images are in use", func() bool { return s.Data().Name == "some-images-idx3-ubyte" })
	if got := s.Session().Fresh(); got.Cycle != 1 || got.Record.Data != "some-images-idx3-ubyte" {
		t.Errorf("cycle %d on %q", got.Cycle, got.Record.Data)
	}
	if s.Data().Training.Labels == nil {
		t.Error("the labels beside the images were not read")
	}
	if !s.Unsaved() {
		t.Error("changing the data made the machine count as saved")
	}
	s.Until("the room shows them", func() bool { return r.pages.sheet.Count() == 50 })
	if !inspect.Says(r.facts.Text, "data.facts.whole", s.Data().Name, 50, 3, 3) || !inspect.Says(r.facts.Text, "data.facts.labelled") {
		t.Errorf("the room says %q", r.facts.Text)
	}
}

func TestImagesOfAnotherSizeGetAMachineOfTheirOwn(t *testing.T) {
	s := stage.WithBars(newScene(t))
	path := stage.WriteImages(t, t.TempDir(), stage.TwoKinds(8, 6, 300))
	s.OpenAny(path)
	s.WaitDialogWords("8×6 pixels, but the machine was made for 3×3")
	s.Press("common.cancel")
	if s.Data().Name != "bars3" {
		t.Fatalf("the data are %s although the person cancelled", s.Data().Name)
	}
	s.OpenAny(path)
	s.WaitDialogWords("8×6 pixels")
	s.Press("dialog.misfit.button")
	s.Press("settings.make.button")
	s.Until("the machine is there", func() bool { return s.Ready() && s.Data().Training.Width == 8 })
	s.Settle()
	m := s.Session().Fresh().Machine
	if m.Width != 8 || m.Height != 6 {
		t.Errorf("the machine takes images of %d×%d", m.Width, m.Height)
	}
	if s.Dialogs() != 0 {
		t.Error("the dialog is still there")
	}
}

func TestBuiltInSetsOpenByTheirButtons(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.Shown()
	s.Press("data.set.bars4.title")
	s.WaitDialogWords("4×4 pixels, but the machine was made for 3×3")
	s.Press("dialog.misfit.button")
	s.Press("settings.make.button")
	s.Until("the bars are in use", func() bool { return s.Data().Name == "bars4" })
	s.Settle()
	if got := s.Session().Fresh().Record.Settings.Layers; got != "8,1" {
		t.Errorf("the bars of 1995 got the layers %s", got)
	}
}

func TestStraighteningKeepsTheMachine(t *testing.T) {
	s := newScene(t)
	set := stage.TwoKinds(8, 8, 40)
	for i := range set.Grey { // a slanted stroke in every image
		x, y := i%8, i/8%8
		set.Grey[i] = 0
		if x == 7-y {
			set.Grey[i] = 255
		}
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,2c", 10
	s.Begin(stage.WriteImages(t, t.TempDir(), set), settings)
	s.Press("bar.step.button")
	s.AtRest()
	r := s.Shown()
	r.choices.straighten.SetChecked(true)
	s.Until("the data are straightened", func() bool { return s.Data().Training.Straightened })
	if slices.Equal(s.Data().Training.Grey, set.Grey) || !s.Session().Fresh().Record.Straightened {
		t.Error("the images are as slanted as before, or the record does not know")
	}
	if got := s.Session().Fresh().Cycle; got != 1 {
		t.Errorf("the machine is at cycle %d, want 1", got)
	}
	r.choices.straighten.SetChecked(false)
	s.Until("the data are as written", func() bool { return !s.Data().Training.Straightened })
	if !slices.Equal(s.Data().Training.Grey, set.Grey) {
		t.Error("the images are not as they were")
	}
}

// pagesStage has two pages of images with alternating labels 4 and 7.
func pagesStage(t *testing.T) (*scene, *pages) {
	s := newScene(t)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,2", 10
	s.Begin(stage.WriteImages(t, t.TempDir(), stage.TwoKinds(4, 4, pageImages+10)), settings)
	return s, s.Shown().pages
}

func TestPagesGoRound(t *testing.T) {
	s, p := pagesStage(t)
	key := func(name fyne.KeyName) func() { return func() { p.sheet.TypedKey(&fyne.KeyEvent{Name: name}) } }
	typed := func(text string) func() { return func() { p.number.OnSubmitted(text) } }
	for i, want := range []struct {
		act   func()
		count int
		page  string
	}{
		{p.onward.OnTapped, 10, "2"},
		{p.onward.OnTapped, pageImages, "1"},
		{p.back.OnTapped, 10, "2"},
		{p.first.OnTapped, pageImages, "1"},
		{p.last.OnTapped, 10, "2"},
		{key(fyne.KeyPageDown), pageImages, "1"},
		{key(fyne.KeyPageUp), 10, "2"},
		{typed("1"), pageImages, "1"},
		{typed("2"), 10, "2"},
		{typed("3"), 10, "2"},
		{typed("x"), 10, "2"},
	} {
		want.act()
		if p.sheet.Count() != want.count || p.number.Text != want.page || p.count.Text != texts.Of("data.page.of", 2) {
			t.Errorf("step %d: %d images, page %q %q; want %d, %q", i, p.sheet.Count(), p.number.Text, p.count.Text, want.count, want.page)
		}
	}
	p.sheet.OnHovered(3, 0, 0, 0, true)
	if got, want := p.panel.Remark.Text, texts.Image(s.Data().Training, pageImages+3); got != want || got != texts.Of("data.image.labelled", 180, 7) {
		t.Errorf("the fourth image of page two is called %q", got)
	}
}

func TestImagesAreFilteredByLabel(t *testing.T) {
	_, p := pagesStage(t)
	const each = (pageImages + 10) / 2
	if want := []string{texts.Of("data.label.all"), labelWords(4, each), labelWords(7, each)}; !slices.Equal(p.label.Options, want) {
		t.Fatalf("labels %q, want %q", p.label.Options, want)
	}
	p.label.SetSelectedIndex(2)
	if p.sheet.Count() != each || !p.first.Disabled() {
		t.Errorf("%d images", p.sheet.Count())
	}
	for i := range p.sheet.Count() {
		if p.sheet.Values(i)[0] != 0 {
			t.Fatalf("image %d is a 4", i)
		}
	}
	p.sheet.OnHovered(1, 0, 0, 0, true)
	if got := p.panel.Remark.Text; got != texts.Of("data.image.labelled", 4, 7) {
		t.Errorf("the second 7 is called %q", got)
	}
}

func TestClickedImageIsDrawn(t *testing.T) {
	s, p := pagesStage(t)
	p.label.SetSelectedIndex(2)
	drawRoom := stage.NewDrawRoom(s.Desk)
	p.sheet.OnChosen(1, false)
	if !slices.Equal(drawRoom.Image.Ink, s.Data().Training.Image(3)) || !strings.HasSuffix(drawRoom.From, texts.Of("data.image.labelled", 4, 7)) {
		t.Errorf("what was sent is %q", drawRoom.From)
	}
}

func TestTestPartIsShown(t *testing.T) {
	s := newScene(t)
	settings := learn.Defaults()
	settings.Layers, settings.Batch = "5,2c", 10
	s.Begin("digits8", settings)
	p := s.Shown().pages
	p.label.SetSelectedIndex(4)
	p.part.SetSelected(texts.Of("data.part.test"))
	if set := s.Data().Test; p.label.SelectedIndex() != 4 || set.Labels[p.list[0]] != 3 || len(p.list) != strings.Count(string(set.Labels), "\x03") {
		t.Errorf("%d images of %q", len(p.list), p.label.Selected)
	}
	if !slices.Equal(p.sheet.Values(5), pictures.Shades(s.Data().Test.Image(p.list[5]))) {
		t.Error("not the test images are shown")
	}
	if c := s.Shown().choices; !c.pixels.Disabled() || c.pixels.Selected != texts.Of("data.pixels.binary") {
		t.Errorf("black and white pixels can be chosen to be %q", c.pixels.Selected)
	}
}

func TestPixelsAreChosenForTheNextMachine(t *testing.T) {
	s := newScene(t)
	set := stage.TwoKinds(8, 8, 40)
	set.Grey[5] = 99
	made := learn.Defaults()
	made.Layers, made.Batch, made.Rebinarise = "5,2c", 10, true
	s.Begin(stage.WriteImages(t, t.TempDir(), set), made)
	c := s.Shown().choices
	if c.pixels.Selected != texts.Of("data.pixels.afresh") || c.differ.Visible() {
		t.Errorf("at first %q, a remark: %v", c.pixels.Selected, c.differ.Visible())
	}
	c.pixels.SetSelected(texts.Of("data.pixels.once"))
	if !c.differ.Visible() || c.differ.Text != texts.Of("data.pixels.now-afresh") {
		t.Errorf("it says %q", c.differ.Text)
	}
	if !s.Session().Fresh().Record.Settings.Rebinarise {
		t.Error("the present machine was changed")
	}
	settings.AskNewMachine(s.Desk, s.Data())
	s.Press("settings.make.button")
	s.Until("the machine is there", func() bool { return s.Dialogs() == 0 && !s.Session().Fresh().Record.Settings.Rebinarise })
	s.Settle()
	s.Tick()
	if c.differ.Visible() || c.pixels.Selected != texts.Of("data.pixels.once") {
		t.Errorf("the new machine's pixels: %q, a remark: %v", c.pixels.Selected, c.differ.Visible())
	}
}

func TestFactsAboutTheBars(t *testing.T) {
	source, err := dataset.Open("bars3", "")
	if err != nil {
		t.Fatal(err)
	}
	// Columns, rows and their complements: every pixel is on half of the time.
	want := texts.Of("data.facts.exact", "bars3", 12, 3, 3) + " " + texts.Of("data.facts.bare") + " " + texts.Of("data.facts.ink", 50.)
	if got := factsOf(source); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := pictures.IndependentBits(source.Training); math.Abs(got-9) > 1e-9 {
		t.Errorf("independent pixels: %v bits, want 9", got)
	}
	if source, err = dataset.Open("bars4", ""); err != nil {
		t.Fatal(err)
	}
	// KL of independent pixels plus entropy, both from the literature on the set.
	if got := pictures.IndependentBits(source.Training); math.Abs(got-8.122-3.4284) > 1e-3 {
		t.Errorf("independent pixels: %v bits, want %v", got, 8.122+3.4284)
	}
}

func TestSamplesFollowTheDistribution(t *testing.T) {
	set := &images.Set{Width: 1, Height: 1, Grey: []uint8{0, 1, 2}, Probabilities: []float64{.5, .2, .3}}
	counts := make([]float64, 3)
	const n = 100_000
	for _, i := range pictures.Pick(set, n, 1) {
		counts[i]++
	}
	for i, p := range set.Probabilities {
		if got, slack := counts[i]/n, 5*math.Sqrt(p*(1-p)/n); math.Abs(got-p) > slack {
			t.Errorf("image %d: share %v, want %v ± %v", i, got, p, slack)
		}
	}
	set.Probabilities = nil
	got := pictures.Pick(set, 10, 1)
	slices.Sort(got)
	if !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("of three images, ten were asked for and %v came", got)
	}
}

func TestCategoriesAreNamedWhenARunEnds(t *testing.T) {
	s := newScene(t)
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rate = "2c", 20, []float64{.05}
	s.Begin(stage.WriteImages(t, t.TempDir(), stage.TwoKinds(6, 6, 200)), settings)
	s.Entry("cycles").SetText("300")
	s.Press("bar.wakeSleep.button")
	s.AtRest()
	s.Until("the names are there", func() bool { return s.Session().Fresh().Record.Names != nil })
	snapshot := s.Session().Fresh()
	answers, err := measure.Answers(context.Background(), snapshot.Machine,
		stage.BinaryRows(s.Data().Training), measure.Options{Samples: 10, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	names := snapshot.Record.Names
	if names[answers[0]] != "4" && names[answers[1]] != "7" {
		t.Errorf("categories %v of a 4 and a 7 are called %q", answers[:2], names)
	}
}

func TestNamingSaysWhyItCannot(t *testing.T) {
	s := stage.WithBars(newScene(t))
	s.NameByHand()
	if !s.Says("classes.categories.none") {
		t.Errorf("it says %q", s.Said())
	}
	s.OpenData("bars4")
	s.Until("a new machine is offered", func() bool { return s.Dialogs() == 1 })
	s.Press("common.cancel")
}

func TestPicturesShowWhatPreparingDoes(t *testing.T) {
	s := newScene(t)
	set := stage.TwoKinds(8, 8, 40)
	for i := range set.Grey {
		set.Grey[i] = 128
	}
	settings := learn.Defaults()
	settings.Layers, settings.Batch, settings.Rebinarise = "5,2c", 10, true
	s.Begin(stage.WriteImages(t, t.TempDir(), set), settings)
	c := s.Shown().choices
	same := func() bool { return slices.Equal(c.pictures.epoch.sheet.Values(0), c.pictures.next.sheet.Values(0)) }
	s.Window().Resize(fyne.NewSize(1024, 700))
	if !c.pictures.drawn.Visible() || !c.pictures.upright.object.Visible() || same() {
		t.Errorf("afresh: the row of epochs %v, upright %v, the epochs the same %v", c.pictures.drawn.Visible(), c.pictures.upright.object.Visible(), same())
	}
	for i, v := range c.pictures.epoch.sheet.Values(0) {
		if v != 0 && v != 1 {
			t.Fatalf("pixel %d is %v, neither on nor off", i, v)
		}
	}
	c.pixels.SetSelected(texts.Of("data.pixels.once"))
	if !same() {
		t.Error("pixels that are drawn once change from epoch to epoch")
	}
	bars := stage.WithBars(newScene(t))
	if p := bars.Shown().choices.pictures; p.drawn.Visible() || p.upright.object.Visible() || p.written.sheet.Count() != compared {
		t.Error("bars are neither grey nor handwriting")
	}
}

func TestDataRoomHelps(t *testing.T) {
	stage.RequireTips(t, stage.WithBars(newScene(t)).Shown().Object())
}
