package main

import (
	"image"
	"image/png"
	"os"
	"testing"
)

// The committed picture is the one that this program draws. Edges may differ by
// a little: the rasteriser rounds differently on other processors.
func TestIconIsUpToDate(t *testing.T) {
	if testing.Short() {
		t.Skip("drawing is slow under the race detector, and one goroutine's work")
	}
	file, err := os.Open("../../Icon.png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	saved, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	drawn := drawIcon()
	picture, ok := saved.(*image.NRGBA)
	if !ok || picture.Rect != drawn.Rect {
		t.Fatalf("Icon.png is %T %v, the program draws %T %v; run make icon",
			saved, saved.Bounds(), drawn, drawn.Rect)
	}
	const slack = 6 // of 255
	for i, want := range drawn.Pix {
		if got := picture.Pix[i]; max(got, want)-min(got, want) > slack {
			t.Fatalf("Icon.png differs at column %d, row %d; run make icon", i/4%size, i/4/size)
		}
	}
}
