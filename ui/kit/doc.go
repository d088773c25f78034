// Package kit is what rooms are furnished with: panels, layouts, labels, buttons and
// entries that look alike in all of them. It knows nothing of machines. All of it is
// used on Fyne's goroutine only.
package kit
