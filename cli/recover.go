package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"wakesleep/io/apart"
	"wakesleep/io/checkpoint"
	"wakesleep/io/exclusive"
	"wakesleep/io/recovery"
	"wakesleep/io/visible"
	"wakesleep/learn"
)

// recoverFlags are the command line of recover.
type recoverFlags struct {
	out          string
	forget, json bool
}

func newRecover() *cobra.Command {
	f := new(recoverFlags)
	c := &cobra.Command{
		Use:   "recover [NAME]",
		Short: "Get back what an interrupted training left",
		Long: "Get back what a training left that was killed, or ended with the computer. A training, also\n" +
			"in the window, leaves a checkpoint every few minutes in the user's data folder, and removes it\n" +
			"when the machine is saved. Without NAME, list the checkpoints that programs have left; with it,\n" +
			"put one into a file, from which train --resume goes on, or delete it. They stay for 30 days, as\n" +
			"far as --autosave-space of train has room for them. WAKESLEEP_RECOVERY in the environment names\n" +
			"another folder.",
		Example: "  wakesleep recover\n" +
			"  wakesleep recover 2018839275 --out m.helmholtz\n" +
			"  wakesleep recover 2018839275 --forget",
		Args: atMostName,
	}
	flags := c.Flags()
	flags.StringVar(&f.out, "out", "", "`FILE` to put the machine in")
	flags.BoolVar(&f.forget, "forget", false, "delete the checkpoint")
	flags.BoolVar(&f.json, "json", false, "print one JSON object for each checkpoint")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args) }
	return c
}

func atMostName(c *cobra.Command, args []string) error {
	if len(args) <= 1 {
		return nil
	}
	return usagef("give one NAME, not %d, as wakesleep recover lists them; see %s --help", len(args), c.CommandPath())
}

func (f *recoverFlags) run(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 && (f.out != "" || f.forget):
		return usagef("say which checkpoint with NAME; wakesleep recover lists them")
	case len(args) == 1 && (f.out == "") == !f.forget:
		return usagef("give --out FILE to get %s back, or --forget to delete it", args[0])
	}
	noteHome(c)
	list, err := abandoned()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return f.list(c, list)
	}
	k := slices.IndexFunc(list, func(l *leftBehind) bool { return l.Name == args[0] })
	switch {
	case k < 0:
		return usagef("there is no checkpoint %q, or its program still runs; wakesleep recover lists them", args[0])
	case f.forget:
		return f.delete(c, list[k])
	}
	return f.recover(c, list[k])
}

// leftBehind is a checkpoint that a program has left, as recover --json prints it.
type leftBehind struct {
	Name    string `json:"name"`
	Program string `json:"program"`
	// Written is when it was made, and Started when the training began.
	Written time.Time  `json:"written"`
	Started *time.Time `json:"started,omitempty"`
	// Machine is the machine in a few words, Data what it learns from, and File where it was
	// to be saved.
	Machine string `json:"machine,omitempty"`
	Data    string `json:"data,omitempty"`
	File    string `json:"file,omitempty"`
	// Cycles are those of the machine's life.
	Cycles uint64 `json:"cycles"`
	leftOver
	// Command goes on with the training when it is recovered to File.
	Command []string `json:"command,omitempty"`
	Path    string   `json:"path"`
	Bytes   int64    `json:"bytes"`

	entry *recovery.Entry
	// living are the trainings that went on when it was found.
	living func() []recovery.About
}

// abandoned are the checkpoints that programs have left, the newest first.
func abandoned() ([]*leftBehind, error) {
	folder, err := recovery.Default()
	if err != nil {
		return nil, err
	}
	entries, err := folder.Abandoned()
	if err != nil {
		return nil, err
	}
	living := sync.OnceValue(func() []recovery.About { return livingIn(folder) }) // which takes long where there are many
	var list []*leftBehind
	for _, e := range entries {
		l := newLeftBehind(e)
		l.living = living
		list = append(list, l)
	}
	return list, nil
}

