package dreams

import (
	"wakesleep/network"
	"wakesleep/ui/texts"
)

// dreamsMade tells when the dreams on the sheet were made.
func dreamsMade(cycle uint64, held bool) string {
	switch {
	case cycle == 0:
		return texts.Of("dreams.sheet.noise")
	case held:
		return texts.Of("dreams.sheet.held", cycle)
	}
	return texts.Of("dreams.sheet.made", cycle)
}

// temperatureWords tell what a temperature does.
func temperatureWords(t float64) string {
	switch {
	case t < 1:
		return texts.Of("dreams.temperature.cool", t)
	case t > 1:
		return texts.Of("dreams.temperature.hot", t)
	}
	return texts.Of("dreams.temperature.one")
}

// differWords compares with another image.
func differWords(n, pixels int) string { return texts.Of("dreams.one.differ", n, pixels) }

// nearestWords is the caption of the nearest training image; label is −1 without any.
func nearestWords(label int) string {
	if label < 0 {
		return texts.Of("dreams.one.nearest")
	}
	return texts.Of("dreams.one.labelled", label)
}

// groupWords name all categories with one name.
func groupWords(name string, n int) string {
	if n == 1 {
		return name
	}
	return texts.Of("dreams.of.group", name, n)
}

// layerFires tells how much of a layer fires, and how many units are not as they were.
func layerFires(m *network.Machine, l, on, changed int) string {
	if changed > 0 {
		return texts.Of("dreams.causes.changed", texts.Layer(m, l), on, changed)
	}
	return texts.Of("dreams.causes.fire", texts.Layer(m, l), on)
}

// unitFires tells what a unit does.
func unitFires(what string, on, other bool) string {
	switch {
	case on && other:
		return texts.Of("dreams.causes.unit.lit", what)
	case other:
		return texts.Of("dreams.causes.unit.quenched", what)
	case on:
		return texts.Of("dreams.causes.unit.on", what)
	}
	return texts.Of("dreams.causes.unit.off", what)
}

// keptWords name what stays when causes are dreamt again from layer l down.
func keptWords(m *network.Machine, l int) string {
	switch {
	case l == 1:
		return texts.Of("dreams.rows.causes")
	case l == m.Top() && m.Categorical():
		return texts.Of("dreams.rows.category")
	case l == m.Top():
		return texts.Of("dreams.rows.top")
	}
	return texts.Of("dreams.rows.layer", l)
}

// dreamSent tells in the Draw room what is on the pad.
func dreamSent(index, flips int) string {
	if flips == 0 {
		return texts.Of("dreams.send.plain", index+1)
	}
	return texts.Count("dreams.send.flipped", flips, index+1)
}
