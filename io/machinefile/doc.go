// Package machinefile stores named float32 arrays and plain metadata in one
// file, without knowing what they mean.
//
// # The file
//
// A machine file (extension .helmholtz) is a zip archive that numpy.load opens:
//
//	member               content
//	NAME.npy             one array, in the order in which they were given
//	...
//	meta.json            the metadata, last
//
// Written members are uncompressed (STORE), dated 1980-01-01 and carry neither
// attributes nor extra fields, so that equal content makes equal bytes. Read
// members may be deflated too, as other zip programs leave them, and may come
// in any order; an archive comment, bytes before the archive and zip64 are
// refused.
//
// An array's name consists of lower-case letters, digits and underscores, with
// at most one folder before it, as in machine_3/generative_weights_1.
//
// # An array
//
// Members are NPY files of format version 1.0:
//
//	offset  bytes  content
//	0       6      93 "NUMPY"
//	6       2      01 00, the format's version
//	8       2      h, length of the header, little-endian
//	10      h      {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
//	               padded with spaces and ended by a newline, so that 10+h is a
//	               multiple of 64
//	10+h    4·n    n little-endian float32 numbers, the last index fastest
//
// The header is a Python literal. Reading accepts its keys in any order, with
// any spaces and either kind of quotation mark. Not-a-number and infinities
// are refused in both directions.
//
// # The metadata
//
// meta.json is one JSON object:
//
//	key      value
//	format   "wakesleep machine"
//	version  1 or 2; a greater number is refused as ErrNewerVersion
//	...      the caller's own keys, in the caller's order
//	sha256   {"NAME.npy": SHA-256 of the member's bytes in hexadecimal, ...}
//
// meta.json itself is covered by the archive's CRC-32. The archive is the same in both
// versions: they differ in what the caller means by the rest, and keep programs that know
// version 1 alone from reading what they would misunderstand.
//
// # Limits
//
// A file has at most 2 GiB, 4,096 members and 8 MiB of metadata; an array has at most
// eight dimensions. The metadata hold at most 524,288 values and keys, 256 of them keys
// of the object itself, in 32 levels, and no text of more than 16 KiB. Unpacked members
// may have 16 MiB and four times the file's size in all.
//
// # Trust
//
// Reading checks these limits, and each array's shape against the size of its member,
// before it takes memory for them; an [Admission] then says by the metadata whether they
// are the arrays that it wants, and only then are numbers read.
package machinefile
