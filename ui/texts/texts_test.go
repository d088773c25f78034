package texts

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestEveryLanguageIsComplete(t *testing.T) {
	english := load("en")
	for _, l := range Languages[1:] {
		other := load(l.Code)
		for key, text := range english {
			switch translated, ok := other[key]; {
			case !ok:
				t.Errorf("%s.json lacks %s", l.Code, key)
			case strings.TrimSpace(translated) == "" && strings.TrimSpace(text) != "":
				t.Errorf("%s.json: %s is empty", l.Code, key)
			case !slices.Equal(verbs(text), verbs(translated)):
				t.Errorf("%s: %q and %q take other arguments", key, text, translated)
			}
		}
		for key := range other {
			if _, ok := english[key]; !ok {
				t.Errorf("%s.json has %s, which en.json has not", l.Code, key)
			}
		}
	}
}

var verb = regexp.MustCompile(`%(\[(\d+)\])?[-+# 0]*[\d.]*([a-zA-Z])`)

// verbs are what a text does with its arguments, in their order.
func verbs(text string) []string {
	var all []string
	for i, match := range verb.FindAllStringSubmatch(strings.ReplaceAll(text, "%%", ""), -1) {
		n := strconv.Itoa(i + 1)
		if match[2] != "" {
			n = match[2]
		}
		all = append(all, n+match[3])
	}
	slices.Sort(all)
	return all
}

func TestVerbs(t *testing.T) {
	for text, want := range map[string]string{
		"none": "", "100 %% of %s": "1s", "%d of %.1f": "1d 2f", "%[2]s vor %[1]d": "1d 2s", "%-3d|%+.2e": "1d 2e",
	} {
		if got := strings.Join(verbs(text), " "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Every key that the window asks for is there, and every text is asked for. A key that
// is put together begins with a literal, which stands for all that begin so; one in a
// variable is a literal elsewhere.
func TestKeysAreThoseInUse(t *testing.T) {
	english := load("en")
	whole, prefixes := keysIn(t, "..", english)
	for key, where := range whole {
		if _, ok := english[key]; !ok {
			t.Errorf("%s: no %q in en.json", where, key)
		}
	}
	for key := range english {
		begins := func(prefix string) bool { return strings.HasPrefix(key, prefix) }
		if _, ok := whole[key]; !ok && !slices.ContainsFunc(prefixes, begins) && !strings.HasPrefix(key, "fyne.") {
			t.Errorf("en.json: nothing asks for %s", key)
		}
	}
}

// keysIn collects the literals below a folder that are keys, and the first arguments of
// texts.Of and, with the forms that English has, of texts.Count, with where they are. It
// leaves out the table itself and the packages by which tests and scripts look for texts.
func keysIn(t *testing.T, folder string, english map[string]string) (whole map[string]string, prefixes []string) {
	t.Helper()
	whole = map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && (d.Name() == "stage" || d.Name() == "inspect"):
			return cmp.Or(err, filepath.SkipDir)
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || d.Name() == "texts.go":
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if key, _ := literal(n); english[key] != "" {
					whole[key] = set.Position(n.Pos()).String()
				}
			case *ast.CallExpr:
				key, isWhole := literal(asked(n))
				switch {
				case key == "":
				case calls(n, "Count"):
					whole[key+".one"], whole[key+".other"] = set.Position(n.Pos()).String(), set.Position(n.Pos()).String()
				case isWhole:
					whole[key] = set.Position(n.Pos()).String()
				default:
					prefixes = append(prefixes, key)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return whole, prefixes
}

// asked is the key that a call asks for, or nil.
func asked(call *ast.CallExpr) ast.Expr {
	if calls(call, "Of") || calls(call, "Count") {
		return call.Args[0]
	}
	return nil
}

// calls tells whether a function of this package with a name is called.
func calls(call *ast.CallExpr, name string) bool {
	if len(call.Args) == 0 {
		return false
	}
	switch f := call.Fun.(type) {
	case *ast.Ident: // in this package
		return f.Name == name
	case *ast.SelectorExpr:
		from, ok := f.X.(*ast.Ident)
		return ok && from.Name == "texts" && f.Sel.Name == name
	}
	return false
}

// literal is a key, or what a key that is put together begins with.
// It is empty where that is no literal.
func literal(e ast.Expr) (key string, whole bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		key, err := strconv.Unquote(e.Value)
		return key, err == nil
	case *ast.BinaryExpr:
		key, _ := literal(e.X)
		return key, false
	}
	return "", false
}

func TestUse(t *testing.T) {
	defer Use("en")
	for code, want := range map[string]string{
		"de": "de", "de-AT": "de", "de_CH.UTF-8": "de", "en-GB": "en", "fr": "en", "C": "en", "": "en", "no such": "en",
	} {
		if Use(code); Code() != want {
			t.Errorf("%q: %s, want %s", code, Code(), want)
		}
	}
}

func TestNumbersFollowTheLanguage(t *testing.T) {
	defer Use("en")
	for code, want := range map[string]string{"en": "18,312 and 96.2", "de": "18.312 and 96,2"} {
		Use(code)
		if got := Format("%d and %.1f", 18312, 96.22); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

func TestCountsHaveTheFormOfTheirNumber(t *testing.T) {
	defer Use("en")
	for code, want := range map[string]string{"en": "one step|2 steps|0 steps|1,200 steps", "de": "ein Schritt|2 Schritte|0 Schritte|1.200 Schritte"} {
		Use(code)
		if got := strings.Join([]string{Count("history.steps", 1), Count("history.steps", 2), Count("history.steps", 0), Count("history.steps", 1200)}, "|"); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	Use("en")
	if got, want := Count("pad.keep.saved", 1, "a", "b"), "One drawing is saved in a, its label in b. Open it in the room Data."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Count("pad.keep.lost", 1), Of("pad.keep.lost.one"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestUnknownKeysPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown key gave a text")
		}
	}()
	_ = Of("no.such.key")
}
