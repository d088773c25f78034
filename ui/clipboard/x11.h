#include <stdint.h>

/* An owner of the clipboard, with a connection to the display of its own. XCB is used
   rather than Xlib, whose errors end the whole program. */
typedef struct clipboard_owner clipboard_owner;

/* clipboard_own becomes the owner; NULL where that cannot be. */
clipboard_owner *clipboard_own(void);

/* clipboard_most is how many bytes can be handed out at once. */
uint32_t clipboard_most(clipboard_owner *o);

/* clipboard_serve hands a PNG picture to all who ask, until there is another owner. */
void clipboard_serve(clipboard_owner *o, void *png, uint32_t length);

/* clipboard_close ends the ownership. */
void clipboard_close(clipboard_owner *o);
