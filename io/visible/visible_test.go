package visible_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"wakesleep/io/visible"
)

// obeyed are texts that a terminal obeys, or shows as something else than they are.
var obeyed = map[string]string{
	"an escape sequence": "\x1b[31m", "the same in one sign": "\u009b31m", "a return": "\r", "a bell": "\a", "delete": "\x7f",
	"an override": "\u202e", "an isolate": "\u2066", "a mark": "\u200f", "an Arabic mark": "\u061c", "a line separator": "\u2028",
	"a space of no width": "\u200b", "a byte order mark": "\ufeff", "a soft hyphen": "\u00ad", "a word joiner": "\u2060",
	"a tag": "\U000e0041", "an annotation": "\ufff9", "a filler": "\u3164", "no text at all": "\xff", "half a letter": "\xc3",
}

func TestWhatIsObeyedIsReplaced(t *testing.T) {
	for what, text := range obeyed {
		whole := "before" + text + "behind"
		line := visible.Line(whole)
		var out bytes.Buffer
		w := visible.NewWriter(&out)
		_, _ = w.Write([]byte(whole + "\n"))
		_ = w.Close()
		for _, got := range []string{line, strings.TrimSuffix(out.String(), "\n")} {
			if first, _ := utf8.DecodeRuneInString(text); strings.ContainsRune(got, first) && first != utf8.RuneError ||
				!strings.HasPrefix(got, "before") || !strings.HasSuffix(got, "behind") || !utf8.ValidString(got) ||
				strings.ContainsFunc(got, unicode.IsControl) {
				t.Errorf("%s: %q", what, got)
			}
		}
	}
	if got := visible.Line("a\nb\tc"); got != "a␊b␉c" {
		t.Errorf("a line has %q", got)
	}
}

// Writing in whatever language stays as it is.
func TestWritingStays(t *testing.T) {
	for _, text := range []string{
		"Zürich 0–9 µ², 9×9 ░█…", "עברית", "العربية", "می\u200cخواهم", "ক্\u200dষ", "漢字", "한국어", "👩\u200d🔬 ✔️", "e\u0301", "٪ \u0600١٢",
	} {
		if got := visible.Line(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestJSONKeepsTheText(t *testing.T) {
	for what, text := range obeyed {
		if !utf8.ValidString(text) {
			continue
		}
		plain, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		escaped := visible.JSON(plain)
		var back string
		if err := json.Unmarshal(escaped, &back); err != nil || back != text || visible.Line(string(escaped)) != string(escaped) {
			t.Errorf("%s: %s, %v", what, escaped, err)
		}
	}
}

func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "ten signs!": "ten signs!", "öööööööööö": "öööööööööö", "abcdefghijk": "abcdef … k", strings.Repeat("é", 50): "éééééé … é",
	} {
		if got := visible.Short(text, 10); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	if got := visible.Short(strings.Repeat("x", 1e6), 100); utf8.RuneCountInString(got) != 100 {
		t.Errorf("%d letters", utf8.RuneCountInString(got))
	}
}
