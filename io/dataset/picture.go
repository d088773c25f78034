package dataset

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif"  // registers its format
	_ "image/jpeg" // registers its format
	_ "image/png"  // registers its format
	"io"

	_ "golang.org/x/image/bmp" // registers its format
)

// maxPicture limits the pixels of a picture that is opened: more than any telephone
// takes, and at most half a gigabyte when decoded.
const maxPicture = 64 << 20

// ReadPicture opens a PNG, JPEG, GIF or BMP file, of which it takes the first frame.
// A photograph comes upright, as its camera noted.
func ReadPicture(path string) (image.Image, error) {
	file, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	config, format, err := image.DecodeConfig(bufio.NewReader(file))
	if err != nil {
		return nil, explainPicture(path, err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPicture/config.Height {
		return nil, fmt.Errorf("%s: it declares %d×%d pixels; pictures may have 1 to %d million, so make it smaller first",
			path, config.Width, config.Height, maxPicture>>20)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, explainPicture(path, err)
	}
	picture, _, err := image.Decode(bufio.NewReader(file))
	if err != nil {
		return nil, explainPicture(path, err)
	}
	if format != "jpeg" {
		return picture, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, explainPicture(path, err)
	}
	return turn(picture, orientation(bufio.NewReader(file))), nil
}

// PictureExtensions are those of files that ReadPicture opens, without dots.
func PictureExtensions() []string { return []string{"png", "jpg", "jpeg", "gif", "bmp"} }

// IsPicture tells by its beginning whether a file is a picture that ReadPicture may open.
func IsPicture(path string) bool {
	file, err := openRegular(path)
	if err != nil {
		return false
	}
	defer file.Close()
	_, _, err = image.DecodeConfig(bufio.NewReader(file))
	return err == nil
}

// explainPicture turns a decoder's error into a sentence.
func explainPicture(path string, err error) error {
	switch {
	case errors.Is(err, image.ErrFormat):
		return fmt.Errorf("%s: it is no picture that can be read; pick a PNG, JPEG, GIF or BMP file", path)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
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
			grey = append(grey, luminance(c))
			alpha = append(alpha, c.A)
		}
	}
	underlay(grey, alpha)
	return grey, w, h
}

// luminance weighs the colours as image/color does (ITU-R BT.601).
func luminance(c color.RGBA) uint8 {
	return uint8((19595*uint32(c.R) + 38470*uint32(c.G) + 7471*uint32(c.B) + 1<<15) >> 16)
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
