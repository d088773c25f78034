package preferences

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// opened is a store whose complaints fail the test.
func opened(t *testing.T, path string) *Store {
	t.Helper()
	return open(path, func(err error) { t.Error(err) })
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestFilesOfFynesOwn reads what Fyne 2.7.1 wrote, and keeps what this program does not
// know.
func TestFilesOfFynesOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	write(t, path, `{"cycles":"77","room":"data","threads":3,"watch":false,"width":1280.5,"recent":["/a","/ü"],"on":[true,false],"sizes":[1,2.5],"none":null,"later":{"a":[1,"b",null]}}`+"\n")
	s := opened(t, path)
	for _, c := range []struct{ got, want any }{
		{s.String("cycles"), "77"},
		{s.Int("threads"), 3},
		{s.Float("threads"), 3.0},
		{s.BoolWithFallback("watch", true), false},
		{s.Float("width"), 1280.5},
		{s.Int("width"), 1280},
		{s.StringList("recent"), []string{"/a", "/ü"}},
		{s.BoolList("on"), []bool{true, false}},
		{s.FloatList("sizes"), []float64{1, 2.5}},
		{s.IntList("sizes"), []int{1, 2}},
		{s.StringWithFallback("none", "usual"), "usual"},
		{s.StringWithFallback("threads", "usual"), "usual"},
		{s.IntWithFallback("cycles", 5), 5},
		{s.StringList("on"), []string{}},
		{s.FloatListWithFallback("recent", []float64{9}), []float64{9}},
		{s.BoolListWithFallback("absent", []bool{true}), []bool{true}},
		{s.IntListWithFallback("later", []int{4}), []int{4}},
		{s.String("later"), ""},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("got %#v, want %#v", c.got, c.want)
		}
	}
	s.SetString("room", "film")
	s.RemoveValue("cycles")
	s.Close()
	var now map[string]any
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &now) != nil {
		t.Fatalf("the file holds %q, %v", text, err)
	}
	if now["room"] != "film" || now["cycles"] != nil || !reflect.DeepEqual(now["later"], map[string]any{"a": []any{1.0, "b", nil}}) {
		t.Errorf("the file holds %s", text)
	}
}

func TestValuesComeBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "yet", "preferences.json")
	s := opened(t, path)
	heard := 0
	s.AddChangeListener(func() { heard++ })
	s.SetBool("bool", true)
	s.SetBool("bool", true) // no change
	s.SetInt("int", -1<<40)
	s.SetFloat("float", 0.1)
	s.SetFloat("nothing", math.NaN())
	s.SetString("string", "\x00\"\xff✓")
	s.SetBoolList("bools", []bool{true})
	s.SetIntList("ints", []int{1, 2})
	s.SetFloatList("floats", []float64{1e300})
	s.SetStringList("strings", []string{"a"})
	s.SetStringList("empty", nil)
	if heard != 9 || len(s.ChangeListeners()) != 1 {
		t.Errorf("heard of %d changes", heard)
	}
	s.Close()
	for _, s := range []*Store{s, opened(t, path)} {
		for _, c := range []struct{ got, want any }{
			{s.Bool("bool"), true},
			{s.Int("int"), -1 << 40},
			{s.Float("float"), 0.1},
			{s.FloatWithFallback("nothing", 7), 7.0},
			{s.String("string"), "\x00\"\ufffd✓"},
			{s.BoolList("bools"), []bool{true}},
			{s.IntList("ints"), []int{1, 2}},
			{s.FloatList("floats"), []float64{1e300}},
			{s.IntListWithFallback("floats", []int{3}), []int{3}},
			{s.StringList("strings"), []string{"a"}},
			{s.StringListWithFallback("empty", []string{"full"}), []string{}},
		} {
			if !reflect.DeepEqual(c.got, c.want) {
				t.Errorf("got %#v, want %#v", c.got, c.want)
			}
		}
	}
}

// TestTwoWindowsCloseAtOnce loses no key and damages no file.
func TestTwoWindowsCloseAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	rounds := 200
	if testing.Short() {
		rounds = 30
	}
	for i := range rounds {
		stores := []*Store{opened(t, path), opened(t, path)}
		var both sync.WaitGroup
		for w, s := range stores {
			both.Go(func() {
				s.SetInt(fmt.Sprint("window", w), i)
				s.SetInt(fmt.Sprint("round", i, "of", w), i)
				s.SetString("last", strings.Repeat(fmt.Sprint(w), i))
				s.Close()
			})
		}
		both.Wait()
	}
	s := opened(t, path)
	for w := range 2 {
		for i := range rounds {
			if n := s.IntWithFallback(fmt.Sprint("round", i, "of", w), -1); n != i {
				t.Fatalf("window %d's change of round %d became %d", w, i, n)
			}
		}
	}
	alone(t, path)
}

