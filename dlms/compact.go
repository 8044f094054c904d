package dlms

// Compact is a compact-array: one type description for all elements, then their values
// packed without tags. It keeps both slices.
//
//	description  a tag; structure: 02, count, descriptions;
//	             array: 01, count in two octets, description
//	contents     numbers as they are, strings with a length, arrays and structures
//	             without their count
//
// The error is a [*SyntaxError] of the description or of the contents. GBCS log records.
func Compact(description, contents []byte) (Data, error) {
	r := reader{b: description, path: "compact-array/description"}
	r.description()
	r.end()
	if r.err != nil {
		return Data{}, r.err
	}
	d := Data{tag: TagCompactArray, shape: description, octets: contents}
	_, err := d.Unpack()
	return d, err
}

// description reads a type description.
func (r *reader) description() []byte {
	from := r.off
	r.describe(1)
	if r.err != nil {
		return nil
	}
	return r.b[from:r.off:r.off]
}

func (r *reader) describe(depth int) {
	if depth > maxDepth {
		r.fail(r.off, ErrDepth)
		return
	}
	at := r.off
	switch tag := Tag(r.octet()); tag {
	case TagStructure:
		for range r.count() {
			r.describe(depth + 1)
			if r.err != nil {
				return
			}
		}
	case TagArray:
		r.uint16()
		r.describe(depth + 1)
	case TagNull, TagBitString, TagOctetString, TagVisibleString, TagUTF8String:
	default:
		if tag.Size() == 0 {
			r.fail(at, ErrTag)
		}
	}
}

// Unpack is the elements of a compact-array as values of their own, in order. An
// array or a structure yields its [Data.Items]; every other type nil. The error is a
// [*SyntaxError] where the contents are not what the description says; offsets count
// from the first octet of the contents.
func (d Data) Unpack() ([]Data, error) {
	if d.tag != TagCompactArray {
		return d.items, nil
	}
	r := reader{b: d.octets, path: "compact-array/contents"}
	var items []Data
	for r.err == nil && r.left() > 0 {
		from := r.off
		shape := reader{b: d.shape}
		items = append(items, r.packed(&shape))
		if r.err == nil && r.off == from {
			r.fail(from, ErrTrailing) // elements without octets cannot be counted
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	return items, nil
}

// packed reads one value that shape, a valid description, describes.
func (r *reader) packed(shape *reader) Data {
	if r.unpacked++; r.unpacked > maxUnpacked {
		r.fail(r.off, ErrValue)
		return Data{}
	}
	tag := Tag(shape.octet())
	d := Data{tag: tag}
	switch tag {
	case TagNull:
	case TagStructure:
		for range shape.count() {
			d.items = append(d.items, r.packed(shape))
			if r.err != nil {
				return Data{}
			}
		}
	case TagArray:
		n := int(shape.uint16())
		element := *shape
		if n == 0 {
			shape.describe(1)
		}
		for range n {
			*shape = element
			from := r.off
			d.items = append(d.items, r.packed(shape))
			if r.off == from {
				r.fail(from, ErrTruncated) // also stops arrays of nothing
			}
			if r.err != nil {
				return Data{}
			}
		}
	case TagBitString:
		bits := r.length()
		d.number = uint64(bits)
		d.octets = r.take(bits/8 + (bits%8+7)/8)
		if r.err == nil && !d.padded() {
			r.fail(r.off-1, ErrValue)
		}
	case TagOctetString, TagVisibleString, TagUTF8String:
		d.octets = r.take(r.length())
	default:
		d.number = signExtend(tag, r.take(tag.Size()))
	}
	return d
}

// maxUnpacked bounds the values of one compact-array: no message holds more octets. It
// matters where a description has elements that take none.
const maxUnpacked = 1 << 17
