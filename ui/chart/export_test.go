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

func curve() Curve {
	return Curve{
		Title: "Bits", X: "cycles", Y: "bits, K=1", Points: []Point{{X: 0, Y: 300}, {X: 5_000_000, Y: 101.25}},
		Marks: []Mark{{Y: 784, Label: "one bit a pixel"}, {Y: 290, Label: "independent"}},
	}
}

func write(t *testing.T, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := curve().Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNumbers(t *testing.T) {
	const want = "cycles,\"bits, K=1\"\n0,300\n5000000,101.25\n"
	if got := string(write(t, "csv")); got != want {
		t.Errorf("numbers are %q, want %q", got, want)
	}
}

func TestPictureIsReadable(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(write(t, "png")))
	if err != nil {
		t.Fatal(err)
	}
	orange := 0
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, _, b, _ := picture.At(x, y).RGBA(); r > 0xb000 && b < 0x4000 {
				orange++
			}
		}
	}
	if orange < 200 {
		t.Errorf("the curve has %d pixels", orange)
	}
}

func TestDrawingNamesEverything(t *testing.T) {
	text := string(write(t, "svg"))
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"Bits", "cycles", "bits, K=1", "independent", "5,000,000", "250"} {
		if !strings.Contains(text, ">"+want+"<") {
			t.Errorf("the drawing does not name %q", want)
		}
	}
	if strings.Contains(text, "one bit a pixel") {
		t.Error("a mark outside of the range flattens the curve")
	}
}

func TestNothingToWrite(t *testing.T) {
	if err := (Curve{}).Write(io.Discard, "png"); err == nil {
		t.Error("a curve without points was written")
	}
	if err := curve().Write(io.Discard, "doc"); err == nil {
		t.Error("an unknown format was written")
	}
}