// alone fails if there is anything beside a file and its lock.
func alone(t *testing.T, path string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(list) != 2 {
		t.Errorf("the folder holds %v, %v", list, err)
	}
}

const childFile = "PREFERENCES_TEST_CHILD"

// TestChild is no test, but what a child runs: it changes a key of its own and closes.
func TestChild(t *testing.T) {
	path := os.Getenv(childFile)
	if path == "" {
		t.Skip("for children only")
	}
	for i := range 20 {
		s := opened(t, path)
		s.SetInt(fmt.Sprintf("%d-%d", os.Getpid(), i), i)
		s.Close()
	}
}

// TestTwoProgramsAtOnce does the same with processes.
func TestTwoProgramsAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	var children []*exec.Cmd
	for range 3 {
		c := exec.Command(os.Args[0], "-test.run=^TestChild$")
		c.Env = append(os.Environ(), childFile+"="+path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, c)
	}
	for _, c := range children {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	s := opened(t, path)
	for _, c := range children {
		for i := range 20 {
			if n := s.IntWithFallback(fmt.Sprintf("%d-%d", c.Process.Pid, i), -1); n != i {
				t.Errorf("change %d of a child became %d", i, n)
			}
		}
	}
	alone(t, path)
}

// TestAnotherWindowsChangesAreTakenOver when this one writes: lists grow in turns.
func TestAnotherWindowsChangesAreTakenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	a, b := opened(t, path), opened(t, path)
	b.SetString("theme", "light")
	b.Close()
	a.SetInt("threads", 2)
	a.Close()
	if got := a.String("theme"); got != "light" {
		t.Errorf("the other window's theme is %q here", got)
	}
	// What this window chose stays, whatever the other one writes later.
	a.SetString("theme", "dark")
	b.SetInt("threads", 4)
	b.Close()
	a.Close()
	again := opened(t, path)
	if again.String("theme") != "dark" || again.Int("threads") != 4 {
		t.Errorf("theme %q, threads %d", again.String("theme"), again.Int("threads"))
	}
}

func TestChangesAreWrittenSoon(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	s := opened(t, path)
	s.SetInt("n", 1)
	for opened(t, path).Int("n") != 1 { // until the test's own time is over
	}
	s.Close()
}

// TestWhatCannotBeWritten is told once, and written when it can be.
func TestWhatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	blocked := filepath.Join(folder, "blocked")
	path := filepath.Join(blocked, "preferences.json")
	write(t, blocked, "")
	told := 0
	s := open(path, func(error) { told++ })
	before := told
	for i := range 3 {
		s.SetInt("n", i)
		s.Close()
	}
	if told > before+1 || told == 0 {
		t.Errorf("told %d times, %d of them at first", told, before)
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if n := opened(t, path).Int("n"); n != 2 {
		t.Errorf("the file holds %d", n)
	}
}

// TestTooMuchIsNotKept would make a file that cannot be read again.
func TestTooMuchIsNotKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	s := opened(t, path)
	s.SetInt("n", 1)
	s.Close()
	var said error
	s.say = func(err error) { said = err }
	s.SetString("big", strings.Repeat("x", limit))
	s.Close()
	if said == nil || opened(t, path).Int("n") != 1 {
		t.Errorf("said %v", said)
	}
}

func TestUnreadableFilesAreNotReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	write(t, path, `{"n":1}`)
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(path); err == nil {
		t.Skip("this user may read everything")
	}
	s := open(path, func(error) {})
	s.SetInt("n", 2)
	s.Close()
	_ = os.Chmod(path, 0o600)
	if n := opened(t, path).Int("n"); n != 1 {
		t.Errorf("the file holds %d", n)
	}
}

// TestDamagedFilesAreMovedAside opens what is no file of preferences, at once and within
// the memory at hand, and keeps it under another name.
func TestDamagedFilesAreMovedAside(t *testing.T) {
	for name, make := range hostile {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "preferences.json")
			if err := make(path); err != nil {
				t.Skip(err)
			}
			before, _ := os.Lstat(path)
			for i := range 2 { // the second finds what the first left
				var said []string
				s := open(path, func(err error) { said = append(said, err.Error()) })
				if i == 0 && (len(said) != 1 || !strings.Contains(said[0], path+" cannot be used (")) {
					t.Errorf("said %q", said)
				}
				if got := s.IntWithFallback("n", 5*(1-i)); got != 5*(1-i)+6*i {
					t.Errorf("n is %d", got)
				}
				s.SetInt("n", 6)
				s.Close()
			}
			aside, err := os.Lstat(filepath.Join(filepath.Dir(path), "preferences.damaged-1"))
			if err != nil || !os.SameFile(aside, before) {
				t.Errorf("the damaged file is %v, %v", aside, err)
			}
			if n := opened(t, path).Int("n"); n != 6 {
				t.Errorf("the file holds %d", n)
			}
		})
	}
}

