package cli

import (
	"github.com/spf13/cobra"

	"wakesleep/network"
)

// damageFlags say how machines and what they see are damaged.
type damageFlags struct{ network.Damage }

func (f *damageFlags) bind(c *cobra.Command) {
	flags := c.Flags()
	flags.Float64Var(&f.Silenced, "silence", 0, "`SHARE`, from 0 to 1, of the units of every hidden layer that never fire")
	flags.Float64Var(&f.Flipped, "flip", 0, "`PROBABILITY`, from 0 to 1, with which each pixel is seen inverted")
	flags.Uint64Var(&f.Seed, "damage-seed", 1, "which units and pixels")
}

// check reports impossible flags.
func (f *damageFlags) check() error {
	if f.Silenced == 0 && f.Flipped == 0 {
		f.Seed = 0 // it makes no difference
	}
	return usage(f.Check())
}

// ensemble is an ensemble with the damage done to every machine of it.
func (f *damageFlags) ensemble(e *network.Ensemble) *network.Ensemble {
	return e.With(func(_ int, m *network.Machine) *network.Machine { return f.Machine(m) })
}

// damageReport is the damage in the objects that commands print, shares from 0
// to 1.
type damageReport struct {
	Silenced float64 `json:"silenced,omitempty"`
	Flipped  float64 `json:"flipped,omitempty"`
}

func (f *damageFlags) report() damageReport { return damageReport{f.Silenced, f.Flipped} }

// printDamage adds the damage to a table, if there is any.
func (d damageReport) printDamage(t table) {
	if d.Silenced+d.Flipped > 0 {
		t.row("damage", "%.4g %% of the units silenced, %.4g %% of the pixels flipped", 100*d.Silenced, 100*d.Flipped)
	}
}
