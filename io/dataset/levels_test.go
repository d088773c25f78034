package dataset

import (
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"testing"
)

// Reduced row by row, pictures are the same to the last bit as reduced whole.
func TestLevelsResizeAsPlanesDo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][4]int{
		{1500, 1100, 1024, 750},
		{7, 9, 3, 2},
		{1, 3000, 1, 1024},
		{3000, 1, 1024, 1},
		{5, 5, 5, 5},
		{4, 6, 11, 13},
		{2049, 2047, 1024, 1023},
		{10, 10, 1, 1},
	} {
		w, h := size[0], size[1]
		grey := make([]uint8, w*h)
		for i := range grey {
			grey[i] = uint8(r.Uint32())
		}
		got := levelsIn(grey, w, h).resize(size[2], size[3])
		if want := planeOf(grey, w, h).resize(size[2], size[3]); got.w != want.w || got.h != want.h || !slices.Equal(got.levels, want.levels) {
			t.Errorf("%v: other levels", size)
		}
	}
}

// White is under dark ink on glass, black under light ink, and opaque pictures stay.
func TestLevelsOfTransparentPictures(t *testing.T) {
	for name, c := range map[string]struct {
		ink  color.NRGBA
		want []uint8 // of ink, half ink and glass
	}{
		"dark":  {color.NRGBA{0, 0, 0, 255}, []uint8{0, 127, 255}},
		"light": {color.NRGBA{255, 255, 255, 255}, []uint8{255, 128, 0}},
	} {
		half := c.ink
		half.A = 128
		picture := image.NewNRGBA(image.Rect(5, 7, 8, 8))
		picture.SetNRGBA(5, 7, c.ink)
		picture.SetNRGBA(6, 7, half)
		if got := levelsOf(picture).bytes(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Every orientation that Exif knows: the picture and its levels are turned alike.
func TestTurnedPicturesAndTheirLevelsAgree(t *testing.T) {
	stored := image.NewGray(image.Rect(2, 3, 7, 6))
	for i := range stored.Pix {
		stored.Pix[i] = uint8(17 * i)
	}
	for orientation := range 10 {
		picture := turn(stored, orientation)
		l, b := levelsOf(picture), picture.Bounds()
		if l.w != b.Dx() || l.h != b.Dy() {
			t.Fatalf("orientation %d: %d×%d levels of %v", orientation, l.w, l.h, b)
		}
		for y := range l.h {
			for x, level := range l.row(y) {
				if want := color.GrayModel.Convert(picture.At(b.Min.X+x, b.Min.Y+y)).(color.Gray).Y; level != want {
					t.Errorf("orientation %d at %d, %d: %d, want %d", orientation, x, y, level, want)
				}
			}
		}
	}
}
