package benchmark

import (
	"cmp"
	"os"
	"strconv"
	"strings"
)

// CPU is the processor's name as the system calls it, "unknown" where it does
// not say.
func CPU() string {
	// The variable is Windows's.
	return cmp.Or(ProcField("/proc/cpuinfo", "model name"), os.Getenv("PROCESSOR_IDENTIFIER"), "unknown")
}

// peakMemory is the most memory the process had so far, in 10⁶ bytes, or zero
// where the system does not tell.
func peakMemory() float64 {
	kibibytes, _, _ := strings.Cut(ProcField("/proc/self/status", "VmHWM"), " ")
	n, _ := strconv.ParseFloat(kibibytes, 64) // no number is zero too
	return n * 1024 / 1e6
}

// ProcField is the first value of a field in a file of lines "name : value", as Linux
// has in /proc; empty where there is none.
func ProcField(path, field string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		name, value, found := strings.Cut(line, ":")
		if found && strings.TrimSpace(name) == field {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
