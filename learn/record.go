package learn

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Record is how an ensemble came to be: the metadata saved with it.
type Record struct {
	// Width and Height are those of the images, and Layers the hidden layers'
	// kinds, bottom to top.
	Width  int           `json:"width"`
	Height int           `json:"height"`
	Layers []LayerRecord `json:"layers"`
	// Connections lists the connections of a machine that is no chain, "2-0" for layer 2
	// driving layer 0, the pixels.
	Connections []string `json:"connections,omitempty"`
	// Engine is the [Engine] that began the training; none stands for 1 in machines that are
	// chains, whose files are those of programs that knew no other.
	Engine int `json:"engine,omitempty"`
	// Data names what it was trained on, Images says how many there were, and
	// Straightened whether slanted writing was sheared upright; new drawings must
	// be treated as the data were.
	Data         string `json:"data"`
	Images       int    `json:"images"`
	Straightened bool   `json:"straightened"`
	// Identity says exactly which images they were, held-out ones included; nil in files
	// of older versions.
	Identity *images.Identity `json:"identity,omitempty"`
	// Binarisation is "binary", "fixed" or "re-binarised".
	Binarisation string `json:"binarisation"`
	// Settings are those that the training began with.
	Settings Settings `json:"settings"`
	// Cycles is how many it has had, all members together.
	Cycles uint64 `json:"cycles,string"`
	// Changes lists what was changed since, in order.
	Changes []Change `json:"changes,omitempty"`
	// Names has a name for each category, see [network.Ensemble.Categories]; unnamed ones are
	// empty. It is nil as long as nobody named them.
	Names []string `json:"names,omitempty"`
	// ByHand lists, ascending, the categories that the user named; the other names
	// were fitted to labels of the training images.
	ByHand []int `json:"named_by_hand,omitempty"`
	// Progress is there only where the training of a machine alone can be resumed;
	// members of classes have theirs in Classes.
	Progress *Progress `json:"progress,omitempty"`
	// Classes is there only where there is one machine for each class, in the order
	// of their labels. HeldOut is how many images, the last ones of Images,
	// were then kept out of training, and Calibration what they were used for.
	Classes []ClassRecord `json:"classes,omitempty"`
	HeldOut int           `json:"held_out,omitempty"`
	// Contest tells how far the machines of classes are that compete for the images; nil
	// where labels say which class an image has.
	Contest     *ContestRecord       `json:"contest,omitempty"`
	Calibration *network.Calibration `json:"calibration,omitempty"`
}

// Trained tells which images the ensemble was trained on; a file of an older version knows
// their name, number and size alone.
func (r *Record) Trained() images.Identity {
	if r.Identity != nil {
		return *r.Identity
	}
	return images.Identity{
		Origin: images.Origin{Source: r.Data, Straightened: r.Straightened},
		Width:  r.Width, Height: r.Height, Count: r.Images,
	}
}

// LayerRecord describes a hidden layer in a file.
type LayerRecord struct {
	Units int    `json:"units"`
	Kind  string `json:"kind"`
}

// Change is a setting changed in the course of training.
type Change struct {
	// Cycle is the number of cycles done before the change.
	Cycle uint64 `json:"cycle,string"`
	// Setting and Value say what it became.
	Setting string `json:"setting"`
	Value   string `json:"value"`
}

// Progress is what resuming needs beside the machine and the moments.
type Progress struct {
	// Generative and Recognition count the updates of each direction.
	Generative  uint64 `json:"generative_updates,string"`
	Recognition uint64 `json:"recognition_updates,string"`
	// Averaged is the number of steps in the running average of weights.
	Averaged uint64 `json:"averaged_steps,string"`
	// BoundSum adds up the training bound in nats of the epoch under way, over
	// BoundSteps steps.
	BoundSum   float64 `json:"bound_sum"`
	BoundSteps int     `json:"bound_steps"`
	// Rate is the present rate.
	Rate []float64 `json:"rate"`
}

