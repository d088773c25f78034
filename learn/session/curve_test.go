package session

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"wakesleep/learn"
)

// A curve that was written and read goes on as if nothing had happened.
func TestCurvesGoOnAfterBeingWritten(t *testing.T) {
	var whole, parted curve
	for i := range 5000 {
		bits := 200 / math.Sqrt(float64(i+1))
		if i%7 == 0 {
			bits = math.NaN() // no wake step
		}
		whole.add(uint64(i+1), bits)
		parted.add(uint64(i+1), bits)
		if i%613 == 0 {
			m := Moment{curve: parted}
			parted = Revived(&learn.Checkpoint{}, m.Curve()).curve
		}
	}
	if !slices.Equal(whole.done, parted.done) || whole.recent() != parted.recent() || whole.each != parted.each {
		t.Error("the curve became another one")
	}
}

func TestCurvesOfDamagedFilesBeginAnew(t *testing.T) {
	many, _ := json.Marshal(savedCurve{Each: 1, Cycles: make([]uint64, maxPoints), Bits: make([]float64, maxPoints)})
	for _, text := range []string{
		"", "null", "7", "{", `{"each":-1}`, `{"each":1,"count":2}`, `{"each":1e30}`, `{"cycles":[1]}`,
		`{"each":1,"cycles":[2,1],"bits":[5,5]}`, `{"each":1,"cycles":[1],"bits":["a"]}`, string(many),
	} {
		m := Revived(&learn.Checkpoint{}, json.RawMessage(text))
		if len(m.curve.done) != 0 || !math.IsNaN(m.Bits) {
			t.Errorf("%.40s: a curve of %d points", text, len(m.curve.done))
		}
		m.curve.add(1, 100)
	}
}
