package dataset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"wakesleep/internal/sentence"
	"wakesleep/io/machinefile"
	"wakesleep/network/images"
)

// Kind says what a file can be opened as.
type Kind int

const (
	// Unknown is a file of no known format, and Unread one whose format is known but not
	// read.
	Unknown Kind = iota
	Unread
	Machine
	Images
	Labels
	Picture
)

// Format is a row of the table of formats. A file's content decides which row it is of,
// its name does not.
type Format struct {
	Kind Kind
	// Short names the format in lists: "PNG".
	Short string
	// Name is the format with its article, in sentences: "a PNG picture".
	Name sentence.Word
	// Extensions often end names of such files; without dots.
	Extensions []string
	// Advice says what to do if the format is not read; empty means to pick another file.
	Advice sentence.Word

	// sniff looks at the beginning of a file.
	sniff func(head []byte) bool
	// images and labels read the whole file; nil where it holds none.
	images func(*stream) (*images.Set, error)
	labels func(*stream) ([]uint8, error)
	// check refuses a picture that would take a decoder much memory or time, and returns
	// what the decoder is to read; nil where none can. Pictures are read by the decoders that package image knows.
	check func(*io.SectionReader) (io.ReaderAt, error)
}

const (
	unpack      sentence.Word = "unpack it and open the file in it"
	downloadIt  sentence.Word = "it came in place of the file; download that again"
	takeIDX     sentence.Word = "take the IDX files of the same data instead"
	savePicture sentence.Word = "save it as PNG or JPEG"
)

// machineMember is how the members of machine files are called, folders included.
const machineMember = `^machine_\d+/|^((raw_|adam_\w+_)?(generative|recognition)_(weights_\d+(_\d+)?|biases_\d+)|data_mean)\.npy$|^meta\.json$`

