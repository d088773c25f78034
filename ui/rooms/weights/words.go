package weights

import (
	"wakesleep/network"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
)

// sideWords are the title of a sheet and a line that explains it.
type sideWords struct{ title, line string }

// pixelWords are for pictures of images and dreams.
func pixelWords() [2]sideWords {
	return [2]sideWords{
		{texts.Of("weights.up.title"), texts.Of("weights.up.pixels")},
		{texts.Of("weights.down.title"), texts.Of("weights.down.pixels")},
	}
}

// rawWords are for weights of layer l in the connection with layer to.
func rawWords(m *network.Machine, l, to int) [2]sideWords {
	if to == l {
		return [2]sideWords{
			{texts.Of("weights.lateral.from.title"), texts.Of("weights.lateral.from.line")},
			{texts.Of("weights.lateral.onward.title"), texts.Of("weights.lateral.onward.line")},
		}
	}
	none := texts.Of("weights.connection.none")
	return [2]sideWords{
		{texts.Of("weights.up.title"), kit.Either(m.Recognition.Weights(to, l) != nil, texts.Of("weights.up.raw"), none)},
		{texts.Of("weights.down.title"), kit.Either(m.Generative.Weights(l, to) != nil, texts.Of("weights.down.raw"), none)},
	}
}

// endWords are those of a unit's own pictures: of lateral weights, the first unit of a layer
// has none that lead to it, and the last none that lead from it.
func endWords(m *network.Machine, l, to, unit int, words [2]sideWords) [2]sideWords {
	if to != l {
		return words
	}
	if unit == 0 {
		words[0].line = texts.Of("weights.lateral.from.none")
	}
	if unit == m.Layers[l].Units-1 {
		words[1].line = texts.Of("weights.lateral.onward.none")
	}
	return words
}

// connectionWords name the connection of layer l with layer to.
func connectionWords(l, to int) string {
	switch to {
	case l:
		return texts.Of("weights.connection.lateral")
	case 0:
		return texts.Of("weights.connection.pixels")
	}
	return texts.Of("weights.connection.layer", to)
}

// weightWords write a weight, or a dash where there is none.
func weightWords(v float32) string {
	if v != v {
		return "–"
	}
	return texts.Weight(v)
}

// placeWords tell the weights of a unit of layer l with place i of layer to: the first
// leads to the unit, the second from it.
func placeWords(m *network.Machine, l, unit, to, i int, up, down float32) string {
	switch {
	case to != l:
		return texts.Of("weights.atlas.value", unit, placeName(m, to, i), weightWords(up), weightWords(down))
	case i < unit:
		return texts.Of("weights.atlas.lateral", i, unit, weightWords(up))
	}
	return texts.Of("weights.atlas.lateral", unit, i, weightWords(down))
}

// orderHelp says what the units are sorted by.
func orderHelp(by ordering) string {
	switch by {
	case byWeight:
		return texts.Of("weights.order.help.weight")
	case byLikeness:
		return texts.Of("weights.order.help.likeness")
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
	name = texts.Cut(name, longestName)
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
