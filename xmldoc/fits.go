package xmldoc

import "reflect"

// AppendText writes the text of a value of a simple type, as documents have it before XML
// escapes it.
func (s *Schema) AppendText(dst []byte, t *Simple, v reflect.Value) []byte {
	return t.append(dst, v, s.DateTime)
}

// Fits reports whether a Go value is one of the simple type: of its enumeration, and within its
// bounds and lengths.
func (s *Schema) Fits(t *Simple, v reflect.Value) bool {
	switch {
	case t.integer && v.CanInt():
		return v.Int() >= t.Min && v.Int() <= t.Max
	case t.Base == BaseDateTime:
		return true
	}
	var room [64]byte
	return t.Set(reflect.New(v.Type()).Elem(), string(s.AppendText(room[:0], t, v))) == nil
}
