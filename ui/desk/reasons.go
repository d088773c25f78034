package desk

import (
	"errors"
	"io/fs"

	"wakesleep/io/atomicfile"
	"wakesleep/io/machinefile"
	"wakesleep/io/ordinary"
	"wakesleep/ui/texts"
)

// reasons are the usual ones why something fails, with their keys in the table of texts. An
// error is told as the first that it is.
var reasons = []struct {
	key string
	is  func(error) bool
}{
	{"full", atomicfile.Full},
	{"writeProtected", atomicfile.ReadOnly},
	{"notThere", causedBy(fs.ErrNotExist)},
	{"forbidden", causedBy(fs.ErrPermission)},
	{"newer", causedBy(machinefile.ErrNewerVersion)},
	{"notMachine", causedBy(machinefile.ErrNotMachine)},
	{"damaged", causedBy(machinefile.ErrDamaged)},
	{"refused", causedBy(machinefile.ErrRefused)},
	{"large", causedBy(machinefile.ErrTooLarge)},
	{"notFinite", causedBy(machinefile.ErrNotFinite)},
	{"noFile", func(err error) bool { return errors.As(err, new(*ordinary.KindError)) }},
}

func causedBy(cause error) func(error) bool {
	return func(err error) bool { return errors.Is(err, cause) }
}

// Reason says why something failed. Errors are sentences, which say it exactly. Where not all
// of one is known in the window's language, the usual reasons are told in its words.
func Reason(err error) string {
	text, whole := texts.Told(err)
	if !whole {
		for _, r := range reasons {
			if r.is(err) {
				return texts.Of("reason." + r.key)
			}
		}
	}
	return texts.Sentence(text)
}
