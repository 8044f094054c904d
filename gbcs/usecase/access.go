package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
)

// LN is the logical name of a COSEM object, as declarations write it.
type LN = dlms.LogicalName

// Object is one attribute of a COSEM object, or one of its methods, declared once in the
// tables of objects and used by every row that has it.
type Object struct {
	Class Class
	Name  LN
	Index uint8 // of the attribute or method
	// Value is what the attribute holds or the method takes; nil for a method that takes
	// the integer 0.
	Value Field
	// Returns is what a method returns; nil where it returns nothing.
	Returns Field
	Title   string // SMETS or CHTS name, where Value does not say it
	Method  bool
}

// Attr is an attribute.
func Attr(class Class, name LN, attribute uint8, value Field) *Object {
	return &Object{Class: class, Name: name, Index: attribute, Value: value}
}

// Method is a method; parameter is nil for one without, which takes an integer 0.
func Method(title string, class Class, name LN, method uint8, parameter Field) *Object {
	return &Object{
		Class: class, Name: name, Index: method, Value: parameter, Title: title, Method: true,
	}
}

// Address is the object on one line: 1 0-0:94.44.0.1 A2.
func (o *Object) Address() string {
	kind := 'A'
	if o.Method {
		kind = 'M'
	}
	return fmt.Sprintf("%d %v %c%d", o.Class, o.Name, kind, o.Index)
}

// Label is the name of the object: its title, else the names of what it holds, else its
// address.
func (o *Object) Label() string {
	if o.Title != "" {
		return o.Title
	}
	if name := fieldName(o.Value); name != "" {
		return name
	}
	return o.Address()
}

// fieldName is the name of all places of a field, for what is shown as a whole.
func fieldName(f Field) string {
	name, last := "", ""
	if f == nil {
		return ""
	}
	f.places(false, func(p Place, _ bool) {
		if _, ok := p.(*Scaling); ok && name != "" {
			return
		}
		if last = p.Info().Name; name == "" {
			name = last
		} else {
			name += ", " + last
		}
	})
	return name
}

// Access is a Command in COSEM: rows that the Device carries out in order, until one
// fails.
type Access []AccessRow

// AccessRow is one row: what is done to which attribute or method. Make one with [Get],
// [Set], [Invoke], [Select] or [Protected], and perhaps [Maybe] or [If].
type AccessRow struct {
	service  dlms.Service
	object   *Object
	objects  []*Object // of a Protected
	selected bool      // Protected: from and to restrict each object
	optional bool      // there where a value is given
	when     *Flag     // there where the flag is set
	fixed    Field     // what the Use Case writes, see [AccessRow.With]
}

// Get reads an attribute.
func Get(o *Object) AccessRow { return AccessRow{service: dlms.Get, object: o} }

// Set writes an attribute.
func Set(o *Object) AccessRow { return AccessRow{service: dlms.Set, object: o} }

// Invoke calls a method.
func Invoke(o *Object) AccessRow { return AccessRow{service: dlms.Action, object: o} }

// Select reads the records of a log from [ReadFrom] to [ReadTo]: access selector 1.
// GBCS selective access.
func Select(o *Object) AccessRow { return AccessRow{service: dlms.GetSelected, object: o} }

// Protected reads attributes in an item that only the reader can open: method 1,
// get_protected_attributes, of a data protection object. GBCS DLMS protection.
func Protected(protection *Object, objects ...*Object) AccessRow {
	return AccessRow{service: dlms.Action, object: protection, objects: objects}
}

// ProtectedLog is Protected for the records of logs from [ProtectedFrom] to [ProtectedTo].
func ProtectedLog(protection *Object, logs ...*Object) AccessRow {
	return AccessRow{service: dlms.Action, object: protection, objects: logs, selected: true}
}

// Maybe is a row that a Command has where a value for it is given.
func Maybe(r AccessRow) AccessRow {
	r.optional = true
	return r
}

// If is a row without a value of its own, which a Command has where the flag is set.
func If(flag *Flag, r AccessRow) AccessRow {
	r.when = flag
	return r
}

// sends is what goes with the specification: nil for nothing.
func (r *AccessRow) sends() Field {
	if r.fixed != nil {
		return r.fixed
	}
	if r.objects == nil && (r.service == dlms.Set || r.service == dlms.Action) {
		return r.object.Value
	}
	return nil
}

