//go:build !unix

package ordinary

import "os"

const dontWait = 0

func wait(*os.File) error { return nil }

func descriptor(string) (int, bool) { return 0, false }

func inherited(int, string) *os.File { return nil }
