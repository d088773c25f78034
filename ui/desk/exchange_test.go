package desk_test

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"wakesleep/io/checkpoint"
	"wakesleep/io/dataset"
	"wakesleep/learn"
	"wakesleep/learn/session"
	"wakesleep/ui/desk"
	"wakesleep/ui/stage"
)

// world is a desk on which everything that exchanges something is done in a random order,
// while work in the background ends in another.
type world struct {
	*scene
	folder string
	// sets are data: two for the same machines, and one for others.
	sets []*dataset.Source
	// known are the machines of states, so that a state is always the same machine.
	known map[desk.State]string
	// home is what a lesson left.
	home *session.Moment
}

// newWorld has a machine, and files with machines and images.
func newWorld(t *testing.T) *world {
	w := &world{scene: newScene(t), folder: t.TempDir(), known: map[desk.State]string{}}
	for i, size := range []int{3, 3, 4} {
		set := stage.TwoKinds(size, size, 40+i)
		folder := filepath.Join(w.folder, fmt.Sprint(i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		data, err := dataset.OpenLabelled(stage.WriteImages(t, folder, set))
		if err != nil {
			t.Fatal(err)
		}
		w.sets = append(w.sets, data)
	}
	w.Install(w.training(0, "3,2c"), w.sets[0])
	return w
}

func (w *world) training(set int, layers string) *learn.Trainer {
	training, err := learn.New(tiny(layers), w.sets[set].Training, 1)
	if err != nil {
		w.T.Fatal(err)
	}
	return training
}

func tiny(layers string) learn.Settings {
	settings := learn.Defaults()
	settings.Layers, settings.Batch = layers, 5
	return settings
}

// path is that of one of a few machine files.
func (w *world) path(t *rapid.T) string {
	return filepath.Join(w.folder, rapid.SampledFrom([]string{"a", "b"}).Draw(t, "file")+".helmholtz")
}

// actions are all that the user, and the background, can do.
func (w *world) actions() map[string]func(*rapid.T) {
	kinds := rapid.SampledFrom([]learn.Steps{learn.WakeSleep, learn.WakeOnly, learn.SleepOnly})
	return map[string]func(*rapid.T){
		"release": w.release, "release more": w.release, "release again": w.release,
		"tick": func(*rapid.T) { w.Tick() },
		"run": func(t *rapid.T) {
			w.Run(kinds.Draw(t, "kind"), rapid.IntRange(1, 12).Draw(t, "cycles"))
		},
		"play": func(*rapid.T) { w.PlayOrPause() },
		"stop": func(*rapid.T) { w.Stop() },
		"undo": func(*rapid.T) { w.Undo() },
		"redo": func(*rapid.T) { w.Redo() },
		"new machine": func(t *rapid.T) {
			set := rapid.IntRange(0, 2).Draw(t, "set")
			settings := tiny(rapid.SampledFrom([]string{"3,2c", "2", "4,3c", "4,3"}).Draw(t, "layers"))
			settings.Connect(rapid.SampledFrom([]string{"chain", "skips", "lateral"}).Draw(t, "connections"))
			w.ReplaceMachine("new", settings, w.sets[set], rapid.Bool().Draw(t, "classes"), "", func(err error) {
				if err != nil {
					t.Fatal(err)
				}
			})
		},
		"other data": func(t *rapid.T) {
			set := rapid.IntRange(0, 2).Draw(t, "set")
			w.UseData(func(*dataset.Source) (*dataset.Source, error) { return w.sets[set], nil }, nil)
		},
		"open data":  func(t *rapid.T) { w.OpenAny(w.sets[rapid.IntRange(0, 2).Draw(t, "set")].Path) },
		"straighten": func(t *rapid.T) { w.SetStraightened(rapid.Bool().Draw(t, "on")) },
		"swap": func(*rapid.T) {
			if !w.Data().Training.Swapped {
				w.UseData(func(now *dataset.Source) (*dataset.Source, error) { return now.Swap(), nil }, nil)
			}
		},
		"open": func(t *rapid.T) { w.OpenAny(w.path(t)) },
		"save": func(*rapid.T) { w.Save() },
		"save as": func(t *rapid.T) {
			w.Picker.Path, w.Picker.Asks = w.path(t), true
			w.AskSave()
		},
		"recover": func(*rapid.T) { desk.Recover(w.Desk) },
		"rename": func(t *rapid.T) {
			w.CallCategory(rapid.IntRange(0, 1).Draw(t, "category"), rapid.SampledFrom([]string{"x", "y", ""}).Draw(t, "name"))
		},
		"name by labels": func(*rapid.T) { w.NameByHand() },
		"rate": func(t *rapid.T) {
			w.SetRate([]float64{rapid.SampledFrom([]float64{.01, .02}).Draw(t, "rate")}, func(error) {})
		},
		"threads": func(t *rapid.T) { w.SetThreads(rapid.IntRange(1, 3).Draw(t, "threads"), func(error) {}) },
		"back to a frame": func(t *rapid.T) {
			if film := w.Session().Snapshot().Film; len(film) > 0 {
				w.History().GoBack(film[rapid.IntRange(0, len(film)-1).Draw(t, "frame")])
			}
		},
		"lesson": func(t *rapid.T) {
			told := 0
			w.Exchange(desk.Exchange{What: "lesson", Prepare: func(context.Context, desk.Present) (desk.Next, error) {
				return desk.Next{Training: w.training(2, "2"), Data: w.sets[2], Document: &desk.Document{Lesson: "l"}}, nil
			}, Done: func(left *session.Moment, err error) {
				switch told++; {
				case told > 1:
					t.Fatal("an exchange ended twice")
				case err == nil:
					w.home = left
				case !errors.Is(err, desk.ErrSuperseded):
					t.Fatal(err)
				}
			}})
		},
		"leave the lesson": func(*rapid.T) {
			if w.home != nil {
				w.History().GoBackTo(w.home, "leaving", "", func(*session.Moment, error) {})
			}
		},
		"answer": func(t *rapid.T) {
			if w.Dialogs() > 0 {
				w.Key(rapid.SampledFrom([]fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}).Draw(t, "key"))
			}
		},
		"": w.check,
	}
}

// release has some pieces of work done, or what they brought.
func (w *world) release(t *rapid.T) {
	for range rapid.IntRange(1, 5).Draw(t, "pieces") {
		if n := w.Held(); n > 0 {
			w.Release(rapid.IntRange(0, n-1).Draw(t, "piece"))
			w.check(t)
		}
	}
}

// check fails where something does not belong together.
func (w *world) check(t *rapid.T) {
	if v := w.Latest(); v != nil {
		set := v.Data.Training
		if v.Identity != w.Identity() || v.Snapshot.Machine.Pixels() != set.Pixels() || v.Snapshot.Record.Data != set.Name {
			t.Fatalf("%v: a machine for %s of %d pixels is shown with the data %s of %d",
				v.Identity, v.Snapshot.Record.Data, v.Snapshot.Machine.Pixels(), set.Name, set.Pixels())
		}
		for _, p := range v.Undamaged.Curve {
			if p.Cycle > v.Undamaged.Cycle {
				t.Fatalf("the curve reaches to cycle %d, the machine to %d", p.Cycle, v.Undamaged.Cycle)
			}
		}
	}
	if !desk.Quiet(w.Desk) {
		return
	}
	if err := desk.Together(w.Desk, w.remember); err != nil {
		t.Fatal(err)
	}
}

// remember records which machine a state is, and tells where it was another one.
func (w *world) remember(m *session.Moment, s desk.State) error {
	is := print(m.Checkpoint)
	if was, ok := w.known[s]; ok && was != is {
		return fmt.Errorf("the state %v is %s and was %s", s, is, was)
	}
	w.known[s] = is
	return nil
}

// print tells a machine from others, with its names by hand and its training.
func print(saved *learn.Checkpoint) string {
	_, arrays, err := saved.Encode()
	if err != nil {
		panic(err)
	}
	sum, about := sha256.New(), saved.Record
	for _, a := range arrays {
		if strings.HasSuffix(a.Name, "data_mean") {
			continue // the machine may have gone on with other data
		}
		if err := binary.Write(sum, binary.LittleEndian, a.Data); err != nil {
			panic(err)
		}
	}
	names := ""
	for _, c := range about.ByHand {
		names += fmt.Sprintf("%d %q ", c, about.Names[c])
	}
	return fmt.Sprintf("%x, cycle %d, %s%v", sum.Sum(nil)[:4], about.Life(), names, about.Changes)
}

// giveUpQuestions answers all that waits by the escape key.
func (w *world) giveUpQuestions() {
	for w.Dialogs() > 0 {
		w.Key(fyne.KeyEscape)
	}
}

// finish lets everything end, and looks at all again: at what files hold, and at what
// undoing and redoing lead to.
func (w *world) finish(t *rapid.T) {
	w.giveUpQuestions()
	w.Stop()
	w.Let()
	w.AtRest()
	w.giveUpQuestions() // those that came in their turn: nothing is undone behind them
	w.AtRest()
	w.check(t)
	for path, state := range desk.Contents(w.Desk) {
		saved, err := checkpoint.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if m := w.Session().Moment(); path == w.Document().Path && !w.Unsaved() && print(m.Checkpoint) != print(saved) {
			t.Fatalf("the machine that counts as saved is %s, the file holds %s", print(m.Checkpoint), print(saved))
		}
		if is, seen := print(saved), w.known[state]; seen != "" && seen != is { // of a run not all states are seen
			t.Fatalf("%s holds %s, and should hold %s", path, is, seen)
		}
	}
	undo, redo := desk.CanUndo(w.Desk)
	const some = 5
	for i := range min(undo, some) {
		before := desk.Before(w.Desk)
		w.Undo()
		w.AtRest()
		w.check(t)
		if now := w.Session().Moment(); !desk.Same(now, before) {
			t.Fatalf("undone to %s of %s, and it was %s of %s", print(now.Checkpoint), now.Checkpoint.Record.Data, print(before.Checkpoint), before.Checkpoint.Record.Data)
		}
		if left, again := desk.CanUndo(w.Desk); left != undo-i-1 || again != min(redo+i+1, desk.MostActions) {
			t.Fatalf("after undoing %d times of %d, %d can be undone and %d redone", i+1, undo, left, again)
		}
	}
	for range min(undo, some) {
		w.Redo()
		w.AtRest()
		w.check(t)
	}
}

// Whatever is done in whatever order, and in whatever order work in the background ends,
// machine, data, curve, film, document and what can be undone belong together.
func TestEverythingBelongsTogetherWhateverIsExchanged(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.Hold()
		rt.Repeat(w.actions())
		w.finish(rt)
		w.Close()
		w.Wait()
	})
}
