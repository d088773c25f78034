package settings

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/theme"
	"wakesleep/ui/tip"
)

// prefThreads is the key of the preference for how many threads train.
const prefThreads = "threads"

// mostThreads bounds what can be asked for; more than processors are of no use.
const mostThreads = 256

// Threads is how many train: the number that was chosen last, or else usual.
func Threads(p fyne.Preferences, usual int) int {
	if n := p.Int(prefThreads); n > 0 && n <= mostThreads {
		return n
	}
	return usual
}

// nowSettings are those that need no new machine.
type nowSettings struct {
	desk           *desk.Desk
	object         fyne.CanvasObject
	threads, rate  *kit.LineEntry
	look, language *kit.Select
	keep, space    *kit.Select
	upright        *kit.Check
	form           *machineForm
}

func newNowSettings(d *desk.Desk, form *machineForm) *nowSettings {
	n := &nowSettings{desk: d, form: form, threads: kit.NewLineEntry(), rate: kit.NewLineEntry()}
	n.threads.SetText(texts.Thousands(d.Threads()))
	n.rate.SetText(texts.Rates(d.Session().Status().Rate))
	n.threads.OnSubmitted = func(string) { n.apply() }
	n.rate.OnSubmitted = n.threads.OnSubmitted
	n.look = kit.NewSelect(LookWords(), nil)
	n.look.Selected = n.look.Options[max(0, slices.Index(Looks, d.Mode()))]
	n.look.OnChanged = func(string) { d.SetMode(Looks[n.look.SelectedIndex()]) }
	n.language = newLanguageSelect(d)
	n.keep, n.space = newKeepSelect(d.Autosave()), newSpaceSelect(d.Autosave())
	n.upright = kit.NewCheck(texts.Of("settings.upright.check"), nil)
	n.upright.Checked = d.Data().Training.Straightened
	n.upright.OnChanged = d.SetStraightened
	kit.SetOn(n.upright, d.Data().CanStraighten())
	n.object = n.layOut()
	return n
}

func (n *nowSettings) layOut() fyne.CanvasObject {
	apply := tip.On(kit.NewButton(texts.Of("settings.apply.button"), n.apply), texts.Of("settings.apply.tip"))
	rate := labelled(texts.Of("settings.rate.label"), tip.On(n.rate, texts.Of("settings.rate.tip")))
	language := labelled(texts.Of("settings.language.label"), tip.On(n.language, texts.Of("settings.language.tip")))
	form := widget.NewForm(
		widget.NewFormItem(texts.Of("settings.threads.label"), container.NewGridWithColumns(2,
			tip.On(n.threads, texts.Of("settings.threads.tip")), container.NewBorder(nil, nil, nil, apply, rate))),
		widget.NewFormItem(texts.Of("settings.look.label"), container.NewGridWithColumns(2,
			tip.On(n.look, texts.Of("settings.look.tip")), language)),
		widget.NewFormItem(texts.Of("settings.keep.label"), container.NewGridWithColumns(2,
			tip.On(n.keep, texts.Of("settings.keep.tip")),
			labelled(texts.Of("settings.keep.space"), tip.On(n.space, texts.Of("settings.keep.spaceTip"))))),
	)
	head := sectionHead(texts.Of("settings.now.title"), texts.Of("settings.now.help"), tip.On(n.upright, texts.Of("settings.upright.tip")))
	return container.NewVBox(head, form)
}

// labelled puts a name of a fixed width before an object.
func labelled(name string, object fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.FixedWidth(84, widget.NewLabel(name)), nil, object)
}

// newLanguageSelect chooses the window's language from the next start on.
func newLanguageSelect(d *desk.Desk) *kit.Select {
	names, codes := []string{texts.Of("settings.language.system")}, []string{""}
	for _, l := range texts.Languages {
		names, codes = append(names, l.Name), append(codes, l.Code)
	}
	s := kit.NewSelect(names, nil)
	s.Selected = names[max(0, slices.Index(codes, texts.ChosenLanguage(d.Preferences())))]
	s.OnChanged = func(string) {
		texts.ChooseLanguage(d.Preferences(), codes[s.SelectedIndex()])
		d.Say(texts.Of("settings.language.chosen"))
	}
	return s
}

// Choices for checkpoints: seconds between them, zero for none, and the megabytes that all
// may take.
var (
	keepChoices  = []int{0, 60, 120, 300, 600}
	spaceChoices = []int{256, 1024, 4096, 16384}
)

// newKeepSelect chooses how often checkpoints are kept.
func newKeepSelect(a *desk.Autosave) *kit.Select {
	return newNumberSelect(keepChoices, int(a.Every()/time.Second), keepWords, func(n int) { a.SetEvery(time.Duration(n) * time.Second) })
}

func keepWords(seconds int) string {
	switch {
	case seconds == 0:
		return texts.Of("settings.keep.never")
	case seconds%60 == 0:
		return texts.Count("settings.keep.minutes", seconds/60)
	}
	return texts.Count("settings.keep.seconds", seconds)
}

// newSpaceSelect chooses how much they may take.
func newSpaceSelect(a *desk.Autosave) *kit.Select {
	return newNumberSelect(spaceChoices, a.Space(), func(n int) string { return texts.Of("settings.keep.megabytes", n) }, a.SetSpace)
}

// newNumberSelect chooses a number, of some and the present one.
func newNumberSelect(choices []int, now int, words func(n int) string, choose func(n int)) *kit.Select {
	numbers := slices.Clone(choices)
	if at, found := slices.BinarySearch(numbers, now); !found {
		numbers = slices.Insert(numbers, at, now)
	}
	var options []string
	for _, n := range numbers {
		options = append(options, words(n))
	}
	s := kit.NewSelect(options, nil)
	s.Selected = options[slices.Index(numbers, now)]
	s.OnChanged = func(string) { choose(numbers[s.SelectedIndex()]) }
	return s
}

// apply puts threads and rate in force.
func (n *nowSettings) apply() {
	threads, err := texts.ParseCount(texts.Of("settings.threads.label"), n.threads.Text, 1, mostThreads)
	if n.form.refuse(err) {
		return
	}
	rates, err := texts.ParseNumbers(texts.Of("settings.rate.label"), n.rate.Text)
	if n.form.refuse(err) {
		return
	}
	d := n.desk
	applied := func(err error) {
		if n.form.refuse(err) {
			return
		}
		d.Say(texts.Of("settings.apply.done"))
		d.Tick()
	}
	d.SetThreads(threads, func(err error) {
		if err == nil {
			d.Preferences().SetInt(prefThreads, threads)
		}
		if err != nil || texts.Rates(rates) == texts.Rates(d.Session().Status().Rate) {
			applied(err)
			return
		}
		d.SetRate(rates, applied)
	})
}

// Looks are the themes in the order of LookWords.
var Looks = []theme.Mode{theme.Dark, theme.Light, theme.System}

// LookWords are the names of the themes to choose from.
func LookWords() []string {
	return []string{texts.Of("settings.look.dark"), texts.Of("settings.look.light"), texts.Of("settings.look.system")}
}
