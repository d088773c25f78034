// Package cli holds the commands that need no window: train, evaluate, dream,
// recognise, benchmark and version, one file each. They are for scripts and for measuring.
//
// # Streams
//
// Standard output carries results: with --json objects alone, else text for
// people. Progress and complaints go to standard error, progress only if that is
// a terminal. A complaint is one sentence that says what is wrong, where, and
// what to do.
//
// # Exit status
//
//	0    done
//	1    failed: a file, the disk, or a training that diverged
//	2    asked for something impossible: see --help
//	130  ended by Ctrl-C
package cli