// returns is what the answer holds: nil for nothing.
func (r *AccessRow) returns() Field {
	switch {
	case r.objects != nil:
		return r.values()
	case r.service == dlms.Get || r.service == dlms.GetSelected:
		return r.object.Value
	case r.service == dlms.Action:
		return r.object.Returns
	}
	return nil
}

// label is the name of what the row reads or writes.
func (r *AccessRow) label() string {
	if r.objects != nil {
		return fieldName(r.values())
	}
	return r.object.Label()
}

// there reports whether a Command with these values has the row.
func (r *AccessRow) there(g *giving) bool {
	switch {
	case r.when != nil:
		v, ok := r.when.Of(g.args)
		return v || !ok && g.has(r.when)
	case r.optional:
		return given(g, r.sends().places)
	}
	return true
}

func (a Access) notation() Notation { return DLMS }

func (a Access) commandPlaces(each func(Place, bool)) {
	for i := range a {
		r := &a[i]
		optional := r.mayBeLeftOut()
		if r.when != nil {
			each(r.when, true)
		}
		if r.service == dlms.GetSelected {
			each(ReadFrom, optional)
			each(ReadTo, optional)
		}
		if r.selected {
			each(ProtectedFrom, optional)
			each(ProtectedTo, optional)
		}
		if f := r.sends(); f != nil {
			f.places(optional, each)
		}
	}
}

func (a Access) answerPlaces(each func(Place, bool)) {
	for i := range a {
		if f := a[i].returns(); f != nil {
			f.places(a[i].mayBeLeftOut(), each)
		}
	}
}

func (a Access) encrypted() bool {
	for i := range a {
		if a[i].objects != nil {
			return true
		}
	}
	return false
}

func (a Access) appendCommand(b *build) {
	var there []*AccessRow
	for i := range a {
		if a[i].there(b.g) {
			there = append(there, &a[i])
		}
		if flag := a[i].when; flag != nil && b.g.has(flag) {
			b.take(flag)
		}
	}
	b.dst = appendInvokeID(append(b.dst, tagAccessRequest), b.h.Counter)
	b.dst = dlms.AppendLength(append(b.dst, 0), len(there))
	for _, r := range there {
		b.dst = r.appendSpecification(b.dst)
		if r.service == dlms.GetSelected {
			r.appendSelection(b)
		}
	}
	b.dst = dlms.AppendLength(b.dst, len(there))
	for _, r := range there {
		switch f := r.sends(); {
		case r.objects != nil:
			r.appendProtection(b)
		case f != nil:
			f.appendCOSEM(b)
		case r.service == dlms.Action:
			b.dst = append(b.dst, byte(dlms.TagInteger), 0)
		default:
			b.dst = append(b.dst, byte(dlms.TagNull))
		}
	}
}

// The octets that begin the services. GBCS access-request, access-response.
const (
	tagAccessRequest    byte = 0xD9
	tagAccessResponse   byte = 0xDA
	tagDataNotification byte = 0x0F

	breakOnError byte = 0x20
)

// appendInvokeID writes the long-invoke-id-and-priority.
func appendInvokeID(dst []byte, counter uint64) []byte {
	id := dlms.InvokeID(counter)
	return append(dst, breakOnError, byte(id>>16), byte(id>>8), byte(id))
}

// invokeID reads the tag of a service, the long-invoke-id-and-priority and the empty
// date-time.
func (w *walk) invokeID(service string, tag byte) {
	w.constant(service, tag)
	w.constant("long-invoke-id-and-priority", appendInvokeID(nil, w.Message.Counter)...)
	w.constant("date-time", 0)
}

func (r *AccessRow) appendSpecification(dst []byte) []byte {
	o := r.object
	dst = append(dst, byte(r.service), byte(o.Class>>8), byte(o.Class))
	dst = append(dst, o.Name[:]...)
	return append(dst, o.Index)
}

// specificationSize is the number of octets that appendSpecification writes.
const specificationSize = 1 + 2 + 6 + 1

// selection is the fixed part of the selection by range, up to the from value: the clock
// restricts. GBCS selective access.
var selection = dlms.Structure(
	dlms.U16(1), dlms.Octets([]byte{0, 0, 94, 44, 100, 255}), dlms.I8(2), dlms.U16(0),
).Append([]byte{byRange, byte(dlms.TagStructure), 4})

// byRange is the access selector of a range.
const byRange = 1

