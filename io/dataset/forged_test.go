package dataset

import "testing"

// A set that is not built in is a file, whatever a forged identity says: its name is not
// opened as a path.
func TestASourceThatIsNotBuiltInIsAFile(t *testing.T) {
	path := writeFile(t, t.TempDir(), "images", twoPictures)
	for _, forged := range []Identity{
		{Pixels: "00", Width: 3, Height: 2, Count: 2},
		{Width: 3, Height: 2, Count: 2},
	} {
		forged.Source, forged.Limit = path, 2
		if !Complete(forged).File {
			t.Error("a path counts as a built-in set")
		}
		if source, match := Find(forged, nil, nil); source != nil || match != Missing {
			t.Errorf("a path outside the folders was opened: %v", match)
		}
	}
}
