package dataset

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/gif"  // registers its format
	_ "image/jpeg" // registers its format
	_ "image/png"  // registers its format
	"io"
	"math"

	_ "golang.org/x/image/bmp"  // registers its format
	_ "golang.org/x/image/tiff" // registers its format
)

// maxPicture limits the pixels of a picture that is opened: more than any telephone
// takes, and at most half a gigabyte when decoded.
const maxPicture = 64 << 20

// ReadPicture opens a PNG, JPEG, GIF, BMP or TIFF file, of which it takes the first frame.
// A photograph comes upright, as its camera noted.
func ReadPicture(path string) (image.Image, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	whole := func() *bufio.Reader { return bufio.NewReader(io.NewSectionReader(file, 0, math.MaxInt64)) }
	if _, _, err := beginAs(Picture, whole(), path); err != nil {
		return nil, err
	}
	config, format, err := image.DecodeConfig(whole())
	if err != nil {
		return nil, explainPicture(path, err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPicture/config.Height {
		return nil, fmt.Errorf("%s: it declares %d×%d pixels; pictures may have 1 to %d million, so make it smaller first",
			path, config.Width, config.Height, maxPicture>>20)
	}
	picture, _, err := image.Decode(whole())
	if err != nil {
		return nil, explainPicture(path, err)
	}
	if format != "jpeg" {
		return picture, nil
	}
	return turn(picture, orientation(whole())), nil
}

// explainPicture turns a decoder's error into a sentence.
func explainPicture(path string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return explainRead(path, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("%s: the picture is damaged or of a kind that cannot be read (%w); save it again as PNG", path, err)
}

// greyLevels is the picture's luminance. Where it is transparent, the ground takes
// the colour that shows what is drawn: white under dark, black under light.
func greyLevels(picture image.Image) (grey []uint8, w, h int) {
	bounds := picture.Bounds()
	w, h = bounds.Dx(), bounds.Dy()
	if w <= 0 || h <= 0 {
		return nil, 0, 0
	}
	grey = make([]uint8, 0, w*h)
	alpha := make([]uint8, 0, w*h)
	row := image.NewRGBA(image.Rect(0, 0, w, 1))
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		clear(row.Pix)
		draw.Draw(row, row.Bounds(), picture, image.Pt(bounds.Min.X, y), draw.Src)
		for x := range w {
			c := row.RGBAAt(x, 0)
			// weighed as in package image/color (ITU-R BT.601)
			grey = append(grey, uint8((19595*uint32(c.R)+38470*uint32(c.G)+7471*uint32(c.B)+1<<15)>>16))
			alpha = append(alpha, c.A)
		}
	}
	underlay(grey, alpha)
	return grey, w, h
}

// underlay puts white under levels, premultiplied by alpha, that are dark on the
// whole. Black is under them already.
func underlay(grey, alpha []uint8) {
	light, opaque := 0, 0
	for i, a := range alpha {
		light += int(grey[i])
		opaque += int(a)
	}
	if 2*light > opaque {
		return
	}
	for i, a := range alpha {
		grey[i] += 255 - a
	}
}
