// Package dataset is where pictures come from: the data sets inside the program,
// files that the user picks, and single pictures to be recognised. Everything is
// handed on as [images.Set] or as plain grey levels, 0 for ground and 255 for ink.
//
// # Sets
//
//   - [Open] finds a set by name: "digits" is MNIST, embedded; "bars3" and "bars4"
//     are distributions known exactly; anything else is the path of a file.
//     [BuiltIn] lists the names for a menu.
//   - [ReadImages], [ReadLabels], [WriteImages] and [WriteLabels] are the IDX
//     format, which MNIST introduced. idx.go has its layout.
//   - [Straighten] shears slanted writing upright, a whole set at a time.
//   - [Source.Images] and [Source.Take] make of a source what an origin tells: a part,
//     limited, straightened, swapped. [NameOf] names that for display.
//   - An [Identity] says which images a machine learnt from; [Find] looks for them, and
//     [Source.Holds] and [Compare] tell by the content whether they are the same.
//   - [Inspect] tells by its content what a file is, by one table of formats. A new
//     format is a row of it.
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
// Files are read as if written by an enemy: a declared size is limited first and
// then memory is taken only as fast as bytes really arrive. Every error is a
// sentence that names the file, says what is wrong and what to do about it.
//
// Results are identical on every processor: floating-point products are rounded
// before they are added, which keeps compilers from fusing the two.
package dataset
