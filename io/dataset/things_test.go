package dataset

import (
	"testing"
)

func TestThings(t *testing.T) {
	for name, want := range map[string]string{"digits": "digits", "digits8": "digits", "bars3": "images"} {
		source, err := Open(name, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := source.Things(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if source.Parts() != (want == "digits") {
			t.Errorf("%s has parts: %v", name, source.Parts())
		}
	}
	file := &Source{Name: "digits-of-mine"}
	if got := file.Things(); got != "images" {
		t.Errorf("a file: %s", got)
	}
}