// formats is in the order in which they are tried, from the first that is needed on.
var formats = sync.OnceValue(func() []Format {
	return []Format{
		{Kind: Machine, Name: "a saved machine", Extensions: []string{strings.TrimPrefix(machinefile.Extension, ".")}, sniff: zipOf(machineMember)},
		{Kind: Images, Short: "IDX", Name: "an IDX file of images", Extensions: []string{"idx3-ubyte", "idx3", "idx", "gz"}, sniff: starts("\x00\x00\x08\x03"), images: readIDXImages},
		{Kind: Labels, Short: "IDX", Name: "an IDX file of labels", Extensions: []string{"idx1-ubyte", "idx1", "gz"}, sniff: starts("\x00\x00\x08\x01"), labels: readIDXLabels},
		{Kind: Picture, Short: "PNG", Name: "a PNG picture", Extensions: []string{"png"}, sniff: starts("\x89PNG"), check: checkPNG},
		{Kind: Picture, Short: "JPEG", Name: "a JPEG picture", Extensions: []string{"jpg", "jpeg"}, sniff: starts("\xff\xd8\xff"), check: checkJPEG},
		{Kind: Picture, Short: "GIF", Name: "a GIF picture", Extensions: []string{"gif"}, sniff: starts("GIF8")},
		{Kind: Picture, Short: "BMP", Name: "a BMP picture", Extensions: []string{"bmp"}, sniff: starts("BM????\x00\x00\x00\x00")},
		{Kind: Picture, Short: tiffShort, Name: "a TIFF picture", Extensions: []string{"tif", "tiff"}, sniff: starts("II*\x00", "MM\x00*"), check: checkTIFF},

		{Kind: Unread, Name: "an IDX file of one table", sniff: starts("\x00\x00\x08\x02")},
		{Kind: Unread, Name: "an IDX file of more than three dimensions", sniff: starts("\x00\x00\x08")},
		{Kind: Unread, Name: "an IDX file of signed bytes", sniff: starts("\x00\x00\x09")},
		{Kind: Unread, Name: "an IDX file of 16-bit integers", sniff: starts("\x00\x00\x0b")},
		{Kind: Unread, Name: "an IDX file of 32-bit integers", sniff: starts("\x00\x00\x0c")},
		{Kind: Unread, Name: "an IDX file of floating-point numbers", sniff: starts("\x00\x00\x0d", "\x00\x00\x0e")},
		{Kind: Unread, Name: "an IDX file whose numbers are little-endian", Advice: "write it with the highest byte first", sniff: starts("\x03\x08\x00\x00", "\x01\x08\x00\x00")},
		{Kind: Unread, Name: "a numpy array (.npy)", sniff: starts("\x93NUMPY")},
		{Kind: Unread, Name: "a numpy archive (.npz)", sniff: zipOf(`\.npy$`)},
		{Kind: Unread, Name: "a zip archive but no saved machine", Advice: unpack, sniff: starts("PK\x03\x04", "PK\x05\x06")},
		{Kind: Unread, Name: "compressed twice with gzip", Advice: "unpack it once", sniff: starts("\x1f\x8b")},
		{Kind: Unread, Name: "a tar archive", Advice: unpack, sniff: starts(strings.Repeat("?", 257) + "ustar")},
		{Kind: Unread, Name: "compressed with bzip2", Advice: unpack, sniff: starts("BZh?1AY&SY")},
		{Kind: Unread, Name: "compressed with xz", Advice: unpack, sniff: starts("\xfd7zXZ\x00")},
		{Kind: Unread, Name: "compressed with Zstandard", Advice: unpack, sniff: starts("\x28\xb5\x2f\xfd")},
		{Kind: Unread, Name: "a 7z archive", Advice: unpack, sniff: starts("7z\xbc\xaf\x27\x1c")},
		{Kind: Unread, Name: "a RAR archive", Advice: unpack, sniff: starts("Rar!\x1a\x07")},
		{Kind: Unread, Name: "a MATLAB file", Advice: takeIDX, sniff: starts("MATLAB ")},
		{Kind: Unread, Name: "an HDF5 file, as MATLAB and Keras write them", Advice: takeIDX, sniff: starts("\x89HDF\r\n")},
		{Kind: Unread, Name: "a Parquet file", Advice: takeIDX, sniff: starts("PAR1")},
		{Kind: Unread, Name: "a Python pickle", Advice: "it may run programs and is never opened; " + takeIDX, sniff: starts("\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05")},
		{Kind: Unread, Name: "a WebP picture", Advice: savePicture, sniff: starts("RIFF????WEBP")},
		{Kind: Unread, Name: "a HEIC or AVIF picture", Advice: savePicture, sniff: starts("????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1", "????ftypavif", "????ftypavis")},
		{Kind: Unread, Name: "a PDF document", Advice: savePicture, sniff: starts("%PDF")},
		{Kind: Unread, Name: "a pointer of Git LFS and not the file itself", Advice: "fetch that with: git lfs pull", sniff: starts("version https://git-lfs")},
		{Kind: Unread, Name: "an SVG drawing", Advice: savePicture, sniff: says(`(?i)^(<[!?][^>]*>\s*)*<svg\b`)},
		{Kind: Unread, Name: "a web page", Advice: downloadIt, sniff: says(`^<[A-Za-z!?]`)},
		{Kind: Unread, Name: "text (JSON), as servers answer", Advice: downloadIt, sniff: says(`^(\{\s*["}]|\[\s*[]"{\[\d-])`)},
		{Kind: Unread, Name: "a table (CSV)", Advice: takeIDX, sniff: says(`^([^\n]*,){2}|^([^\n]*;){2}|^([^\n]*\t){2}`)},
	}
})

// headSize is how many bytes of a file tell its format.
const headSize = 1024

// leastHead is how many bytes every file that is read has.
const leastHead = 4

// formatOf finds the format of a file by its beginning.
func formatOf(head []byte) *Format {
	for _, f := range formats() {
		if f.sniff(head) {
			return &f
		}
	}
	return &Format{}
}

// Inspect finds what a file is by its beginning: a machine, images, labels, a picture, of
// a kind that is not read, or unknown. It fails if the file cannot be read.
func Inspect(path string) (*Format, error) {
	return readFile(openFile, path, func(r io.Reader, name string) (*Format, error) {
		_, f, err := begin(r, name)
		return f, err
	})
}

