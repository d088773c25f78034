package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"wakesleep/io/dataset"
	"wakesleep/learn/recipe"
)

// recipeFlags are the command line of recipe.
type recipeFlags struct {
	train trainFlags
	seed  uint64
}

func newRecipe() *cobra.Command {
	f := new(recipeFlags)
	c := &cobra.Command{
		Use:   "recipe NAME --out FILE",
		Short: "Train a machine by settings that are known to work",
		Long: "Train a machine by named settings; recipe list shows them. What each reaches stands in\n" +
			"docs/RESULTS.md. A recipe that was stopped goes on with train --resume FILE; of several seeds\n" +
			"only the one under way.",
		Example: "  wakesleep recipe list\n" +
			"  wakesleep recipe classes-quick --seed 1 --out classes.helmholtz",
		Args: exactly("NAME"),
	}
	flags := c.Flags()
	flags.Uint64Var(&f.seed, "seed", 1, "start of all random numbers")
	flags.IntVar(&f.train.threads, "threads", runtime.NumCPU(), "threads to share the work among")
	flags.StringVar(&f.train.out, "out", "", "`FILE` to save the machine in; needed")
	f.train.autosave.bind(c)
	flags.BoolVar(&f.train.json, "json", false, "print one JSON object for each epoch")
	c.RunE = func(c *cobra.Command, args []string) error { return f.run(c, args[0]) }
	c.AddCommand(newRecipeList())
	return c
}

func (f *recipeFlags) run(c *cobra.Command, name string) error {
	outliveReaders()
	r, found := recipe.Find(name)
	if !found {
		return usagef("there is no recipe %q; wakesleep recipe list shows those there are", name)
	}
	t := &f.train
	if t.out == "" {
		return usagef("say where to save the machine with --out FILE; see %s --help", c.CommandPath())
	}
	if err := cmp.Or(checkThreads(t.threads), t.autosave.check()); err != nil {
		return err
	}
	t.data = dataFlags{data: r.Data, split: dataset.PartTraining, straighten: r.Straighten}
	t.classes = classFlags{perClass: r.PerClass, heldOut: r.HeldOut}
	t.tries = r.Tries
	return t.carryOut(c, func(c *cobra.Command) (*training, error) { return t.start(c, r.With(f.seed)) })
}

func newRecipeList() *cobra.Command {
	c := &cobra.Command{
		Use:   "list",
		Short: "Show the recipes",
		Args:  exactly(),
	}
	asJSON := addJSON(c, "print one JSON object for each recipe")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *asJSON {
			return listRecipesJSON(c)
		}
		t := newTable(c.OutOrStdout())
		for _, r := range recipe.All() {
			t.row(r.Name, "%s: %s", r.Title, recipeShape(r))
		}
		return t.flush()
	}
	return c
}

func listRecipesJSON(c *cobra.Command) error {
	for _, r := range recipe.All() {
		if err := printJSON(c.OutOrStdout(), r); err != nil {
			return err
		}
	}
	return nil
}

// recipeShape is a recipe's machine and data in a few words.
func recipeShape(r recipe.Recipe) string {
	machine := tidyLayers(r.Settings.Layers)
	if r.Settings.Connections != "" {
		machine += " " + r.Settings.Connections
	}
	words := []string{machine + " on " + r.Data}
	if r.Straighten {
		words = append(words, "straightened")
	}
	if r.PerClass {
		words = append(words, "one machine for each class")
	}
	if r.Settings.Epochs > 0 {
		words = append(words, plural(r.Settings.Epochs, "epoch"))
		if joint := r.Settings.JointEpochs; joint > 0 {
			words = append(words, fmt.Sprintf("%d more together", joint))
		}
	} else {
		words = append(words, plural(r.Settings.Cycles, "cycle"))
	}
	if f := r.Settings.Finding; f != nil {
		words = append(words, fmt.Sprintf("then %d machines %s that compete until %d are left",
			f.Groups, tidyLayers(f.Compete.Layers), f.Compete.Contest.Keep), plural(f.Compete.Epochs, "epoch"))
		if again := f.Compete.Again; again != nil {
			words = append(words, fmt.Sprintf("then %s that learn the classes again", tidyLayers(again.Layers)),
				fmt.Sprintf("%s alone and %d together", plural(again.Epochs, "epoch"), again.JointEpochs))
		}
	}
	if r.Tries > 1 {
		words = append(words, "the best of "+plural(r.Tries, "seed"))
	}
	return strings.Join(words, ", ")
}
