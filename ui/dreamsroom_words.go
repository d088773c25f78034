package ui

import (
	"fmt"

	"wakesleep/network"
)

// Texts of the room for dreams.
const (
	dreamsTitle       = "Dreams"
	dreamsHeading     = "What it dreams"
	dreamsInputs      = "inputs beside"
	dreamsHold        = "hold"
	dreamsAgain       = "again"
	dreamsHelp        = "click or arrow keys: look at a dream · shift-click or Return: walk to it"
	dreamsCaption     = "dreams"
	inputsCaption     = "images it learns from"
	dreamsAnything    = "anything"
	dreamsOf          = "dream of"
	dreamsTemperature = "temperature"
	dreamsNone        = "The machine is about to dream for the first time."
	dreamsNoise       = "it has learnt nothing yet: noise"
	dreamsHeld        = "The sheet is held, so that this dream stays while the machine learns. Untick “hold” to go on."

	detailHeading = "This dream"
	detailPutBack = "put back"
	detailSend    = "send to Draw"
	detailIts     = "the dream"
	detailNearest = "nearest training image"
	detailSearch  = "searching …"
	detailHint    = "Click a unit below to flip that cause: the changed dream appears here."

	rowsHeading    = "Dreamt again"
	rowsOnlyPixels = "all causes kept, pixels drawn again"
	rowsCategory   = "category kept, the rest drawn again"
	rowsTop        = "top causes kept, the rest drawn again"

	walkHeading = "A walk to another dream"
	walkTo      = "walk to…"
	walkHelp    = "Shift-click another dream, or press “walk to…” and click one: nine pictures lead there, each pixel's logit fading evenly."
	walkWhere   = "Click the dream to walk to."
	walkGone    = "The walk is over."
)

// dreamNumber tells which dream is looked at.
func dreamNumber(index, count int) string {
	return fmt.Sprintf("%s of %s", thousands(index+1), thousands(count))
}

// dreamsMade tells when the dreams on the sheet were made.
func dreamsMade(cycle uint64, held bool) string {
	if cycle == 0 {
		return dreamsNoise
	}
	text := "made at cycle " + thousands(cycle)
	if held {
		text = "held, " + text
	}
	return text
}

// temperatureWords tell what a temperature does.
func temperatureWords(t float64) string {
	switch {
	case t < 1:
		return fmt.Sprintf("All generative logits are divided by %.2f: dreams keep to what is likely.", t)
	case t > 1:
		return fmt.Sprintf("All generative logits are divided by %.2f: dreams lose their form.", t)
	}
	return "At a temperature of 1 the machine dreams as it has learnt to."
}

// flippedWords tells how many causes a person flipped.
func flippedWords(n int) string {
	if n == 1 {
		return "1 cause flipped"
	}
	return fmt.Sprintf("%d causes flipped", n)
}

// differWords compares with another image.
func differWords(n, pixels int) string {
	return fmt.Sprintf("%s of %s pixels differ", thousands(n), thousands(pixels))
}

// nearestWords is the caption of the nearest training image; label is −1 without any.
func nearestWords(label int) string {
	if label < 0 {
		return detailNearest
	}
	return fmt.Sprintf("nearest in training: %d", label)
}

// categoryWords name a category.
func categoryWords(unit int, name string) string {
	if name == "" {
		return fmt.Sprintf("category %d", unit)
	}
	return fmt.Sprintf("category %d “%s”", unit, name)
}

// dreamtBy tells whose dream it is where each class has a machine.
func dreamtBy(label uint8) string { return fmt.Sprintf("by the machine for %d", label) }

// groupWords name all categories with one name.
func groupWords(name string, n int) string {
	if n == 1 {
		return name
	}
	return fmt.Sprintf("%s · %d categories", name, n)
}

// heldUnitWords name a top unit to dream of.
func heldUnitWords(unit int) string { return fmt.Sprintf("unit %d on", unit) }

// layerFires tells how much of a layer fires, and how many units are not as they were.
func layerFires(m *network.Machine, l, on, changed int) string {
	text := fmt.Sprintf("%s, %s on", layerName(m, l), thousands(on))
	if changed > 0 {
		text += fmt.Sprintf(", %s changed (orange)", thousands(changed))
	}
	return text
}

// unitFires tells what a unit does.
func unitFires(what string, on, other bool) string {
	switch {
	case on && other:
		return what + ": on, and was off"
	case other:
		return what + ": off, and was on"
	case on:
		return what + ": on"
	}
	return what + ": off"
}

// keptWords name what stays when causes are dreamt again from layer l down.
func keptWords(m *network.Machine, l int) string {
	switch {
	case l == 1:
		return rowsOnlyPixels
	case l == m.Top() && m.Categorical():
		return rowsCategory
	case l == m.Top():
		return rowsTop
	}
	return fmt.Sprintf("layer %d kept, what is below drawn again", l)
}

// walkWords tell where a walk leads.
func walkWords(from, to int) string {
	return fmt.Sprintf("from %s to %s, as shades", thousands(from+1), thousands(to+1))
}

// dreamSent tells in the Draw room what is on the pad.
func dreamSent(index, flips int) string {
	text := "dream " + thousands(index+1)
	if flips > 0 {
		text += ", " + flippedWords(flips)
	}
	return text
}
