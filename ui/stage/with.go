package stage

// WithBars is a scene, which a test has built on a stage, after [Stage.Bars].
func WithBars[S interface{ Bars() *Stage }](s S) S {
	s.Bars()
	return s
}

// WithDigits is a scene after [Stage.Digits].
func WithDigits[S interface{ Digits(layers string) *Stage }](s S, layers string) S {
	s.Digits(layers)
	return s
}

// WithClasses is a scene after [Stage.Classes].
func WithClasses[S interface{ Classes() *Stage }](s S) S {
	s.Classes()
	return s
}
