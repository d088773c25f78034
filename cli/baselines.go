package cli

import "wakesleep/learn/measure/baseline"

// baselines are what an image costs without a machine, or images on average.
type baselines struct {
	// Bytes is a byte for each grey pixel, Pixels a bit for each binary one.
	Bytes  int `json:"byte_per_pixel"`
	Pixels int `json:"bit_per_pixel"`
	// Independent is the cost if each pixel is known to be on as often as in the
	// training images, and nothing else; it is left out where that is unknown.
	Independent *float64 `json:"independent_pixels,omitempty"`
	// Gzip is the whole stream and PNG the whole file, headers included.
	Gzip float64 `json:"gzip"`
	PNG  float64 `json:"png"`
}

func newBaselines(b baseline.Bits) baselines {
	return baselines{Bytes: b.Bytes, Pixels: b.Pixels, Independent: b.Independent, Gzip: b.Gzip, PNG: b.PNG}
}

// print lists them as the end of a ledger.
func (b baselines) print(t table) {
	t.row("without a machine", "")
	if b.Independent != nil {
		t.row("  independent pixels", "%.2f bits", *b.Independent)
	}
	t.row("  a bit a pixel", "%d bits", b.Pixels)
	t.row("  gzip, header included", "%.2f bits", b.Gzip)
	t.row("  PNG file, headers included", "%.2f bits", b.PNG)
	t.row("  a byte a pixel", "%d bits", b.Bytes)
}
