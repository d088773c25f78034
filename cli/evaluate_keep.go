package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"time"

	"wakesleep/io/atomicfile"
	"wakesleep/io/exclusive"
	"wakesleep/io/ordinary"
	"wakesleep/learn/measure"
	"wakesleep/network"
	"wakesleep/network/images"
)

// keptEvaluation is the first line of a file of kept results: which evaluation
// they belong to. Everything that the results depend on is in it.
type keptEvaluation struct {
	Format  string `json:"format"`
	Machine string `json:"machine_sha256"`
	Data    string `json:"data"`
	Pixels  string `json:"images_sha256"`
	// Straightened is told by the images too, but makes a better complaint.
	Straightened bool    `json:"straightened"`
	Images       int     `json:"images"`
	Samples      int     `json:"samples"`
	Silenced     float64 `json:"silenced"`
	Flipped      float64 `json:"flipped"`
	Seed         uint64  `json:"damage_seed,string"`
}

// keptFormat changes whenever the same evaluation gives other results.
const keptFormat = "wakesleep evaluation 2"

// unsealedFormat is that of lines without checksums.
const unsealedFormat = "wakesleep evaluation 1"

// keptImages is every other line: the results of neighbouring images. Under the
// second of several machines images are counted on from the last under the first.
type keptImages struct {
	First   int                   `json:"first"`
	Results []measure.ImageResult `json:"results"`
}

// keeper is a file of kept results, to which an evaluation appends.
type keeper struct {
	path string
	file *os.File
	// release lets other programs have the file.
	release func()
	// salt is the first line's checksum, which goes into those of all others.
	salt  uint32
	known map[int]measure.ImageResult
	// expected says which results each machine can have, of so many images.
	expected []*measure.Expected
	images   int
}

// describeEvaluation says what is measured: the machines before, and the set
// after damage.
func describeEvaluation(machines []*network.Machine, set *images.Set, samples int, d network.Damage) keptEvaluation {
	h := sha256.New()
	for _, m := range machines {
		for _, a := range m.Arrays("") {
			fmt.Fprintln(h, a.Name, a.Shape)
			_ = binary.Write(h, binary.LittleEndian, a.Data) // a hash takes everything
		}
	}
	return keptEvaluation{
		Format: keptFormat, Machine: hex.EncodeToString(h.Sum(nil)),
		Data: set.Name, Pixels: set.Identity().Pixels, Straightened: set.Straightened,
		Images: set.Count(), Samples: samples,
		Silenced: d.Silenced, Flipped: d.Flipped, Seed: d.Seed,
	}
}

// differs names what two evaluations do not have in common; empty where they are
// the same.
func (k *keptEvaluation) differs(other *keptEvaluation) string {
	for _, part := range []struct {
		name       string
		here, said any
	}{
		{"machine", k.Machine, other.Machine},
		{"--data and --split", k.Data, other.Data},
		{"straightening", k.Straightened, other.Straightened},
		{"--limit", k.Images, other.Images},
		{"--samples", k.Samples, other.Samples},
		{"--silence", k.Silenced, other.Silenced},
		{"--flip", k.Flipped, other.Flipped},
		{"--damage-seed", k.Seed, other.Seed},
		{"images", k.Pixels, other.Pixels},
	} {
		if part.here != part.said {
			return part.name
		}
	}
	return ""
}

// openKeeper opens the file of --keep, if there is one, for an evaluation of
// machines before damage on a set after it.
func (f *evaluateFlags) openKeeper(o *measure.Options, set *images.Set, machines ...*network.Machine) (*keeper, error) {
	if f.keep == "" {
		return nil, nil
	}
	what := describeEvaluation(machines, set, f.samples, f.damage.Damage)
	k, err := openKeeper(f.keep, what, machines)
	if err != nil {
		return nil, err
	}
	o.Known, o.Keep = k.known, k.keep
	return k, nil
}

// openKeeper opens the file at path, or makes it, for one evaluation.
func openKeeper(path string, what keptEvaluation, machines []*network.Machine) (*keeper, error) {
	file, err := ordinary.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if kind, ok := errors.AsType[*ordinary.KindError](err); ok {
		return nil, usagef("--keep %s: it is %s; give another name", path, kind.What())
	}
	if err != nil {
		return nil, fmt.Errorf("--keep: %w", atomicfile.Explain(path, err))
	}
	k := newKeeper(path, what, machines)
	k.file = file
	if k.release, err = takeAlone(path); err == nil {
		err = k.begin(what)
	}
	if err != nil {
		_ = file.Close()
		k.release()
		return nil, err
	}
	return k, nil
}

// takeAlone keeps other evaluations from writing into the same file, each over the other's
// lines.
func takeAlone(path string) (release func(), err error) {
	const patience = time.Second // for one that is just ending
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if release, err = exclusive.Take(ctx, path); err != nil {
		return release, usagef("--keep %s: another evaluation is writing it; wait until that has ended, or give another name", path)
	}
	return release, nil
}

// newKeeper makes a keeper that has no file yet.
func newKeeper(path string, what keptEvaluation, machines []*network.Machine) *keeper {
	k := &keeper{path: path, known: map[int]measure.ImageResult{}, images: what.Images}
	for _, m := range machines {
		k.expected = append(k.expected, measure.Expect(m, what.Samples))
	}
	return k
}

