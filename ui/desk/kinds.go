package desk

import (
	"io"
	"os"

	"wakesleep/io/dataset"
)

// fileKind is what a file holds, as far as its first bytes tell.
type fileKind int

const (
	// otherFile is a machine's, or none that can be opened.
	otherFile fileKind = iota
	// imagesFile is an IDX file of images, or compressed with gzip.
	imagesFile
	// labelsFile is an IDX file of labels.
	labelsFile
	pictureFile
)

// kindOf tells by the first bytes what a file holds.
func kindOf(path string) fileKind {
	switch start := firstBytes(path); {
	case start == "\x00\x00\x08\x03" || len(start) > 1 && start[:2] == "\x1f\x8b":
		return imagesFile
	case start == "\x00\x00\x08\x01":
		return labelsFile
	case dataset.IsPicture(path):
		return pictureFile
	}
	return otherFile
}

// firstBytes are the first four of a file, or fewer.
func firstBytes(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	start := make([]byte, 4)
	n, _ := io.ReadFull(f, start)
	return string(start[:n])
}
