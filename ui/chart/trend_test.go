package chart

import (
	"math"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
)

func TestTrendOfALineIsTheLine(t *testing.T) {
	var points []Point
	for i := range 60 {
		x := float64(i * i) // uneven, as a thinned curve is
		points = append(points, Point{x, 3 - .25*x})
	}
	for i, p := range Trend(points) {
		if p.X != points[i].X || math.Abs(p.Y-points[i].Y) > 1e-8*math.Abs(points[i].Y)+1e-9 {
			t.Fatalf("point %d of a line is smoothed to %v, want %v", i, p, points[i])
		}
	}
}

func TestTrendTakesNoiseAwayAndKeepsTheFall(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	fall := func(i int) float64 { return 160 + 600*math.Exp(-float64(i)/60) }
	var points []Point
	for i := range 500 {
		points = append(points, Point{float64(i), fall(i) + 6*r.NormFloat64()})
	}
	var raw, smooth float64
	for i, p := range Trend(points) {
		if math.Abs(p.Y-fall(i)) > 15 {
			t.Errorf("at %d the trend is %.1f off", i, p.Y-fall(i))
		}
		raw += math.Pow(points[i].Y-fall(i), 2)
		smooth += math.Pow(p.Y-fall(i), 2)
	}
	if smooth > raw/4 {
		t.Errorf("the trend is %.2f as far off as the points", math.Sqrt(smooth/raw))
	}
}

func TestTrendsOfOddPoints(t *testing.T) {
	if got := Trend(make([]Point, fewest-1)); got != nil {
		t.Errorf("few points have the trend %v", got)
	}
	same := make([]Point, 40) // all at one place
	for i := range same {
		same[i].Y = float64(i % 2)
	}
	for _, p := range Trend(same) {
		if !(p.Y > .3 && p.Y < .7) {
			t.Fatalf("points at one place have the trend %v", p)
		}
	}
}

func TestManyPointsArePaleBelowTheirTrend(t *testing.T) {
	c := New()
	var points []Point
	for i := range 100 {
		points = append(points, Point{float64(i), 100 + 50*float64(i%2)})
	}
	c.SetPoints(points)
	screen, _ := show(t, c, 300, 200)
	picture := screen.Capture()
	at, size := c.plotArea(fyne.NewSize(300, 200))
	column := func(share float64) (strong int, pale bool) {
		x := int(float64(at.X) + share*float64(size.Width))
		strong = -1
		for y := int(at.Y); y < int(at.Y+size.Height); y++ {
			r, _, b, _ := picture.At(x, y).RGBA()
			switch {
			case amber(picture, x, y):
				strong = y
			case r > b+0x1800:
				pale = true
			}
		}
		return strong, pale
	}
	middle := int(at.Y + size.Height/2)
	strong, pale := column(.5)
	if strong < middle-6 || strong > middle+6 {
		t.Errorf("the trend lies at %d, want near %d", strong, middle)
	}
	if !pale {
		t.Error("the points are not to be seen")
	}
}
