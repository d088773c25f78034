package clipboard

import (
	"os/exec"
	"strings"
	"syscall"
)

// script is a command that copies a picture from a file. Only a thread of the kind STA
// may use the clipboard.
func script(path string) *exec.Cmd {
	name := "'" + strings.ReplaceAll(path, "'", "''") + "'"
	cmd := exec.Command("powershell", "-NoProfile", "-NonInteractive", "-STA", "-Command",
		"Add-Type -AssemblyName System.Windows.Forms, System.Drawing; "+
			"$picture = [System.Drawing.Image]::FromFile("+name+"); "+
			"[System.Windows.Forms.Clipboard]::SetImage($picture); $picture.Dispose()")
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
	return cmd
}
