// Package crash keeps a report of how the program ended, if it ended by a fault.
package crash
