package texts

import (
	"strings"
	"testing"

	"wakesleep/network"
)

// Labels are what machines of labels are called, and names or numbers those that found their
// classes themselves: the numbers count them, whatever the program knows them by.
func TestClassesAreCalledByLabelsNamesOrNumbers(t *testing.T) {
	three := make([]*network.Machine, 3)
	labelled := &network.Ensemble{Machines: three, Labels: []uint8{0, 4, 255}}
	found := &network.Ensemble{Machines: three, Labels: []uint8{2, 5, 9}, Found: true}
	long := strings.Repeat("ä", 50)
	for _, c := range []struct {
		e                             *network.Ensemble
		names                         []string
		k, label                      int
		short, named, listed, whole   string
		shortG, namedG, listedG, tipG string
	}{
		{labelled, []string{"a", "b", "c"}, 1, 4, "4", "class 4", "4", "class 4", "4", "Klasse 4", "4", "Klasse 4"},
		{labelled, nil, 2, 255, "255", "class 255", "255", "class 255", "255", "Klasse 255", "255", "Klasse 255"},
		{found, nil, 1, -1, "#1", "category 1", "category 1", "category 1", "#1", "Kategorie 1", "Kategorie 1", "Kategorie 1"},
		{found, []string{"", "", "7"}, 1, -1, "#1", "category 1", "category 1", "category 1", "#1", "Kategorie 1", "Kategorie 1", "Kategorie 1"},
		{
			found,
			[]string{"", "", "7"},
			2, 7, "7", "category “7”", "category 2 “7”", "category 2 “7”",
			"7", "Kategorie „7“", "Kategorie 2 „7“", "Kategorie 2 „7“",
		},
		{
			found,
			[]string{"300", "", ""},
			0, -1, "300", "category “300”", "category 0 “300”", "category 0 “300”",
			"300", "Kategorie „300“", "Kategorie 0 „300“", "Kategorie 0 „300“",
		},
		{
			found,
			[]string{long, "", ""},
			0, -1, long, "category “" + long[:46] + "…”", "category 0 “" + long[:46] + "…”", "category 0 “" + long + "”",
			long, "Kategorie „" + long[:46] + "…“", "Kategorie 0 „" + long[:46] + "…“", "Kategorie 0 „" + long + "“",
		},
		{
			found,
			[]string{"%d\n\x1b%s", "", ""},
			0, -1, "%d␊␛%s", "category “%d␊␛%s”", "category 0 “%d␊␛%s”", "category 0 “%d␊␛%s”",
			"%d␊␛%s", "Kategorie „%d␊␛%s“", "Kategorie 0 „%d␊␛%s“", "Kategorie 0 „%d␊␛%s“",
		},
	} {
		all := ClassesOf(c.e, c.names)
		for code, want := range map[string][4]string{"en": {c.short, c.named, c.listed, c.whole}, "de": {c.shortG, c.namedG, c.listedG, c.tipG}} {
			Use(code)
			if got := [4]string{all.Short(c.k), all.Named(c.k), all.Listed(c.k), all.Whole(c.k)}; got != want {
				t.Errorf("%s, number %d: %q, want %q", code, c.k, got, want)
			}
		}
		Use("en")
		if got := all.Label(c.k); got != c.label {
			t.Errorf("number %d has the label %d, want %d", c.k, got, c.label)
		}
	}
	all := ClassesOf(found, nil)
	if all.Key(1) != 5 || all.Index(5) != 1 || all.Index(4) != -1 {
		t.Error("the keys are not those of the machines")
	}
	if ClassesOf(network.Alone(nil), []string{"a"}).Count() != 0 {
		t.Error("a machine alone is one of several classes")
	}
}

func TestTheSameClasses(t *testing.T) {
	of := func(found bool, labels []uint8, names ...string) Classes {
		return ClassesOf(&network.Ensemble{Labels: labels, Found: found}, names)
	}
	a := of(true, []uint8{1, 2}, "x", "y")
	for what, c := range map[string]struct {
		o              Classes
		machines, same bool
	}{
		"the same":      {of(true, []uint8{1, 2}, "x", "y"), true, true},
		"another name":  {of(true, []uint8{1, 2}, "x", "z"), true, false},
		"other classes": {of(true, []uint8{1, 3}, "x", "y"), false, false},
		"labels":        {of(false, []uint8{1, 2}), false, false},
	} {
		if a.SameMachines(c.o) != c.machines || a.Same(c.o) != c.same {
			t.Errorf("%s: %v, %v", what, a.SameMachines(c.o), a.Same(c.o))
		}
	}
}
