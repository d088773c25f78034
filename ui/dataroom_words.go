package ui

import (
	"fmt"

	"wakesleep/network/images"
)

// Texts of the Data room.
const (
	dataTitle    = "Data"
	dataChoose   = "Choose data"
	dataOpen     = "Open file…"
	dataInUse    = "In use"
	dataImages   = "Images"
	dataClick    = "click one to draw on it"
	dataTraining = "to learn from"
	dataTest     = "to test with"
	dataWhole    = "one part only"
	dataAll      = "all labels"
	dataNoLabels = "no labels"
	dataNone     = "No image has this label."

	dataStraighten = "straighten slanted writing"
	dataWritten    = "as written"
	dataUpright    = "straightened"
	dataSlanted    = "not handwriting"
	dataDrawn      = "on or off"

	dataOnce   = "grey: drawn on or off once"
	dataAfresh = "grey: drawn afresh each epoch"
	dataBinary = "black and white already"
)

// pixelsDiffer tells that the machine has other pixels than were chosen.
func pixelsDiffer(afresh bool) string {
	now := "afresh each epoch"
	if afresh {
		now = "once"
	}
	return "For the next new machine: this one's pixels are drawn " + now + "."
}

// pageWords tell which page of how many there is.
func pageWords(pages int) string { return "of " + thousands(pages) }

// labelWords name a label to show only its images.
func labelWords(label, count int) string { return fmt.Sprintf("%d · %s", label, thousands(count)) }

// imageWords describe image i of a set.
func imageWords(set *images.Set, i int) string {
	text := "image " + thousands(i+1)
	if set.Labels != nil {
		text += fmt.Sprintf(", label %d", set.Labels[i])
	}
	if set.Probabilities != nil {
		text += fmt.Sprintf(", probability %.4f", set.Probabilities[i])
	}
	return text
}

// shownWords tell how many images of a part are shown.
func shownWords(count, all int) string {
	if count == all {
		return dataClick
	}
	return fmt.Sprintf("%s of %s · %s", thousands(count), thousands(all), dataClick)
}
