//go:build unix && !darwin

package clipboard

/*
#cgo LDFLAGS: -lxcb
#include <stdlib.h>
#include "x11.h"
*/
import "C"

import (
	"errors"
	"fmt"
)

// put offers the picture to all who ask for it. X11 keeps nothing: the owner of the
// clipboard hands it out for as long as it is the owner.
func put(png []byte) error {
	o := C.clipboard_own()
	if o == nil {
		return errors.New("the display's clipboard cannot be had")
	}
	if most := int(C.clipboard_most(o)); len(png) > most {
		C.clipboard_close(o)
		return fmt.Errorf("the picture has %d bytes; the display takes %d at most", len(png), most)
	}
	data := C.CBytes(png)
	go func() {
		C.clipboard_serve(o, data, C.uint32_t(len(png)))
		C.clipboard_close(o)
		C.free(data)
	}()
	return nil
}
