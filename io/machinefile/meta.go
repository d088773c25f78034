package machinefile

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"slices"
)

const (
	formatName = "wakesleep machine"
	// newest is the greatest version that this package reads and writes.
	newest     = 2
	metaMember = "meta.json"

	// maxMeta bounds the text in bytes: a top of 65,536 categories, each with a name of
	// 100 bytes, fits.
	maxMeta = 8 << 20
	// What the text may hold: each of these takes memory by the number, however short it
	// is. Two for each of those categories and four for each of 50,000 changes fit.
	maxValues = 1 << 19
	maxDepth  = 32
	// maxKeys bounds the keys of the object itself, and maxText one string in bytes.
	maxKeys = 256
	maxText = 16 << 10
)

// checkText tells whether text is JSON within the limits, and takes no memory for it.
func checkText(text []byte) error {
	if len(text) > maxMeta {
		return faultf(ErrTooLarge, "the metadata have %d bytes", len(text))
	}
	if !json.Valid(text) {
		return faultf(ErrDamaged, "the metadata are not valid JSON")
	}
	values, depth, keys := 1, 0, 1
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			end := endOfString(text, i)
			if end-i > maxText {
				return faultf(ErrTooLarge, "the metadata have a text of %d bytes", end-i)
			}
			i = end
		case '[', '{':
			depth++
			values++
		case ']', '}':
			depth--
		case ',':
			values++
			if depth == 1 {
				keys++
			}
		}
		if values > maxValues || depth > maxDepth || keys > maxKeys {
			return faultf(ErrTooLarge, "the metadata have too many values, or too many in each other")
		}
	}
	return nil
}

// endOfString is where the string of valid JSON ends that begins at start.
func endOfString(text []byte, start int) int {
	for i := start + 1; ; i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
}

// reserved lists the keys of meta.json that are the format's own.
var reserved = []string{"format", "version", "sha256"}

// field is one entry of a JSON object; key is its text as written, with its
// quotation marks.
type field struct {
	name  string
	key   []byte
	value json.RawMessage
}

// splitObject returns a JSON object's entries in their order. Unlike
// json.Unmarshal it refuses keys that appear twice.
func splitObject(text []byte) ([]field, error) {
	if err := checkText(text); err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return nil, faultf(ErrDamaged, "the metadata are no JSON object")
	}
	var fields []field
	seen := map[string]bool{}
	for dec.More() {
		start := dec.InputOffset()
		token, err := dec.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return nil, faultf(ErrDamaged, "the metadata are not valid JSON")
		}
		key := bytes.TrimLeft(text[start:dec.InputOffset()], ", \t\r\n")
		f := field{name: name, key: key}
		if err := dec.Decode(&f.value); err != nil {
			return nil, faultf(ErrDamaged, "the metadata are not valid JSON: %v", err)
		}
		if seen[name] {
			return nil, faultf(ErrDamaged, "the metadata name %.80q twice", name)
		}
		seen[name] = true
		fields = append(fields, f)
	}
	if _, err := dec.Token(); err != nil {
		return nil, faultf(ErrDamaged, "the metadata are not valid JSON: %v", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, faultf(ErrDamaged, "something follows the metadata's JSON object")
	}
	return fields, nil
}

// joinObject is the inverse of splitObject, without white space.
func joinObject(fields []field) (json.RawMessage, error) {
	text := []byte{'{'}
	for i, f := range fields {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(append(text, f.key...), ':'), f.value...)
	}
	var compact bytes.Buffer
	err := json.Compact(&compact, append(text, '}'))
	return compact.Bytes(), err
}

func newField(name string, value any) field {
	key, _ := json.Marshal(name)
	text, err := json.Marshal(value)
	if err != nil {
		panic("machinefile: " + err.Error())
	}
	return field{name, key, text}
}

// callerFields splits the caller's metadata, none at all counting as {}.
func callerFields(meta json.RawMessage) ([]field, error) {
	if len(meta) == 0 {
		return nil, nil
	}
	fields, err := splitObject(meta)
	if err != nil {
		return nil, asKind(ErrUnstorable, err)
	}
	for _, f := range fields {
		if slices.Contains(reserved, f.name) {
			return nil, faultf(ErrUnstorable, "the metadata use the key %q, which is the format's own", f.name)
		}
	}
	return fields, nil
}

// asKind makes damaged metadata another kind of fault.
func asKind(kind, err error) error {
	if f := err.(*fault); f.kind == ErrDamaged {
		return &fault{kind, f.what}
	}
	return err
}

// encodeMeta makes meta.json of the version, the caller's metadata and the members' digests.
func encodeMeta(version int, meta json.RawMessage, digests []field) ([]byte, error) {
	own, err := callerFields(meta)
	if err != nil {
		return nil, err
	}
	sums, err := joinObject(digests)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(
		[]field{newField("format", formatName), newField("version", version)},
		own,
		[]field{newField("sha256", sums)},
	)
	text, err := joinObject(all)
	if err != nil {
		return nil, faultf(ErrUnstorable, "the metadata are not valid JSON: %v", err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, text, "", "  "); err != nil {
		return nil, err
	}
	pretty.WriteByte('\n')
	if err := checkText(pretty.Bytes()); err != nil {
		return nil, err
	}
	return pretty.Bytes(), nil
}

// decodeMeta reads meta.json into c: the format's version, the caller's metadata and the
// SHA-256 of each member.
func (c *content) decodeMeta(text []byte) error {
	fields, err := splitObject(text)
	if err != nil {
		return asKind(ErrNotMachine, err)
	}
	own := map[string]json.RawMessage{}
	caller := slices.DeleteFunc(fields, func(f field) bool {
		mine := slices.Contains(reserved, f.name)
		if mine {
			own[f.name] = f.value
		}
		return mine
	})
	var name string
	if json.Unmarshal(own["format"], &name) != nil || name != formatName {
		return faultf(ErrNotMachine, "its format is not %q", formatName)
	}
	if c.version, err = readVersion(own["version"]); err != nil {
		return err
	}
	if json.Unmarshal(own["sha256"], &c.digests) != nil || c.digests == nil {
		return faultf(ErrDamaged, "the metadata lack the checksums")
	}
	c.meta, err = joinObject(caller)
	return err
}

func readVersion(text json.RawMessage) (int, error) {
	if text == nil {
		return 0, faultf(ErrDamaged, "the format's version is missing")
	}
	var version float64
	if json.Unmarshal(text, &version) != nil || version < 1 || version != math.Trunc(version) {
		return 0, faultf(ErrDamaged, "its format is of version %.40s, which does not exist", text)
	}
	if version > newest {
		return 0, faultf(ErrNewerVersion, "its format is of version %.0f, this program reads up to %d", version, newest)
	}
	return int(version), nil
}
