package benchmark

import (
	"os"
	"strconv"
	"strings"
)

// CPU is the processor's name as the system calls it, "unknown" where it does
// not say.
func CPU() string {
	if name := procField("/proc/cpuinfo", "model name"); name != "" {
		return name
	}
	if name := os.Getenv("PROCESSOR_IDENTIFIER"); name != "" {
		return name // Windows
	}
	return "unknown"
}

// peakMemory is the most memory the process had so far, in 10⁶ bytes, or zero
// where the system does not tell.
func peakMemory() float64 {
	kibibytes, _, _ := strings.Cut(procField("/proc/self/status", "VmHWM"), " ")
	n, _ := strconv.ParseFloat(kibibytes, 64) // no number is zero too
	return n * 1024 / 1e6
}

// procField is the first value of a field in a file of lines "name : value".
func procField(path, field string) string {
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
