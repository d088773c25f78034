package ordinary

// Because is an error that says a sentence and keeps its cause for errors.Is and errors.As,
// whose own words mean nothing to users.
func Because(cause error, sentence string) error { return &because{sentence, cause} }

type because struct {
	sentence string
	cause    error
}

func (b *because) Error() string { return b.sentence }

func (b *because) Unwrap() error { return b.cause }
