//go:build windows || darwin

package clipboard

import (
	"fmt"
	"os"
	"strings"
)

// put lets the system's own scripting language take the picture from a file.
func put(png []byte) error {
	file, err := os.CreateTemp("", "wakesleep-*.png")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = file.Write(png)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if said, err := script(file.Name()).CombinedOutput(); err != nil {
		return fmt.Errorf("the system did not take the picture: %w: %s", err, strings.TrimSpace(string(said)))
	}
	return nil
}
