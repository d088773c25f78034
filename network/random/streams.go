package random

import "math"

// The steps of [View]: one for each kind of request. Two requests draw the same
// numbers where seed, step and shard are all the same, also of different machines.
const (
	ViewRecognition uint64 = 0 // firings for one image
	// ViewDreams: dreams from the top, freely or with units held. They share their
	// numbers, so that holding a unit changes no more than it must.
	ViewDreams      uint64 = 1
	ViewDreamsBelow uint64 = 2 // dreams below causes that are given
	// ViewChanges and ViewClasses have one number. With the same seed, here 1 for the
	// window's changes and for its first sheet of dreams, the number that picks the class
	// of dream i also changes unit i of the layer below the top in a changed dream.
	ViewChanges uint64 = 3 // what a flipped cause changes below it
	ViewClasses uint64 = 3 // which class's machine makes each dream
	// ViewCompletions, ViewFiring and ViewTypical have one number. The first two draw the
	// same numbers where both seeds are 1, as in the window, but never meet in one result.
	// ViewTypical has the seed of the data, 1995, and so its numbers are the others' only
	// where a caller asks for that seed, and then for its first group of images.
	ViewCompletions uint64 = 4 // the hidden part of an image
	ViewFiring      uint64 = 4 // how readily units fire for images
	ViewTypical     uint64 = 4 // description lengths of ordinary images; shard: the group's first image
	ViewVariations  uint64 = 5 // explanations that variations of an image are dreamt from
	ViewCompleters  uint64 = 6 // which class's machine completes each image
)

// ViewSpare is the shard of [ViewDreams] for categories that fire in place of one that
// is held off. All else of [View], but for [ViewTypical], has shard 0.
const ViewSpare uint32 = 1

// The steps of [Initialise] are the hidden layers, from 1, for their weights. Step
// InitialiseClasses gives seeds to the machines of classes; shard: the label.
const InitialiseClasses uint64 = 0

// The shards of [Initialise] for a layer's weights.
const (
	InitialiseGenerative  uint32 = 0
	InitialiseRecognition uint32 = 1
)

// The steps of [Binarise]; shard: the image. The judge of dreams learnt with seed 1 and
// an epoch for a cycle. A training with seed 1 that draws its images again
// each time therefore draws those of its first 20 cycles by numbers that the judge saw,
// which does no harm: what is judged are dreams.
const (
	BinariseFixed  uint64 = 0 // the one draw that all machines learn from and are measured on
	BinariseCycles uint64 = 1 // plus the cycle: a new draw each time
)

// The steps of [Damage] are the hidden layers, from 1, for their silenced units. Step
// DamagePixels flips pixels; shard: the image.
const DamagePixels uint64 = 0

// The steps of [Classify].
const (
	ClassifyWeights uint64 = 0 // starting weights
	ClassifyEpochs  uint64 = 1 // plus the epoch: order of the examples
	// ClassifyHalves less a small number: cutting images in two. A two-sample test and its
	// control cut with the same numbers, of sets that differ in size.
	ClassifyHalves uint64 = math.MaxUint64
)

// The steps of [Group].
const (
	GroupVectors uint64 = 0 // vectors that eigenvectors are found from; shard: what for
	GroupMeans   uint64 = 1 // k-means; shard: the start, or behind those the sample
	GroupCodes   uint64 = 2 // pixels on or off for codes, the same numbers for every image; shard: the draw
	GroupLayout  uint64 = 3 // plus the epoch: rows that push others away; shard: a block of rows
	// GroupWeights weighs the images of a map: pixels on or off, and firings; shard: of images.
	GroupWeights uint64 = 1 << 32
)

// The steps of [Compete], each half with the number of epochs before; shard: a block of images.
const (
	CompetePixels  uint64 = 0       // pixels on or off for scores, the same for all machines
	CompeteFirings uint64 = 1 << 32 // firings of one machine for scores
)
