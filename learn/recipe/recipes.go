package recipe

import (
	"wakesleep/learn"
	"wakesleep/network"
)

// all is in the order in which the recipes are offered.
var all = []Recipe{
	{
		Name: "bars", Title: "the 4×4 bars of 1995", Data: "bars4", Tries: 3,
		About: "Bars only add ink. From sparse weights each hidden unit more often finds a bar of its own; " +
			"of three seeds the one with the shortest descriptions is kept.",
		Settings: bars(),
	},
	{
		Name: "classic-1995", Title: "the experiment of 1995", Data: "digits8", PerClass: true, Tries: 1,
		About: "One machine 64-16-16-4 for each class of small digits, classic wake-sleep with plain gradients: " +
			"recognition is by the shortest description.",
		Settings: classic1995(),
	},
	{
		Name: "classic", Title: "classic wake-sleep, by Adam", Data: "digits", Tries: 1,
		About: "One sample an image, and recognition learns from dreams alone. A high rate that falls is what helps most.",
		Settings: redrawn(batch(50, classic(
			reweighted("200,200,200", 250, 25, 3e-3, 1e-4)))),
	},
	{
		Name: "classic-lateral", Title: "classic wake-sleep with lateral connections", Data: "digits", Tries: 1,
		About: "The recipe classic for a machine with every connection that there is, at twice the rate. " +
			"Recognition still treats the units of a layer as independent.",
		Settings: joined(network.LateralName, redrawn(batch(50, classic(
			reweighted("200,200,200", 250, 25, 6e-3, 1e-4))))),
	},
	{
		Name: "density-fixed", Title: "reweighted wake-sleep, images binarised once", Data: "digits", Tries: 1,
		About: "Near the setting of the papers: the same binary images in every epoch. Layers skip, and units see the " +
			"earlier ones of their layer. All 60,000 training images are learned from, and no part of them chooses when to stop.",
		Settings: joined(network.LateralName, reweighted("200,200,200", 300, 30, 6e-3, 1e-4)),
	},
	{
		Name: "density", Title: "reweighted wake-sleep, images drawn afresh", Data: "digits", Tries: 1,
		About: "The same machine on images drawn afresh each epoch, which it hardly overfits, so that it may train for long. " +
			"Ten samples an image gain a little over five.",
		Settings: joined(network.LateralName, samples(10, redrawn(reweighted("200,200,200", 400, 40, 6e-3, 1e-4)))),
	},
	{
		Name: "density-lateral-top", Title: "lateral connections in the top alone", Data: "digits", Tries: 1,
		About:    "Layers skip, but only units of the top see each other: most of what lateral connections gain, and dreams that are faster.",
		Settings: joined(network.LateralTopName, samples(10, redrawn(reweighted("200,200,200", 300, 30, 6e-3, 1e-4)))),
	},
	{
		Name: "density-best", Title: "the shortest descriptions of any size", Data: "digits", Tries: 1,
		About:    "Four layers that narrow towards the top, with every connection that there is.",
		Settings: joined(network.LateralName, samples(10, redrawn(reweighted("300,200,100,50", 300, 30, 6e-3, 1e-4)))),
	},
	{
		Name: "dreams", Title: "dreams that pass for digits", Data: "digits", Tries: 1,
		About:    "The machine of density-best in a third of its epochs.",
		Settings: joined(network.LateralName, samples(10, redrawn(reweighted("300,200,100,50", 100, 10, 6e-3, 1e-4)))),
	},
	{
		Name: "density-fixed-plain", Title: "a chain of layers, images binarised once", Data: "digits", Tries: 1,
		About:    "The setting of density-fixed for a machine whose layers see their neighbours alone.",
		Settings: reweighted("200,200,200", 240, 24, 5e-3, 1e-4),
	},
	{
		Name: "density-plain", Title: "a chain of layers, images drawn afresh", Data: "digits", Tries: 1,
		About:    "The same chain on images drawn afresh each epoch, for long.",
		Settings: redrawn(reweighted("200,200,200", 500, 40, 5e-3, 1e-4)),
	},
	{
		Name: "density-best-plain", Title: "the shortest descriptions of a chain of any size", Data: "digits", Tries: 1,
		About:    "In a chain many layers that narrow towards the top gain more than wide ones.",
		Settings: redrawn(reweighted("300,200,100,75,50,25", 300, 30, 5e-3, 1e-4)),
	},
	{
		Name: "categories-10", Title: "ten categories, found without labels", Data: "digits", Straighten: true, Tries: 3,
		About:    "A one-of-ten top over two layers of causes, on straightened digits; of three seeds the one with the shortest descriptions is kept. Images drawn once give better categories than images drawn afresh.",
		Settings: reweighted("200,100,10c", 40, 5, 5e-3, 3e-4),
	},
	{
		Name: "categories-30", Title: "thirty categories, found without labels", Data: "digits", Straighten: true, Tries: 1,
		About:    "A one-of-thirty top over one layer of causes, on straightened digits.",
		Settings: reweighted("100,30c", 40, 5, 5e-3, 3e-4),
	},
	{
		Name: "categories-50", Title: "fifty categories, found without labels", Data: "digits", Straighten: true, Tries: 1,
		About:    "A one-of-fifty top over two layers of causes, on straightened digits, trained for long.",
		Settings: redrawn(reweighted("200,100,50c", 160, 20, 5e-3, 1e-4)),
	},
	{
		Name: "found-10", Title: "ten classes that nobody named", Data: "digits", Straighten: true, Tries: 1,
		About: "A machine 784-300-100-50 learns which straightened digits are alike, they are cut into twelve groups, " +
			"and machines 784-100-50 compete for them until ten are left.",
		Settings: Finding(10+MoreGroups, 10, seedless(Features()), seedless(Competing())),
	},
	{
		Name: "found-10-best", Title: "ten classes that nobody named, learnt again", Data: "digits", Straighten: true, Tries: 1,
		About: "As found-10; then machines 784-200-100 learn the classes again, each alone and at last together, " +
			"on digits that move by up to a pixel.",
		Settings: Finding(10+MoreGroups, 10, seedless(Features()), LearntAgain(10, moving(1, seedless(Again())), seedless(Competing()))),
	},
	{
		Name: "classes-quick", Title: "one machine for each digit, in two minutes", Data: "digits", Straighten: true,
		PerClass: true, HeldOut: 5000, Tries: 1,
		About: "Ten machines 784-100-50 on straightened digits; the answer is the shortest description. " +
			"In eight last epochs the machines see each other's images and learn to tell the classes apart.",
		Settings: joint(8, redrawn(batch(50, reweighted("100,50", 40, 5, 1e-2, 3e-4)))),
	},
	{
		Name: "classes-best", Title: "one machine for each digit, at its best", Data: "digits", Straighten: true,
		PerClass: true, HeldOut: 5000, Tries: 1,
		About:    "Ten machines 784-200-100 on straightened digits that move by up to a pixel, with more joint epochs.",
		Settings: joint(30, moving(1, redrawn(batch(50, reweighted("200,100", 40, 5, 5e-3, 3e-4))))),
	},
}

// bars are short trainings of the machine of 1995 by reweighted wake-sleep.
func bars() learn.Settings {
	s := learn.Defaults()
	s.Layers, s.Samples, s.Batch, s.Init, s.Seed = "8,1", 10, 20, learn.Sparse, 0
	s.Rate, s.FinalRate = []float64{.02}, []float64{.001}
	s.Cycles = 10_000
	return s
}

// classic1995 are plain gradients of one image at a time.
func classic1995() learn.Settings {
	s := classic(learn.Defaults())
	s.Layers, s.Batch, s.Optimiser, s.Seed = "16,16,4", 1, learn.SGD, 0
	s.Rate, s.FinalRate = []float64{.2}, []float64{.01}
	s.Epochs, s.Average = 40, 4
	return s
}
