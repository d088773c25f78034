package settings

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"wakesleep/network/images"
	"wakesleep/ui/kit"
	"wakesleep/ui/texts"
	"wakesleep/ui/tip"
)

// machineKind is what sort of machine the user asks for.
type machineKind int

const (
	oneNetwork machineKind = iota
	withCategories
	perClass
	findsClasses
	kinds
)

// kindKeys are the kinds' names in the table of texts.
var kindKeys = [kinds]string{"one", "categories", "classes", "found"}

// several tells whether a machine of the kind is several networks, whose layers do not tell it.
func (k machineKind) several() bool { return k == perClass || k == findsClasses }

// kindOf tells the kind of a single machine by its layers.
func kindOf(layers string) machineKind {
	if strings.HasSuffix(strings.TrimSpace(layers), "c") {
		return withCategories
	}
	return oneNetwork
}

// classable tells whether there can be one machine for each class of a set.
func classable(set *images.Set) bool { return set.Probabilities == nil && len(set.Classes()) >= 2 }

// smallestClass is the number of images of the rarest label.
func smallestClass(set *images.Set) int {
	counts := map[uint8]int{}
	for _, label := range set.Labels {
		counts[label]++
	}
	return slices.Min(append(slices.Collect(maps.Values(counts)), set.Count()))
}

// kindChoice lets the user choose a kind.
type kindChoice struct {
	object  fyne.CanvasObject
	buttons [kinds]*kit.Button
	remark  *widget.Label
	// now is the kind chosen, and possible whether there can be class machines.
	now      machineKind
	possible bool
	// chosen hears of the user's choice.
	chosen func(machineKind)
}

func newKindChoice(set *images.Set, chosen func(machineKind)) *kindChoice {
	possible := classable(set)
	c := &kindChoice{remark: kit.NewRemark(""), possible: possible, chosen: chosen}
	c.remark.Truncation, c.remark.Wrapping = fyne.TextTruncateOff, fyne.TextWrapWord
	row := container.NewGridWithColumns(int(kinds))
	for k := range c.buttons {
		c.buttons[k] = kit.NewButton(texts.Of("settings.kind."+kindKeys[k]+".name"), func() { c.set(machineKind(k)); c.chosen(machineKind(k)) })
		row.Add(tip.On(c.buttons[k], texts.Of("settings.kind."+kindKeys[k]+".tip")))
	}
	kit.SetOn(c.buttons[perClass], possible)
	kit.SetOn(c.buttons[findsClasses], set.Probabilities == nil)
	c.object = explained(row, c.remark)
	return c
}

// set shows a kind as chosen.
func (c *kindChoice) set(k machineKind) {
	c.now = k
	for i, b := range c.buttons {
		kit.Emphasise(b, machineKind(i) == k)
	}
	text := texts.Of("settings.kind." + kindKeys[k] + ".remark")
	if !c.possible && k != findsClasses {
		text += " – " + texts.Of("settings.kind.impossible")
	}
	kit.SetText(c.remark, text)
}

// preset is a machine of a size that people can choose by name.
type preset struct {
	// size is its name in the table of texts.
	size, layers string
}

func (p preset) name() string { return texts.Of("settings.preset." + p.size) }

// presetsFor are small, medium and large machines of a kind for images.
func presetsFor(set *images.Set, k machineKind) []preset {
	var layers [3]string
	switch pixels := set.Pixels(); {
	case pixels <= 9:
		layers = [kinds][3]string{{"6,1", "9,3", "20,10"}, {"6,2c", "9,4c", "20,10c"}, {"4,1", "6,2", "10,4"}, {"3", "4,2", "6,2"}}[k]
	case pixels <= 64:
		layers = [kinds][3]string{{"8,1", "20,10", "50,30"}, {"8,2c", "20,10c", "50,30c"}, {"16,16,4", "30,10", "50,30"}, {"10,5", "20,10", "30,15"}}[k]
	default:
		layers = [kinds][3]string{{"100,50", "200,100", "200,200,200"}, {"100,50c", "200,100,50c", "200,200,50c"}, {"50,20", "100,50", "200,100"}, {"50,25", "100,50", "200,100"}}[k]
	}
	return []preset{{"small", layers[0]}, {"medium", layers[1]}, {"large", layers[2]}}
}
