package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"wakesleep/learn"
	"wakesleep/ui/desk"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// AskReset offers to start the machine anew from a seed.
func AskReset(d *desk.Desk) {
	if !d.Ready() {
		return
	}
	now := d.Session().Snapshot()
	settings, classes := now.Record.Settings.OpenEnded(), now.Ensemble.OfClasses()
	seed := kit.NewLineEntry()
	seed.SetText(texts.Seed(settings.Seed))
	complaint := kit.NewComplaint()
	var dlg *dialog.CustomDialog
	again := func() {
		n, err := texts.ParseSeed(seed.Text)
		if refuse(complaint, err) {
			return
		}
		dlg.Hide()
		settings.Seed = n
		reset(d, settings, classes)
	}
	seed.OnSubmitted = func(string) { again() }
	dlg = d.Ask(desk.Question{
		Title: texts.Of("dialog.reset.title"), Content: resetContent(seed, complaint),
		Choices: []desk.Choice{{Text: texts.Of("common.cancel")}, {Text: texts.Of("dialog.reset.button"), Act: again, Stays: true}},
	})
}

func resetContent(seed *kit.LineEntry, complaint *widget.Label) fyne.CanvasObject {
	line := widget.NewFormItem(texts.Of("settings.seed.label"), tip.On(seed, texts.Of("settings.seed.tip")))
	line.HintText = texts.Of("settings.seed.hint")
	return container.NewVBox(kit.Wrapped(texts.Of("dialog.reset.text")), widget.NewForm(line), complaint)
}

// reset starts the machine anew with settings.
func reset(d *desk.Desk, s learn.Settings, classes bool) {
	d.ReplaceMachine(texts.Of("history.reset"), s, d.Data(), classes, texts.Of("dialog.reset.done"), func(err error) {
		if err != nil {
			d.Fail(texts.Of("dialog.reset.failed"), err)
		}
	})
}
