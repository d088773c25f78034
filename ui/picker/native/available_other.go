//go:build !linux

package native

import "wakesleep/ui/picker"

func available() bool { return true }

func afterwards() {}

func filterWorks(picker.Filter) bool { return true }
