package texts

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wakesleep/network"
	"wakesleep/network/images"
)

// Thousands writes a number as the language does: 18,312.
func Thousands[T ~int | ~uint64](n T) string { return Format("%d", n) }

// Rates writes learning rates as ParseNumbers reads them: one where all are
// equal, else a list, one for each layer, the pixels first.
func Rates(rates []float64) string {
	if len(rates) > 1 && !slices.ContainsFunc(rates, func(r float64) bool { return r != rates[0] }) {
		rates = rates[:1]
	}
	words := make([]string, len(rates))
	for i, r := range rates {
		words[i] = strings.Replace(strconv.FormatFloat(r, 'g', 4, 64), ".", DecimalMark(), 1)
	}
	return strings.Join(words, listMark())
}

// ParseNumbers reads a list of numbers, written as the language does or as programs do;
// what names it in errors.
func ParseNumbers(what, text string) ([]float64, error) {
	var numbers []float64
	for word := range strings.SplitSeq(plainNumbers(text), ";") {
		n, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil {
			return nil, errors.New(Of("common.noNumber", what, strings.TrimSpace(text)))
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// plainNumbers writes a list with decimal points, and semicolons between the numbers.
// Where the language has a decimal comma, a point tells that it is not used.
func plainNumbers(text string) string {
	if DecimalMark() == "," && !strings.Contains(text, ".") {
		return strings.ReplaceAll(text, ",", ".")
	}
	return strings.ReplaceAll(text, ",", ";")
}

// DecimalMark is what the language writes before decimals, and listMark what it can
// write between numbers then.
func DecimalMark() string { return strings.Trim(Format("%.1f", 1.1), "1") }

func listMark() string {
	if DecimalMark() == "," {
		return ";"
	}
	return ","
}

// ParseCount reads a number from least to most.
func ParseCount(what, text string, least, most int) (int, error) {
	plain := strings.NewReplacer(groupMark(), "", " ", "").Replace(text)
	n, err := strconv.Atoi(plain)
	if err != nil || n < least || n > most {
		return 0, errors.New(Of("common.noCount", what, text, least, most))
	}
	return n, nil
}

// groupMark is what the language writes between thousands.
func groupMark() string { return strings.Trim(Thousands(1111), "1") }

// ParseSeed reads a seed.
func ParseSeed(text string) (uint64, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, errors.New(Of("common.noSeed", text))
	}
	return n, nil
}

// Seed writes a seed as ParseSeed reads it.
func Seed(seed uint64) string { return strconv.FormatUint(seed, 10) }

// Bits writes a description length.
func Bits(bits float64) string {
	switch {
	case bits != bits:
		return "–"
	case bits < 10:
		return Format("%.2f", bits)
	case bits < 100:
		return Format("%.1f", bits)
	case bits < 1e15:
		return Thousands(int(math.Round(bits)))
	}
	return strconv.FormatFloat(bits, 'g', 3, 64)
}

// Clock writes a time left: 0:04, 12:30, 1:02:03.
func Clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// Sentence begins with a capital, unless the name of a file or of a data set begins
// it, and ends with a full stop.
func Sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	word, _, _ := strings.Cut(text, " ")
	if !strings.ContainsAny(word, `/\.:0123456789`) {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return strings.TrimRight(text, ".") + "."
}

// Percent writes a share; what is not quite all or nothing does not look so.
func Percent(share float32) string {
	switch {
	case share > 0 && share < .005:
		return "<1 %"
	case share < 1 && share > .995:
		return ">99 %"
	}
	return Format("%.0f %%", 100*share)
}

// Layer describes layer l ≥ 1.
func Layer(m *network.Machine, l int) string {
	layer := m.Layers[l]
	if layer.Kind == network.Categorical {
		return Count("draw.bits.layer.categories", layer.Units, l)
	}
	return Count("draw.bits.layer.units", layer.Units, l)
}

// Image describes image i of a set.
func Image(set *images.Set, i int) string {
	switch {
	case set.Probabilities != nil:
		return Of("data.image.probable", i+1, set.Probabilities[i])
	case set.Labels != nil:
		return Of("data.image.labelled", i+1, set.Labels[i])
	}
	return Of("data.image.bare", i+1)
}

// Weight writes a weight with its sign.
func Weight(v float32) string {
	return strings.Replace(Format("%+.2f", v), "-", "−", 1)
}
