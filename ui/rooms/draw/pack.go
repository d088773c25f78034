package draw

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"wakesleep/ui/desk"
	"wakesleep/ui/pad"
)

// packedHead stands before the ink of each drawing in what is kept of them.
type packedHead struct {
	Label         uint8
	Upright       bool
	Width, Height uint16
}

// pack is what brings unsaved drawings back; nil where there are none.
func (k *keptDrawings) pack() func() []byte {
	if !k.unsaved {
		return nil
	}
	list := slices.Clone(k.list)
	return func() []byte {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, flate.BestSpeed)
		for _, d := range list {
			_ = binary.Write(w, binary.LittleEndian, packedHead{d.label, d.Upright, uint16(d.Width), uint16(d.Height)})
			_, _ = w.Write(d.Ink) // into memory
		}
		_ = w.Close()
		return b.Bytes()
	}
}

// errPacked tells that what was kept is damaged.
var errPacked = errors.New("the drawings that were kept are damaged")

// unpack is the reverse of pack.
func unpack(packed []byte) (list []keptDrawing, err error) {
	r := flate.NewReader(bytes.NewReader(packed))
	for {
		var h packedHead
		switch err := binary.Read(r, binary.LittleEndian, &h); {
		case err == io.EOF:
			return list, nil
		case err != nil, h.Width == 0, h.Height == 0, max(h.Width, h.Height) > pad.Side, len(list) == mostKept:
			return nil, errPacked
		}
		ink := make([]byte, int(h.Width)*int(h.Height))
		if _, err := io.ReadFull(r, ink); err != nil {
			return nil, errPacked
		}
		list = append(list, keptDrawing{desk.Drawing{Ink: ink, Width: int(h.Width), Height: int(h.Height), Upright: h.Upright}, h.Label})
	}
}

// Unpack implements desk.Keeper.
func (r *Room) Unpack(packed []byte) (restore func() int, err error) {
	list, err := unpack(packed)
	return func() int {
		k := r.kept
		list = list[:min(len(list), mostKept-len(k.list))]
		k.list, k.unsaved = append(k.list, list...), k.unsaved || len(list) > 0
		k.show()
		return len(list)
	}, err
}
