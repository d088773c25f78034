//go:build !linux

package native

import "wakesleep/ui/system"

func available() bool { return true }

func afterwards() {}

func filterWorks(system.Filter) bool { return true }
