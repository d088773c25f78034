package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// figures are measurements by name: seconds per epoch, or GFLOPS.
type figures map[string]float64

// source is a program that is asked for figures, once a round. What it says
// about itself goes into the results.
type source struct {
	name    string
	measure func(context.Context, *results) (figures, error)
}

// products are the shapes, rows × inner × cols, and densities of the table.
var products = []product{
	{500, 784, 200, .13},
	{500, 784, 200, .5},
	{500, 200, 784, .4},
}

type product struct {
	rows, inner, cols int
	density           float64
}

func (p product) shape() string { return fmt.Sprintf("%dx%dx%d", p.rows, p.inner, p.cols) }

// key names a product in figures and in the arguments of gonum.
func (p product) key() string { return fmt.Sprintf("%s:%g", p.shape(), p.density) }

// Connections of the machines that are trained: of neighbours alone, and of all layers, with
// lateral ones in the top.
const (
	chain      = "chain"
	lateralTop = "lateral-top"
)

// forms are those of rws_torch.py: three of a chain, and one of the other machine.
var forms = []string{"repeat", "once", "manual", lateralTop}

// formsOf are the forms of a machine with those connections.
func formsOf(connections string) []string {
	if connections == lateralTop {
		return forms[3:]
	}
	return forms[:3]
}

// threadCounts are those with which an epoch is timed.
func threadCounts(most int) []int {
	return slices.Compact([]int{1, min(2, most), most})
}

// sources lists all in the order of a round.
func sources(o options, p programs) []source {
	var all []source
	for i, threads := range threadCounts(o.threads) {
		for _, form := range forms {
			all = append(all, torch(o, form, threads))
		}
		if i == 0 {
			all = append(all, training(o, p.ours))
		}
	}
	return append(
		all, ourProducts(o, "ours", p.ours), openBLAS(o, "Haswell"), openBLAS(o, ""),
		gonum(o, "gonum", p.gonum), ourProducts(o, "purego", p.portable), gonum(o, "gonum noasm", p.gonumPortable),
	)
}

// seconds is the time for one product of OpenBLAS or gonum.
func (o options) seconds() string {
	if o.quick {
		return ".02"
	}
	return ".5"
}

func torchKey(form string, threads int) string { return fmt.Sprintf("torch %s %d", form, threads) }

func torch(o options, form string, threads int) source {
	name := fmt.Sprintf("PyTorch, %s, threads %d", form, threads)
	return source{name, func(ctx context.Context, r *results) (figures, error) {
		var got struct {
			Torch   string  `json:"torch"`
			BLAS    string  `json:"blas"`
			Seconds float64 `json:"seconds_per_epoch"`
			Bound   float64 `json:"bound_nats"`
		}
		err := ask(ctx, &got, o.python, "bench/rws_torch.py", "--form", form,
			"--threads", strconv.Itoa(threads), "--steps", strconv.Itoa(o.steps))
		if err != nil {
			return nil, err
		}
		r.torch = fmt.Sprintf("PyTorch %s with %s", got.Torch, got.BLAS)
		key := torchKey(form, threads)
		r.bounds[key] = got.Bound
		return figures{key: got.Seconds}, nil
	}}
}

// report is what of `wakesleep benchmark --json` is used here.
type report struct {
	CPU      string
	Go       string
	Kernels  string
	Training []struct {
		Connections    string
		Batch, Threads int
		Seconds        float64 `json:"seconds_per_epoch"`
		Bound          float64 `json:"bound_nats"`
	}
	Products []struct {
		Use               string
		Rows, Inner, Cols int
		Density, GFLOPS   float64
	}
}

// benchmark asks our program for one part of its benchmark.
func benchmark(ctx context.Context, o options, program, part string) (report, error) {
	var got report
	args := []string{"benchmark", "--json", "--parts", part, "--threads", strconv.Itoa(o.threads)}
	if o.quick {
		args = append(args, "--quick")
	}
	return got, ask(ctx, &got, program, args...)
}

func epochKey(connections string, batch, threads int) string {
	return fmt.Sprintf("epoch %s %d %d", connections, batch, threads)
}

func training(o options, program string) source {
	return source{"Wake-Sleep, training", func(ctx context.Context, r *results) (figures, error) {
		got, err := benchmark(ctx, o, program, "training")
		if err != nil {
			return nil, err
		}
		r.cpu, r.goVersion, r.kernels = got.CPU, got.Go, got.Kernels
		found := figures{}
		for _, t := range got.Training {
			key := epochKey(t.Connections, t.Batch, t.Threads)
			found[key] = t.Seconds
			r.bounds[key] = t.Bound
		}
		return found, nil
	}}
}

func ourProducts(o options, name, program string) source {
	return source{"Wake-Sleep, products, " + name, func(ctx context.Context, _ *results) (figures, error) {
		got, err := benchmark(ctx, o, program, "products")
		if err != nil {
			return nil, err
		}
		found := figures{}
		for _, p := range got.Products {
			if p.Use == "forward" {
				found[name+" "+product{p.Rows, p.Inner, p.Cols, p.Density}.key()] = p.GFLOPS
			}
		}
		return found, nil
	}}
}

func openBLAS(o options, core string) source {
	return source{"OpenBLAS " + core, func(ctx context.Context, r *results) (figures, error) {
		var got struct {
			Core   string
			Config string
			GFLOPS figures
		}
		args := []string{"bench/openblas.py", "--core", core, "--seconds", o.seconds()}
		for _, p := range products {
			if !slices.Contains(args, p.shape()) {
				args = append(args, p.shape())
			}
		}
		if err := ask(ctx, &got, o.python, args...); err != nil {
			return nil, err
		}
		r.cores[core] = got.Core
		return named("openblas "+core, got.GFLOPS), nil
	}}
}

func gonum(o options, name, program string) source {
	return source{name, func(ctx context.Context, _ *results) (figures, error) {
		var got struct{ GFLOPS figures }
		args := []string{"-seconds", o.seconds()}
		for _, p := range products {
			args = append(args, p.key())
		}
		if err := ask(ctx, &got, program, args...); err != nil {
			return nil, err
		}
		return named(name, got.GFLOPS), nil
	}}
}

// named puts the name of who was measured before the keys.
func named(name string, measured figures) figures {
	found := figures{}
	for key, value := range measured {
		found[name+" "+key] = value
	}
	return found
}
