// Package language chooses the window's language and teaches it to the toolkit.
package language