// ClassRecord is what the record says of the machine of one class.
type ClassRecord struct {
	// Label is the class, and Images how many training images had it.
	Label  int `json:"label"`
	Images int `json:"images"`
	// Cycles is how many its machine has had.
	Cycles uint64 `json:"cycles,string"`
	// Bounds are the training bounds in nats of epochs that other classes have
	// yet to do. Progress and Bounds are there only where training can be resumed.
	Bounds   []float64 `json:"bounds,omitempty"`
	Progress *Progress `json:"progress,omitempty"`
}

// newRecord describes the training, of which heldOut images of the set are no part,
// of machines with the layers of m.
func newRecord(s Settings, m *network.Machine, set *images.Set, heldOut int) Record {
	identity := set.Identity()
	r := Record{
		Width: m.Width, Height: m.Height, Data: set.Name, Images: set.Count(), HeldOut: heldOut, Identity: &identity,
		Straightened: set.Straightened, Settings: s, Binarisation: Binarisation(set, s.Rebinarise),
	}
	for _, layer := range m.Hidden() {
		r.Layers = append(r.Layers, LayerRecord{Units: layer.Units, Kind: layer.Kind.String()})
	}
	if !m.Chain() {
		for _, c := range m.Connections {
			r.Connections = append(r.Connections, c.String())
		}
	}
	if Engine > 1 || !m.Chain() {
		r.Engine = Engine
	}
	return r
}

// Versions of the format of files: the first can only tell of chains.
const (
	chainFormat      = 1
	connectionFormat = 2
)

// Format is the version of the format that a file of the record must have: 1 where machines
// are chains, as programs read and write them that know no other, else 2.
func (r *Record) Format() int {
	if r.Connections == nil {
		return chainFormat
	}
	return connectionFormat
}

// checkFormat reports a record that a file of some version of the format cannot have.
func (r *Record) checkFormat(version int) error {
	switch {
	case version == r.Format():
		return nil
	case r.Connections != nil:
		return fmt.Errorf("metadata: they list connections, which files of version %d do not", version)
	}
	return fmt.Errorf("metadata: they list no connections, which files of version %d do", version)
}

// Begun is the [Engine] that began the training.
func (r *Record) Begun() int { return max(1, r.Engine) }

// Binarisation says how grey pixels become bits: "binary" where they are bits
// already, else "fixed" or "re-binarised".
func Binarisation(set *images.Set, redrawn bool) string {
	switch {
	case set.Binary():
		return "binary"
	case redrawn:
		return "re-binarised"
	}
	return "fixed"
}

// Life is the number of cycles of the ensemble's life: the mean over its members.
func (r *Record) Life() uint64 { return r.Cycles / uint64(max(1, len(r.Classes))) }

// Resumable tells whether the state of the training is there.
func (r *Record) Resumable() bool { return r.members()[0].Progress != nil }

// members are the parts of the record that each member has of its own.
func (r *Record) members() []ClassRecord {
	if r.Classes == nil {
		return []ClassRecord{{Images: r.Images - r.HeldOut, Cycles: r.Cycles, Progress: r.Progress}}
	}
	return r.Classes
}

// setMembers writes them.
func (r *Record) setMembers(list []ClassRecord) {
	r.Cycles = 0
	for _, one := range list {
		r.Cycles += one.Cycles
	}
	if r.Classes == nil {
		r.Progress = list[0].Progress
	} else {
		r.Classes = list
	}
}

// clone copies what later changes could reach.
func (r Record) clone() Record {
	r.Changes = slices.Clone(r.Changes)
	r.Names, r.ByHand = slices.Clone(r.Names), slices.Clone(r.ByHand)
	r.Progress = r.Progress.clone()
	r.Classes = slices.Clone(r.Classes)
	for k := range r.Classes {
		class := &r.Classes[k]
		class.Bounds, class.Progress = slices.Clone(class.Bounds), class.Progress.clone()
	}
	r.Calibration = r.Calibration.Clone()
	return r
}

func (p *Progress) clone() *Progress {
	if p == nil {
		return nil
	}
	c := *p
	c.Rate = slices.Clone(p.Rate)
	return &c
}

