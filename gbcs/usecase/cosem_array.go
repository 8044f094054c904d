package usecase

import "github.com/mains-energy/mains/dlms"

// Array is an array of always these elements: COSEM has arrays where GBCS has one value.
type Array []Field

func (f Array) readCOSEM(w *walk) {
	at := w.off
	w.constantTag("array", dlms.TagArray)
	n := w.count("array", 1)
	if w.err == nil && n != len(f) {
		w.mismatch(at, "array", "%d elements: want %d", n, len(f))
	}
	i := w.structure("array", at, n)
	for _, field := range f {
		if w.err != nil {
			break
		}
		field.readCOSEM(w)
	}
	w.finish(i)
}

func (f Array) appendCOSEM(b *build) {
	b.dst = dlms.AppendLength(append(b.dst, byte(dlms.TagArray)), len(f))
	for _, field := range f {
		field.appendCOSEM(b)
	}
}

func (f Array) places(optional bool, each func(Place, bool)) {
	for _, field := range f {
		field.places(optional, each)
	}
}
