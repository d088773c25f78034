// Command icon draws the program's icon: a disc that is half a waking sun and
// half a sleeping moon, and across both, in pixels, a handwritten digit that is
// seen by day and dreamt by night.
//
//	go run ./scripts/icon Icon.png
package main

import (
	"errors"
	"image"
	"image/png"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Println("usage: icon FILE.png")
		os.Exit(2)
	}
	if err := write(os.Args[1], drawIcon()); err != nil {
		log.Fatal("icon: ", err)
	}
}

func write(name string, img image.Image) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, img), file.Close())
}
