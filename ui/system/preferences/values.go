package preferences

import (
	"encoding/json"
	"math"
)

// get is a key's value, or fallback where there is none or one of another type.
func get[T any](s *Store, key string, fallback T) T {
	s.mu.Lock()
	raw, ok := s.values[key]
	s.mu.Unlock()
	var v T
	if !ok || json.Unmarshal(raw, &v) != nil {
		return fallback
	}
	return v
}

// set keeps a value. Numbers that are not finite have no form in the file and change
// nothing.
func set[T any](s *Store, key string, value T) {
	raw, err := json.Marshal(value)
	if err != nil {
		return
	}
	if string(raw) == "null" {
		raw = []byte("[]") // a list that is nil
	}
	s.change(key, raw)
}

// mostWhole is the greatest number up to which a float tells all whole ones apart.
const mostWhole = 1 << 53

func whole(f float64) (int, bool) {
	return int(max(-mostWhole, min(f, mostWhole))), math.Abs(f) <= mostWhole
}

// Bool implements fyne.Preferences.
func (s *Store) Bool(key string) bool { return get(s, key, false) }

// BoolWithFallback implements fyne.Preferences.
func (s *Store) BoolWithFallback(key string, fallback bool) bool { return get(s, key, fallback) }

// SetBool implements fyne.Preferences.
func (s *Store) SetBool(key string, value bool) { set(s, key, value) }

// BoolList implements fyne.Preferences.
func (s *Store) BoolList(key string) []bool { return get(s, key, []bool{}) }

// BoolListWithFallback implements fyne.Preferences.
func (s *Store) BoolListWithFallback(key string, fallback []bool) []bool {
	return get(s, key, fallback)
}

// SetBoolList implements fyne.Preferences.
func (s *Store) SetBoolList(key string, value []bool) { set(s, key, value) }

// Float implements fyne.Preferences.
func (s *Store) Float(key string) float64 { return get(s, key, 0.0) }

// FloatWithFallback implements fyne.Preferences.
func (s *Store) FloatWithFallback(key string, fallback float64) float64 {
	return get(s, key, fallback)
}

// SetFloat implements fyne.Preferences.
func (s *Store) SetFloat(key string, value float64) { set(s, key, value) }

// FloatList implements fyne.Preferences.
func (s *Store) FloatList(key string) []float64 { return get(s, key, []float64{}) }

// FloatListWithFallback implements fyne.Preferences.
func (s *Store) FloatListWithFallback(key string, fallback []float64) []float64 {
	return get(s, key, fallback)
}

// SetFloatList implements fyne.Preferences.
func (s *Store) SetFloatList(key string, value []float64) { set(s, key, value) }

// Int implements fyne.Preferences.
func (s *Store) Int(key string) int { return s.IntWithFallback(key, 0) }

// IntWithFallback implements fyne.Preferences. Fractions are cut off.
func (s *Store) IntWithFallback(key string, fallback int) int {
	if n, ok := whole(get(s, key, math.Inf(1))); ok {
		return n
	}
	return fallback
}

// SetInt implements fyne.Preferences.
func (s *Store) SetInt(key string, value int) { set(s, key, value) }

// IntList implements fyne.Preferences.
func (s *Store) IntList(key string) []int { return s.IntListWithFallback(key, []int{}) }

// IntListWithFallback implements fyne.Preferences. Fractions are cut off.
func (s *Store) IntListWithFallback(key string, fallback []int) []int {
	floats := get[[]float64](s, key, nil)
	if floats == nil {
		return fallback
	}
	list := make([]int, len(floats))
	for i, f := range floats {
		n, ok := whole(f)
		if !ok {
			return fallback
		}
		list[i] = n
	}
	return list
}

// SetIntList implements fyne.Preferences.
func (s *Store) SetIntList(key string, value []int) { set(s, key, value) }

// String implements fyne.Preferences.
func (s *Store) String(key string) string { return get(s, key, "") }

// StringWithFallback implements fyne.Preferences.
func (s *Store) StringWithFallback(key, fallback string) string { return get(s, key, fallback) }

// SetString implements fyne.Preferences.
func (s *Store) SetString(key, value string) { set(s, key, value) }

// StringList implements fyne.Preferences.
func (s *Store) StringList(key string) []string { return get(s, key, []string{}) }

// StringListWithFallback implements fyne.Preferences.
func (s *Store) StringListWithFallback(key string, fallback []string) []string {
	return get(s, key, fallback)
}

// SetStringList implements fyne.Preferences.
func (s *Store) SetStringList(key string, value []string) { set(s, key, value) }
