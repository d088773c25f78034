package bits

// groups is the number of nibbles in a word.
const groups = 16

// entries holds, for eight columns, the sums of every subset of four rows of b.
type entries [16][chunk]float32

// tablesPortable adds to every row of dst the entries that the nibbles of its
// words select, in ascending order, as described at Multiply.
//
// Tables for one word of bits and eight columns, 8 kB, serve all rows before
// the next ones are made.
func (p *product) tablesPortable() {
	if p.initial != nil {
		for i := range p.rows {
			row := p.dst[i*p.stride:][:p.cols]
			clear(row[copy(row, p.initial):])
		}
	}
	var table [groups]entries
	for w := range WordsFor(p.inner) {
		rows := min(64, p.inner-64*w)
		used := table[:(rows+3)/4]
		for j := 0; j < p.cols; j += chunk {
			fillTable(used, p.b[64*w*p.stride+j:], p.stride, rows)
			for i := range p.rows {
				addEntries((*[chunk]float32)(p.dst[i*p.stride+j:]), used, p.words[i*p.wordStride+w])
			}
		}
	}
}

// fillTable makes the entries for the first rows of b, four at a time. Those that
// are missing in the last group count as zero.
func fillTable(table []entries, b []float32, stride, count int) {
	var missing [chunk]float32
	for g := range table {
		rows := [4]*[chunk]float32{&missing, &missing, &missing, &missing}
		for bit := range rows {
			if k := 4*g + bit; k < count {
				rows[bit] = (*[chunk]float32)(b[k*stride:])
			}
		}
		table[g].fill(rows[0], rows[1], rows[2], rows[3])
	}
}

// fill makes the sixteen entries of four rows:
//
//	t[0] = 0
//	t[m] = t[m without its highest bit] + row of the highest bit of m
func (t *entries) fill(r0, r1, r2, r3 *[chunk]float32) {
	for j := range chunk {
		b0, b1, b2, b3 := r0[j], r1[j], r2[j], r3[j]
		// Adding to the empty entry makes +0 of −0.
		s1, s2, s4, s8 := 0+b0, 0+b1, 0+b2, 0+b3
		s3 := s1 + b1
		s5, s6, s7 := s1+b2, s2+b2, s3+b2
		t[0][j], t[1][j], t[2][j], t[3][j] = 0, s1, s2, s3
		t[4][j], t[5][j], t[6][j], t[7][j] = s4, s5, s6, s7
		t[8][j], t[9][j], t[10][j], t[11][j] = s8, s1+b3, s2+b3, s3+b3
		t[12][j], t[13][j], t[14][j], t[15][j] = s4+b3, s5+b3, s6+b3, s7+b3
	}
}

// addEntries adds the entries that the nibbles of w select.
func addEntries(dst *[chunk]float32, table []entries, w uint64) {
	s0, s1, s2, s3, s4, s5, s6, s7 := dst[0], dst[1], dst[2], dst[3], dst[4], dst[5], dst[6], dst[7]
	for g := range table {
		e := &table[g][w&15]
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