func (r *AccessRow) appendSelection(b *build) {
	b.dst = append(b.dst, selection...)
	ReadFrom.appendCOSEM(b)
	ReadTo.appendCOSEM(b)
	b.dst = append(b.dst, byte(dlms.TagArray), 0)
}

func (w *walk) selection() {
	w.constant("access selection by range", selection...)
	ReadFrom.readCOSEM(w)
	ReadTo.readCOSEM(w)
	w.constant("selected values", byte(dlms.TagArray), 0)
}

func (a Access) readCommand(w *walk) {
	w.invokeID("access-request", tagAccessRequest)
	at := w.off
	n := w.count("number of specifications", specificationSize)
	w.fixed("number of specifications", at)
	rows := make([]int, 0, 32)
	next := 0
	for i := 0; i < n && w.err == nil; i++ {
		row := a.match(w, next)
		if row < 0 {
			w.unexpected(a, next)
			return
		}
		rows = append(rows, row)
		next = row + 1
	}
	for ; next < len(a) && w.err == nil; next++ {
		if !a[next].mayBeLeftOut() {
			w.mismatch(w.off, a[next].label(), "the row is missing")
		}
	}
	at = w.off
	if m := w.length("number of data"); w.err == nil && m != n {
		w.mismatch(at, "number of data", "%d: want %d", m, n)
	}
	w.fixed("number of data", at)
	for _, row := range rows {
		if w.err != nil {
			return
		}
		w.part(part{row: row, off: w.base + w.off})
		a[row].readData(w)
		p := w.endPart()
		p.n = w.base + w.off - p.off
	}
	w.end("access-request")
}

// match reads the specification of one of the rows from next on, of which those before it
// may be left out. It is -1 where it is none of them.
func (a Access) match(w *walk, next int) int {
	for row := next; row < len(a); row++ {
		r := &a[row]
		if r.isNext(w) {
			at := w.off
			w.off += specificationSize
			n := w.node(nodeFixed, nil, at)
			n.label = "specification"
			if r.service == dlms.GetSelected {
				w.selection()
			}
			return row
		}
		if !r.mayBeLeftOut() {
			return -1
		}
	}
	return -1
}

// isNext reports whether the specification of r stands next.
func (r *AccessRow) isNext(w *walk) bool {
	if w.left() < specificationSize {
		return false
	}
	b, o := w.b[w.off:], r.object
	return b[0] == byte(r.service) && b[1] == byte(o.Class>>8) && b[2] == byte(o.Class) &&
		LN(b[3:9]) == o.Name && b[9] == o.Index
}

// unexpected notes a specification that is not of the rows from next on.
func (w *walk) unexpected(a Access, next int) {
	if w.left() < specificationSize {
		w.fail(w.off, "specification", ErrTruncated)
		return
	}
	b := w.b[w.off:]
	got := dlms.Specification{
		Service: dlms.Service(b[0]), Class: uint16(b[1])<<8 | uint16(b[2]), Name: LN(b[3:9]),
		Index: b[9],
	}
	want := "no more"
	if next < len(a) {
		want = fmt.Sprintf("%v %s", a[next].service, a[next].object.Address())
	}
	w.mismatch(w.off, "specification", "%v: want %s", got, want)
}

// readData reads what goes with the specification.
func (r *AccessRow) readData(w *walk) {
	switch f := r.sends(); {
	case r.objects != nil:
		r.readProtection(w)
	case f != nil:
		f.readCOSEM(w)
	case r.service == dlms.Action:
		w.constant(r.label(), byte(dlms.TagInteger), 0)
	default:
		w.constant("null-data", byte(dlms.TagNull))
	}
	if r.when != nil && w.err == nil {
		w.value(r.when, 1, w.off, w.off, 0)
	}
}

func (a Access) readAnswer(w *walk) {
	w.invokeID("access-response", tagAccessResponse)
	w.constant("specifications", 0)
	at := w.off
	n := w.count("number of data", 1)
	w.fixed("number of data", at)
	rows, ok := a.answered(n)
	if w.err == nil && !ok {
		w.mismatch(at, "", "%d results: want %d", n, len(a))
	}
	results, end := w.results(n)
	if w.err != nil {
		return
	}
	whole := w.b
	w.b = w.b[:end]
	for i := 0; i < n && w.err == nil; i++ {
		row := rows[i]
		w.part(part{row: row, off: w.base + w.off})
		a.readResult(w, row, dlms.Service(results[2*i]), dlms.DataAccessResult(results[2*i+1]))
		p := w.endPart()
		p.n = w.base + w.off - p.off
	}
	w.end("access-response/data")
	w.b = whole
	if w.err != nil {
		return
	}
	at, w.off = w.off, w.off+len(w.b)-end-2*n
	w.fixed("number of results", at)
	for i := range n {
		at, w.off = w.off, w.off+2
		w.fixed("result", at)
		w.nodes[len(w.nodes)-1].num = uint64(results[2*i+1])
	}
}

