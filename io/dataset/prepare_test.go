package dataset

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

// magnify draws a digit of 28×28 pixels ten times as large, bilinearly, with its
// corner at left, top of a dark canvas.
func magnify(digit []uint8, canvasW, canvasH, left, top int) *image.Gray {
	const times = 10
	canvas := image.NewGray(image.Rect(0, 0, canvasW, canvasH))
	level := func(x, y float64) float64 {
		if x < 0 || y < 0 || x > 27 || y > 27 {
			return 0
		}
		return float64(digit[int(y)*28+int(x)])
	}
	for y := range 28 * times {
		for x := range 28 * times {
			fx, fy := (float64(x)+.5)/times-.5, (float64(y)+.5)/times-.5
			x0, y0 := math.Floor(fx), math.Floor(fy)
			a, b := fx-x0, fy-y0
			v := (1-b)*((1-a)*level(x0, y0)+a*level(x0+1, y0)) +
				b*((1-a)*level(x0, y0+1)+a*level(x0+1, y0+1))
			canvas.SetGray(left+x, top+y, color.Gray{uint8(v + .5)})
		}
	}
	return canvas
}

// distance is the mean absolute difference in grey levels.
func distance(a, b []uint8) (sum float64) {
	for i := range a {
		sum += math.Abs(float64(a[i]) - float64(b[i]))
	}
	return sum / float64(len(a))
}

// shifted moves a 28×28 picture by whole pixels.
func shifted(grey []uint8, dx, dy int) []uint8 {
	out := make([]uint8, len(grey))
	for i := range out {
		if x, y := i%28-dx, i/28-dy; x >= 0 && y >= 0 && x < 28 && y < 28 {
			out[i] = grey[y*28+x]
		}
	}
	return out
}

// closest is the distance at the best of nine shifts by a pixel: a centre of mass
// in the middle between two pixels may be rounded either way.
func closest(a, b []uint8) float64 {
	best := math.Inf(1)
	for i := range 9 {
		best = min(best, distance(shifted(a, i%3-1, i/3-1), b))
	}
	return best
}

// Real digits, magnified somewhere on a canvas, must come back as they were. The
// mean of a digit is 33 grey levels, and merely magnifying and shrinking one in
// place, without cutting out and centring, costs 5 on average.
func TestPrepareDigits(t *testing.T) {
	set := open(t, "digits").Test
	random := rand.New(rand.NewPCG(1, 1))
	const count = 200
	var mean, meanClosest float64
	for i := range count {
		digit := set.Image(i)
		canvas := magnify(digit, 480, 400, random.IntN(200), random.IntN(120))
		got := Prepare(canvas, 28, 28, false)
		mean += distance(got, digit) / count
		one := closest(got, digit)
		meanClosest += one / count
		if one > 16 {
			t.Errorf("image %d: the difference is %.1f levels", i, one)
		}
	}
	t.Logf("mean difference %.2f, with the best shift %.2f", mean, meanClosest)
	if mean > 8 || meanClosest > 7 {
		t.Errorf("mean difference %.2f, with the best shift %.2f", mean, meanClosest)
	}
}

// nearest is the label of the nearest of the first n images of MNIST.
func nearest(t *testing.T, grey []uint8, n int) uint8 {
	training := open(t, "digits").Training
	best, label := math.MaxInt, uint8(0)
	for i := range n {
		sum := 0
		for j, g := range training.Image(i) {
			d := int(g) - int(grey[j])
			sum += d * d
		}
		if sum < best {
			best, label = sum, training.Labels[i]
		}
	}
	return label
}

// photograph makes ink on grey paper of a canvas, in light that falls off to one
// side, with noise.
func photograph(canvas *image.Gray, random *rand.Rand) *image.Gray {
	photo := image.NewGray(canvas.Rect)
	for i, g := range canvas.Pix {
		x := float64(i%canvas.Rect.Dx()) / float64(canvas.Rect.Dx())
		light := 210 - 60*x
		v := light*(1-.7*float64(g)/255) + 4*random.NormFloat64()
		photo.Pix[i] = uint8(min(max(v, 0), 255))
	}
	return photo
}

