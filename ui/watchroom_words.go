package ui

import (
	"fmt"

	"wakesleep/network"
	"wakesleep/ui/texts"
)

// Texts of the room that watches.
const (
	watchTitle  = "Watch"
	watchSees   = "What it sees"
	watchDreams = "What it dreams"
	watchCurve  = "Bits per image"
	watchEmpty  = "The curve begins when the machine learns: press play."
	madeJustNow = "made just now"

	curveX           = "cycles"
	curveY           = "bits"
	markOneBit       = "one bit a pixel"
	markIndependent  = "independent pixels"
	watchThisMachine = "this machine"

	machineTitle    = "The machine"
	machineHelp     = "one firing at a time · click: another"
	machineAwake    = "awake: recognition finds causes for what it sees"
	machineAsleep   = "asleep: causes make up a dream"
	machineSees     = "sees"
	machineShut     = "eyes shut"
	machineImagines = "makes of it"
	machineDreams   = "dreams"

	saveSeenTitle   = "Save the sheet of inputs"
	saveSeenName    = "inputs.png"
	saveDreamsTitle = "Save the sheet of dreams"
	saveDreamsName  = "dreams.png"
	saveCurveTitle  = "Save the curve"
	saveCurveName   = "bits-per-image"
	savePlotTitle   = "Description length of the training images"
	savePlotX       = "cycles of wake and sleep"
	savePlotY       = "bits per image (K=1)"
)

// passWords are the headline and the captions of a machine's activity.
func passWords(awake bool) (headline, seen, own string) {
	if awake {
		return machineAwake, machineSees, machineImagines
	}
	return machineAsleep, machineShut, machineDreams
}

// shortLayerNames are what the layers are called where there is little room, from the
// pixels up.
func shortLayerNames(m *network.Machine) []string {
	names := make([]string, len(m.Layers))
	for l, layer := range m.Layers {
		kind := "units"
		switch {
		case l == 0:
			kind = "pixels"
		case layer.Kind == network.Categorical:
			kind = "categories"
		}
		names[l] = thousands(layer.Units) + " " + kind
	}
	return names
}

// saveCurveAs is a line of the menu that saves the curve.
func saveCurveAs(format string) string {
	switch format {
	case "csv":
		return "Numbers for a spreadsheet (CSV)…"
	case "svg":
		return "Drawing that stays sharp (SVG)…"
	}
	return "Picture (PNG)…"
}

// inputsOf tells how many of a set's images are on the sheet.
func inputsOf(shown, all int, drawn bool) string {
	if drawn {
		return fmt.Sprintf("%d drawn from %s", shown, thousands(all))
	}
	return fmt.Sprintf("%d of %s", shown, thousands(all))
}

// asShades and asFirings are the two forms in which images and dreams are shown.
func asShades() string  { return texts.Of("common.form.shades") }
func asFirings() string { return texts.Of("common.form.firings") }
