package watch

import (
	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// Names of files that the room offers.
const (
	saveSeenName   = "inputs.png"
	saveDreamsName = "dreams.png"
	saveCurveName  = "bits-per-image"
	saveLedgerName = "ledger"
)

// passHeadline tells what a machine does.
func passHeadline(awake bool) string {
	return kit.Either(awake, texts.Of("machine.awake.headline"), texts.Of("machine.asleep.headline"))
}

// passCaptions tell what the images beside a machine are.
func passCaptions(awake bool) (seen, own string) {
	if awake {
		return texts.Of("machine.awake.seen"), texts.Of("machine.awake.own")
	}
	return texts.Of("machine.asleep.seen"), texts.Of("machine.asleep.own")
}

// shortLayerNames are what the layers are called where there is little room, from the
// pixels up.
func shortLayerNames(m *network.Machine) []string {
	names := make([]string, len(m.Layers))
	for l, layer := range m.Layers {
		switch {
		case l == 0:
			names[l] = texts.Of("machine.layer.pixels", layer.Units)
		case layer.Kind == network.Categorical:
			names[l] = texts.Of("machine.layer.categories", layer.Units)
		default:
			names[l] = texts.Count("machine.layer.units", layer.Units)
		}
	}
	return names
}

// inputsOf tells how many of a set's images are on the sheet.
func inputsOf(shown, all int, drawn bool) string {
	return kit.Either(drawn, texts.Of("watch.sees.drawn", shown, all), texts.Of("watch.sees.count", shown, all))
}
