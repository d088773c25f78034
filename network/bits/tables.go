package bits

// groups is the number of nibbles in a word.
const groups = 16

// table holds, for eight columns, the sums of every subset of every four rows
// of b that one word of bits selects from.
type table [groups][16][chunk]float32

// tables adds to every row of dst the entries that the nibbles of its words
// select, in ascending order, as described at Multiply. dst and b have rows of
// stride numbers, a multiple of 16; b ends with the last row.
func tables(dst []float32, stride int, words []uint64, wordStride int, b []float32) {
	var t table
	for w := range wordStride {
		rows := b[w*64*stride:]
		for j := 0; j < stride; j += chunk {
			t.fill(rows[j:], stride)
			t.addRows(dst[j:], stride, words[w:], wordStride)
		}
	}
}

// fill makes the entries for the first 64 rows of b, or as many as there are;
// what is missing counts as zero.
func (t *table) fill(b []float32, stride int) {
	for g := range t {
		entries := &t[g]
		entries[0] = [chunk]float32{}
		for bit := range 4 {
			var row [chunk]float32
			if start := (4*g + bit) * stride; start < len(b) {
				row = [chunk]float32(b[start:])
			}
			half := 1 << bit
			for m := range half {
				addTo(&entries[(half+m)&15], &entries[m&15], &row)
			}
		}
	}
}

// addTo sets dst to x+y.
func addTo(dst, x, y *[chunk]float32) {
	for j := range dst {
		dst[j] = x[j] + y[j]
	}
}

// addRows adds the entries for one word of every row.
func (t *table) addRows(dst []float32, stride int, words []uint64, wordStride int) {
	for {
		t.addRow((*[chunk]float32)(dst), words[0])
		if len(words) <= wordStride {
			return
		}
		dst, words = dst[stride:], words[wordStride:]
	}
}

// addRow adds the entries that the nibbles of w select.
func (t *table) addRow(dst *[chunk]float32, w uint64) {
	s0, s1, s2, s3, s4, s5, s6, s7 := dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7]
	for g := range t {
		e := &t[g][w&15]
		w >>= 4
		s0 += e[0]
		s1 += e[1]
		s2 += e[2]
		s3 += e[3]
		s4 += e[4]
		s5 += e[5]
		s6 += e[6]
		s7 += e[7]
	}
	dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7] = s0, s1, s2, s3, s4, s5, s6, s7
}
