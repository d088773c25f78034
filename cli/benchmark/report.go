package benchmark

// Report is what was measured. Parts that were not asked for are empty.
type Report struct {
	CPU        string `json:"cpu"`
	Go         string `json:"go"`
	OS         string `json:"os"`
	Arch       string `json:"arch"`
	Processors int    `json:"processors"`
	// Kernels says which implementation of the products runs.
	Kernels string `json:"kernels"`
	// Threads is the greatest number of threads measured.
	Threads int  `json:"threads"`
	Quick   bool `json:"quick"`

	Training []Training `json:"training,omitempty"`
	// PeakMemoryMB is the most memory the process had, in 10⁶ bytes, by the end of
	// the measurement of training; zero where the system does not tell.
	PeakMemoryMB float64       `json:"peak_memory_mb,omitzero"`
	Bars         []Bars        `json:"bars,omitempty"`
	Recognition  []Recognition `json:"recognition,omitempty"`
	Growth       []Growth      `json:"growth,omitempty"`
	Products     []Product     `json:"products,omitempty"`
}

// Training is the speed of reweighted wake-sleep on the 60,000 digits.
type Training struct {
	Layers string `json:"layers"`
	// Connections are those of network.ParseConnections.
	Connections string `json:"connections"`
	Samples     int    `json:"samples"`
	Batch       int    `json:"batch"`
	Threads     int    `json:"threads"`
	// Cycles is how many were timed in each of several rounds.
	Cycles          int     `json:"cycles"`
	SecondsPerEpoch float64 `json:"seconds_per_epoch"`
	// BoundNats is the mean training bound over all cycles timed so far, which
	// shows that the machine was learning.
	BoundNats float64 `json:"bound_nats"`
}

// Bars is the speed of classic wake-sleep on single images of bars.
type Bars struct {
	Data            string  `json:"data"`
	Layers          string  `json:"layers"`
	Threads         int     `json:"threads"`
	CyclesPerSecond float64 `json:"cycles_per_second"`
}

// Recognition is how long it takes to recognise one digit.
type Recognition struct {
	Layers  string `json:"layers"`
	Samples int    `json:"samples"`
	// Training tells whether a session was training at the same time, on Threads
	// threads.
	Training bool    `json:"training"`
	Threads  int     `json:"threads"`
	Requests int     `json:"requests"`
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
}

// Growth compares the cost of one unit of work on something small and on
// something large.
type Growth struct {
	// What grows, from which size to which.
	What string `json:"what"`
	From int    `json:"from"`
	To   int    `json:"to"`
	// Unit is what the two costs are measured in, for one image or weight.
	Unit     string  `json:"unit"`
	FromCost float64 `json:"from_cost"`
	ToCost   float64 `json:"to_cost"`
	// Ratio is ToCost / FromCost: 1 is proportional growth, less is better.
	Ratio float64 `json:"ratio"`
}

// Product is the speed of rows × inner bits by inner × cols floats on one
// thread. GFLOPS are those of an ordinary matrix product that takes as long.
type Product struct {
	// Use is forward or gradient, where training has such a shape.
	Use     string  `json:"use"`
	Rows    int     `json:"rows"`
	Inner   int     `json:"inner"`
	Cols    int     `json:"cols"`
	Density float64 `json:"density"`
	// Strategy is the one that training chooses, Microseconds and GFLOPS are its.
	Strategy     string  `json:"strategy"`
	Microseconds float64 `json:"microseconds"`
	GFLOPS       float64 `json:"gflops"`
	Walk         float64 `json:"walk_gflops"`
	Tables       float64 `json:"tables_gflops"`
}
