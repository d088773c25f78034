package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"io"

	"golang.org/x/image/bmp"
)

func greyOf(pixels []uint8, width int) image.Image {
	return &image.Gray{Pix: pixels, Stride: width, Rect: image.Rect(0, 0, width, len(pixels)/width)}
}

// chunk is a part of a PNG file.
func chunk(kind string, c content) content {
	return changed(c, func(b []byte) []byte {
		sum := crc32.ChecksumIEEE(append([]byte(kind), b...))
		whole := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
		return binary.BigEndian.AppendUint32(append(append(whole, kind...), b...), sum)
	})
}

// portable is a PNG file: what its header declares, and other chunks.
func portable(width, height uint32, depth, colours byte, chunks ...content) content {
	head := all(header(width, height), text(string([]byte{depth, colours, 0, 0, 0})))
	parts := append([]content{text("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)}, chunks...)
	return all(append(parts, chunk("IEND", text()))...)
}

// deflated are so many zeros, compressed, as PNG has its pixels.
func deflated(n int) content {
	return func(w io.Writer) error {
		z, err := zlib.NewWriterLevel(w, zlib.BestSpeed)
		if err == nil {
			err = zeros(n)(z)
		}
		if err != nil {
			return err
		}
		return z.Close()
	}
}

// grey is a grey PNG picture of so many pixels, all black.
func grey(width, height int) content {
	return portable(uint32(width), uint32(height), 8, 0, chunk("IDAT", deflated((width+1)*height)))
}

// little are little-endian numbers of 16 bits.
func little(numbers ...uint16) string {
	var b []byte
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint16(b, n)
	}
	return string(b)
}

// frames is a GIF of so many frames, each of 1×1 pixel, on a screen of some size.
func frames(width, height uint16, n int) content {
	head := "GIF89a" + little(width, height) + "\x80\x00\x00\x00\x00\x00\xff\xff\xff"
	frame := "\x2c" + little(0, 0, 1, 1) + "\x00\x02\x02\x44\x01\x00"
	return all(text(head), many(frame, n), text("\x3b"))
}

// patched is content with other bytes at a place.
func patched(c content, at int, with string) content {
	return changed(c, func(b []byte) []byte {
		copy(b[at:], with)
		return b
	})
}

// pictureTrials are files that are offered as pictures of a digit.
func (k *kit) pictureTrials() (list []trial) {
	offer := func(what string, honest int64, fine bool, c content) {
		list = append(list, trial{
			group: "Pictures", what: what, files: files{"x": put(c)}, honest: honest, fine: fine,
			args: []string{"recognise", machineFile, "x"},
		})
	}
	refuse := func(what string, c content) { offer(what, 0, false, c) }
	refuse("an empty file", text())
	refuse("a machine", k.of(machineFile))
	refuse("SVG of a billion shapes", text(`<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`))
	for name, encode := range encoders {
		small := encoded(encode)
		refuse(name+": half of it", changed(small, func(b []byte) []byte { return b[:len(b)/2] }))
		refuse(name+": its first 20 bytes", changed(small, func(b []byte) []byte { return b[:20] }))
	}
	refuse("PNG of 65,535×65,535 pixels, and nothing more", portable(65535, 65535, 8, 0))
	refuse("PNG of 2³¹−1 by 2³¹−1 pixels", portable(1<<31-1, 1<<31-1, 8, 0))
	refuse("PNG of 8,192×8,192 pixels", grey(8192, 8192))
	refuse("PNG of 1×67,108,864 pixels", grey(1, 1<<26))
	refuse("PNG of 30,000×2 pixels", grey(30_000, 2))
	offer("PNG of 7,000×7,000 pixels, which is allowed", 49e6, true, grey(7000, 7000))
	offer("PNG of 7,000×7,000 pixels, 8 bytes each", 8*49e6, true,
		portable(7000, 7000, 16, 6, chunk("IDAT", deflated((8*7000+1)*7000))))
	refuse("PNG of 0×0 pixels", grey(0, 0))
	refuse("PNG of 10×10 pixels and 1 GB", portable(10, 10, 8, 0, chunk("IDAT", deflated(1<<30))))
	offer("PNG with 1 GB of text", 0, true, portable(28, 28, 8, 0,
		chunk("zTXt", all(text("note\x00\x00"), deflated(1<<30))), chunk("IDAT", deflated(29*28))))
	refuse("PNG with a wrong checksum", patched(grey(28, 28), 29, "\x00\x00\x00\x00"))
	refuse("PNG with colours of a table that is missing", portable(28, 28, 8, 3, chunk("IDAT", deflated(29*28))))
	refuse("JPEG of 65,500×65,500 pixels in 1 kB", jpegOf(65500, 65500))
	refuse("JPEG of 0×0 pixels", jpegOf(0, 0))
	offer("GIF on a screen of 65,535×65,535 pixels", 0, true, frames(65535, 65535, 1))
	offer("GIF of 1,000,000 frames", 0, true, frames(28, 28, 1_000_000))
	refuse("GIF without frames", frames(28, 28, 0))
	bitmap := encoded(encoders["BMP"])
	refuse("BMP of 2³¹−1 by 2³¹−1 pixels", patched(bitmap, 18, "\xff\xff\xff\x7f\xff\xff\xff\x7f"))
	refuse("BMP of −2³¹ by −2³¹ pixels", patched(bitmap, 18, "\x00\x00\x00\x80\x00\x00\x00\x80"))
	refuse("BMP of 40,000×1,000 pixels that are missing", patched(bitmap, 18, "\x40\x9c\x00\x00\xe8\x03\x00\x00"))
	refuse("BMP whose pixels lie beyond its end", patched(bitmap, 10, "\xff\xff\xff\x7f"))
	refuse("TIFF whose directory lies in itself", text("II*\x00\x08\x00\x00\x00\xff\xff", "\x00\x01\x04\x00\xff\xff\xff\xff\x08\x00\x00\x00"))
	refuse("TIFF of 4 billion by 4 billion pixels", text("II*\x00\x08\x00\x00\x00\x02\x00",
		"\x00\x01\x04\x00\x01\x00\x00\x00\xff\xff\xff\xff", "\x01\x01\x04\x00\x01\x00\x00\x00\xff\xff\xff\xff", "\x00\x00\x00\x00"))
	refuse("WebP that is none", text("RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff"))
	return list
}

// encoders write a small picture in each format.
var encoders = map[string]func(io.Writer, image.Image) error{
	"JPEG": func(w io.Writer, i image.Image) error { return jpeg.Encode(w, i, nil) },
	"GIF":  func(w io.Writer, i image.Image) error { return gif.Encode(w, i, nil) },
	"BMP":  bmp.Encode,
}

func encoded(encode func(io.Writer, image.Image) error) content {
	return func(w io.Writer) error {
		small := image.NewGray(image.Rect(0, 0, 28, 28))
		for i := range small.Pix {
			small.SetGray(i%28, i/28, color.Gray{Y: uint8(i)})
		}
		return encode(w, small)
	}
}

// jpegOf is a small JPEG picture whose header declares another size.
func jpegOf(width, height uint16) content {
	return changed(encoded(encoders["JPEG"]), func(b []byte) []byte {
		frame := bytes.Index(b, []byte("\xff\xc0"))
		if frame < 0 {
			panic(fmt.Sprintf("the encoder's JPEG of %d bytes has no frame", len(b)))
		}
		binary.BigEndian.PutUint16(b[frame+5:], height)
		binary.BigEndian.PutUint16(b[frame+7:], width)
		return b
	})
}
