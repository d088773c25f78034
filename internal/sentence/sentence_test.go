package sentence_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"testing"

	"wakesleep/internal/sentence"
)

func TestErrorsSayAndWrapWhatThoseOfFmtDo(t *testing.T) {
	const format = "%s: %w after %d bytes (%w)"
	values := []any{"a.idx", io.ErrUnexpectedEOF, 12, fs.ErrPermission}
	got, want := sentence.Errorf(format, values...), fmt.Errorf(format, values...)
	if got.Error() != want.Error() {
		t.Errorf("%q, want %q", got, want)
	}
	if !errors.Is(got, io.ErrUnexpectedEOF) || !errors.Is(got, fs.ErrPermission) || errors.Is(got, io.EOF) {
		t.Errorf("%v wraps others", got)
	}
	var kept *sentence.Error
	if !errors.As(fmt.Errorf("more: %w", got), &kept) || kept.Format != format || !slices.Equal(kept.Values, values) {
		t.Errorf("kept are %+v", kept)
	}
}

func TestCausesAreKeptAndNotSaid(t *testing.T) {
	err := sentence.Because(fs.ErrNotExist, "%s: there is no such file", "a.idx")
	if err.Error() != "a.idx: there is no such file" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestPhrasesAndWordsAreSaidWithinSentences(t *testing.T) {
	err := sentence.Errorf("it is %s; pick %s", sentence.Word("a PNG picture"), sentence.Sprintf("%s or %s", "BMP", "GIF"))
	if err.Error() != "it is a PNG picture; pick BMP or GIF" {
		t.Errorf("%v", err)
	}
}
