package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wakesleep/learn"
	"wakesleep/learn/measure"
	"wakesleep/network"
)

// keeping is a small machine, and a command that evaluates it and keeps the
// results in a file.
func keeping(t *testing.T) (args []string, path string) {
	out := filepath.Join(t.TempDir(), "m.helmholtz")
	succeed(t, with(small, "--out", out)...)
	path = filepath.Join(t.TempDir(), "kept.jsonl")
	return []string{"evaluate", out, "--samples", "30", "--limit", "130", "--threads", "1", "--json", "--keep", path}, path
}

func without(args []string, n int) []string { return args[:len(args)-n] }

func TestAnInterruptedEvaluationGoesOn(t *testing.T) {
	args, path := keeping(t)
	whole := succeed(t, without(args, 2)...)
	// One look at the context for each group of 20 images.
	r := call(afterCycles(t, 3), args...)
	if r.status != 130 || !strings.Contains(r.stderr, "--keep "+path) || r.stdout != "" {
		t.Fatalf("status %d, %q, %q", r.status, r.stdout, r.stderr)
	}
	part := read(t, path)
	if n := bytes.Count(part, []byte("\n")); n < 2 || n > 5 {
		t.Fatalf("%d lines after an interruption", n)
	}
	if got := succeed(t, args...); got != whole {
		t.Errorf("went on to %s, want %s", got, whole)
	}
	full := read(t, path)
	if !bytes.HasPrefix(full, part) || bytes.Count(full, []byte("\n")) != 8 {
		t.Errorf("%d lines at the end", bytes.Count(full, []byte("\n")))
	}
	if got := succeed(t, args...); got != whole || !bytes.Equal(read(t, path), full) {
		t.Error("a finished evaluation changed")
	}
}

// The program may end at any byte of a line.
func TestHalfALineIsWrittenAgain(t *testing.T) {
	args, path := keeping(t)
	whole := succeed(t, args...)
	full := read(t, path)
	first := bytes.IndexByte(full, '\n') + 1
	for _, length := range []int{0, 1, first - 1, first, first + 1, len(full) / 2, len(full) - 1} {
		write(t, path, full[:length])
		if got := succeed(t, args...); got != whole {
			t.Fatalf("after %d bytes: %s, want %s", length, got, whole)
		}
		if got := read(t, path); bytes.Count(got, []byte("\n")) != 8 || !bytes.HasPrefix(got, full[:first]) {
			t.Errorf("after %d bytes the file holds %q", length, got)
		}
	}
}

func TestResultsOfAnotherEvaluationAreRefused(t *testing.T) {
	args, path := keeping(t)
	succeed(t, args...)
	full := read(t, path)
	other := filepath.Join(t.TempDir(), "other.helmholtz")
	succeed(t, with(small, "--seed", "8", "--out", other)...)
	for what, changed := range map[string][]string{
		"machine":            with([]string{"evaluate", other}, args[2:]...),
		"--samples":          with(args, "--samples", "31"),
		"--limit":            with(args, "--limit", "131"),
		"--data and --split": with(args, "--split", "training"),
		"--silence":          with(args, "--silence", ".1"),
		"--flip":             with(args, "--flip", ".1"),
	} {
		r := call(t.Context(), changed...)
		if r.status != statusUsage || !strings.Contains(r.stderr, "differs in "+what) || r.stdout != "" {
			t.Errorf("another %s: status %d, %q", what, r.status, r.stderr)
		}
	}
	if !bytes.Equal(read(t, path), full) {
		t.Error("a refused file was changed")
	}
}

func TestOnlyFilesOfResultsAreWrittenTo(t *testing.T) {
	args, path := keeping(t)
	for _, text := range []string{"a letter", "a letter\n", "{}\n", "{\"format\":\"something else\"}\n"} {
		write(t, path, []byte(text))
		r := call(t.Context(), args...)
		if r.status != statusUsage || string(read(t, path)) != text {
			t.Errorf("%q: status %d, %q", text, r.status, r.stderr)
		}
	}
}

