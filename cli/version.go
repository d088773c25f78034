package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionReport says which program this is and where it runs.
type versionReport struct {
	Version string `json:"version"`
	// Revision is the commit it was built from, where the build knew it.
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
	// Processors is how many threads run Go code at the same time, GOMAXPROCS.
	Processors int `json:"processors"`
}

func (v versionReport) String() string {
	text := "wakesleep " + v.Version
	if v.Revision != "" {
		text += fmt.Sprintf(" (%.12s", v.Revision)
		if v.Modified {
			text += ", modified"
		}
		text += ")"
	}
	return fmt.Sprintf("%s, %s, %s/%s, %d processors", text, v.Go, v.OS, v.Arch, v.Processors)
}

// programVersion asks the running program.
func programVersion() versionReport {
	v := versionReport{
		Version: "unknown", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
		Processors: runtime.GOMAXPROCS(0),
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v.Version = info.Main.Version
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

func newVersion() *cobra.Command {
	c := &cobra.Command{
		Use:     "version",
		Short:   "Say which version of the program this is",
		Example: "  wakesleep version --json",
		Args:    exactly(),
	}
	asJSON := addJSON(c, "print one JSON object")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *asJSON {
			return printJSON(c.OutOrStdout(), programVersion())
		}
		_, err := fmt.Fprintln(c.OutOrStdout(), programVersion())
		return err
	}
	return c
}