// hidden reads the hidden layers.
func (r *Record) hidden() ([]network.Layer, error) {
	if len(r.Layers) > mostLayers {
		return nil, fmt.Errorf("metadata: %d layers; at most %d are possible", len(r.Layers), mostLayers)
	}
	layers := make([]network.Layer, len(r.Layers))
	for i, l := range r.Layers {
		layers[i].Units = l.Units
		switch l.Kind {
		case network.Categorical.String():
			layers[i].Kind = network.Categorical
		case network.Bernoulli.String():
		default:
			return nil, fmt.Errorf("metadata: layer %d is of the unknown kind %.40q", i+1, l.Kind)
		}
	}
	return layers, nil
}

// joined reads the connections of those hidden layers; nil are those of a chain.
func (r *Record) joined(hidden []network.Layer) (network.Connections, error) {
	if r.Connections == nil {
		return nil, nil
	}
	list, err := network.ListConnections(r.Connections, hidden)
	switch {
	case err != nil:
		return nil, fmt.Errorf("metadata: connections: %w", err)
	case slices.Equal(list, network.Chain(append([]network.Layer{{}}, hidden...))):
		return nil, errors.New("metadata: connections that are those of a chain are not listed")
	}
	return list, nil
}

// check reports what does not fit in the record, of machines with those hidden layers.
func (r *Record) check(hidden []network.Layer) error {
	checks := []func([]network.Layer) error{r.checkSettings, r.checkImages, r.checkTexts, r.checkNames, r.checkChanges}
	if r.Classes != nil {
		checks = append(checks, r.checkClasses)
	}
	checks = append(checks, r.checkContest)
	for _, check := range checks {
		if err := check(hidden); err != nil {
			return fmt.Errorf("metadata: %w", err)
		}
	}
	for _, one := range r.members() {
		if err := one.check(&r.Settings, len(hidden)); err != nil {
			return fmt.Errorf("metadata: %w", err)
		}
	}
	return nil
}

func (r *Record) checkSettings(hidden []network.Layer) error {
	if err := r.Settings.Validate(); err != nil {
		return err
	}
	if want := network.FormatLayers(hidden); r.Settings.Layers != want {
		return fmt.Errorf("the settings speak of layers %.80s, the machine has %.80s", r.Settings.Layers, want)
	}
	told, err := r.joined(hidden)
	if err != nil {
		return err
	}
	if told == nil {
		told = network.Chain(append([]network.Layer{{}}, hidden...))
	}
	if want, err := r.Settings.Joined(hidden); err != nil || !slices.Equal(want, told) {
		return fmt.Errorf("the settings speak of connections %.80q, the machine has others", r.Settings.Connections)
	}
	if r.Engine < 0 {
		return fmt.Errorf("engine %d does not exist", r.Engine)
	}
	return nil
}

// longestText bounds what images or their file may be called, in bytes, above what any
// system lets a file be called.
const longestText = 4096

// checkTexts reports names of images that no file can have.
func (r *Record) checkTexts([]network.Layer) error {
	for _, text := range []string{r.Data, r.Binarisation, r.Trained().Source, r.Trained().Part} {
		if len(text) > longestText || !utf8.ValidString(text) {
			return fmt.Errorf("a name of images has %d bytes or is no text", len(text))
		}
	}
	return nil
}

// checkNames reports names that the categories of a machine with those layers cannot have.
func (r *Record) checkNames(hidden []network.Layer) error {
	top, categories := hidden[len(hidden)-1], 0
	switch {
	case r.Contest != nil:
		categories = len(r.Classes)
	case top.Kind == network.Categorical:
		categories = top.Units
	}
	if r.Names != nil && (categories == 0 || len(r.Names) != categories) {
		return fmt.Errorf("%d names for the categories of a machine %.80s",
			len(r.Names), network.ShapeString(r.Width*r.Height, hidden))
	}
	for i, name := range r.Names {
		if len(name) > longestName {
			return fmt.Errorf("the name of category %d has %d bytes; at most %d are possible", i, len(name), longestName)
		}
	}
	for i, category := range r.ByHand {
		if category < 0 || category >= len(r.Names) || i > 0 && category <= r.ByHand[i-1] {
			return errors.New("the categories named by hand are not among the machine's, each once and ascending")
		}
	}
	return nil
}

