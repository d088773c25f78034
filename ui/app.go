package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"wakesleep/io/ordinary"
	"wakesleep/ui/desk"
	"wakesleep/ui/system/preferences"
)

// newApp makes Fyne's app with preferences of the program's own.
//
// Fyne would read a file of its own when the app is made, without a bound, again on its
// goroutine whenever that changes, and write it not atomically. An app without an identity
// does none of that. It gets one afterwards, by which desktops know it, and the
// preferences as what Fyne takes for a service in the network.
func newApp(o Options, kept *preferences.Store) fyne.App {
	about := fyne.AppMetadata{
		Name: desk.ProgramName, Version: o.Version, Migrations: map[string]bool{"fyneDo": true},
	}
	fyneapp.SetMetadata(about) // else Fyne takes the identity from FyneApp.toml beside the program
	a := fyneapp.NewWithID("")
	about.ID = desk.ProgramID
	fyneapp.SetMetadata(about)
	a.SetCloudProvider(keeper{kept})
	endQuietly(a.Lifecycle())
	if len(o.Icon) > 0 {
		a.SetIcon(fyne.NewStaticResource("Icon.png", o.Icon))
	}
	return a
}

// endQuietly takes away what Fyne does when its event loop has ended, which is to save
// preferences of its own. It sends that to the loop while it closes it, and would at times
// end the program by a panic.
func endQuietly(l fyne.Lifecycle) {
	if l, ok := l.(interface{ SetOnStoppedHookExecuted(f func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// keeper hands preferences to Fyne.
type keeper struct{ kept *preferences.Store }

func (keeper) ProviderDescription() string                  { return "" }
func (keeper) ProviderIcon() fyne.Resource                  { return nil }
func (keeper) ProviderName() string                         { return "" }
func (keeper) Cleanup(fyne.App)                             {}
func (keeper) Setup(fyne.App) error                         { return nil }
func (k keeper) CloudPreferences(fyne.App) fyne.Preferences { return k.kept }

// mostOfToolkit is how many bytes a file of settings for all Fyne programs may have, and
// mostScale by how much they may enlarge everything.
const (
	mostOfToolkit = 1 << 20
	mostScale     = 10
)

// checkToolkit refuses files in a folder, of settings for all Fyne programs, that Fyne
// would wait for or choke on when the app is made. Others that are damaged it passes over.
func checkToolkit(folder string) error {
	for _, name := range []string{"settings.json", "theme.json"} {
		path := filepath.Join(folder, name)
		if err := checkToolkitFile(path); err != nil {
			return fmt.Errorf("%s, settings for all programs that are made with Fyne, cannot be used: %w; move it away", path, err)
		}
	}
	return nil
}

func checkToolkitFile(path string) error {
	in, err := ordinary.Open(path)
	var kind *ordinary.KindError
	switch {
	case errors.As(err, &kind) && !kind.Mode.IsDir():
		return errors.New("it is " + string(kind.What()))
	case err != nil:
		return nil // Fyne cannot read it either
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, mostOfToolkit+1))
	if err == nil && len(text) > mostOfToolkit {
		return errors.New("it has more than 1 MiB")
	}
	var settings struct {
		Scale float64 `json:"scale"`
	}
	if json.Unmarshal(text, &settings) == nil && settings.Scale > mostScale {
		return fmt.Errorf("its scale is %g, and may be %d", settings.Scale, mostScale)
	}
	return nil
}
