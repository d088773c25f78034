package native

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/sqweek/dialog"

	"wakesleep/ui/system"
)

func TestNothingChosenIsOneError(t *testing.T) {
	for _, c := range []struct {
		path string
		err  error
	}{{"", nil}, {"", dialog.ErrCancelled}} {
		if path, err := settle(c.path, c.err); path != "" || !errors.Is(err, system.ErrCancelled) {
			t.Errorf("%q, %v became %q, %v", c.path, c.err, path, err)
		}
	}
	other := errors.New("broken")
	if _, err := settle("/tmp/x", other); !errors.Is(err, other) {
		t.Errorf("another error became %v", err)
	}
}

func TestPathsAreAbsolute(t *testing.T) {
	if path, err := settle("m.helmholtz", nil); err != nil || !filepath.IsAbs(path) {
		t.Errorf("%q, %v", path, err)
	}
}

func TestOneDialogAtATime(t *testing.T) {
	if !available() {
		t.Skip("no display, or GTK's settings are not installed")
	}
	inside, release := make(chan struct{}), make(chan struct{})
	done := make(chan error)
	go func() {
		_, err := onOwnThread(func() (string, error) {
			close(inside)
			<-release
			return "", nil
		})
		done <- err
	}()
	<-inside
	if _, err := onOwnThread(func() (string, error) { return "/x", nil }); !errors.Is(err, system.ErrBusy) {
		t.Errorf("a second dialog: %v", err)
	}
	close(release)
	if err := <-done; !errors.Is(err, system.ErrCancelled) {
		t.Errorf("the first dialog: %v", err)
	}
}
