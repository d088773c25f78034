//go:build !unix

package ordinary

import "os"

// DontWait is what opening needs not to wait for others: nothing here.
const DontWait = 0

func wait(*os.File) error { return nil }

func descriptor(string) (int, bool) { return 0, false }

func inherited(int, string) *os.File { return nil }
