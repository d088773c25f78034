package machinefile

import "io"

// Encode writes to w the bytes that Write would put in a file.
func Encode(w io.Writer, f *File) error {
	if err := check(f); err != nil {
		return err
	}
	return encode(w, f)
}