// begin reads what the file holds, and writes the first line of a new one.
func (k *keeper) begin(what keptEvaluation) error {
	whole, err := k.read(k.file, &what)
	if err != nil {
		return err
	}
	// A line that was being written when the program ended is written again.
	err = k.file.Truncate(whole)
	if err == nil {
		_, err = k.file.Seek(whole, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("--keep: %w", atomicfile.Explain(k.path, err))
	}
	if whole > 0 {
		return nil
	}
	return k.append(what)
}

// read takes in the whole lines of a file, and returns their length.
func (k *keeper) read(file io.Reader, what *keptEvaluation) (whole int64, err error) {
	lines := newLines(file)
	for number := 1; ; number++ {
		line, err := wholeLine(lines)
		switch {
		case errors.Is(err, io.EOF):
			return whole, k.checkRest(number, line)
		case err == nil && number == 1:
			err = k.readFirst(line, what)
		case err == nil:
			err = k.readImages(number, line)
		case errors.Is(err, errLongLine) && number == 1:
			err = k.foreign()
		case errors.Is(err, errLongLine):
			err = k.damaged(number, err)
		default:
			err = fmt.Errorf("--keep %s: %w", k.path, err)
		}
		if err != nil {
			return 0, err
		}
		whole += int64(len(line)) + 1
	}
}

// checkRest looks at what stands behind the last whole line. A file without any
// may be somebody's, and is not written over.
func (k *keeper) checkRest(number int, rest []byte) error {
	if start := []byte(`{"format":"wakesleep evaluation`); number == 1 && !bytes.HasPrefix(rest, start) && !bytes.HasPrefix(start, rest) {
		return k.foreign()
	}
	return nil
}

func (k *keeper) damaged(number int, err error) error {
	return fmt.Errorf("--keep %s: line %d is damaged (%w); delete the file to begin again", k.path, number, err)
}

var (
	errChecksum = errors.New("its checksum does not agree")
	errForeign  = errors.New("the program does not write such a line")
)

func (k *keeper) foreign() error {
	return usagef("--keep %s: this is no file of kept results; give another name", k.path)
}

func (k *keeper) readFirst(line []byte, what *keptEvaluation) error {
	var said keptEvaluation
	if err := json.Unmarshal(line, &said); err != nil || said.Format == "" {
		return k.foreign()
	}
	switch sum, ok := unseal(line, 0); {
	case said.Format == unsealedFormat:
		return usagef("--keep %s: an earlier version of the program wrote it, without the checksums that show damage, so its results "+
			"are not used; give another name", k.path)
	case said.Format != keptFormat:
		return usagef("--keep %s: another version of the program wrote it; give another name", k.path)
	case !ok:
		return k.damaged(1, errChecksum)
	default:
		k.salt = sum
	}
	if part := what.differs(&said); part != "" {
		return usagef("--keep %s: it holds the results of another evaluation, which differs in %s; "+
			"repeat that evaluation's command, or give another name", k.path, part)
	}
	if !k.wrote(line, said) {
		return k.damaged(1, errForeign)
	}
	return nil
}

// wrote tells whether a line is what append writes of its content: what JSON lets pass, such
// as null for a number, or a key twice, is no result.
func (k *keeper) wrote(line []byte, content any) bool {
	text, err := k.sealed(content)
	return err == nil && bytes.Equal(bytes.TrimSuffix(text, []byte("\n")), line)
}

func (k *keeper) readImages(number int, line []byte) error {
	var kept keptImages
	if _, ok := unseal(line, k.salt); !ok {
		return k.damaged(number, errChecksum)
	}
	if json.Unmarshal(line, &kept) != nil {
		return k.damaged(number, errors.New("it holds no results"))
	}
	if !k.wrote(line, kept) {
		return k.damaged(number, errForeign)
	}
	if err := k.check(&kept); err != nil {
		return k.damaged(number, err)
	}
	for i, r := range kept.Results {
		k.known[kept.First+i] = r
	}
	return nil
}

// check reports results that this evaluation cannot have kept.
func (k *keeper) check(kept *keptImages) error {
	if all := len(k.expected) * k.images; kept.First < 0 || kept.First > all-len(kept.Results) {
		return fmt.Errorf("%d results from image %d on, of %d images", len(kept.Results), kept.First, all)
	}
	for i := range kept.Results {
		image, r := kept.First+i, &kept.Results[i]
		if err := k.expected[image/k.images].Check(r); err != nil {
			return fmt.Errorf("the result of image %d has %w", image, err)
		}
		if before, known := k.known[image]; known && !reflect.DeepEqual(before, *r) {
			return fmt.Errorf("image %d has another result than in a line before", image)
		}
	}
	return nil
}

// keep appends the results of some images.
func (k *keeper) keep(first int, found []measure.ImageResult) error {
	return k.append(keptImages{first, found})
}

// append writes one line at once, so that a crash leaves at most one half.
func (k *keeper) append(line any) error {
	text, err := k.sealed(line)
	if err != nil {
		return fmt.Errorf("--keep: %w", atomicfile.Explain(k.path, err))
	}
	if _, err := k.file.Write(text); err != nil {
		return fmt.Errorf("--keep: %w", atomicfile.Explain(k.path, err))
	}
	return nil
}

// sealed is a line with its checksum, which the first one gives to the others.
func (k *keeper) sealed(line any) ([]byte, error) {
	text, err := json.Marshal(line)
	if err != nil {
		return nil, err
	}
	if _, first := line.(keptEvaluation); first {
		text = seal(text, 0)
		k.salt, _ = unseal(text, 0)
	} else {
		text = seal(text, k.salt)
	}
	return append(text, '\n'), nil
}

// close makes sure that what was kept is on the disk. There may be no keeper.
func (k *keeper) close() error {
	if k == nil {
		return nil
	}
	defer k.release()
	if err := errors.Join(k.file.Sync(), k.file.Close()); err != nil {
		return fmt.Errorf("--keep: %w", atomicfile.Explain(k.path, err))
	}
	return nil
}
