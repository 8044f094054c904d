package xmldsig

import "strings"

// slab hands out slices of one backing array, and makes a larger one when it is
// used up: a document is some tens of objects that live and die together.
type slab[T any] struct {
	free []T
	size int
}

// maxSlab bounds the backing arrays, so that little is made in vain.
const maxSlab = 1024

// take returns n zero values, with no room to append.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.size = max(n, min(2*s.size, maxSlab))
		s.free = make([]T, s.size)
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// reserve sizes the slabs by the number of tags, so that a document of DUIS's
// usual size takes one array of each kind.
func (p *parser) reserve() {
	tags := min(strings.Count(p.source, "<"), maxSlab)
	p.elements.size = tags/4 + 1
	p.texts.size = tags/2 + 1
	p.children.size = tags/2 + 1
	p.fields.size = 8
	p.spaces.size = 2
	p.nodes = make([]Node, 0, 16)
	p.marks = make([]int, 0, 8)
	p.attrs = make([]Attr, 0, 8)
}
