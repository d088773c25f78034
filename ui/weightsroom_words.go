package ui

import (
	"fmt"
	"strings"
)

// Texts of the room for weights.
const (
	weightsTitle   = "Weights"
	weightsHeading = "Every unit"
	weightsHint    = "click one, or use the arrow keys"
	weightsHelp    = "Click a unit, or choose it by the arrow keys; page up and page down change the layer, + and − the size."

	formRaw    = "as raw weights"
	formPixels = "as pixels"

	sortNumber = "by number"
	sortWeight = "by importance"
	sortFiring = "by firing"

	upHeading       = "recognition"
	upRaw           = "bottom to top: what makes it fire"
	upPixels        = "images that fire it − mean"
	downHeading     = "generative"
	downRaw         = "top to bottom: what it makes fire"
	downPixels      = "dreams with it − mean"
	weightsMeasured = "measuring …"

	unitSilence   = "silence"
	unitBringBack = "bring back"
	unitDead      = "dead"

	heldHeading    = "What it does to dreams"
	heldCaption    = "the same random numbers"
	heldOn         = "on"
	heldOff        = "off"
	heldDifference = "mean difference"

	firesHeading = "What fires it most"
)

// sortHelp says what the units are sorted by.
func sortHelp(by string) string {
	switch by {
	case sortWeight:
		return "The length of a unit's generative weights, as a vector, comes first where it is greatest."
	case sortFiring:
		return fmt.Sprintf("Units that fire most often come first, by %d images of the data.", studyImages)
	}
	return weightsHelp
}

// numbersWords are the numbers of a unit.
func numbersWords(up, down, norm float32) string {
	return fmt.Sprintf("biases ↑ %s ↓ %s · length ↓ %.1f",
		weightText(up), weightText(down), norm)
}

// firesWords tell how often a unit fires.
func firesWords(share float32) string {
	return "fires for " + percent(share) + " of images"
}

// strongestWords tell how certainly the unit fires for the images that are shown.
func strongestWords(most, least float32) string {
	if percent(most) == percent(least) {
		return percent(most)
	}
	return percent(most) + " to " + percent(least)
}

// unitWords name a unit.
func unitWords(layer, unit int, category bool) string {
	if category {
		return fmt.Sprintf("Category %d", unit)
	}
	return fmt.Sprintf("Unit %d of layer %d", unit, layer)
}

// bothWords tell both values at a place.
func bothWords(what string, up, down float32) string {
	return what + ": ↑ " + weightText(up) + "  ↓ " + weightText(down)
}

// unitsWords tell which units are on the sheet.
func unitsWords(first, n, all int) string {
	if n == all {
		return weightsHint
	}
	return fmt.Sprintf("%s to %s of %s", thousands(first+1), thousands(first+n), thousands(all))
}

// weightText writes a weight with its sign.
func weightText(v float32) string {
	return strings.Replace(fmt.Sprintf("%+.2f", v), "-", "−", 1)
}
