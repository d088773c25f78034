package native

/*
#cgo LDFLAGS: -lX11
#include <X11/Xlib.h>

int wakesleepDisplayLost(Display *);

static void watch_display(void) { XSetIOErrorHandler(wakesleepDisplayLost); }
*/
import "C"

// onLost is what is done when the display is gone.
var onLost func()

// OnDisplayLost has f called, on any goroutine, when the connection to the X server breaks:
// at the end of the user's session, or where the server crashes. Xlib ends the process when
// f returns. It must be called after the toolkits have been started, which have handlers
// of their own.
func OnDisplayLost(f func()) {
	onLost = f
	C.watch_display()
}

//export wakesleepDisplayLost
func wakesleepDisplayLost(*C.Display) C.int {
	onLost()
	return 0
}
