package network_test

import (
	"testing"

	"wakesleep/network"
)

// TestSizeIsThatOfMachines compares what is expected of layers with machines of them.
func TestSizeIsThatOfMachines(t *testing.T) {
	for _, layers := range []string{"1", "17", "16,8", "200,100,50c", "3,3,3,3,3"} {
		hidden, err := network.ParseLayers(layers)
		if err != nil {
			t.Fatal(err)
		}
		m, err := network.New(7, 5, hidden, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := network.Size{
			Parameters: int64(m.Generative.Count() + m.Recognition.Count()),
			Padded:     int64(len(m.Generative.Flat) + len(m.Recognition.Flat)),
			Arrays:     len(m.Arrays("")),
		}
		if got := network.SizeOf(35, hidden, nil); got != want {
			t.Errorf("%s: %+v, but a machine has %+v", layers, got, want)
		}
	}
}
