package texts

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wakesleep/internal/sentence"
)

// Every sentence and every word of it that the program makes is there in every language,
// with the same arguments, and nothing else is.
func TestEveryErrorIsToldInEveryLanguage(t *testing.T) {
	made := sentencesIn(t, filepath.Join("..", ".."))
	if len(made) < 100 {
		t.Fatalf("found only %d sentences", len(made))
	}
	for _, l := range Languages[1:] {
		table := loadSentences(l.Code)
		for _, english := range slices.Sorted(maps.Keys(made)) {
			switch other, ok := table[english]; {
			case !ok:
				t.Errorf("%s: errors/%s.json lacks %q", made[english], l.Code, english)
			case !slices.Equal(told(verbs(english)), verbs(other)):
				t.Errorf("%s: %q and %q take other arguments", made[english], english, other)
			}
		}
		for english := range table {
			if made[english] == "" {
				t.Errorf("errors/%s.json has %q, which nothing says", l.Code, english)
			}
		}
	}
}

// told are the verbs of an English format as tables write them: an error is a value, and
// each language has quotation marks of its own.
func told(verbs []string) []string {
	for i, v := range verbs {
		verbs[i] = strings.NewReplacer("w", "v", "q", "s").Replace(v)
	}
	slices.Sort(verbs)
	return verbs
}

// sentencesIn collects the formats and the words that the code below a folder makes
// sentences of, with where that is.
func sentencesIn(t *testing.T, root string) map[string]string {
	t.Helper()
	made := map[string]string{}
	for folder, files := range codeBelow(t, root) {
		if strings.HasSuffix(folder, sentencePath) {
			continue
		}
		info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		config := types.Config{Importer: only{sentencePackage(t, root)}, Error: func(error) {}} // of other imports
		_, _ = config.Check(folder, positions, files, &info)
		for _, e := range said(files, &info) {
			v, where := info.Types[e].Value, positions.Position(e.Pos()).String()
			if v == nil || v.Kind() != constant.String {
				t.Errorf("%s: the format of a sentence is no constant", where)
				continue
			}
			made[constant.StringVal(v)] = where
		}
	}
	delete(made, "")
	return made
}

// positions are those of all code that is read here.
var positions = token.NewFileSet()

// codeBelow parses the code of each folder below one, without tests.
func codeBelow(t *testing.T, root string) map[string][]*ast.File {
	t.Helper()
	folders := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(positions, path, nil, 0)
		folder := filepath.ToSlash(filepath.Dir(path))
		folders[folder] = append(folders[folder], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

const sentencePath = "internal/sentence"

func sentencePackage(t *testing.T, root string) *types.Package {
	t.Helper()
	file, err := parser.ParseFile(positions, filepath.Join(root, sentencePath, "sentence.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: only{}, Error: func(error) {}}
	p, _ := config.Check("wakesleep/"+sentencePath, positions, []*ast.File{file}, nil)
	return p
}

// only imports one package.
type only struct{ p *types.Package }

func (o only) Import(path string) (*types.Package, error) {
	if o.p == nil || path != o.p.Path() {
		return nil, errors.New("not needed here")
	}
	return o.p, nil
}

// said are the formats of sentences, and the constants that are words.
func said(files []*ast.File, info *types.Info) (all []ast.Expr) {
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if at, ok := map[string]int{"Errorf": 0, "Sprintf": 0, "Because": 1}[calledOf("sentence", n)]; ok {
					all = append(all, n.Args[at])
				}
			case ast.Expr:
				if v := info.Types[n]; v.Value != nil && strings.HasSuffix(v.Type.String(), sentencePath+".Word") {
					all = append(all, n)
					return false
				}
			}
			return true
		})
	}
	return all
}

// calledOf is the name of the function that is called of a package, empty if of another.
func calledOf(pkg string, call *ast.CallExpr) string {
	if f, ok := call.Fun.(*ast.SelectorExpr); ok {
		if from, ok := f.X.(*ast.Ident); ok && from.Name == pkg {
			return f.Sel.Name
		}
	}
	return ""
}