// longestLife bounds the cycles that metadata may tell of, far beyond any training,
// so that sums of them do not overflow.
const longestLife = 1 << 48

// mostNats bounds the bound of a step: a million pixels, each far above what chance costs.
const mostNats = 1e9

// mostImages bounds the images that metadata may tell of for the same reason.
const mostImages = 1 << 40

// mostLayers is how many hidden layers a file has room for: its arrays are four each.
const mostLayers = 1024

// checkImages reports numbers of images, and sizes, that no training can have.
func (r *Record) checkImages([]network.Layer) error {
	if r.HeldOut < 0 || r.HeldOut > r.Images || r.Images > mostImages {
		return fmt.Errorf("%d images of which %d are held out are impossible", r.Images, r.HeldOut)
	}
	is := r.Trained()
	switch {
	case is.Width != r.Width || is.Height != r.Height:
		return fmt.Errorf("images of %d×%d pixels for a machine of %d×%d", is.Width, is.Height, r.Width, r.Height)
	case is.Count < 0 || is.Count > mostImages:
		return fmt.Errorf("%d images are impossible", is.Count)
	case is.Limit < 0 || is.Limit > mostImages:
		return fmt.Errorf("the first %d images are impossible", is.Limit)
	case !isDigest(is.Pixels) || !isDigest(is.Labels):
		return errors.New("the checksums of its images are none")
	}
	return nil
}

// isDigest tells whether text can be an SHA-256 in hexadecimal, or is empty.
func isDigest(text string) bool {
	sum, err := hex.DecodeString(text)
	return err == nil && (len(sum) == 0 || len(sum) == sha256.Size)
}

// checkChanges reports changes that no training can have had.
func (r *Record) checkChanges([]network.Layer) error {
	if sizeOf(r.Changes) > roomForChanges {
		return fmt.Errorf("%d changes are too many", len(r.Changes))
	}
	for _, change := range r.Changes {
		if change.Cycle > longestLife {
			return fmt.Errorf("a change after %d cycles is impossible", change.Cycle)
		}
	}
	return nil
}

// check reports figures that no training of a machine with so many hidden layers can have.
func (c *ClassRecord) check(s *Settings, top int) error {
	if c.Cycles > longestLife {
		return fmt.Errorf("%d cycles are impossible", c.Cycles)
	}
	p := c.Progress
	switch {
	case p == nil:
		return nil
	case p.BoundSteps < 0 || p.BoundSteps > longestLife:
		return fmt.Errorf("%d steps of an epoch are impossible", p.BoundSteps)
	case !(math.Abs(p.BoundSum) <= mostNats*float64(p.BoundSteps+1)):
		return fmt.Errorf("a bound of %v nats after %d steps is impossible", p.BoundSum, p.BoundSteps)
	case max(p.Generative, p.Recognition, p.Averaged) > longestLife:
		return fmt.Errorf("%d updates are impossible", max(p.Generative, p.Recognition, p.Averaged))
	case p.Averaged > 0 && s.Average == 0:
		return errors.New("averaged steps, but no averaging in the settings")
	case len(p.Rate) != top+1:
		return errors.New("the present rate does not fit the layers")
	}
	return checkRateList("the present rate", p.Rate, top)
}