// answered is which row each of n results answers, and whether there can be n. Where rows
// were left out, only those before the first and after the last of the rows that may be
// are known; the others are -1.
func (a Access) answered(n int) (rows []int, ok bool) {
	least, first, last := 0, len(a), -1
	for i := range a {
		if !a[i].mayBeLeftOut() {
			least++
			continue
		}
		first, last = min(first, i), i
	}
	if n < least || n > len(a) {
		return nil, false
	}
	rows = make([]int, n)
	for i := range rows {
		switch left := len(a) - n; {
		case left == 0 || i < first:
			rows[i] = i
		case i+left > last:
			rows[i] = i + left
		default:
			rows[i] = -1
		}
	}
	return rows, true
}

// mayBeLeftOut reports whether a Command may be without the row.
func (r *AccessRow) mayBeLeftOut() bool { return r.optional || r.when != nil }

// answeredBy is the row that a result answers; of the rows that may be left out the first,
// where it is not known which of them it is.
func (a Access) answeredBy(row int) *AccessRow {
	for i := range a {
		if i == row || row < 0 && a[i].mayBeLeftOut() {
			return &a[i]
		}
	}
	return &a[0]
}

// results are the n results at the end of an access-response, two octets each, and where
// the number of them stands.
func (w *walk) results(n int) (results []byte, end int) {
	end = len(w.b) - 2*n - len(dlms.AppendLength(nil, n))
	if w.err == nil && end < w.off {
		w.fail(len(w.b), "results", ErrTruncated)
	}
	if w.err != nil {
		return nil, 0
	}
	tail := walk{Tree: w.Tree, b: w.b, off: end, base: w.base}
	if got := tail.length("number of results"); tail.err != nil || got != n {
		w.mismatch(end, "number of results", "want %d, then as many results, and no more", n)
		return nil, 0
	}
	return w.b[len(w.b)-2*n:], end
}

// readResult reads the data of one result.
func (a Access) readResult(w *walk, row int, s dlms.Service, code dlms.DataAccessResult) {
	p := &w.parts[len(w.parts)-1]
	p.code, p.failed = uint8(code), code != dlms.Success
	want := a.answeredBy(row).service.Answer()
	if s != want {
		w.mismatch(w.off, "result", "%v: want %v", s, want)
		return
	}
	if code != dlms.Success || row < 0 {
		w.constant("null-data", byte(dlms.TagNull))
		return
	}
	switch r := &a[row]; {
	case r.objects != nil:
		r.open(w)
	case r.returns() != nil:
		r.returns().readCOSEM(w)
	default:
		w.constant("null-data", byte(dlms.TagNull))
	}
}

func (a Access) appendAnswer(b *build, results []Result) {
	if len(results) == 0 {
		b.err = errNoResults
		return
	}
	for _, r := range results {
		if r.Row < -1 || r.Row >= len(a) || r.Row < 0 && len(r.Args) > 0 {
			b.err = fmt.Errorf("usecase: no row %d", r.Row)
			return
		}
	}
	b.dst = appendInvokeID(append(b.dst, tagAccessResponse), b.h.Counter)
	b.dst = dlms.AppendLength(append(b.dst, 0, 0), len(results))
	for i := range results {
		a.appendResult(b, &results[i])
	}
	b.dst = dlms.AppendLength(b.dst, len(results))
	for _, r := range results {
		b.dst = append(b.dst, byte(a.answeredBy(r.Row).service.Answer()), r.Code)
	}
}

// appendResult writes the data of one result.
func (a Access) appendResult(b *build, result *Result) {
	if result.Code != 0 || result.Row < 0 {
		b.dst = append(b.dst, byte(dlms.TagNull))
		return
	}
	b.each([]Args{result.Args}, func() {
		switch r := &a[result.Row]; {
		case r.objects != nil:
			r.appendProtected(b)
		case r.returns() != nil:
			r.returns().appendCOSEM(b)
		default:
			b.dst = append(b.dst, byte(dlms.TagNull))
		}
	})
}
