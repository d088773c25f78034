// Package atlas makes maps of images: a place in the plane for each, beside those that a
// machine explains by like causes.
//
//   - [Make] makes a [Map] of a set: codes, nearest neighbours, the graph of neighbours in
//     common, and its layout (packages neighbours and groups). It also finds the bits of each
//     image, and the group that colours it.
//   - A [Placer] finds the place of another image, such as a drawing, by the places of the
//     images that it resembles.
//   - A [Painter] paints a part of a map: dots, which become small pictures where there is
//     room for them. [WriteCSV] and [WriteSVG] write a map as numbers and as a drawing.
//
// The codes are those of the first hidden layer. Machines of an ensemble give images codes
// that cannot be compared with each other's, so there an image's code is what all members
// make of it, whichever describes it best.
//
// Maps are bit for bit the same on any processor and any number of threads.
package atlas