func newLeftBehind(e *recovery.Entry) *leftBehind {
	a := e.About()
	l := &leftBehind{
		Name: e.Name(), Program: a.Program, Written: a.Written, Machine: a.Title, Data: a.Data, File: a.File,
		Cycles: a.Cycles, Command: a.Command, Path: e.Path(), Bytes: e.Bytes(), entry: e,
	}
	if a.Program == "window" && a.Title == "" {
		l.Machine = "new machine"
		if a.Kind == recovery.Starter {
			l.Machine = "starter machine"
		}
	}
	if !a.Started.IsZero() {
		l.Started = &a.Started
	}
	_ = json.Unmarshal(a.Extra, &l.leftOver) // what is damaged is not told
	return l
}

// timeFormat is how times are told to people.
const timeFormat = "2006-01-02 15:04:05"

// what says in a few words what was left.
func (l *leftBehind) what() string {
	if l.Program == "" {
		return "a checkpoint whose description is damaged"
	}
	text := l.Machine
	if l.Data != "" {
		text += " on " + l.Data
	}
	switch {
	case l.Finished:
		text += fmt.Sprintf(", finished after %d cycles", l.Done)
	case l.Total > 0:
		text += fmt.Sprintf(", after %d of %d cycles", l.Done, l.Total)
	default:
		text += fmt.Sprintf(", after %d cycles", l.Cycles)
	}
	if l.Of != "" {
		text += ", " + l.Of
	}
	if l.Program == "window" {
		text += ", of the window"
	}
	return text
}

// goOn is the command line that recovers it to a file, or where that would do harm to one
// beside it, and goes on where it can.
func (l *leftBehind) goOn(file string) string {
	if l.checkTarget(file, exclusive.Look(file)) != nil {
		file = freeName(file)
	}
	text := recoverCommand(l.Name, file)
	if l.Program == "train" && !l.Finished {
		text += " && " + shellLine(resumeWords(file, l.Inputs))
	}
	return text
}

// recoverCommand is the command line that recovers a checkpoint.
func recoverCommand(name, file string) string {
	return shellLine([]string{"wakesleep", "recover", name, "--out", file})
}

// target is where it would be recovered to.
func (l *leftBehind) target() string {
	if l.File == "" {
		return "FILE"
	}
	return l.File
}

// list shows what there is.
func (f *recoverFlags) list(c *cobra.Command, list []*leftBehind) error {
	if f.json {
		for _, l := range list {
			if err := printJSON(c.OutOrStdout(), l); err != nil {
				return err
			}
		}
		return nil
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(c.OutOrStdout(), "There is nothing to recover: no training was cut short.")
		return err
	}
	t := newTable(c.OutOrStdout())
	for _, l := range list {
		t.row(l.Name, "%s, %s, %.1f MB", l.Written.Local().Format(timeFormat), l.what(), float64(l.Bytes)/(1<<20))
		t.row("", "%s", l.goOn(l.target()))
	}
	return t.flush()
}

// delete deletes a checkpoint.
func (f *recoverFlags) delete(c *cobra.Command, l *leftBehind) error {
	if err := l.entry.Forget(); err != nil {
		return fmt.Errorf("%s: %w", l.Name, err)
	}
	if f.json {
		return printJSON(c.OutOrStdout(), l)
	}
	return visible.Writef(c.OutOrStdout(), "%s is deleted: %s", l.Name, l.what())
}

// recover puts a checkpoint into a file, and deletes it then.
func (f *recoverFlags) recover(c *cobra.Command, l *leftBehind) error {
	seen := exclusive.Look(f.out)
	if err := l.checkTarget(f.out, seen); err != nil {
		return err
	}
	saved, kept, err := checkpoint.Recover(l.entry, func(c *learn.Checkpoint) error { return putBack(f.out, seen, c) })
	var damaged *checkpoint.DamagedError
	switch {
	case errors.As(err, &damaged):
		return fmt.Errorf("the checkpoint is damaged and cannot be recovered: %w; delete it with --forget", err)
	case errors.Is(err, recovery.ErrTaken):
		return fmt.Errorf("%s: %w", l.Name, err)
	case err != nil:
		return err
	}
	if kept != nil {
		note(c, "%v", kept)
	}
	if f.json {
		return printJSON(c.OutOrStdout(), l)
	}
	text := fmt.Sprintf("%s: %s", f.out, describe(saved))
	if saved.Resumable() && l.Program != "window" {
		text += "; go on with: " + shellLine(resumeWords(f.out, l.Inputs))
	}
	return visible.Writef(c.OutOrStdout(), "%s", text)
}