// hostile makes what a file of preferences may be in the worst case.
var hostile = map[string]func(path string) error{
	"a folder":       func(path string) error { return os.MkdirAll(filepath.Join(path, "full"), 0o755) },
	"a list":         content(`["a"]`),
	"a number":       content(`7`),
	"half":           content(`{"cycles":"77","recent":["/a"`),
	"two":            content(`{"a":1}{"b":2}`),
	"not text":       content("\x7fELF\x00\x01\x02"),
	"deep":           content(strings.Repeat(`{"a":`, 1<<17)),
	"more than 1 MB": content(`{"a":"` + strings.Repeat("x", limit) + `"}`),
	"endless": func(path string) error {
		if _, err := os.Stat("/dev/zero"); err != nil {
			return err
		}
		return os.Symlink("/dev/zero", path)
	},
	"a terabyte": func(path string) error {
		if err := os.WriteFile(path, []byte(`{"a":1,`), 0o600); err != nil {
			return err
		}
		return os.Truncate(path, 1<<40)
	},
}

func content(text string) func(string) error {
	return func(path string) error { return os.WriteFile(path, []byte(text), 0o600) }
}

func TestManyDamagedFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "preferences.json")
	for i := range asides + 3 {
		write(t, path, fmt.Sprint("damage", i))
		open(path, func(error) {})
	}
	left, err := filepath.Glob(filepath.Join(folder, "*.damaged-*"))
	if err != nil || len(left) != asides {
		t.Errorf("%d damaged files are kept, %v", len(left), err)
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("the last damaged file is still there")
	}
}

// TestFullOfKeys reads the most keys that the limit lets through.
func TestFullOfKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	var b strings.Builder
	b.WriteString(`{"n":3`)
	for i := 0; b.Len() < limit-20; i++ {
		fmt.Fprintf(&b, `,"%x":0`, i)
	}
	b.WriteString("}")
	write(t, path, b.String())
	s := opened(t, path)
	s.SetInt("n", 4)
	s.Close()
	if n := opened(t, path).Int("n"); n != 4 {
		t.Errorf("the file holds %d", n)
	}
}

// TestLockThatIsNone does without where the lock's place is taken.
func TestLockThatIsNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	if err := os.Mkdir(path+".lock", 0o755); err != nil {
		t.Fatal(err)
	}
	s := opened(t, path)
	s.SetInt("n", 4)
	s.Close()
	if n := opened(t, path).Int("n"); n != 4 {
		t.Errorf("the file holds %d", n)
	}
}

// FuzzPreferences reads any file; what it takes is written and read again as it was, with
// one change.
func FuzzPreferences(f *testing.F) {
	for _, seed := range []string{
		``, `{}`, `{"a":1}`, `{"a":"b","c":[1,2],"d":[true],"e":["x",null],"f":{"g":[{}]},"h":null,"i":1e999}`,
		`{"a":1,"a":2,"\u0061":3}`, `[]`, `null`, `{"n":-1e308,"\ud800":"\udc00"}`, "{\"\xff\":\"\x80\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := decode(text)
		if err != nil {
			return
		}
		s := &Store{values: v, own: values{}, due: true}
		for key := range v {
			readAll(s, key)
		}
		s.SetString("n", "new")
		written, err := json.Marshal(s.values)
		if err != nil {
			t.Fatalf("cannot be written: %v", err)
		}
		again, err := decode(written)
		if err != nil && len(written) <= limit {
			t.Fatalf("cannot be read again: %v", err)
		}
		if err == nil && len(again) != len(s.values) {
			t.Fatalf("%d keys became %d", len(s.values), len(again))
		}
	})
}

func readAll(s *Store, key string) {
	s.Bool(key)
	s.Int(key)
	s.Float(key)
	_ = s.String(key)
	s.BoolList(key)
	s.IntList(key)
	s.FloatList(key)
	s.StringList(key)
}

// TestTemporaryFilesAreCleared takes away what a killed window left.
func TestTemporaryFilesAreCleared(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("they are cleared after an hour only")
	}
	path := filepath.Join(t.TempDir(), "preferences.json")
	write(t, filepath.Join(filepath.Dir(path), ".wakesleep-0123456789abcdef.tmp"), "half")
	s := opened(t, path)
	s.SetInt("n", 1)
	s.Close()
	alone(t, path)
}
