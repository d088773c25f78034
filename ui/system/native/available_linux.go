package native

/*
#cgo pkg-config: gtk+-3.0
#include <locale.h>
#include <gtk/gtk.h>

// GTK ends the whole process when its file chooser's settings are not installed.
static int has_schema(const char *id) {
	GSettingsSchemaSource *source = g_settings_schema_source_get_default();
	if (source == NULL) return 0;
	GSettingsSchema *schema = g_settings_schema_source_lookup(source, id, TRUE);
	if (schema == NULL) return 0;
	g_settings_schema_unref(schema);
	return 1;
}

// gdk_display_get_default is NULL where GTK could not reach a display.
static int has_display(void) { return gdk_display_get_default() != NULL; }

// The library lets GTK work on only as long as something is pending. On a busy
// machine nothing may be yet, and the request to take the closed dialog off the
// screen then stays in the client's buffer. A round trip to the server sends it.
static void take_off_screen(void) {
	GdkDisplay *display = gdk_display_get_default();
	for (int i = 0; display != NULL && i < 2; i++) {
		gdk_display_sync(display);
		while (gtk_events_pending()) gtk_main_iteration_do(FALSE);
	}
}
*/
import "C"

import (
	"slices"
	"unsafe"

	"wakesleep/ui/system"
)

// SpeakLocale lets GTK's dialogs speak the user's language, which was hidden when GTK was
// initialised. Other than GTK it is silent about a locale that is not installed.
func SpeakLocale() {
	none := C.CString("")
	defer C.free(unsafe.Pointer(none))
	C.setlocale(C.LC_ALL, none)
}

// available tells whether GTK's file dialog can be shown without ending the
// process.
func available() bool {
	id := C.CString("org.gtk.Settings.FileChooser")
	defer C.free(unsafe.Pointer(id))
	return C.has_display() != 0 && C.has_schema(id) != 0
}

// afterwards sees to it that a closed dialog is not left on the screen. It must be
// called on the thread that showed it.
func afterwards() { C.take_off_screen() }

// filterWorks tells whether a filter shows what it should. The library makes
// "*.*" of "*", which hides files without an extension.
func filterWorks(f system.Filter) bool { return !slices.Contains(f.Extensions, "*") }