func TestADamagedLineIsNamed(t *testing.T) {
	args, path := keeping(t)
	succeed(t, args...)
	lines := bytes.SplitAfter(read(t, path), []byte("\n"))
	_, whole, _ := strings.Cut(string(lines[2]), ",")
	for _, damaged := range []string{
		`{"first":`, `{"first":-5,"results":[{},{}]}`, `{"first":0,"results":[{}]}`,
		`{"first":-5,` + whole, `{"first":9223372036854775807,` + whole, `{"first":130,` + whole,
	} {
		lines[2] = []byte(strings.TrimSuffix(damaged, "\n") + "\n")
		write(t, path, bytes.Join(lines, nil))
		r := call(t.Context(), args...)
		if r.status != statusFailed || !strings.Contains(r.stderr, path+": line 3 is damaged") {
			t.Errorf("%s: status %d, %q", damaged, r.status, r.stderr)
		}
	}
}

// A machine of sure recognition, so that damage has one known effect: without
// its units the nine pixels are independent and even.
func TestEvaluateDamagedMachines(t *testing.T) {
	path := handMade(t, "6,1", func(c *learn.Checkpoint) {
		for i := range 6 {
			fill(c.Machines[0].Generative.Weights(1, 0).Row(i), float32(i)-2)
		}
	})
	whole := object(t, succeed(t, "evaluate", path, "--json"))
	dead := object(t, succeed(t, "evaluate", path, "--json", "--silence", "1"))
	near(t, "silenced", dead["silenced"], 1, 0)
	near(t, "exact_nll_nats", dead["exact_nll_nats"], 9*.6931471805599453, 1e-9)
	near(t, "bits_causes", dead["bits_causes"], 0, 1e-6)
	near(t, "bits_difference", dead["bits_difference"], 9, 1e-5)
	if whole["bits_difference"].(float64) < 9.1 || whole["silenced"] != nil {
		t.Errorf("undamaged: %v", whole)
	}
	// Half of the pixels flipped leave nothing of the bars, whose columns and rows
	// are alike, and the distribution is no longer known.
	noisy := object(t, succeed(t, "evaluate", path, "--json", "--flip", ".5"))
	if noisy["kl_bits"] != nil || noisy["nll_nats"] == whole["nll_nats"] {
		t.Errorf("flipped: %v", noisy)
	}
	again := object(t, succeed(t, "evaluate", path, "--json", "--flip", ".5", "--damage-seed", "2"))
	if again["nll_nats"] == noisy["nll_nats"] {
		t.Error("another seed flips the same pixels")
	}
	if text := succeed(t, "evaluate", path, "--silence", ".5"); !strings.Contains(text, "50 % of the units silenced") {
		t.Errorf("the table says\n%s", text)
	}
}

func TestRecogniseWithADamagedMachine(t *testing.T) {
	path := handMade(t, "6,1", func(c *learn.Checkpoint) { fill(topBiases(c.Machines[0]), 9) })
	whole := object(t, succeed(t, "recognise", path, "bars3:3", "--json"))
	dead := object(t, succeed(t, "recognise", path, "bars3:3", "--json", "--silence", "1"))
	near(t, "bits_causes", dead["bits_causes"], 0, 1e-6)
	if whole["top_units"] == nil || dead["top_units"] != nil {
		t.Errorf("top units %v, and %v of a dead machine", whole["top_units"], dead["top_units"])
	}
	flipped := object(t, succeed(t, "recognise", path, "bars3:3", "--json", "--flip", "1"))
	for j, v := range flipped["seen"].([]any) {
		if v.(float64) != 1-whole["seen"].([]any)[j].(float64) {
			t.Fatalf("pixel %d is seen as %v", j, v)
		}
	}
	for _, flag := range []string{"--silence", "--flip"} {
		for _, command := range [][]string{{"recognise", path, "bars3:3"}, {"evaluate", path}} {
			if r := call(t.Context(), with(command, flag, "1.5")...); r.status != statusUsage {
				t.Errorf("%v %s 1.5: status %d", command, flag, r.status)
			}
		}
	}
}