// A classifier that never saw a canvas must find in prepared drawings and
// photographs nearly as much as in the digits themselves.
func TestPrepareIsRecognised(t *testing.T) {
	set := open(t, "digits").Test
	random := rand.New(rand.NewPCG(2, 1))
	const count, neighbours = 100, 3000
	right := map[string]int{}
	for i := range count {
		digit := set.Image(i)
		canvas := magnify(digit, 600, 500, random.IntN(300), random.IntN(200))
		for name, grey := range map[string][]uint8{
			"digit":   digit,
			"drawing": Prepare(canvas, 28, 28, false),
			"photo":   Prepare(photograph(canvas, random), 28, 28, false),
		} {
			if nearest(t, grey, neighbours) == set.Labels[i] {
				right[name]++
			}
		}
	}
	t.Logf("of %d recognised: %v", count, right)
	if right["digit"] < count*85/100 || right["drawing"] < right["digit"]-4 || right["photo"] < right["digit"]-5 {
		t.Errorf("of %d recognised: %v", count, right)
	}
}

// rendering draws ink levels in colours: from ground at 0 to ink at 255.
func rendering(canvas *image.Gray, ground, ink color.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(canvas.Rect)
	mix := func(from, to uint8, g uint8) uint8 {
		return uint8((int(from)*(255-int(g)) + int(to)*int(g) + 127) / 255)
	}
	for i, g := range canvas.Pix {
		out.Pix[4*i+0] = mix(ground.R, ink.R, g)
		out.Pix[4*i+1] = mix(ground.G, ink.G, g)
		out.Pix[4*i+2] = mix(ground.B, ink.B, g)
		out.Pix[4*i+3] = mix(ground.A, ink.A, g)
	}
	return out
}

func TestPrepareGrounds(t *testing.T) {
	digit := open(t, "digits").Test.Image(0)
	canvas := magnify(digit, 300, 300, 10, 15)
	small := &image.Gray{Pix: digit, Stride: 28, Rect: image.Rect(0, 0, 28, 28)}
	for name, colours := range map[string][2]color.NRGBA{
		"black on white":       {{255, 255, 255, 255}, {0, 0, 0, 255}},
		"white on black":       {{0, 0, 0, 255}, {255, 255, 255, 255}},
		"black on transparent": {{0, 0, 0, 0}, {0, 0, 0, 255}},
		"white on transparent": {{255, 255, 255, 0}, {255, 255, 255, 255}},
		"dark blue on yellow":  {{255, 250, 180, 255}, {20, 20, 120, 255}},
	} {
		want := Prepare(canvas, 28, 28, false)
		got := Prepare(rendering(canvas, colours[0], colours[1]), 28, 28, false)
		if d := distance(got, want); d > 3 {
			t.Errorf("%s: the difference is %.2f levels", name, d)
		}
		if name == "dark blue on yellow" {
			continue // a picture of the size keeps its contrast
		}
		if got := Prepare(rendering(small, colours[0], colours[1]), 28, 28, false); distance(got, digit) > 1 {
			t.Errorf("%s in the machine's size: the difference is %.2f levels", name, distance(got, digit))
		}
	}
}

// Where on the canvas a drawing lies must not matter, nor an image's origin.
func TestPrepareIgnoresPlace(t *testing.T) {
	digit := open(t, "digits").Test.Image(3)
	want := Prepare(magnify(digit, 400, 400, 0, 0), 28, 28, false)
	moved := magnify(digit, 400, 400, 97, 113)
	if got := Prepare(moved, 28, 28, false); !bytes.Equal(got, want) {
		t.Error("another place, another result")
	}
	cut := moved.SubImage(image.Rect(50, 60, 400, 400))
	if got := Prepare(cut, 28, 28, false); !bytes.Equal(got, want) {
		t.Error("another origin, another result")
	}
}

// stroke draws a vertical line of that width and height on a canvas.
func stroke(side, width, height int) []uint8 {
	ink := make([]uint8, side*side)
	for y := range height {
		for x := range width {
			ink[(y+side/8)*side+x+side/3] = 255
		}
	}
	return ink
}

// extent is the box of ink of a picture.
func extent(grey []uint8, w int) image.Rectangle {
	box := image.Rectangle{}
	for i, g := range grey {
		if g > 0 {
			box = box.Union(image.Rect(i%w, i/w, i%w+1, i/w+1))
		}
	}
	return box
}