// speakEnglish are the files, among those of machines, learning and files, with errors that
// nobody meets in the window, or that package desk tells in its words by their kinds.
var speakEnglish = []string{
	"io/apart/apart.go",          // the window says it itself
	"io/atomicfile/space.go",     // full
	"io/atomicfile/temporary.go", // between functions
	"io/machinefile/",            // by their kinds
	"learn/admission.go",         // refused, as the next ones
	"learn/checkpoint.go",
	"learn/decoder.go",
	"learn/record.go",
	"network/arrays.go",
	"learn/perceptron/",      // evaluate, a command
	"learn/session/owner.go", // a programmer's
	"ui/app.go",              // before there is a window, as the next ones
	"ui/display_linux.go",
	"ui/opengl.go",
	"ui/system/preferences/", // on standard error
	"ui/desk/exchange.go",    // between functions, as the next ones
	"ui/rooms/draw/pack.go",
	"ui/system/picker.go",
}

// Who adds an error makes a sentence of it.
func TestErrorsAreSentences(t *testing.T) {
	for _, top := range []string{"network", "learn", "io", "ui"} {
		for _, files := range codeBelow(t, filepath.Join("..", "..", top)) {
			for _, file := range files {
				path := filepath.ToSlash(positions.Position(file.Pos()).Filename)
				if slices.ContainsFunc(speakEnglish, func(part string) bool { return strings.Contains(path, "/"+part) }) {
					continue
				}
				ast.Inspect(file, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok && saysEnglish(call) {
						t.Errorf("%s: make this error with package sentence, so that the window can tell it", positions.Position(n.Pos()))
					}
					return true
				})
			}
		}
	}
}

// saysEnglish tells whether a call makes an error of words of its own.
func saysEnglish(call *ast.CallExpr) bool {
	if calledOf("errors", call) == "New" {
		_, table := call.Args[0].(*ast.CallExpr) // of Of
		return !table
	}
	return calledOf("fmt", call) == "Errorf"
}

func TestErrorsAreToldInTheWindowsLanguage(t *testing.T) {
	defer Use("en")
	small := sentence.Errorf("%s: no pictures in it", "a.idx")
	strange := errors.New("something strange")
	many := sentence.Errorf("%d epochs are too many; at most %d", 2_000_000, 1_000_000)
	for _, c := range []struct {
		err   error
		want  string
		whole bool
	}{
		{small, "a.idx: Darin sind keine Bilder", true},
		{many, "2.000.000 Epochen sind zu viele; höchstens 1.000.000", true},
		{alike{small}, "a.idx: Darin sind keine Bilder", true},
		{errors.Join(small), "a.idx: Darin sind keine Bilder", true},
		{sentence.Errorf("reading it back failed: %w", small), "Beim Prüfen misslang das Lesen: a.idx: Darin sind keine Bilder", true},
		{sentence.Errorf("reading it back failed: %w", strange), "Beim Prüfen misslang das Lesen: something strange", false},
		{sentence.Errorf("what the table has not: %d", 3), "what the table has not: 3", false},
		{fmt.Errorf("more: %w", small), "more: a.idx: no pictures in it", false},
		{strange, "something strange", false},
	} {
		Use("de")
		if text, whole := Told(c.err); text != c.want || whole != c.whole {
			t.Errorf("%v: %q, %v; want %q", c.err, text, whole, c.want)
		}
		Use("en")
		if text, whole := Told(c.err); text != c.err.Error() || !whole {
			t.Errorf("%v in English: %q, %v", c.err, text, whole)
		}
	}
}

// alike says what another error says.
type alike struct{ error }

func (a alike) Unwrap() error { return a.error }

func TestWordsInErrorsAreToldInTheWindowsLanguage(t *testing.T) {
	Use("de")
	defer Use("en")
	err := sentence.Errorf("%s: it is %s; %s", "a", sentence.Word("a PNG picture"), sentence.Sprintf("pick a %s file", "PNG"))
	if text, whole := Told(err); text != "a: Das ist ein PNG-Bild; bitte eine Datei der Art PNG wählen" || !whole {
		t.Errorf("%q, %v", text, whole)
	}
}
