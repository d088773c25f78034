package desktop

import "os/exec"

// Titles of the system's dialogs.
const (
	OpenDialog = "Open File"
	SaveDialog = "Save File"
)

// ChooseFile waits for the system's dialog with a title, types a path into it and
// confirms.
func (p *Program) ChooseFile(title, path string) {
	p.t.Helper()
	window := ""
	wait(p.t, "the dialog “"+title+"”", p.running, func() bool {
		window = find(p.cmd.Process.Pid, "^"+title+"$")
		return window != ""
	})
	p.front(window)
	// In GTK ctrl+L goes to the line for the path, also where a name stands.
	xdotool(p.t, "key", "ctrl+l", "sleep", ".2", "key", "ctrl+a", "type", "--delay", "5", path)
	xdotool(p.t, "sleep", ".2", "key", "Return")
	wait(p.t, "the end of the dialog “"+title+"”", p.running, func() bool {
		return find(p.cmd.Process.Pid, "^"+title+"$") == ""
	})
}

// fileDialog is the system's dialog that is open, or "".
func (p *Program) fileDialog() string {
	return find(p.cmd.Process.Pid, "^("+OpenDialog+"|"+SaveDialog+")$")
}

// CancelFile gives up the system's dialog that is open.
func (p *Program) CancelFile() {
	p.t.Helper()
	p.front(p.fileDialog())
	xdotool(p.t, "key", "Escape")
	wait(p.t, "the end of the system's dialog", p.running, func() bool { return p.fileDialog() == "" })
}

// Screenshot writes what the whole display shows to a PNG file.
func Screenshot(t Test, path string) {
	t.Helper()
	if out, err := exec.Command("import", "-window", "root", path).CombinedOutput(); err != nil {
		t.Logf("no screenshot: %v: %s", err, out)
	}
}

// Screenshot writes the inside of the program's window to a PNG file.
func (p *Program) Screenshot(path string) {
	p.t.Helper()
	if out, err := exec.Command("import", "-window", p.window, path).CombinedOutput(); err != nil {
		p.t.Fatalf("no screenshot: %v: %s", err, out)
	}
}
