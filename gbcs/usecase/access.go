package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Class is a COSEM interface class. GBCS COSEM classes.
type Class uint16

// The classes of GBCS.
const (
	Data                 Class = 1
	RegisterClass        Class = 3
	ExtendedRegister     Class = 4
	ProfileGeneric       Class = 7
	Clock                Class = 8
	ScriptTable          Class = 9
	Schedule             Class = 10
	SpecialDays          Class = 11
	ActivityCalendar     Class = 20
	RegisterMonitor      Class = 21
	SingleActionSchedule Class = 22
	DataProtection       Class = 30
	DisconnectControl    Class = 70
	Limiter              Class = 71
	ZigBeeNetworkControl Class = 104
	Account              Class = 111
	Credit               Class = 112
	Charge               Class = 113
	TokenGateway         Class = 115
	ExtendedData         Class = 9000
)

// LN is the logical name of a COSEM object, as rows write it.
type LN = dlms.LogicalName

// Access is a Command in COSEM: rows that the Device carries out in order, until one
// fails.
type Access []AccessRow

// AccessRow is one row: what is done to which attribute or method. Make one with [Get],
// [Set], [Invoke] or [Protected].
type AccessRow struct {
	service dlms.Service
	object  Object
	sends   Field    // of a Set, or of an Invoke that takes one
	returns Field    // of a Get, or of an Invoke that has one
	objects []Object // of a Protected
}

// Object is one attribute of a COSEM object, or one of its methods.
type Object struct {
	Class Class
	Name  LN
	Index uint8 // of the attribute or method
	Value Field // what the attribute holds; nil where it is not declared
}

// At is an attribute, for [Protected].
func At(class Class, name LN, attribute uint8, value Field) Object {
	return Object{class, name, attribute, value}
}

// Get reads an attribute.
func Get(class Class, name LN, attribute uint8, value Field) AccessRow {
	return AccessRow{service: dlms.Get, object: At(class, name, attribute, value), returns: value}
}

// Set writes an attribute.
func Set(class Class, name LN, attribute uint8, value Field) AccessRow {
	return AccessRow{service: dlms.Set, object: At(class, name, attribute, value), sends: value}
}

// Invoke calls a method; parameter is nil for one without, which takes an integer 0.
func Invoke(class Class, name LN, method uint8, parameter Field) AccessRow {
	return AccessRow{service: dlms.Action, object: At(class, name, method, nil), sends: parameter}
}

// Protected reads attributes in an item that only the reader can open: method 1,
// get_protected_attributes, of the data protection object name. GBCS DLMS protection.
func Protected(name LN, objects ...Object) AccessRow {
	return AccessRow{
		service: dlms.Action,
		object:  At(DataProtection, name, getProtectedAttributes, nil),
		objects: objects,
	}
}

// getProtectedAttributes is the method of a data protection object.
const getProtectedAttributes = 1

// specification is the row on the wire.
func (r *AccessRow) specification() dlms.Specification {
	return dlms.Specification{
		Service: r.service,
		Class:   uint16(r.object.Class),
		Name:    r.object.Name,
		Index:   r.object.Index,
	}
}

// data is what goes with the specification.
func (r *AccessRow) data(h *gbcs.Header, args Args) (dlms.Data, error) {
	switch {
	case r.objects != nil:
		return r.protectionRequest(h).Data(), nil
	case r.sends != nil:
		return r.sends.encode(args)
	case r.service == dlms.Action:
		return dlms.I8(0), nil
	}
	return dlms.Null(), nil
}

func (a Access) notation() Notation { return DLMS }

func (a Access) slots() []slot {
	var all []slot
	for i := range a {
		if a[i].sends != nil {
			all = append(all, a[i].sends.slots()...)
		}
	}
	return all
}

func (a Access) encrypted() bool {
	for i := range a {
		if a[i].objects != nil {
			return true
		}
	}
	return false
}

func (a Access) appendCommand(dst []byte, h *gbcs.Header, args Args) ([]byte, error) {
	q := dlms.AccessRequest{
		InvokeID:       dlms.InvokeID(h.Counter),
		Specifications: make([]dlms.Specification, len(a)),
		Data:           make([]dlms.Data, len(a)),
	}
	for i := range a {
		q.Specifications[i] = a[i].specification()
		var err error
		if q.Data[i], err = a[i].data(h, args); err != nil {
			return dst, err
		}
	}
	return q.Append(dst), nil
}