// One machine for each class are kept as one after another.
func TestAnInterruptedEvaluationOfClassesGoesOn(t *testing.T) {
	out, path := trainSmallClasses(t), filepath.Join(t.TempDir(), "kept.jsonl")
	bare := []string{"evaluate", out, "--samples", "12", "--limit", "50", "--threads", "1", "--json", "--silence", ".1"}
	args := with(bare, "--keep", path)
	whole := succeed(t, bare...)
	// Three groups of images for each of ten machines, and a line before them.
	r := call(afterCycles(t, 17), args...)
	if r.status != statusInterrupted || !strings.Contains(r.stderr, "--keep "+path) || r.stdout != "" {
		t.Fatalf("status %d, %q, %q", r.status, r.stdout, r.stderr)
	}
	part := read(t, path)
	if n := bytes.Count(part, []byte("\n")); n < 10 || n > 20 {
		t.Fatalf("%d lines after an interruption", n)
	}
	if got := succeed(t, args...); got != whole {
		t.Errorf("went on to %s, want %s", got, whole)
	}
	full := read(t, path)
	if !bytes.HasPrefix(full, part) || bytes.Count(full, []byte("\n")) != 31 {
		t.Errorf("%d lines at the end", bytes.Count(full, []byte("\n")))
	}
	if got := succeed(t, args...); got != whole || !bytes.Equal(read(t, path), full) {
		t.Error("a finished evaluation changed")
	}
	for what, changed := range map[string][]string{
		"--silence": with(args, "--silence", ".2"),
		"machine":   with([]string{"evaluate", trainSmallClasses(t, "--seed", "8")}, args[2:]...),
	} {
		if r := call(t.Context(), changed...); r.status != statusUsage || !strings.Contains(r.stderr, "differs in "+what) {
			t.Errorf("another %s: status %d, %q", what, r.status, r.stderr)
		}
	}
}

// TestNoFlippedBitGoesUnseen: every bit of a file of kept results is flipped in turn. Then
// the file is refused, or the figures are the same.
func TestNoFlippedBitGoesUnseen(t *testing.T) {
	k, what, machines, content := keptByHand(t)
	read := func(text []byte) (*keeper, error) {
		again := newKeeper(k.path, what, machines)
		_, err := again.read(bytes.NewReader(text), &what)
		return again, err
	}
	whole, err := read(content)
	if err != nil || len(whole.known) != what.Images {
		t.Fatalf("%d results, %v", len(whole.known), err)
	}
	refused := 0
	for i := range 8 * len(content) {
		content[i/8] ^= 1 << (i % 8)
		got, err := read(content)
		content[i/8] ^= 1 << (i % 8)
		if err != nil {
			refused++
			continue
		}
		for image, result := range got.known {
			if !reflect.DeepEqual(result, whole.known[image]) {
				t.Fatalf("bit %d changed the result of image %d unseen", i, image)
			}
		}
	}
	// What begins the last line's end may make half a line of it, which is measured again.
	if refused < 8*len(content)-8 {
		t.Errorf("only %d of %d flips were refused", refused, 8*len(content))
	}
}