// wanted says what a file is not where it was to be of a kind, and what to pick instead.
func wanted(k Kind) (not sentence.Word, pick sentence.Phrase) {
	switch k {
	case Images:
		return "no IDX file", sentence.Sprintf("pick an IDX file of a list of images, such as train-images-idx3-ubyte.gz")
	case Labels:
		return "no IDX file", sentence.Sprintf("pick an IDX file of their labels, such as train-labels-idx1-ubyte.gz")
	case Picture:
		return "no picture that can be read", sentence.Sprintf("pick a %s file", list(Shorts(Picture)))
	case Machine:
		return "no machine", sentence.Sprintf("pick a file that Wake-Sleep saved (*%s)", machinefile.Extension)
	}
	return "no file of a known kind", sentence.Sprintf("pick a machine (*%s), an IDX file of images, or a %s picture", machinefile.Extension, list(Shorts(Picture)))
}

// Refuse is the sentence that says what a file is and what to do, where it is not of the
// kind that is wanted; of kind Unknown is one that was to be opened as whatever it is.
func (f *Format) Refuse(name string, want Kind) error {
	not, pick := wanted(want)
	switch {
	case f.Kind == Unknown:
		return sentence.Errorf("%s: it is %s; %s", name, not, pick)
	case f.Advice != "":
		return sentence.Errorf("%s: it is %s; %s", name, f.Name, f.Advice)
	case want == Picture:
		return sentence.Errorf("%s: it is no picture but %s; %s", name, f.Name, pick)
	case want == Machine:
		return sentence.Errorf("%s: it is no machine but %s; %s", name, f.Name, pick)
	}
	return sentence.Errorf("%s: it is %s; %s", name, f.Name, pick)
}

// ExplainMachine says what a file is, where an error of package machinefile says that it
// is no machine; other errors are returned as they are.
func ExplainMachine(path string, err error) error {
	if errors.Is(err, machinefile.ErrNotMachine) {
		if f, cannot := Inspect(path); cannot == nil && f.Kind != Machine {
			return f.Refuse(path, Machine)
		}
	}
	return err
}

// Extensions are those of files of a kind, each once.
func Extensions(k Kind) []string {
	return ofKind(k, func(f Format) []string { return f.Extensions })
}

// Shorts are the names of the formats of a kind: "PNG", "JPEG", …
func Shorts(k Kind) []string { return ofKind(k, func(f Format) []string { return []string{f.Short} }) }

func ofKind(k Kind, of func(Format) []string) (all []string) {
	for _, f := range formats() {
		if f.Kind == k {
			all = append(all, of(f)...)
		}
	}
	return all
}

// list joins words as a sentence does.
func list(words []string) sentence.Phrase {
	last := len(words) - 1
	return sentence.Sprintf("%s or %s", strings.Join(words[:last], ", "), words[last])
}

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

// zipOf finds zip archives whose first member has a name that matches a pattern.
func zipOf(pattern string) func([]byte) bool {
	const fixed, length = 30, 26
	name := regexp.MustCompile(pattern)
	return func(head []byte) bool {
		if !like(head, "PK\x03\x04") || len(head) < fixed {
			return false
		}
		n := int(binary.LittleEndian.Uint16(head[length:]))
		return name.Match(head[fixed:min(fixed+n, len(head))])
	}
}

// says finds texts that match a pattern, without white space and marks before them.
func says(pattern string) func([]byte) bool {
	p := regexp.MustCompile(pattern)
	return func(head []byte) bool { return p.Match(text(head)) }
}

// text is the beginning of a text without white space and marks before it; nil where
// it is none.
func text(head []byte) []byte {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for i, r := range string(head) {
		if r < ' ' && !strings.ContainsRune("\t\r\n\f", r) || r == utf8.RuneError && utf8.FullRune(head[i:]) {
			return nil
		}
	}
	return head
}
