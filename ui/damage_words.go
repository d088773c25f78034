package ui

import "fmt"

// Texts of the damage that can be done to the machine.
const (
	troubleTitle   = "Trouble"
	troubleUnits   = "dead units"
	troublePixels  = "noisy pixels"
	troubleReset   = "repair all"
	troubleHelp    = "Damage for the machine that you look at: it recognises and dreams with it in every room. The one that learns stays whole."
	troubleNothing = "Nothing is damaged."
	troubleGone    = "All damage is repaired."
	troubleLast    = "one category must be left to fire"
)

// shareWords are a share in whole per cent.
func shareWords(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// troubleWords say what is damaged.
func troubleWords(d *damage, dead, all int) string {
	switch {
	case d.none():
		return troubleNothing
	case dead == 0:
		return "No unit is dead."
	case len(d.silenced) == 0:
		return fmt.Sprintf("%s of %s hidden units are dead.", thousands(dead), thousands(all))
	}
	return fmt.Sprintf("%s of %s hidden units are dead, %s by hand.", thousands(dead), thousands(all), thousands(len(d.silenced)))
}
