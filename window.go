//go:build !headless

package main

import (
	"before"
	_ "embed"
	"os"
	"regexp"

	"wakesleep/cli"
	"wakesleep/io/starter"
	"wakesleep/io/visible"
	"wakesleep/ui"
	"wakesleep/ui/system/native"
)

// What packaging takes from these files, a plain build takes from here.
var (
	//go:embed FyneApp.toml
	details string
	//go:embed Icon.png
	icon []byte
)

// run does a command, or opens the window on the machine or the images that args
// name.
func run(args []string) int {
	before.Restore()
	if len(args) > 0 && cli.IsCommand(args[0]) {
		// Off the main goroutine, which Fyne ties to a thread: waiting there for other
		// workers would cost training a quarter of its speed.
		status := make(chan int)
		go func() { status <- cli.Run(args) }()
		return <-status
	}
	native.SpeakLocale()
	file, err := cli.FileArgument(args)
	if err == nil {
		err = ui.Prepare()
	}
	if err != nil {
		_ = visible.Writef(os.Stderr, "wakesleep: %s", visible.Complaint(err.Error()))
		return 1
	}
	return ui.Run(ui.Options{
		Picker: native.Picker{}, CopyPicture: native.CopyPicture, OnDisplayLost: native.OnDisplayLost, Starter: starter.Load, File: file, Version: version(), Icon: icon,
	})
}

// version is the program's, as FyneApp.toml has it.
func version() string {
	found := regexp.MustCompile(`(?m)^Version\s*=\s*"([^"]*)"`).FindStringSubmatch(details)
	if found == nil {
		return ""
	}
	return found[1]
}