func (a Access) parseCommand(path string, payload []byte) (Args, error) {
	q, err := dlms.ParseAccessRequest(payload)
	if err != nil {
		return nil, fmt.Errorf("usecase: %s: %w", path, err)
	}
	if len(q.Specifications) != len(a) {
		return nil, mismatch(path, 0, "%d rows: want %d", len(q.Specifications), len(a))
	}
	offset := len(payload)
	for i := range q.Data {
		offset -= q.Data[i].Size()
	}
	var args Args
	for i := range a {
		row, p := &a[i], place{fmt.Sprintf("%s/row %d/", path, i), offset}
		if want := row.specification(); !q.Specifications[i].Equal(want) {
			return nil, mismatch(p.path, 0, "%v: want %v", q.Specifications[i], want)
		}
		if row.sends != nil {
			more, err := row.sends.decode(q.Data[i], p)
			if err != nil {
				return nil, err
			}
			args = append(args, more...)
		}
		offset += q.Data[i].Size()
	}
	return args, nil
}

func (a Access) parseAnswer(r *reading) error {
	p, err := dlms.ParseAccessResponse(r.message.Payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", r.path, err)
	}
	if p.InvokeID != dlms.InvokeID(r.message.Counter) {
		return mismatch(r.path+"/long-invoke-id", 1, "%06X is not of counter %d",
			p.InvokeID, r.message.Counter)
	}
	if len(p.Results) != len(a) {
		return mismatch(r.path, 0, "%d results: want %d", len(p.Results), len(a))
	}
	at := place{"", r.offset + p.DataOffset(0)}
	for i := range a {
		at.path = fmt.Sprintf("%s/row %d/", r.path, i)
		if p.Results[i].Service != a[i].service.Answer() {
			return mismatch(at.path, at.offset-r.offset, "a result of %v: want %v",
				p.Results[i].Service, a[i].service)
		}
		if err := a[i].answer(r, p.Data[i], p.Results[i].Code, at); err != nil {
			return err
		}
		at.offset += p.Data[i].Size()
	}
	return nil
}

// answer reads the data and the result of one row.
func (r *AccessRow) answer(a *reading, d dlms.Data, code dlms.DataAccessResult, p place) error {
	if code != dlms.Success {
		a.Success = false
		a.rows.add(Row{
			Name: r.name(), Result: code.String(), Text: code.String(), Failed: true,
		}, nil, nil, p, d.Append(nil))
		return nil
	}
	before := len(a.rows.list)
	switch {
	case r.objects != nil:
		if err := r.open(a, d, p); err != nil {
			return err
		}
	case r.returns != nil:
		if err := r.returns.read(&a.rows, d, p); err != nil {
			return err
		}
	case !d.IsNull():
		return mismatch(p.path, p.offset, "%v: want null-data", d)
	default:
		a.rows.add(Row{Name: r.name(), Text: code.String()}, nil, nil, p, d.Append(nil))
	}
	for i := before; i < len(a.rows.list); i++ {
		a.rows.list[i].Result = code.String()
	}
	return nil
}

// name is the name of what the row reads or writes, else the object.
func (r *AccessRow) name() string {
	for _, f := range []Field{r.sends, r.returns} {
		if name := fieldName(f); name != "" {
			return name
		}
	}
	if r.objects != nil {
		return r.protectedName()
	}
	s := r.specification()
	return s.String()
}

// Attribute is a COSEM attribute that some Use Case of the catalogue reads or writes, for
// a Device to build its objects from.
type Attribute struct {
	Object
	On       Device
	Readable bool // by a Get, or inside a protected read
	Writable bool // by a Set
}

// Accepts is the result of a Set with d, as far as type and bounds go: type-unmatched,
// other-reason where the value is out of range, or success.
func (a *Attribute) Accepts(d dlms.Data) dlms.DataAccessResult {
	if a.Value == nil {
		return dlms.TypeUnmatched
	}
	_, err := a.Value.decode(d, place{})
	return resultOf(err)
}

// Data is the attribute's value with these args, as a Device answers a Get. The error is
// an [*ArgError]; args that the attribute does not have are passed over.
func (a *Attribute) Data(args Args) (dlms.Data, error) { return a.Value.encode(args) }

// Args are the slots in the attribute's value d, the inverse of Data. The error is a
// [*SyntaxError].
func (a *Attribute) Args(d dlms.Data) (Args, error) { return a.Value.decode(d, place{}) }
