package architecture

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	fynesWidgets = "fyne.io/fyne/v2/widget"
	kit          = "ui/kit"
)

// made are the functions of Fyne's widgets that make nothing with a focus, which keeps keys
// from the window.
var made = []string{
	"NewForm", "NewFormItem", "NewIcon", "NewLabel", "NewLabelWithStyle", "NewPopUp", "NewPopUpMenu",
	"NewProgressBar", "NewRichText", "NewSeparator", "NewSimpleRenderer",
}

// extended are the types of Fyne's widgets that may be built upon, for the same reason.
var extended = []string{"BaseWidget", "BaseRenderer", "Icon", "Label", "RichText", "ProgressBar"}

// Controls keep the window's keys unless they are those of ui/kit.
func TestControlsAreThoseOfTheKit(t *testing.T) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (path != root && skipped(path, d.Name()) || path == filepath.Join(root, filepath.FromSlash(kit))):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, fault := range controlsIn(t, path, string(text)) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestControlsOfMadeUpSources(t *testing.T) {
	const head = "package p\nimport \"fyne.io/fyne/v2/widget\"\n"
	for text, faults := range map[string]int{
		"var _ = widget.NewLabel(\"\")":                                0,
		"var _ = widget.NewCheck(\"\", nil)":                           1,
		"var f = widget.NewEntry":                                      1,
		"var _ = &widget.Button{}":                                     1,
		"type t struct{ widget.Slider }":                               1,
		"type t struct{ *widget.Select }":                              1,
		"type t struct{ widget.BaseWidget }":                           0,
		"func f() *widget.PopUp { return nil }":                        0,
		"func f(o any) bool { _, ok := o.(*widget.Entry); return ok }": 0,
	} {
		if got := controlsIn(t, "p.go", head+text); len(got) != faults {
			t.Errorf("%s: %q", text, got)
		}
	}
	if got := controlsIn(t, "p.go", "package p\nimport w \"fyne.io/fyne/v2/widget\"\nvar _ = w.NewEntry()"); len(got) != 1 {
		t.Errorf("under another name: %q", got)
	}
}

// controlsIn tells which of Fyne's own controls a source makes.
func controlsIn(t *testing.T, path, text string) []string {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	name := nameOf(parsed, fynesWidgets)
	var faults []string
	fault := func(at ast.Node, what string) {
		faults = append(faults, fmt.Sprintf("%s: %s.%s keeps keys from the window: take a control of %s", files.Position(at.Pos()), name, what, kit))
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if what := memberOf(n, name); strings.HasPrefix(what, "New") && !slices.Contains(made, what) {
			fault(n, what)
		}
		for _, what := range builtUpon(n, name) {
			if !slices.Contains(extended, what) {
				fault(n, what)
			}
		}
		return true
	})
	return faults
}

// nameOf is what a file calls a package that it imports; empty if it does not.
func nameOf(file *ast.File, path string) string {
	for _, i := range file.Imports {
		switch {
		case strings.Trim(i.Path.Value, `"`) != path:
		case i.Name != nil:
			return i.Name.Name
		default:
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	return ""
}

// memberOf is what of a package a node names; empty if nothing.
func memberOf(n ast.Node, name string) string {
	if s, ok := n.(*ast.SelectorExpr); ok {
		if of, ok := s.X.(*ast.Ident); ok && of.Name == name && name != "" {
			return s.Sel.Name
		}
	}
	return ""
}

// builtUpon are the types of a package that a node makes a value of or embeds.
func builtUpon(n ast.Node, name string) (types []string) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		types = append(types, memberOf(n.Type, name))
	case *ast.StructType:
		for _, f := range n.Fields.List {
			of := f.Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if len(f.Names) == 0 {
				types = append(types, memberOf(of, name))
			}
		}
	}
	return slices.DeleteFunc(types, func(t string) bool { return t == "" })
}