// checkClasses reports impossible metadata of machines of classes.
func (r *Record) checkClasses([]network.Layer) error {
	least := leastClasses
	if r.Contest != nil {
		least = 1
	}
	if len(r.Classes) < least {
		return fmt.Errorf("%d classes; at least %d are needed", len(r.Classes), least)
	}
	if r.Progress != nil || r.Contest == nil && (r.Names != nil || r.ByHand != nil) {
		return errors.New("what belongs to a single machine stands beside several")
	}
	images, cycles := 0, uint64(0)
	for k, class := range r.Classes {
		switch {
		case class.Label < 0 || class.Label > 255 || k > 0 && class.Label <= r.Classes[k-1].Label:
			return errors.New("the classes are not labels from 0 to 255, each once and ascending")
		case class.Images < 0 || class.Images == 0 && r.Contest == nil || class.Images > r.Images:
			return fmt.Errorf("%d images of class %d", class.Images, class.Label)
		case (class.Progress == nil) != (r.Classes[0].Progress == nil):
			return errors.New("the training of some classes is over, of others not")
		}
		images += class.Images
		cycles += class.Cycles
	}
	if images != r.Images-r.HeldOut || cycles != r.Cycles {
		return errors.New("images or cycles of the classes do not add up")
	}
	return checkCalibration(r.Calibration, len(r.Classes))
}

// checkContest reports a contest that cannot have been.
func (r *Record) checkContest([]network.Layer) error {
	c := r.Contest
	switch {
	case (c != nil) != r.Settings.competes():
		return errors.New("the settings and the rest disagree about whether machines compete")
	case c == nil:
		return nil
	case r.Settings.JointEpochs > 0 && len(r.Classes) > r.Settings.Contest.Keep:
		return fmt.Errorf("%d machines learn together, of which only %d are kept", len(r.Classes), r.Settings.Contest.Keep)
	case r.Classes == nil || r.HeldOut > 0:
		return errors.New("machines compete that are none of classes, or with images held out")
	case c.Moved < -1 || c.Moved > longestLife || len(c.Losses)+len(r.Classes) > mostGroups:
		return fmt.Errorf("a contest of %d machines, of which %d were given up, whose images moved after %d epochs, is impossible",
			len(c.Losses)+len(r.Classes), len(c.Losses), c.Moved)
	}
	if c.First != nil && (c.First.Finding == nil || c.First.Validate() != nil) {
		return errors.New("machines compete for groups that were found by an impossible machine")
	}
	if cut := c.Cut; cut != nil && (cut.Groups < 1 || cut.Groups > mostGroups || !(cut.Together >= 0 && cut.Together <= 1) ||
		cut.Attached < 0 || cut.Attached > r.Images) {
		return fmt.Errorf("%d groups with %v of the weight and %d attached images are impossible", cut.Groups, cut.Together, cut.Attached)
	}
	losses := c.Losses
	if c.Stop != nil {
		losses = append(losses[:len(losses):len(losses)], *c.Stop)
	}
	for _, loss := range losses {
		if !(math.Abs(loss.Nats) <= mostNats && math.Abs(loss.Next) <= mostNats) || loss.Class < 0 || loss.Class >= mostGroups ||
			loss.Epoch < 0 || loss.Epoch > c.Moved {
			return fmt.Errorf("giving up machine %d after %d epochs for %v nats is impossible", loss.Class, loss.Epoch, loss.Nats)
		}
	}
	return nil
}

// largestScale and largestOffset, in bits, bound the size of a calibration's figures, far
// beyond any fit. Fits may give scales below zero.
const (
	largestScale  = 1e6
	largestOffset = 1e9
)

// checkCalibration reports a calibration that does not fit; nil always does.
func checkCalibration(c *network.Calibration, classes int) error {
	switch {
	case c == nil:
		return nil
	case len(c.Scales) != classes || len(c.Offsets) != classes:
		return fmt.Errorf("a calibration of %d scales and %d offsets for %d classes",
			len(c.Scales), len(c.Offsets), classes)
	case beyond(c.Scales, largestScale) || beyond(c.Offsets, largestOffset):
		return errors.New("the scales or offsets of the calibration are impossible")
	case min(c.Images, c.Samples) < 0 || max(c.Images, c.Samples) > mostImages:
		return errors.New("the images or samples of the calibration are impossible")
	}
	return nil
}

// beyond tells whether a number is not one or its size is above a limit.
func beyond(list []float64, limit float64) bool {
	return slices.ContainsFunc(list, func(x float64) bool { return !(math.Abs(x) <= limit) })
}
