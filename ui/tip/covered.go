package tip

import "fyne.io/fyne/v2"

// Covered are the objects that have a tip, with its text. It looks at the given objects
// alone, not below them.
func Covered(objects []fyne.CanvasObject) map[fyne.CanvasObject]string {
	all := map[fyne.CanvasObject]string{}
	for _, o := range objects {
		if c, ok := o.(*cover); ok {
			all[c.object] = c.text
		}
	}
	return all
}
