package dataset

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// starts finds files that begin with one of some texts, in which ? stands for any byte.
func starts(texts ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return like(head, text) })
	}
}

func like(head []byte, text string) bool {
	if len(head) < len(text) {
		return false
	}
	for i := range len(text) {
		if text[i] != '?' && text[i] != head[i] {
			return false
		}
	}
	return true
}

// firstMember is the name of a zip archive's first member, empty where there is none.
func firstMember(head []byte) string {
	const fixed, length = 30, 26
	if !like(head, "PK\x03\x04") || len(head) < fixed {
		return ""
	}
	n := int(binary.LittleEndian.Uint16(head[length:]))
	return string(head[fixed:min(fixed+n, len(head))])
}

// machineMember is how the members of machine files are called, folders included.
var machineMember = regexp.MustCompile(
	`^machine_\d+/|^((raw_|adam_\w+_)?(generative|recognition)_(weights|biases)_\d+|data_mean)\.npy$|^meta\.json$`)

func isMachine(head []byte) bool { return machineMember.MatchString(firstMember(head)) }

func isNPZ(head []byte) bool { return strings.HasSuffix(firstMember(head), ".npy") }

func isTar(head []byte) bool {
	const mark = 257
	return len(head) > mark && like(head[mark:], "ustar")
}

// isHEIF finds pictures as telephones take them, by their brand.
func isHEIF(head []byte) bool {
	return slices.ContainsFunc([]string{"hei", "hev", "mif1", "msf1", "avif", "avis"}, func(brand string) bool {
		return like(head, "????ftyp"+brand)
	})
}

// text is the beginning of a text without white space and marks before it; nil where
// it is none.
func text(head []byte) []byte {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for rest := head; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r < ' ' && !strings.ContainsRune("\t\r\n\f", r) || r == utf8.RuneError && utf8.FullRune(rest) {
			return nil
		}
		rest = rest[n:]
	}
	return head
}

func isSVG(head []byte) bool {
	return regexp.MustCompile(`(?i)^(<[!?][^>]*>\s*)*<svg\b`).Match(text(head))
}

func isWebPage(head []byte) bool {
	return regexp.MustCompile(`^<[A-Za-z!?]`).Match(text(head))
}

func isJSON(head []byte) bool {
	return regexp.MustCompile(`^(\{\s*["}]|\[\s*[]"{\[\d-])`).Match(text(head))
}

// isTable finds lines whose fields are separated: at least three in the first.
func isTable(head []byte) bool {
	line, _, _ := bytes.Cut(text(head), []byte("\n"))
	return slices.ContainsFunc([]string{",", ";", "\t"}, func(separator string) bool {
		return bytes.Count(line, []byte(separator)) >= 2
	})
}
