package usecase

import (
	"slices"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Attribute is a COSEM attribute that some Use Case of the catalogue reads or writes, for
// a Device to build its objects from.
type Attribute struct {
	*Object
	On       Device
	Readable bool // by a Get, or inside a protected read
	Writable bool // by a Set
}

// read reads one value by itself.
func (a *Attribute) read(d dlms.Data) (*Tree, error) {
	b := d.Append(nil)
	t := &Tree{
		UseCase: &UseCase{Code: a.Address()}, Message: &gbcs.Message{Payload: b}, bufs: [][]byte{b},
	}
	w := walk{Tree: t, b: b, base: payloadOffset(t.Message)}
	a.Value.readCOSEM(&w)
	w.end("")
	return t, w.result()
}

// Accepts is the result of a Set with d, as far as type and bounds go: type-unmatched,
// other-reason where the value is out of range, or success.
func (a *Attribute) Accepts(d dlms.Data) dlms.DataAccessResult {
	args, err := a.Args(d)
	if err == nil {
		_, err = a.Data(args)
	}
	return resultOf(err)
}

// Data is the attribute's value with these args, as a Device answers a Get. The error is
// an [*ArgError]; args that the attribute does not have are passed over.
func (a *Attribute) Data(args Args) (dlms.Data, error) {
	b := build{g: giver(args), h: new(gbcs.Header)}
	a.Value.appendCOSEM(&b)
	if b.err != nil {
		return dlms.Data{}, b.err
	}
	d, _, err := dlms.ParseData(b.dst)
	return d, err
}

// Args are the places in the attribute's value d, the inverse of Data. The error is a
// [*SyntaxError].
func (a *Attribute) Args(d dlms.Data) (Args, error) {
	if a.Value == nil {
		return nil, ErrMismatch
	}
	t, err := a.read(d)
	if err != nil {
		return nil, err
	}
	return t.Args(), nil
}

// or is the attribute that holds what o or other holds.
func (o *Object) or(other *Object) *Object {
	if o == other {
		return o
	}
	fields, ok := o.Value.(either)
	if !ok {
		fields = either{o}
	}
	if slices.Contains(fields, other) {
		return o
	}
	both := *o
	both.Value = append(slices.Clone(fields), other)
	return &both
}

// either is the value of one attribute that Use Cases declare differently: the first that
// can be read, or for which there are values.
type either []*Object

func (f either) readCOSEM(w *walk) {
	before, nodes := *w, len(w.nodes)
	for i, o := range f {
		o.Value.readCOSEM(w)
		if w.err == nil || i == len(f)-1 {
			return
		}
		*w = before
		w.nodes = w.nodes[:nodes]
	}
}

func (f either) appendCOSEM(b *build) {
	for _, o := range f {
		if given(b.g, o.Value.places) {
			o.Value.appendCOSEM(b)
			return
		}
	}
	f[0].Value.appendCOSEM(b)
}

func (f either) places(_ bool, each func(Place, bool)) {
	for _, o := range f {
		o.Value.places(true, each)
	}
}
