package weights

import (
	"wakesleep/ui/texts"
)

// orderHelp says what the units are sorted by.
func orderHelp(by ordering) string {
	switch by {
	case byWeight:
		return texts.Of("weights.order.help.weight")
	case byFiring:
		return texts.Of("weights.order.help.firing", studyImages)
	}
	return texts.Of("weights.order.help.number")
}

// numbersWords are the numbers of a unit.
func numbersWords(up, down, norm float32) string {
	return texts.Of("weights.unit.numbers", texts.Weight(up), texts.Weight(down), norm)
}

// firesWords tell how often a unit fires, and for what.
func firesWords(share float32, labels []uint8) string {
	switch len(labels) {
	case 1:
		return texts.Of("weights.images.label.one", texts.Percent(share), labels[0])
	case 2:
		return texts.Of("weights.images.label.two", texts.Percent(share), labels[0], labels[1])
	case 3:
		return texts.Of("weights.images.label.three", texts.Percent(share), labels[0], labels[1], labels[2])
	}
	return texts.Of("weights.images.share", texts.Percent(share))
}

// longestName is how many letters of a category's name a heading has room for.
const longestName = 10

// unitWords name a unit.
func unitWords(layer, unit int, category bool, name string) string {
	if letters := []rune(name); len(letters) > longestName {
		name = string(letters[:longestName-1]) + "…"
	}
	switch {
	case name != "":
		return texts.Of("weights.unit.named", unit, name)
	case category:
		return texts.Of("weights.unit.category", unit)
	}
	return texts.Of("weights.unit.title", unit, layer)
}

// unitsWords tell which units are on the sheet.
func unitsWords(first, n, all int) string {
	if n == all {
		return texts.Of("weights.atlas.keys")
	}
	return texts.Of("weights.atlas.part", first+1, first+n, all)
}
