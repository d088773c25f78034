package native

/*
#cgo pkg-config: gtk+-3.0
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
*/
import "C"

import (
	"slices"
	"unsafe"

	"wakesleep/ui/picker"
)

// available tells whether GTK's file dialog can be shown without ending the
// process.
func available() bool {
	id := C.CString("org.gtk.Settings.FileChooser")
	defer C.free(unsafe.Pointer(id))
	return C.has_display() != 0 && C.has_schema(id) != 0
}

// filterWorks tells whether a filter shows what it should. The library makes
// "*.*" of "*", which hides files without an extension.
func filterWorks(f picker.Filter) bool { return !slices.Contains(f.Extensions, "*") }
