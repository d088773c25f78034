// Package watch is the room in which the user watches the machine learn: what it sees
// beside what it dreams, the curve of bits, the machine at work, and the ledger.
package watch
