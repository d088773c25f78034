package dataset

import (
	"testing"

	"wakesleep/network/images"
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
		if source.HasTest() != (want == "digits") {
			t.Errorf("%s has parts: %v", name, source.HasTest())
		}
	}
	file := &Source{Training: &images.Set{Origin: images.Origin{Source: "digits-of-mine", File: true}}}
	if got := file.Things(); got != "images" {
		t.Errorf("a file: %s", got)
	}
}
