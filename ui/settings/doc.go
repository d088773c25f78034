// Package settings has the dialogs in which a person makes another machine: with new
// settings, which include those that can change at once, or from another seed.
package settings
