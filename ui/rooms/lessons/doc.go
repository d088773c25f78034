// Package lessons is the room with the lessons, and the guide that leads through one in
// all rooms. What is taught is in package ui/curriculum.
package lessons
