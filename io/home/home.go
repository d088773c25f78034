// Package home sees to it that the user's own folders are whole paths. Where the environment
// names them from the current folder on, or not at all, toolkits would make folders there.
package home

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"

	"wakesleep/internal/sentence"
)

const variable = "HOME"

// variables name folders of the user's.
var variables = []string{variable, "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}

// nowhere is a home in which nothing can be made.
const nowhere = os.DevNull

// Settle takes variables that are not whole paths out of the environment, and sets HOME to
// what the system's list of users says where it is not set. The error is a sentence for the
// user about what is ignored, or missing. Call it before anything asks for these folders.
func Settle() error {
	if runtime.GOOS == "windows" {
		return nil // which names them otherwise
	}
	return settle(func() string {
		u, err := user.Current()
		if err != nil {
			return ""
		}
		return u.HomeDir
	})
}

// settle is Settle with what the list of users says; empty for nothing.
func settle(listed func() string) error {
	defer xdg.Reload()
	var ignored []string
	for _, name := range variables {
		if value := os.Getenv(name); value != "" && !filepath.IsAbs(value) {
			_ = os.Unsetenv(name)
			ignored = append(ignored, name)
		}
	}
	missing := os.Getenv(variable) == ""
	if missing {
		missing = !adopt(listed())
	}
	switch {
	case missing:
		return sentence.Errorf("there is no home folder, so settings and checkpoints are not kept; set %s to a whole path", variable)
	case len(ignored) > 0:
		return sentence.Errorf("%s: not a whole path and ignored; set it to one that begins with /", strings.Join(ignored, " and "))
	}
	return nil
}

// adopt sets HOME to a folder that is there, and tells whether it could. Otherwise it is
// where nothing can be made.
func adopt(folder string) bool {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() || !filepath.IsAbs(folder) {
		_ = os.Setenv(variable, nowhere)
		return false
	}
	_ = os.Setenv(variable, folder)
	return true
}
