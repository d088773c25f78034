package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"
)

func bars() Bars {
	return Bars{
		Title: "An image", X: "bits", Y: "way", Parts: []string{"causes", "difference", "without"},
		Rows: []Bar{
			{Name: "machine", Parts: []float64{30.5, 105, 0}, Label: "135"},
			{Name: "gzip, at best", Parts: []float64{0, 0, 659}, Label: "659"},
			{Name: "bytes", Parts: []float64{0, 0, 6272}, Label: "6,272", Aside: true},
		},
	}
}

func writeBars(t *testing.T, format string, b Bars) []byte {
	t.Helper()
	var to bytes.Buffer
	if err := b.Write(&to, format); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

func TestNumbersOfBars(t *testing.T) {
	const want = "way,causes,difference,without\nmachine,30.5,105,\n\"gzip, at best\",,,659\nbytes,,,6272\n"
	if got := string(writeBars(t, "csv", bars())); got != want {
		t.Errorf("numbers are %q, want %q", got, want)
	}
}

func TestDrawingOfBarsNamesEverything(t *testing.T) {
	drawing := string(writeBars(t, "svg", bars()))
	decoder := xml.NewDecoder(strings.NewReader(drawing))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"An image", "bits", "causes", "difference", "without", "machine", "135", "gzip, at best", "659"} {
		if !strings.Contains(drawing, ">"+want+"<") {
			t.Errorf("the drawing does not name %q", want)
		}
	}
	if strings.Contains(drawing, "6,272") {
		t.Error("a bar that was to be left aside is drawn")
	}
}

// extent counts the pixels of a colour in the row of a picture that has most of it.
func extent(t *testing.T, content []byte, is func(r, g, b uint32) bool) int {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	most := 0
	for y := range picture.Bounds().Dy() {
		n := 0
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); is(r>>8, g>>8, b>>8) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func TestBarsAreAsLongAsTheirAmounts(t *testing.T) {
	picture := writeBars(t, "png", bars())
	blue := extent(t, picture, func(r, g, b uint32) bool { return r == 0x4a && g == 0x6f && b == 0xe3 })
	amber := extent(t, picture, func(r, g, b uint32) bool { return r == 0xd9 && g == 0x85 && b == 0 })
	grey := extent(t, picture, func(r, g, b uint32) bool { return r == 0xa0 && g == 0xa0 && b == 0xa0 })
	for name, got := range map[string][2]float64{
		"difference": {float64(amber) / float64(grey), 105. / 659},
		"causes":     {float64(blue) / float64(grey), 30.5 / 659},
	} {
		if got[0] < got[1]-.02 || got[0] > got[1]+.02 {
			t.Errorf("the bar of the %s is %.3f of that of gzip, want %.3f", name, got[0], got[1])
		}
	}
}

func TestTheStrongBarStandsOut(t *testing.T) {
	b := Bars{Title: "Lengths", X: "bits", Y: "class", Parts: []string{"bits"}, Rows: []Bar{
		{Name: "0", Parts: []float64{120}, Label: "120"}, {Name: "1", Parts: []float64{60}, Label: "60", Strong: true},
	}}
	picture := writeBars(t, "png", b)
	blue := extent(t, picture, func(r, g, b uint32) bool { return r == 0x4a && g == 0x6f && b == 0xe3 })
	grey := extent(t, picture, func(r, g, b uint32) bool { return r == 0xa0 && g == 0xa0 && b == 0xa0 })
	if blue < grey*45/100 || blue > grey*55/100 {
		t.Errorf("the strong bar is %d wide, the other %d", blue, grey)
	}
	if got := string(writeBars(t, "csv", b)); got != "class,bits\n0,120\n1,60\n" {
		t.Errorf("numbers are %q", got)
	}
}

func TestNoBarsToWrite(t *testing.T) {
	if err := (Bars{}).Write(io.Discard, "png"); err == nil {
		t.Error("nothing was written without an error")
	}
}
