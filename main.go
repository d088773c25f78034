// Wake-Sleep shows how a Helmholtz machine learns handwritten digits by the
// wake-sleep algorithm. Without arguments it opens its window; with a command's
// name it is that command. Built with the tag headless it has no window.
package main

import "os"

func main() { os.Exit(run(os.Args[1:])) }
