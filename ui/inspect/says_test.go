package inspect

import (
	"testing"

	"wakesleep/ui/texts"
)

func TestTextsAreFoundByKey(t *testing.T) {
	dead := texts.Of("trouble.dead", 9, 30)
	for _, c := range []struct {
		text, key string
		args      []any
		want      bool
	}{
		{"‹" + texts.Of("bar.play.button") + "›", "bar.play.button", nil, true},
		{texts.Of("bar.play.button"), "bar.step.button", nil, false},
		{dead, "trouble.dead", []any{9, 30}, true},
		{dead, "trouble.dead", []any{8, 30}, false},
		{dead, "trouble.dead", nil, true},
		{texts.Sentence(dead), "trouble.dead", nil, true},
		{texts.Sentence(texts.Of("files.open.noInk", "a.png")), "files.open.noInk", nil, true},
		{texts.Of("bar.line.share.looking", 50), "bar.line.share.looking", nil, true},
		{texts.Of("bar.line.share.looking", 50), "bar.line.share.dreaming", nil, false},
	} {
		if got := Says(c.text, c.key, c.args...); got != c.want {
			t.Errorf("%q says %s %v: %v", c.text, c.key, c.args, got)
		}
	}
}
