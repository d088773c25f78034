package desk_test

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"testing"

	"wakesleep/io/dataset"
	"wakesleep/network/images"
	"wakesleep/ui/texts"
)

// TestFilesInUseAreNotWrittenOver: neither machine nor picture replaces the images in use,
// and no picture the machine's file, by whatever name.
func TestFilesInUseAreNotWrittenOver(t *testing.T) {
	s, _ := trained(t)
	folder := t.TempDir()
	set := &images.Set{Name: "three", Width: 3, Height: 3, Grey: bytes.Repeat([]byte{0, 255, 0}, 9)}
	var content bytes.Buffer
	if err := dataset.WriteImages(&content, set); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(folder, "images.helmholtz")
	if err := os.WriteFile(data, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	machine := filepath.Join(folder, "m.helmholtz")
	saved := s.SaveTo(machine)
	s.OpenAny(data)
	s.Until("the images are in use", func() bool { return s.Ready() && s.Data().Path == data })
	picture := filepath.Join(folder, "picture.png")
	for _, c := range []struct {
		name, file, key string
		ask             func()
	}{
		{data, data, "files.inputs.data", s.AskSave},
		{picture, data, "files.inputs.data", func() { s.AskSaveImage("", "p.png", image.NewGray(image.Rect(0, 0, 1, 1))) }},
		{picture, machine, "files.inputs.machine", func() { s.AskSaveImage("", "p.png", image.NewGray(image.Rect(0, 0, 1, 1))) }},
	} {
		if c.name != c.file {
			if err := os.Link(c.file, c.name); err != nil {
				t.Skip("no links here:", err)
			}
		}
		s.Picker.Path, s.Picker.Asks = c.name, true
		c.ask()
		s.WaitDialogWords(texts.Of(c.key))
		s.Press("common.ok")
		if c.name != c.file {
			if err := os.Remove(c.name); err != nil {
				t.Fatal(err)
			}
		}
	}
	for file, want := range map[string][]byte{data: content.Bytes(), machine: saved} {
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s was written over (%v)", file, err)
		}
	}
}
