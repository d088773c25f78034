package cli

import (
	"github.com/spf13/cobra"

	"wakesleep/network"
)

// damageFlags say how a machine and what it sees are damaged.
type damageFlags struct{ network.Damage }

func (f *damageFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.Float64Var(&f.Silenced, "silence", 0, "`SHARE`, from 0 to 1, of the units of every hidden layer that never fire")
	flags.Float64Var(&f.Flipped, "flip", 0, "`PROBABILITY`, from 0 to 1, with which each pixel is seen inverted")
	flags.Uint64Var(&f.Seed, "damage-seed", 1, "which units and pixels")
}

// check reports impossible flags.
func (f *damageFlags) check() error { return usage(f.Check()) }
