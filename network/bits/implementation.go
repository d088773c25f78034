package bits

// Implementation names the kernels that run in this process, for people who
// measure: results do not depend on it.
func Implementation() string { return "portable Go" }