// A line of any width must end as long as MNIST's digits, in the middle, and dark.
func TestPrepareInkStrokes(t *testing.T) {
	for _, width := range []int{1, 2, 5, 12, 25, 40} {
		got := PrepareInk(stroke(280, width, 200), 280, 280, 28, 28, false)
		box := extent(got, 28)
		if box.Dy() != 20 || box.Min.Y != 4 || box.Min.X < 11 || box.Max.X > 17 {
			t.Errorf("width %d: the ink fills %v", width, box)
		}
		peak, sum := uint8(0), 0
		for _, g := range got[14*28 : 15*28] {
			peak = max(peak, g)
			sum += int(g)
		}
		if peak < 200 {
			t.Errorf("width %d: the level is %d", width, peak)
		}
		if thick := float64(sum) / 255; thick < 1.2 || thick > 4.2 {
			t.Errorf("width %d: the line is %v pixels wide", width, thick)
		}
	}
}

func TestPrepareInkSizes(t *testing.T) {
	for _, size := range []image.Point{{56, 56}, {14, 14}, {28, 42}, {42, 28}} {
		got := PrepareInk(stroke(280, 28, 200), 280, 280, size.X, size.Y, false)
		box := extent(got, size.X)
		if want := size.Y * 20 / 28; len(got) != size.X*size.Y || box.Dy() != want {
			t.Errorf("%v: the ink fills %v, want a height of %d", size, box, want)
		}
	}
}

// Fields of bars take the canvas as it is.
func TestPrepareInkTiny(t *testing.T) {
	pad := make([]uint8, 90*60)
	for i := range pad {
		if i%90 < 30 || i%90 >= 75 {
			pad[i] = 255
		}
	}
	want := []uint8{255, 0, 128, 255, 0, 128, 255, 0, 128}
	if got := PrepareInk(pad, 90, 60, 3, 3, false); !bytes.Equal(got, want) {
		t.Errorf("%v", got)
	}
	picture := &image.Gray{Pix: pad, Stride: 90, Rect: image.Rect(0, 0, 90, 60)}
	if got := Prepare(picture, 3, 3, false); !bytes.Equal(got, want) {
		t.Errorf("as a picture: %v", got)
	}
	exact := &image.Gray{Pix: []uint8{255, 255, 0, 255}, Stride: 2, Rect: image.Rect(0, 0, 2, 2)}
	if got := Prepare(exact, 2, 2, false); !bytes.Equal(got, exact.Pix) {
		t.Errorf("in the machine's size: %v", got)
	}
}

func TestPrepareBlank(t *testing.T) {
	blank := make([]uint8, 28*28)
	for _, level := range []uint8{0, 90, 200, 255} {
		for _, side := range []int{1, 2, 100, 1500} {
			picture := image.NewUniform(color.Gray{level})
			cut := image.NewGray(image.Rect(0, 0, side, side))
			for i := range cut.Pix {
				cut.Pix[i] = level
			}
			if got := Prepare(cut, 28, 28, true); !bytes.Equal(got, blank) {
				t.Errorf("%v of side %d is not blank", picture.C, side)
			}
		}
	}
	for name, picture := range map[string]image.Image{
		"empty":       image.NewGray(image.Rectangle{}),
		"transparent": image.NewNRGBA(image.Rect(0, 0, 80, 80)),
		"clear 28":    image.NewNRGBA(image.Rect(0, 0, 28, 28)),
		"paper":       photograph(image.NewGray(image.Rect(0, 0, 300, 300)), rand.New(rand.NewPCG(3, 1))),
	} {
		if got := Prepare(picture, 28, 28, true); !bytes.Equal(got, blank) {
			t.Errorf("%s is not blank", name)
		}
	}
	if got := PrepareInk(nil, 0, 0, 28, 28, true); !bytes.Equal(got, blank) {
		t.Error("no canvas is not blank")
	}
}

func TestPrepareStraightens(t *testing.T) {
	digit := open(t, "digits").Test.Image(2) // a one that leans
	small := &image.Gray{Pix: digit, Stride: 28, Rect: image.Rect(0, 0, 28, 28)}
	if got := Prepare(small, 28, 28, true); !bytes.Equal(got, StraightenImage(digit, 28, 28)) {
		t.Error("a picture of the machine's size is not straightened alone")
	}
	_, before, spread := moments(digit, 28)
	_, after, _ := moments(Prepare(magnify(digit, 300, 300, 5, 5), 28, 28, true), 28)
	if math.Abs(before) < .1*spread || math.Abs(after) > .02*spread {
		t.Errorf("covariance %v before, %v after", before, after)
	}
}

func BenchmarkPrepareInk(b *testing.B) {
	pad := magnify(open(b, "digits").Test.Image(0), 280, 280, 0, 0).Pix
	for b.Loop() {
		PrepareInk(pad, 280, 280, 28, 28, true)
	}
}
