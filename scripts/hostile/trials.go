package main

import (
	"cmp"
	"slices"
)

// trials are all that the commands are tried with, in the order of the table.
func (k *kit) trials() ([]trial, error) {
	machines, err := k.machineTrials()
	if err != nil {
		return nil, err
	}
	names, err := k.nameTrials()
	if err != nil {
		return nil, err
	}
	list := slices.Concat(machines, k.dataTrials(), k.pictureTrials(), k.keptTrials(), k.recoveryTrials(),
		k.inputTrials(), placeTrials(), outputTrials(), settingTrials(), names)
	// Some come from maps; the table has the same order every time.
	order := map[string]int{}
	for i, t := range list {
		if _, known := order[t.group]; !known {
			order[t.group] = i
		}
	}
	slices.SortStableFunc(list, func(a, b trial) int {
		return cmp.Or(cmp.Compare(order[a.group], order[b.group]), cmp.Compare(a.String(), b.String()))
	})
	return list, nil
}
