package portal

import (
	"strconv"
	"strings"
)

// notation is a form that a view can be sent in.
type notation int

const (
	asHTML notation = iota
	asJSON
	asAtom
	asCSV
	asICal
	asPDF
)

// notations are all of them, by number.
var notations = [...]struct{ suffix, kind, media string }{
	asHTML: {"", "text/html", "text/html; charset=utf-8"},
	asJSON: {".json", "application/json", "application/json"},
	asAtom: {".atom", "application/atom+xml", "application/atom+xml; charset=utf-8"},
	asCSV:  {".csv", "text/csv", "text/csv; charset=utf-8"},
	asICal: {".ics", "text/calendar", "text/calendar; charset=utf-8"},
	asPDF:  {".pdf", "application/pdf", "application/pdf"},
}

// suffixed finds the notation of a suffix.
func suffixed(suffix string) notation {
	for n := range notations {
		if notations[n].suffix == suffix {
			return notation(n)
		}
	}
	return asHTML
}

// maxRanges is how many media ranges of an Accept header are looked at; browsers send ten.
const maxRanges = 32

// negotiate picks what the reader would rather have of what there is, by the Accept header
// (RFC 9110, 12.5.1). Of what is wanted alike, the first named wins, then the first there is.
// It is not ok where the reader wants none of them.
func negotiate(accept string, there []notation) (best notation, ok bool) {
	if strings.TrimSpace(accept) == "" {
		return there[0], true
	}
	ranges := strings.SplitN(accept, ",", maxRanges+1)
	ranges = ranges[:min(len(ranges), maxRanges)]
	bestWeight, bestPlace := 0.0, 0
	for _, n := range there {
		weight, place := wanted(ranges, notations[n].kind)
		if weight > bestWeight || weight > 0 && weight == bestWeight && place < bestPlace {
			best, bestWeight, bestPlace, ok = n, weight, place, true
		}
	}
	return best, ok
}

// wanted is the weight of the range that is closest to a kind, and its place in the header.
func wanted(ranges []string, kind string) (weight float64, place int) {
	closest := 0
	family, _, _ := strings.Cut(kind, "/")
	for i, r := range ranges {
		name, parameters, _ := strings.Cut(r, ";")
		close := 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case kind:
			close = 3
		case family + "/*":
			close = 2
		case "*/*":
			close = 1
		}
		if close > closest {
			closest, weight, place = close, quality(parameters), i
		}
	}
	return weight, place
}

// quality is the weight among the parameters of a range or coding: 1 where none is given, 0
// where it cannot be read.
func quality(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(p, "=")
		if !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) { // written so that NaN is refused
			return 0
		}
		return q
	}
	return 1
}

// zipped reports whether the reader takes gzip (RFC 9110, 12.5.3).
func zipped(acceptEncoding string) bool {
	takes := false
	for coding := range strings.SplitSeq(acceptEncoding, ",") {
		name, parameters, _ := strings.Cut(coding, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return quality(parameters) > 0
		case "*":
			takes = quality(parameters) > 0
		}
	}
	return takes
}
