// Package ui is the window. Run makes a desk (package desk), which owns the session and
// the data, fills it with the rooms (packages below rooms), and puts a frame round them
// (package frame).
//
// Beside those stand what rooms are furnished with (kit, pictures, pad, chart,
// machineview), words and numbers (texts), and small services.
package ui