// putBack writes a machine to a file as it was seen.
func putBack(path string, seen exclusive.Seen, c *learn.Checkpoint) error {
	_, err := exclusive.ReplaceSeen(path, seen, func() error { return writeMachine(path, c) })
	if errors.Is(err, exclusive.ErrChanged) {
		return fmt.Errorf("%s: %w; give another name", path, err)
	}
	return err
}

// checkTarget reports a file that recovering would do harm to: one that the training read,
// the checkpoint itself, a later state of the machine, what another program has written since
// the training began, or the file of a training that goes on.
func (l *leftBehind) checkTarget(out string, seen exclusive.Seen) error {
	if err := keepApart("--out", out); err != nil {
		return err
	}
	if savesIn(l.living(), out) {
		return usagef("--out %s: a training that goes on is to be saved there; give another name", out)
	}
	if seen.None() {
		return nil
	}
	for _, input := range append([]string{l.Path}, l.Inputs...) {
		if apart.Same(input, out) {
			return usagef("--out %s: the training reads that file; give another name", out)
		}
	}
	training := l.Stamp != nil && apart.Same(l.File, out) // it was for this file
	if training && seen.Is(*l.Stamp) {
		return nil // whatever the clock said when that was written
	}
	written := fmt.Sprintf("it was written at %s", seen.Time.Local().Format(timeFormat))
	if seen.Time.After(l.Written) {
		return usagef("--out %s: %s, after the checkpoint; give another name, or --forget to delete the checkpoint", out, written)
	}
	if training {
		return usagef("--out %s: %s by another program, while the training went on; give another name", out, written)
	}
	return nil
}

// livingIn are the trainings that go on, as far as they have left checkpoints in a folder.
func livingIn(folder *recovery.Folder) []recovery.About {
	living, _ := folder.Living() // who cannot be asked is noticed later
	return living
}

// savesIn tells whether one of the trainings that go on is to be saved in a file.
func savesIn(living []recovery.About, file string) bool {
	return slices.ContainsFunc(living, func(a recovery.About) bool { return a.Program == "train" && apart.Same(a.File, file) })
}

// warnOfOther tells at the start of a training that another one is to be saved in the same
// file.
func warnOfOther(c *cobra.Command, out string) {
	folder, err := recovery.Default()
	if err == nil && savesIn(livingIn(folder), out) {
		note(c, "another training goes on that is to be saved in %s; the one that ends first is saved there, "+
			"and the other kept as a checkpoint; give another --out", out)
	}
}

// offerLeftOvers tells at the start of a training what others have left: what was to be
// saved in the same file in full, and how many more there are. What is too old goes.
func offerLeftOvers(c *cobra.Command, out string) {
	noteHome(c)
	folder, err := recovery.Default()
	if err != nil {
		return
	}
	// The room is looked after when it is needed.
	err = folder.With(recovery.Limit{Age: recovery.DefaultAge}).Clear()
	list, listErr := abandoned()
	if err := cmp.Or(err, listErr); err != nil {
		note(c, "%v", err)
	}
	others := len(list)
	if k := slices.IndexFunc(list, func(l *leftBehind) bool { return l.File == recovery.Whole(out) }); k >= 0 {
		others--
		l := list[k]
		offer(c, l, out)
	}
	if others > 0 {
		note(c, "%s of trainings that were cut short; wakesleep recover lists what there is", left(others))
	}
}

func offer(c *cobra.Command, l *leftBehind, out string) {
	note(c, "a training for %s was cut short on %s: %s; to go on with that one instead: %s",
		out, l.Written.Local().Format(timeFormat), l.what(), l.goOn(out))
}

// left counts checkpoints.
func left(n int) string {
	if n == 1 {
		return "there is 1 checkpoint"
	}
	return fmt.Sprintf("there are %d checkpoints", n)
}
