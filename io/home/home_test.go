//go:build unix

package home

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

// TestFoldersAreWholePaths: whatever the environment says, no folder of the user's lies
// below the current one, and what is ignored is said.
func TestFoldersAreWholePaths(t *testing.T) {
	t.Cleanup(xdg.Reload)
	listed := t.TempDir()
	for _, c := range []struct {
		what         string
		set          map[string]string
		listed, home string
		says         string
	}{
		{"all is well", map[string]string{"HOME": "/some/home"}, listed, "/some/home", ""},
		{"no HOME", nil, listed, listed, ""},
		{"no HOME and no user", nil, "", nowhere, "no home folder"},
		{"no HOME and a home that is not there", nil, "/no/such/home", nowhere, "no home folder"},
		{"a relative HOME", map[string]string{"HOME": "rel"}, listed, listed, "HOME: not a whole path and ignored"},
		{"a relative HOME and no user", map[string]string{"HOME": "./rel"}, "", nowhere, "no home folder"},
		{"relative folders", map[string]string{"HOME": "/h", "XDG_DATA_HOME": "a", "XDG_CONFIG_HOME": "b/c"}, listed, "/h", "XDG_CONFIG_HOME and XDG_DATA_HOME: not a whole path and ignored"},
		{"a whole folder", map[string]string{"HOME": "/h", "XDG_DATA_HOME": "/a"}, listed, "/h", ""},
	} {
		for _, name := range variables {
			t.Setenv(name, c.set[name])
		}
		err := settle(func() string { return c.listed })
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.what, err)
		}
		config, failed := os.UserConfigDir()
		if got := os.Getenv("HOME"); got != c.home || failed != nil || !filepath.IsAbs(config) || !filepath.IsAbs(xdg.DataHome) {
			t.Errorf("%s: home %s, config %s (%v), data %s", c.what, got, config, failed, xdg.DataHome)
		}
		if value := c.set["XDG_DATA_HOME"]; filepath.IsAbs(value) && xdg.DataHome != value {
			t.Errorf("%s: data are in %s", c.what, xdg.DataHome)
		}
	}
}
