package cli

import "fmt"

// dreamKeys explains the keys of dreamScores.
const dreamKeys = `

and with --dreams:
  dreams, dreams_compared            how many were dreamt, and how many of them are compared with as
                                     many images that the machine has not seen
  two_sample_percent, two_sample_stderr_percent
                                     how often a perceptron that learns from one half of the dreams and
                                     images tells which is which in the other half: 50 is guessing; it
                                     learns more from more images, so compare figures of equal numbers
  two_sample_control_percent, two_sample_control_stderr_percent
                                     the same with images for dreams: 50 but for chance
  two_sample_strict_percent, two_sample_strict_stderr_percent, two_sample_strict_control_percent
                                     the same, the perceptron being shown which pixels are loose: on
                                     with at most one of their four neighbours
  digit_shares_percent               share of dreams that a judge takes for a 0, a 1, … a 9
  smallest_digit_share_percent       that of the digit least dreamt of
  nearest_mean_pixels                pixels in which a dream differs from its nearest training image
  nearest_held_out_mean_pixels       the same for images that the machine has not seen
  memorising_z                       three-sample test: below -3 dreams lie nearer to the training
                                     images than unseen images do, so that the machine repeats them
  dreams_left_out                    why figures are missing
A machine that is damaged dreams damaged; the images that it is compared with are whole.`

// dreamScores are what evaluate --dreams adds to the figures; dreamKeys says what
// they mean.
type dreamScores struct {
	Dreams          int       `json:"dreams"`
	Compared        int       `json:"dreams_compared"`
	TwoSample       float64   `json:"two_sample_percent"`
	TwoSampleStdErr float64   `json:"two_sample_stderr_percent"`
	Control         float64   `json:"two_sample_control_percent"`
	ControlStdErr   float64   `json:"two_sample_control_stderr_percent"`
	Strict          float64   `json:"two_sample_strict_percent"`
	StrictStdErr    float64   `json:"two_sample_strict_stderr_percent"`
	StrictControl   float64   `json:"two_sample_strict_control_percent"`
	Shares          []float64 `json:"digit_shares_percent,omitempty"`
	SmallestShare   *float64  `json:"smallest_digit_share_percent,omitempty"`
	Nearest         *float64  `json:"nearest_mean_pixels,omitempty"`
	NearestHeldOut  *float64  `json:"nearest_held_out_mean_pixels,omitempty"`
	MemorisingZ     *float64  `json:"memorising_z,omitempty"`
	LeftOut         []string  `json:"dreams_left_out,omitempty"`
}

// print writes the scores below the other figures.
func (s *dreamScores) print(t table) {
	if s == nil {
		return
	}
	t.row("dreams", "%d, of which %d are compared with as many images", s.Dreams, s.Compared)
	t.row("  told from images", "%.2f %% ± %.2f; 50 %% would be guessing, 100 %% never mistaking one for the other", s.TwoSample, s.TwoSampleStdErr)
	t.row("  images from images", "%.2f %% ± %.2f; what this differs from 50 %% by is chance", s.Control, s.ControlStdErr)
	t.row("  told by loose pixels", "%.2f %% ± %.2f; control %.2f %%; the same with an eye on pixels with at most one neighbour", s.Strict, s.StrictStdErr, s.StrictControl)
	s.printShares(t)
	if s.Nearest != nil {
		repeats := map[bool]string{true: "yes", false: "no"}[*s.MemorisingZ < -3]
		t.row("  nearest training image", "%.1f pixels off, that of an unseen image %.1f", *s.Nearest, *s.NearestHeldOut)
		t.row("  repeats training images", "%s: z = %.1f, where below -3 dreams lie nearer to them than unseen images do", repeats, *s.MemorisingZ)
	}
	for _, why := range s.LeftOut {
		t.row("  left out", "%s", why)
	}
}

func (s *dreamScores) printShares(t table) {
	if s.Shares == nil {
		return
	}
	text := ""
	for digit, share := range s.Shares {
		text += fmt.Sprintf("  %d: %.1f %%", digit, share)
	}
	t.row("  digits", "%s", text[2:])
	t.row("  rarest digit", "%.1f %%, where the rarest real one has 9.0; below 4 it is nearly forgotten", *s.SmallestShare)
}
