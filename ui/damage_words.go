package ui

import "wakesleep/ui/texts"

// shareWords are a share in whole per cent.
func shareWords(share float64) string { return texts.Format("%.0f %%", 100*share) }

// troubleWords say what is damaged.
func troubleWords(d *damage, dead, all int) string {
	switch {
	case d.none():
		return texts.Of("trouble.nothing")
	case dead == 0:
		return texts.Of("trouble.noUnit")
	case len(d.silenced) == 0:
		return texts.Of("trouble.dead", dead, all)
	}
	return texts.Of("trouble.byHand", dead, all, len(d.silenced))
}
