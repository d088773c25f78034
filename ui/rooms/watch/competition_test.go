package watch

import (
	"slices"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/network"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
	"wakesleep/ui/texts"
)

// Each stage is told, and in the end what each machine has, what moved and who was given up.
func TestCompetitionIsWatched(t *testing.T) {
	s := newScene(t)
	s.Begin(stage.WriteImages(t, t.TempDir(), stage.Quarters(120)), stage.Finding())
	s.ChooseRoom("watch")
	r := s.Shown()
	c := r.competition
	s.Tick()
	if !c.panel.Object.Visible() || c.panel.Remark.Text != texts.Of("compete.stage", 1, 3) || len(c.row.Objects) != 0 {
		t.Errorf("before the first cycle it says %q of %d machines", c.panel.Remark.Text, len(c.row.Objects))
	}
	s.RunOf("500", "bar.wakeSleep.button")
	if !strings.Contains(c.stage.Text, texts.Of("compete.learnt")) {
		t.Errorf("after the first stage it says %q", c.stage.Text)
	}
	s.Press("bar.play.button")
	s.Until("classes are found", func() bool {
		st := s.Session().Status()
		return s.Ready() && s.Session().Snapshot().Record.Contest != nil && st.State == session.Idle && st.Left == 0
	})
	now := s.AtRest()
	s.Refresh()
	s.Settle()
	if !strings.Contains(c.stage.Text, texts.Count("compete.found", 2)) || len(c.row.Objects) != 2 {
		t.Errorf("in the end it says %q of %d machines", c.stage.Text, len(c.row.Objects))
	}
	losses := now.Record.Contest.Losses
	if want := texts.Bits(bits(losses[1].Nats)); len(losses) != 2 || !strings.Contains(c.lost.Text, want) {
		t.Errorf("of machines given up it says %q", c.lost.Text)
	}
	for k, cell := range c.cells[:2] {
		images := texts.Thousands(now.Record.Classes[k].Images)
		if !strings.Contains(cell.name.Text, images) || cell.bits.Text == "" || cell.dream.Count() != 1 {
			t.Errorf("of machine %d it says %q, %q with %d dreams", k, cell.name.Text, cell.bits.Text, cell.dream.Count())
		}
	}
	// The last move may be of no image.
	m := now.Move
	if some := len(m.Some) > 0; r.moved != some || r.movedOn.Visible() != some || r.inputs.Visible() == some || r.movers.Visible() != some {
		t.Errorf("%d images moved, and they are shown: %v", m.Moved, r.moved)
	}
	v := s.View()
	moved := *v.Snapshot
	a, b := int(now.Ensemble.Labels[0]), int(now.Ensemble.Labels[1])
	moved.Move = &learn.Move{Moved: 2, Some: []learn.Moved{{Image: 3, From: b, To: a}, {Image: 5, From: a, To: b}}}
	v.Snapshot = &moved
	r.Show(v)
	if !r.moved || r.movedOn.Count() != 2 || len(r.movedOn.Captions()) != 2 || r.inputs.Visible() {
		t.Errorf("%d images that moved are shown", r.movedOn.Count())
	}
	named := moved
	named.Record.Names = []string{"hooks", "loops"}
	v.Snapshot = &named
	if r.Show(v); r.movedOn.Captions()[0] != "loops→hooks" {
		t.Errorf("after naming, what moved is said to be %q", r.movedOn.Captions())
	}
	r.showMovers(false)
	if r.moved || !r.inputs.Visible() || r.inputs.Count() != sheetImages {
		t.Error("a sample is not shown in place of what moved")
	}
	again := moved
	again.Move = &learn.Move{Moved: 1, Some: moved.Move.Some[:1]}
	v.Snapshot = &again
	if r.Show(v); r.moved {
		t.Error("what moved is shown although the user chose the sample")
	}
	s.Bars()
	s.Tick()
	if c.panel.Object.Visible() || r.movers.Visible() {
		t.Error("a machine alone is said to compete")
	}
}

// What moved is told with where from, as far as that is there, and where to.
func TestMoversHaveWords(t *testing.T) {
	e := &network.Ensemble{Machines: make([]*network.Machine, 2), Labels: []uint8{3, 9}, Found: true}
	classes := texts.ClassesOf(e, []string{"hooks"})
	got := []string{placeWords(classes, 3), placeWords(classes, 9), placeWords(classes, 4), placeWords(classes, -1)}
	if want := []string{"hooks", texts.Of("classes.category.sign", 1), "✕", "✕"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStagesHaveNumbers(t *testing.T) {
	first := stage.Finding()
	again := first.Finding.Compete
	again.Again = &learn.Settings{}
	view := func(s learn.Settings, contest bool, left int, seeking *desk.Seeking) *desk.View {
		snap := &session.Snapshot{Record: learn.Record{Settings: s}, Ensemble: &network.Ensemble{}}
		if snap.Left = left; contest {
			snap.Record.Contest = &learn.ContestRecord{First: &first}
		}
		return &desk.View{Snapshot: snap, Seeking: seeking}
	}
	for want, v := range map[int]*desk.View{
		1: view(first, false, 5, nil),
		2: view(first, false, 0, &desk.Seeking{Stage: learn.Cutting, Share: .5}),
		3: view(first.Finding.Compete, true, 5, nil),
	} {
		if n, words := stageOf(v); n != want || words == "" || stagesOf(&v.Snapshot.Record) != 3 {
			t.Errorf("stage %d of %d, want %d of 3", n, stagesOf(&v.Snapshot.Record), want)
		}
	}
	if v := view(again, true, 5, nil); stagesOf(&v.Snapshot.Record) != 3 {
		t.Error("what comes first does not tell of a fourth stage")
	}
	first.Finding.Compete = again
	if v := view(*again.Again, true, 5, nil); stagesOf(&v.Snapshot.Record) != 4 {
		t.Error("there is no fourth stage")
	} else if n, _ := stageOf(v); n != 4 {
		t.Errorf("the last of four stages is %d", n)
	}
}
