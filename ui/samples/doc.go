// Package samples picks images of a data set and turns images and dreams into the
// values from 0 to 1 that sheets of pictures show. It may be used from any goroutine.
package samples
