//go:build unix && !darwin

#include "x11.h"

#include <stdlib.h>
#include <string.h>
#include <xcb/xcb.h>

struct clipboard_owner {
	xcb_connection_t *display;
	xcb_window_t window;
	xcb_atom_t clipboard, targets, png;
};

static xcb_atom_t atom(xcb_connection_t *display, const char *name) {
	xcb_intern_atom_cookie_t cookie = xcb_intern_atom(display, 0, strlen(name), name);
	xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply(display, cookie, NULL);
	xcb_atom_t found = reply ? reply->atom : XCB_ATOM_NONE;
	free(reply);
	return found;
}

static int owns(clipboard_owner *o) {
	xcb_get_selection_owner_cookie_t cookie = xcb_get_selection_owner(o->display, o->clipboard);
	xcb_get_selection_owner_reply_t *reply = xcb_get_selection_owner_reply(o->display, cookie, NULL);
	int ours = reply && reply->owner == o->window;
	free(reply);
	return ours;
}

clipboard_owner *clipboard_own(void) {
	clipboard_owner *o = calloc(1, sizeof *o);
	int number = 0;
	o->display = xcb_connect(NULL, &number);
	if (xcb_connection_has_error(o->display)) {
		clipboard_close(o);
		return NULL;
	}
	xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(o->display));
	for (; number > 0 && screens.rem > 1; number--)
		xcb_screen_next(&screens);
	o->clipboard = atom(o->display, "CLIPBOARD");
	o->targets = atom(o->display, "TARGETS");
	o->png = atom(o->display, "image/png");
	o->window = xcb_generate_id(o->display);
	xcb_create_window(o->display, 0, o->window, screens.data->root, 0, 0, 1, 1, 0,
		XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, 0, NULL);
	xcb_set_selection_owner(o->display, o->window, o->clipboard, XCB_CURRENT_TIME);
	if (!owns(o)) {
		clipboard_close(o);
		return NULL;
	}
	return o;
}

uint32_t clipboard_most(clipboard_owner *o) {
	/* The length is in words; the request's head needs some. */
	return 4 * (xcb_get_maximum_request_length(o->display) - 16);
}

/* answer gives what was asked for, or says that there is no such thing. */
static void answer(clipboard_owner *o, xcb_selection_request_event_t *asked, void *png, uint32_t length) {
	xcb_selection_notify_event_t told;
	memset(&told, 0, sizeof told);
	told.response_type = XCB_SELECTION_NOTIFY;
	told.time = asked->time;
	told.requestor = asked->requestor;
	told.selection = asked->selection;
	told.target = asked->target;
	told.property = asked->property ? asked->property : asked->target;
	if (asked->target == o->targets) {
		xcb_atom_t all[] = {o->targets, o->png};
		xcb_change_property(o->display, XCB_PROP_MODE_REPLACE, asked->requestor, told.property, XCB_ATOM_ATOM, 32, 2, all);
	} else if (asked->target == o->png) {
		xcb_change_property(o->display, XCB_PROP_MODE_REPLACE, asked->requestor, told.property, o->png, 8, length, png);
	} else {
		told.property = XCB_ATOM_NONE;
	}
	xcb_send_event(o->display, 0, asked->requestor, XCB_EVENT_MASK_NO_EVENT, (char *)&told);
	xcb_flush(o->display);
}

void clipboard_serve(clipboard_owner *o, void *png, uint32_t length) {
	xcb_generic_event_t *event;
	while ((event = xcb_wait_for_event(o->display))) {
		int kind = event->response_type & 0x7f;
		if (kind == XCB_SELECTION_REQUEST)
			answer(o, (xcb_selection_request_event_t *)event, png, length);
		free(event);
		if (kind == XCB_SELECTION_CLEAR)
			return;
	}
}

void clipboard_close(clipboard_owner *o) {
	xcb_disconnect(o->display);
	free(o);
}
