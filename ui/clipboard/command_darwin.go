package clipboard

import "os/exec"

// script is a command that copies a picture from a file. The path is an argument, so
// that no character in it can mean anything.
func script(path string) *exec.Cmd {
	return exec.Command("osascript",
		"-e", "on run arguments",
		"-e", "set the clipboard to (read (POSIX file (item 1 of arguments)) as «class PNGf»)",
		"-e", "end run", path)
}
