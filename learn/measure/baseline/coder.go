package baseline

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// Coder compresses binary images of one size. It keeps its compressors, which are
// costly to make, and is not safe for concurrent use.
type Coder struct {
	packed  []byte
	picture *image.Paletted
	stream  bytes.Buffer
	gzip    *gzip.Writer
	png     png.Encoder
}

// NewCoder makes a coder for images of width×height pixels.
func NewCoder(width, height int) *Coder {
	c := &Coder{
		packed:  make([]byte, height*((width+7)/8)),
		picture: image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Black, color.White}),
	}
	var err error
	if c.gzip, err = gzip.NewWriterLevel(&c.stream, gzip.BestCompression); err != nil {
		panic("baseline: " + err.Error())
	}
	c.png = png.Encoder{CompressionLevel: png.BestCompression, BufferPool: new(pool)}
	return c
}

// pool keeps the one buffer that a coder's PNG encoder works with.
type pool struct{ buffer *png.EncoderBuffer }

func (p *pool) Get() *png.EncoderBuffer  { return p.buffer }
func (p *pool) Put(b *png.EncoderBuffer) { p.buffer = b }

// Gzip is the length in bits of the gzip stream of an image at the best level,
// header and checksum included. The image is packed before, as in PBM files: eight
// pixels to a byte, the first highest, and each row from a byte of its own, because
// strokes that go on from row to row then compress better. Pixel j is bit j mod 64
// of word j/64.
func (c *Coder) Gzip(words []uint64) int {
	clear(c.packed)
	width := c.picture.Stride
	perRow := (width + 7) / 8
	for j := range c.picture.Pix {
		on := byte(words[j/64] >> (j % 64) & 1)
		x := j % width
		c.packed[j/width*perRow+x/8] |= on << (7 - x%8)
	}
	c.stream.Reset()
	c.gzip.Reset(&c.stream)
	_, err := c.gzip.Write(c.packed)
	return c.length(err, c.gzip.Close())
}

// PNG is the length in bits of the PNG file of an image, with a palette of two
// colours, one bit a pixel and the best compression.
func (c *Coder) PNG(words []uint64) int {
	for j := range c.picture.Pix {
		c.picture.Pix[j] = uint8(words[j/64] >> (j % 64) & 1)
	}
	c.stream.Reset()
	return c.length(c.png.Encode(&c.stream, c.picture))
}

// length is that of what was written, in bits. Writing to memory cannot fail.
func (c *Coder) length(errs ...error) int {
	if err := errors.Join(errs...); err != nil {
		panic(fmt.Sprintf("baseline: compressing in memory: %v", err))
	}
	return 8 * c.stream.Len()
}
