package dataset

import (
	"encoding/binary"
	"io"
	"slices"

	"wakesleep/internal/sentence"
)

// tiffShort is TIFF's name in lists.
const tiffShort = "TIFF"

// Tags and values of TIFF directories.
const (
	tagWidth       = 256
	tagHeight      = 257
	tagCompression = 259
	tagRows        = 278
	tagStripCounts = 279
	tagTileWidth   = 322
	tagTileHeight  = 323
	tagTileCounts  = 325

	typeLong = 4

	plainTIFF = 1
	lzwTIFF   = 5 // methods from here on tell no size
	packBits  = 32773
)

const (
	// mostValues is how many values the decoder may read from the directory: two for each
	// tile of 64 pixels.
	mostValues = 2 << 20
	// maxPiece limits what a compressed strip or tile may unpack to, and maxPlain one that
	// is not compressed, in bytes: the decoder doubles its memory as they come.
	maxPiece = 126 << 20
	maxPlain = 96 << 20
)

// tagsRead are those whose values the decoder reads, all of them.
var tagsRead = []uint16{
	tagWidth, tagHeight, 258, tagCompression, 262, 266, 273, tagRows, tagStripCounts, 292, 293, 317, 320,
	tagTileWidth, tagTileHeight, 324, tagTileCounts, 338, 339,
}

// checkTIFF limits the directory's lists and the pieces, strips or tiles, that pixels come
// in: the decoder unpacks a piece whole, at up to eight bytes a pixel. Strips that are
// declared higher than the picture are cut to its height, so that the decoder expects no
// more.
func checkTIFF(file *io.SectionReader) (io.ReaderAt, error) {
	d, err := readDirectory(file)
	if err != nil {
		return nil, err
	}
	width, height := d.value(tagWidth), d.value(tagHeight)
	if max(width, height) > maxPictureSide {
		return file, nil // which is refused by its size
	}
	pieceWidth, pieceHeight, counts := width, height, d.list(tagStripCounts)
	if rows := d.value(tagRows); rows > 0 {
		pieceHeight = min(rows, height)
	}
	if d.value(tagTileWidth) > 0 {
		pieceWidth, pieceHeight, counts = d.value(tagTileWidth), d.value(tagTileHeight), d.list(tagTileCounts)
	}
	if pieceWidth > 0 && pieceHeight > 0 {
		err = checkPieces(width, height, pieceWidth, pieceHeight, d.value(tagCompression), largest(counts))
	}
	return d.cutRows(height), err
}

// checkPieces limits pieces of so many pixels, of which the largest has count bytes.
func checkPieces(width, height, pieceWidth, pieceHeight, compression, count uint64) error {
	up := func(n, to uint64) uint64 { return (n + to - 1) / to }
	piece := pieceWidth * pieceHeight
	const beside = 4 << 20 // pixels of tiles that reach beyond a small picture
	switch {
	case max(pieceWidth, pieceHeight) > 1<<24 || piece*up(width, pieceWidth)*up(height, pieceHeight) > 4*width*height+beside:
		return workingError{sentence.Errorf("its tiles are much larger than the picture")}
	case compression <= plainTIFF && count > maxPlain:
		return workingError{sentence.Errorf("its pixels come in pieces of %d bytes", count)}
	case compression == packBits && count > maxPiece/64: // each byte may become 64
		return workingError{sentence.Errorf("its pixels come in packed pieces of %d bytes", count)}
	case compression >= lzwTIFF && compression != packBits && piece > maxPiece/8:
		return workingError{sentence.Errorf("its pixels come in packed pieces of %d pixels", piece)}
	}
	return nil
}

func largest(list []uint64) uint64 {
	if len(list) == 0 {
		return 0
	}
	return slices.Max(list)
}

// directory is the first one of a TIFF file.
type directory struct {
	file    io.ReaderAt
	order   binary.ByteOrder
	entries map[uint16]entry
}

// entry is one of a directory, with where it lies.
type entry struct {
	at int64
	// text is its tag, type, number of values and, in four bytes, those or where they lie.
	text []byte
}

const entrySize = 12

// readDirectory reads the entries, and not what they point to. It fails where they list
// more than there is room for; of a file cut short, it returns the entries that are there.
func readDirectory(file io.ReaderAt) (*directory, error) {
	d := &directory{file: file, order: binary.LittleEndian, entries: map[uint16]entry{}}
	head := make([]byte, 8)
	if _, err := file.ReadAt(head, 0); err != nil {
		return d, nil
	}
	if head[0] == 'M' {
		d.order = binary.BigEndian
	}
	at := int64(d.order.Uint32(head[4:]))
	if _, err := file.ReadAt(head[:2], at); err != nil {
		return d, nil
	}
	list := make([]byte, entrySize*int(d.order.Uint16(head)))
	n, _ := file.ReadAt(list, at+2)
	total := uint64(0)
	for i := 0; i+entrySize <= n; i += entrySize {
		e := entry{at + 2 + int64(i), list[i : i+entrySize]}
		tag := d.order.Uint16(e.text)
		if !slices.Contains(tagsRead, tag) {
			continue
		}
		if total += uint64(d.order.Uint32(e.text[4:])); total > mostValues {
			return nil, workingError{sentence.Errorf("its directory lists more than %d values", mostValues)}
		}
		d.entries[tag] = e
	}
	return d, nil
}

// value is the first value of a tag; zero where there is none.
func (d *directory) value(tag uint16) uint64 {
	if list := d.list(tag); len(list) > 0 {
		return list[0]
	}
	return 0
}

// list are the values of a tag, as far as they can be read.
func (d *directory) list(tag uint16) []uint64 {
	e, found := d.entries[tag]
	if !found {
		return nil
	}
	kind := int(d.order.Uint16(e.text[2:]))
	sizes := []int64{1: 1, 3: 2, typeLong: 4} // of the integers
	if kind >= len(sizes) || sizes[kind] == 0 {
		return nil
	}
	size := sizes[kind]
	raw, length := e.text[8:], size*int64(d.order.Uint32(e.text[4:]))
	if length > int64(len(raw)) {
		raw = make([]byte, length)
		n, _ := d.file.ReadAt(raw, int64(d.order.Uint32(e.text[8:])))
		length = int64(n) - int64(n)%size
	}
	var list []uint64
	for text := range slices.Chunk(raw[:length], int(size)) {
		switch kind {
		case typeLong:
			list = append(list, uint64(d.order.Uint32(text)))
		case 3:
			list = append(list, uint64(d.order.Uint16(text)))
		default:
			list = append(list, uint64(text[0]))
		}
	}
	return list
}

// cutRows is the file with strips of at most so many rows.
func (d *directory) cutRows(height uint64) io.ReaderAt {
	if d.value(tagRows) <= height {
		return d.file
	}
	e := d.entries[tagRows]
	text := slices.Clone(e.text)
	d.order.PutUint16(text[2:], typeLong)
	d.order.PutUint32(text[4:], 1)
	d.order.PutUint32(text[8:], uint32(height))
	return &patched{d.file, e.at, text}
}

// patched is a file with other bytes at one place.
type patched struct {
	io.ReaderAt
	at    int64
	bytes []byte
}

func (p *patched) ReadAt(to []byte, off int64) (int, error) {
	n, err := p.ReaderAt.ReadAt(to, off)
	for i, b := range p.bytes {
		if at := p.at + int64(i) - off; at >= 0 && at < int64(n) {
			to[at] = b
		}
	}
	return n, err
}
