package main

import (
	"bytes"
	"encoding/binary"
)

// header is a file's beginning of big-endian numbers, as IDX has it.
func header(numbers ...uint32) content {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return text(string(b))
}

// What an IDX file begins with.
const (
	imagesMagic = 0x803
	labelsMagic = 0x801
)

// idx is an IDX file of images that has as many bytes as it should, or not.
func idx(count, height, width uint32, pixels int) content {
	return all(header(imagesMagic, count, height, width), zeros(pixels))
}

// dataTrials are files that are offered as images or as their labels.
func (k *kit) dataTrials() (list []trial) {
	train := []string{"train", "--data", "x", "--layers", "4", "--epochs", "1", "--out", "out"}
	offer := func(what string, c content) {
		list = append(list, trial{group: "Images of data", what: what, files: files{"x": put(c)}, args: train})
	}
	good := k.of(imagesFile)
	offer("an empty file", text())
	offer("three bytes", text("\x00\x00\x08"))
	offer("text", text("1,2,3\n"))
	offer("a machine", k.of(machineFile))
	offer("labels", k.of(labelsFile))
	offer("the last byte is missing", without(1, good))
	offer("a byte too many", all(good, text("\x00")))
	offer("no images", idx(0, 28, 28, 0))
	offer("4 billion images, and nothing more", idx(1<<32-1, 28, 28, 0))
	offer("images of 4 billion by 4 billion pixels", idx(1, 1<<32-1, 1<<32-1, 100))
	offer("numbers whose product is 2⁶⁴", idx(1<<31, 1<<31, 4, 100))
	offer("images of 0×0 pixels", idx(10, 0, 0, 0))
	offer("one image of 1×16,777,216 pixels", idx(1, 1, 1<<24, 1<<24))
	offer("floats", all(header(0xd03, 10, 28, 28), zeros(10*28*28*4)))
	offer("255 dimensions", all(header(0x8ff), zeros(4*255)))
	offer("gzip: 1 GiB is declared and 256 MiB follow", gzipped(idx(1024, 1024, 1024, 256<<20)))
	offer("gzip: 100 images are declared and 1 GB follow", gzipped(idx(100, 28, 28, 1<<30)))
	offer("gzip: half of it", changed(gzipped(good), func(b []byte) []byte { return b[:len(b)/2] }))
	offer("gzip: rubbish behind it", all(gzipped(good), zeros(1000)))
	offer("gzip: a wrong checksum", changed(gzipped(good), func(b []byte) []byte {
		b[len(b)-8] ^= 1
		return b
	}))
	offer("gzip in gzip in gzip of 2 GB", gzipped(gzipped(gzipped(zeros(2<<30)))))
	offer("gzip: a name without end", text("\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03", string(bytes.Repeat([]byte("a"), 1<<20))))
	labels := func(what string, c content) {
		list = append(list, trial{
			group: "Labels of data", what: what, files: files{"x": put(c)},
			args: []string{"train", "--data", imagesFile, "--labels", "x", "--per-class", "--layers", "4", "--epochs", "1", "--out", "out"},
		})
	}
	labels("an empty file", text())
	labels("images", good)
	labels("too few", all(header(labelsMagic, 10), zeros(10)))
	labels("too many", all(header(labelsMagic, 1000), zeros(1000)))
	labels("4 billion, and nothing more", header(labelsMagic, 1<<32-1))
	labels("gzip: 200 are declared and 1 GB follow", gzipped(all(header(labelsMagic, someDigits), zeros(1<<30))))
	labels("a class for each image", all(header(labelsMagic, someDigits), func() content {
		var each []byte
		for i := range someDigits {
			each = append(each, byte(i))
		}
		return text(string(each))
	}()))
	list[len(list)-1].fine = true // a machine for each image is much, but possible
	return list
}
