// Package cli holds the commands that need no window: train, evaluate, dream,
// recognise, name, recipe, recover, benchmark and version, one file each. They are for scripts and for measuring.
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
//	1    failed: a file, the disk, the output, or a training that diverged
//	2    asked for something impossible: see --help
//	129  ended by SIGHUP, as when a terminal closes or the user logs out
//	130  ended by SIGINT, as Ctrl-C sends it
//	131  ended by SIGQUIT, as Ctrl-\ sends it
//	143  ended by SIGTERM, as timeout and kill send it
//	152  ended by SIGXCPU, as beyond a limit of processor time (ulimit -S -t)
//
// # Signals
//
// The first of these signals ends a command in good order: train saves after the step
// under way, and evaluate keeps what is measured. Others within a second ask for the
// same. One that comes later ends the command at once, without saving, and the command
// says so; the status is that of the first. SIGXCPU, which the system repeats, never does
// that. A signal that was ignored when the program began stays ignored. A training goes on
// where nobody reads its output any more, saves, and then fails. SIGABRT ends a command with
// a dump of what it does, for developers.
//
// # Checkpoints
//
// A training leaves one in the user's data folder (package recovery) every few minutes, and
// where its file cannot be saved, or has been written by another program since the training
// began. It is removed when the file is saved. What programs left that were killed is listed,
// put into a file and deleted by recover, and offered on standard error when the next training
// begins.
package cli
