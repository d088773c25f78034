// Package dataset is where pictures come from: the data sets inside the program,
// files that the user picks, and single pictures to be recognised. Everything is
// handed on as [images.Set] or as plain grey levels, 0 for ground and 255 for ink.
//
// # From a file to a Set
//
//  1. [Open] takes a name of [BuiltIn] or else opens the file at that path. "digits" is
//     MNIST, "digits8" the same in 8×8 pixels; "bars3" and "bars4" are distributions known
//     exactly.
//  2. The first bytes decide, not the file's name: gzip is taken off, and the table of
//     formats says what the rest is. [Inspect] stops here.
//  3. A row of the table that reads images has a reader for the whole file; for any other
//     row, [Format.Refuse] says what the file is and what to do.
//  4. The reader limits the declared sizes, reads the pixels and requires the file to end
//     there. The result is one [images.Set] with an origin: the file's name without folder.
//  5. [GuessLabels] finds the file of labels beside it, [ReadLabels] reads it the same
//     way, and there must be as many labels as images.
//  6. Both make a [Source]. MNIST takes the same way from files inside the program.
//  7. [Source.Images] and [Source.Take] choose from it as an origin says: a part, limited,
//     straightened ([Straighten]), swapped. [NameOf] names that for display.
//  8. Training keeps the Set's [Identity] with the machine. [Find] looks for those images
//     again, and [Source.Holds] and [Compare] compare by content.
//
// A new format is a row of the table with its reader. [WriteImages] and [WriteLabels] write
// the IDX format, whose layout is in idx.go.
//
// # Pictures
//
//   - [ReadPicture] opens a PNG, JPEG, GIF, BMP or TIFF file.
//   - [Prepare] makes of any picture what MNIST made of its digits: light ink on
//     a dark ground, fitted into a box, centred by its mass. Training digits went
//     through this, so a drawing must too, or a machine that knows every digit
//     will not know this one.
//   - [PrepareInk] is the same for a drawing pad, which knows ink from ground.
//
// # Trust
//
// No file is trusted. A declared size is limited first, and compared with the bytes that
// are there before memory is taken for it; a pipe takes it as bytes arrive. Pictures have up
// to 50 million pixels and 20,000 a side, and what would take their decoders much more is
// refused (working.go, tiff.go). Preparing reads them row by row. Every error is a sentence that names the file, says what is
// wrong and what to do about it.
//
// Results are identical on every processor: floating-point products are rounded
// before they are added, which keeps compilers from fusing the two.
package dataset