// keptByHand is a small evaluation, its keeper and the content of its file.
func keptByHand(t testing.TB) (*keeper, keptEvaluation, []*network.Machine, []byte) {
	t.Helper()
	m, err := network.New(3, 3, []network.Layer{{Units: 2}, {Units: 3, Kind: network.Categorical}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	what := keptEvaluation{Format: keptFormat, Machine: "m", Data: "d", Pixels: "p", Images: 6, Samples: 10, Seed: 1}
	machines := []*network.Machine{m}
	k := newKeeper("kept", what, machines)
	var content []byte
	for _, line := range []any{what, keptByHandImages(0), keptByHandImages(3)} {
		text, err := k.sealed(line)
		if err != nil {
			t.Fatal(err)
		}
		content = append(content, text...)
	}
	return k, what, machines, content
}

// TestResultsThatCannotBeAreRefused: right checksums make no result of numbers that no
// evaluation has, nor of what only looks like JSON of one.
func TestResultsThatCannotBeAreRefused(t *testing.T) {
	k, what, machines, content := keptByHand(t)
	header, _, _ := bytes.Cut(content, []byte("\n"))
	const good = `{"first":0,"results":[{"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":1}]}`
	again := func(text string) (*keeper, error) {
		read := newKeeper(k.path, what, machines)
		_, err := read.read(bytes.NewReader(resealed(header, []byte(text), k.salt)), &what)
		return read, err
	}
	for _, text := range []string{good, good + "\n" + good} {
		if read, err := again(text); err != nil || len(read.known) != 1 {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for text, says := range map[string]string{
		`"nll_nats":[1e+308,3],"difference_nats":1e+308,"layer_nats":[2,-1],"category":1`:                                                                                                  "out of the machine's reach",
		`"nll_nats":[4,-1e+308],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                      "out of the machine's reach",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[1e+308,-1e+308],"category":1`:                                                                                                  "out of the machine's reach",
		`"nll_nats":[4,3],"difference_nats":-3,"layer_nats":[2,5],"category":1`:                                                                                                            "out of the machine's reach",
		`"nll_nats":[5,3],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                            "do not add up",
		`"nll_nats":[4,5],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                            "a bound with 10 samples above that with 1",
		`"nll_nats":[4],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                              "1 bounds instead of 2",
		`"nll_nats":[4,3,2],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                          "3 bounds instead of 2",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[1],"category":1`:                                                                                                               "1 layers instead of 2",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":3`:                                                                                                            "a category",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":-1`:                                                                                                           "a category",
		`"nll_nats":[0,0],"difference_nats":null,"layer_nats":[null,0],"category":1`:                                                                                                       "does not write such a line",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":1,"difference_nats":3`:                                                                                        "does not write such a line",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":1,"more":[1]`:                                                                                                 "does not write such a line",
		`"NLL_NATS":[4,3],"Difference_Nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                            "does not write such a line",
		`"nll_nats":[NaN,3],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                          "no results",
		`"nll_nats":[1e999,3],"difference_nats":3,"layer_nats":[2,-1],"category":1`:                                                                                                        "no results",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":1e99`:                                                                                                         "no results",
		`"nll_nats":[4,3],"difference_nats":3,"layer_nats":[2,-1],"category":1}]}` + "\n" + `{"first":0,"results":[{"nll_nats":[4,2],"difference_nats":3,"layer_nats":[2,-1],"category":1`: "another result",
	} {
		read, err := again(`{"first":0,"results":[{` + text + `}]}`)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "kept: line ") || !strings.Contains(err.Error(), "delete the file") {
			t.Errorf("%s: %v, %v", text, err, read.known)
		}
	}
}

// TestTwoEvaluationsDoNotShareAFile: the second says so, and the first is not disturbed.
func TestTwoEvaluationsDoNotShareAFile(t *testing.T) {
	args, path := keeping(t)
	whole := succeed(t, args...)
	content := read(t, path)
	release, err := takeAlone(path)
	if err != nil {
		t.Fatal(err)
	}
	if r := call(t.Context(), args...); r.status != statusUsage || !strings.Contains(r.stderr, "another evaluation is writing it") {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
	release()
	if got := succeed(t, args...); got != whole || !bytes.Equal(read(t, path), content) {
		t.Error("the first one's results are others now")
	}
}

// TestNothingOfAKeptFileIsEchoed: its first line may be as long as it likes.
func TestNothingOfAKeptFileIsEchoed(t *testing.T) {
	args, path := keeping(t)
	write(t, path, append(seal([]byte(`{"format":"`+strings.Repeat("x", 100_000)+`"}`), 0), '\n'))
	if r := call(t.Context(), args...); r.status != statusUsage || len(r.stderr) > 500 {
		t.Errorf("status %d, %d bytes", r.status, len(r.stderr))
	}
}

func keptByHandImages(first int) keptImages {
	kept := keptImages{First: first}
	for i := range 3 {
		x := float64(first+i) + .125
		kept.Results = append(kept.Results, measure.ImageResult{NLLNats: []float64{x, x - 1}, DifferenceNats: 3, LayerNats: []float64{1, x - 4}, Category: i})
	}
	return kept
}

// TestLinesOfOtherFilesAreRefused: a line belongs to one evaluation.
func TestLinesOfOtherFilesAreRefused(t *testing.T) {
	k, what, machines, content := keptByHand(t)
	what.Samples = 11
	other := newKeeper(k.path, what, machines)
	first, err := other.sealed(what)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(content, []byte("\n"))
	if _, err := other.read(bytes.NewReader(append(first, rest...)), &what); err == nil || !strings.Contains(err.Error(), "line 2 is damaged") {
		t.Errorf("got %v", err)
	}
}

func TestFilesWithoutChecksumsAreNotUsed(t *testing.T) {
	args, path := keeping(t)
	old := `{"format":"wakesleep evaluation 1","machine_sha256":"00","data":"bars3"}` + "\n"
	write(t, path, []byte(old))
	r := call(t.Context(), args...)
	if r.status != statusUsage || !strings.Contains(r.stderr, "earlier version") || string(read(t, path)) != old {
		t.Errorf("status %d, %q", r.status, r.stderr)
	}
}

// TestNoFileOfResultsTakesAllMemory: of a file without lines, or of endless ones, hardly
// anything is read.
func TestNoFileOfResultsTakesAllMemory(t *testing.T) {
	args, path := keeping(t)
	succeed(t, args...)
	content := read(t, path)
	for what, c := range map[string]struct {
		start  []byte
		status int
		says   string
	}{
		"zeros":               {nil, statusUsage, "no file of kept results"},
		"a line without end":  {content, statusFailed, "too long"},
		"a first without end": {content[:20], statusUsage, "no file of kept results"},
	} {
		write(t, path, c.start)
		if err := os.Truncate(path, 1<<40); err != nil {
			t.Skip("no sparse files here:", err)
		}
		r := call(t.Context(), args...)
		if info, err := os.Stat(path); r.status != c.status || !strings.Contains(r.stderr, c.says) || err != nil || info.Size() != 1<<40 {
			t.Errorf("%s: status %d, %q", what, r.status, r.stderr)
		}
	}
}

// FuzzKeptResults reads what may stand in a file of kept results, as it is and with right
// checksums. Whatever is taken in fits the evaluation.
func FuzzKeptResults(f *testing.F) {
	k, what, machines, content := keptByHand(f)
	f.Add(content, false)
	for _, line := range []string{
		`{"first":0,"results":[]}`, `{"first":-1,"results":[{}]}`, `{"first":9223372036854775807,"results":[{},{}]}`,
		`{"first":5,"results":[{"nll_nats":[1,2],"difference_nats":1e308,"layer_nats":[1,2],"category":2}]}`, `[]`, `{}`, "",
	} {
		f.Add([]byte(line), true)
	}
	header, _, _ := bytes.Cut(content, []byte("\n"))
	f.Fuzz(func(t *testing.T, text []byte, sealed bool) {
		again := newKeeper(k.path, what, machines)
		if sealed {
			text = resealed(header, text, k.salt)
		}
		whole, err := again.read(bytes.NewReader(text), &what)
		if whole > int64(len(text)) || err != nil && whole != 0 {
			t.Fatalf("%d of %d bytes, %v", whole, len(text), err)
		}
		for image, r := range again.known {
			if image < 0 || image >= what.Images || again.expected[0].Check(&r) != nil {
				t.Fatalf("image %d has the result %+v", image, r)
			}
		}
	})
}

// resealed are the lines of text with right checksums, behind a file's first line.
func resealed(header, text []byte, salt uint32) []byte {
	all := append(bytes.Clone(header), '\n')
	for _, line := range bytes.Split(text, []byte("\n")) {
		all = append(append(all, seal(append(bytes.TrimSuffix(line, []byte("}")), '}'), salt)...), '\n')
	}
	return all
}
