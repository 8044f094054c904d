package usecase

// With fixes all that a row writes: the Use Case says it, and no argument does. It panics
// where values are not those of what the row writes.
func (r AccessRow) With(values ...Arg) AccessRow {
	b := build{g: giver(values)}
	r.object.Value.appendCOSEM(&b)
	if b.err == nil {
		b.err = b.g.end()
	}
	if b.err != nil {
		panic(b.err)
	}
	label := ""
	for i, arg := range values {
		if i > 0 {
			label += ", "
		}
		label += arg.Name() + " " + arg.Text()
	}
	r.fixed = settled{label, values, b.dst}
	return r
}

// settled is data that a Use Case fixes.
type settled struct {
	label  string // names and values
	values Args
	octets []byte
}

func (f settled) appendCOSEM(b *build)           { b.dst = append(b.dst, f.octets...) }
func (f settled) readCOSEM(w *walk)              { w.constant(f.label, f.octets...) }
func (f settled) places(bool, func(Place, bool)) {}
