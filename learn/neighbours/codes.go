package neighbours

import "fmt"

const (
	// together is how many rows of queries the kernel takes, and panelRows how many rows
	// it compares them with.
	together  = 6
	panelRows = 16
	// mostCols keeps twice the sum of squares within 31 bits.
	mostCols = 1 << 14
)

// Codes are rows of whole numbers from 0 to 255. Once they are searched they must not
// change.
type Codes struct {
	Rows, Cols int
	// pairs is the number of pairs of columns, rows the numbers, a pair after the other,
	// with rows of zeros up to a multiple of together, and norms each row's sum of squares.
	pairs int
	rows  []int16
	norms []int32
}

// NewCodes makes rows of zeros. It panics where there are none, or too many columns.
func NewCodes(rows, cols int) *Codes {
	if rows < 1 || cols < 1 || cols > mostCols {
		panic(fmt.Sprintf("neighbours: codes of %d×%d numbers", rows, cols))
	}
	c := &Codes{Rows: rows, Cols: cols, pairs: (cols + 1) / 2}
	padded := (rows + together - 1) / together * together
	c.rows, c.norms = make([]int16, padded*2*c.pairs), make([]int32, rows)
	return c
}

// Set writes row i.
func (c *Codes) Set(i int, code []uint8) {
	if len(code) != c.Cols {
		panic(fmt.Sprintf("neighbours: a code of %d numbers among codes of %d", len(code), c.Cols))
	}
	row, norm := c.row(i), int32(0)
	for j, x := range code {
		row[j] = int16(x)
		norm += int32(x) * int32(x)
	}
	c.norms[i] = norm
}

// SetProbabilities writes row i from probabilities, in 255ths.
func (c *Codes) SetProbabilities(i int, p []float32) {
	code := make([]uint8, len(p))
	for j, x := range p {
		code[j] = uint8(float32(255*min(max(x, 0), 1)) + .5)
	}
	c.Set(i, code)
}

// Code is row i.
func (c *Codes) Code(i int) []uint8 {
	code := make([]uint8, c.Cols)
	for j := range code {
		code[j] = uint8(c.row(i)[j])
	}
	return code
}

// Distance is the squared distance of two rows.
func (c *Codes) Distance(i, j int) int32 {
	a, b, d := c.row(i), c.row(j), int32(0)
	for k, x := range a {
		y := int32(x) - int32(b[k])
		d += y * y
	}
	return d
}

func (c *Codes) row(i int) []int16 { return c.rows[2*c.pairs*i:][:2*c.pairs] }

// panels are rows in the order in which the kernel reads them: sixteen rows' first pairs,
// their second pairs, and so on. Rows behind the last are further away than any.
type panels struct {
	pairs int
	data  []int16
	norms []int32
}

func newPanels(c *Codes) panels {
	n := (c.Rows + panelRows - 1) / panelRows
	p := panels{c.pairs, make([]int16, n*panelRows*2*c.pairs), make([]int32, n*panelRows)}
	for i := range p.norms {
		p.norms[i] = infinite
		if i >= c.Rows {
			continue
		}
		p.norms[i] = c.norms[i]
		panel, row := p.data[i/panelRows*panelRows*2*c.pairs:], c.row(i)
		for k := range c.pairs {
			copy(panel[2*(k*panelRows+i%panelRows):], row[2*k:2*k+2])
		}
	}
	return p
}
