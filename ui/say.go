package ui

import (
	"os"

	"wakesleep/io/visible"
)

// say tells on standard error what no window is there for.
func say(format string, values ...any) {
	_ = visible.Writef(os.Stderr, "wakesleep: "+format, values...)
}
