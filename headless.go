//go:build headless

package main

import "wakesleep/cli"

// run does a command; there is no window, so without one it prints help.
func run(args []string) int { return cli.Run(args) }
