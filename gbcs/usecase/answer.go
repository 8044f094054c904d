package usecase

import (
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Decrypter opens the encrypted items of a message: whoever holds the Secret that the
// reader shares with the Device. It returns the plaintext, or an error where the item
// does not authenticate. [gbcs.Header.Decrypt] does the work.
type Decrypter interface {
	Decrypt(h *gbcs.Header, item []byte) ([]byte, error)
}

// DecrypterFunc is a function as a [Decrypter].
type DecrypterFunc func(h *gbcs.Header, item []byte) ([]byte, error)

// Decrypt calls f.
func (f DecrypterFunc) Decrypt(h *gbcs.Header, item []byte) ([]byte, error) { return f(h, item) }

// Answer is what a Response or an Alert says, row by row.
type Answer struct {
	UseCase *UseCase
	// Success is false where some part was refused or failed. Of parts that stay
	// encrypted nothing is known; they do not count as failed.
	Success bool
	// Encrypted says that some rows could not be read for want of a Decrypter.
	Encrypted bool
	// Alert is what an Alert reports, and AlertTitle its name; 0 and empty in a Response.
	Alert      gbcs.AlertCode
	AlertTitle string
	// Time is when the Device says this was, in UTC; zero where it does not say. Clock is
	// how good that time is.
	Time  time.Time
	Clock dlms.ClockStatus
	Rows  []Row
}

// Row is one value of an [Answer], or the failure of what should have been one. Of a list
// each element is a row.
type Row struct {
	Name string // of the place
	// Value is what the message holds, of the place's type; nil where there is none.
	Value any
	// Unit is what Value times 10 to the power Scaler counts; where the factor is no
	// power of ten, only Text has it.
	Unit   Unit
	Scaler int8
	// Text is the value for people, with its unit; or the result where there is none.
	Text string
	// Rows are what is within, where that is several values; Text has them in one line.
	Rows []Row
	// Result is the data-access-result, ZigBee status or status of the structure, by name;
	// empty in an Alert.
	Result    string
	Failed    bool
	Encrypted bool // Raw is the encrypted item
	// Offset is where Raw is in the message, in octets. For a value that was encrypted it
	// is where its ciphertext is.
	Offset int
	Raw    []byte // as the notation writes the value; the caller must not change it
	Clause string
}

// ParseAnswer reads a Response or an Alert of this Use Case. It checks neither MAC nor
// signature. A nil dec leaves encrypted rows encrypted, and says so. What a Device refuses
// or fails to do is content, not an error; a message that is not what the Use Case
// declares is a [*SyntaxError], and an item that dec cannot open is the error of dec. Rows
// point into m.
func (u *UseCase) ParseAnswer(m *gbcs.Message, dec Decrypter) (*Answer, error) {
	wanted := gbcs.Response
	if u.Alert != nil {
		wanted = gbcs.Alert
	}
	if m.Message != u.Message || m.Flag != wanted {
		return nil, mismatch(u.Code, 0, "%v of %v: want %v of %v", m.Flag, m.Message, wanted, u.Message)
	}
	var t Tree
	if err := t.read(u, m, dec); err != nil {
		return nil, err
	}
	return t.Answer(), nil
}

// Answer is the Response or Alert row by row.
func (t *Tree) Answer() *Answer {
	a := &Answer{
		UseCase: t.UseCase, Success: t.Success(), Encrypted: t.Encrypted, Alert: t.Alert,
		Time: t.Time, Clock: t.Clock,
	}
	s := t.scales()
	if t.Message.Flag == gbcs.Alert {
		a.AlertTitle = AlertTitle(t.Alert)
		a.Rows = t.rows(s, 0, len(t.nodes), "")
		return a
	}
	for i := range t.parts {
		a.Rows = append(a.Rows, t.partRows(s, &t.parts[i])...)
	}
	return a
}

// partRows are the rows of one part of a Response.
func (t *Tree) partRows(s *scales, p *part) []Row {
	result := t.status(p)
	rows := t.rows(s, p.from, p.to, result)
	for i := range rows {
		rows[i].Failed = rows[i].Failed || p.failed
	}
	if len(rows) > 0 {
		return rows
	}
	raw := t.Message.Append(nil)
	from := min(p.off, len(raw))
	text := result
	for i := p.from; i < p.to && text == ""; i++ { // a NULL says what it is
		text = t.nodes[i].label
	}
	return []Row{{
		Name: t.UseCase.partName(p), Text: text, Result: result, Failed: p.failed,
		Offset: from, Raw: raw[from:min(from+p.n, len(raw))],
	}}
}

// status is the result of a part by name.
func (t *Tree) status(p *part) string {
	switch t.UseCase.Command.(type) {
	case Access:
		return dlms.DataAccessResult(p.code).String()
	case Frames:
		return zcl.Status(p.code).String()
	}
	return ""
}

// partName is what a part is about.
func (u *UseCase) partName(p *part) string {
	switch c := u.Command.(type) {
	case Access:
		if p.row >= 0 && p.row < len(c) {
			return c[p.row].label()
		}
	case Frames:
		if p.row >= 0 && p.row < len(c) {
			if c[p.row].Command == nil || c[p.row].Answer != nil {
				return c[p.row].answerName()
			}
			return c[p.row].label()
		}
	}
	return u.Title
}

// rows are the values in the nodes from one to before another.
func (t *Tree) rows(s *scales, from, to int, result string) (rows []Row) {
	for i := from; i < to; {
		n := &t.nodes[i]
		next := int(n.next)
		switch n.kind {
		case nodeLeaf:
			rows = append(rows, t.leafRow(s, n, result))
		case nodeSealed:
			rows = append(rows, Row{
				Name: n.label, Text: "encrypted", Encrypted: true, Result: result,
				Offset: n.offset(), Raw: t.raw(n),
			})
		case nodeList:
			rows = append(rows, t.listRows(s, i, result)...)
		case nodeGroup:
			rows = append(rows, t.elementRow(s, i, n.place.Info().Name, result))
		default:
			next = i + 1 // what is inside
		}
		i = next
	}
	return rows
}

// raw is the octets of a node.
func (t *Tree) raw(n *node) []byte { return t.bufs[n.src][n.off : n.off+n.size] }

// leafRow is the row of one value.
func (t *Tree) leafRow(s *scales, n *node, result string) Row {
	info := n.place.Info()
	r := Row{
		Name: info.Name, Value: t.decode(n), Unit: info.Unit, Scaler: info.Scaler,
		Result: result, Failed: t.failure(n), Offset: n.offset(), Raw: t.raw(n), Clause: info.Clause,
	}
	r.Text, r.Unit, r.Scaler = s.text(n.place, r.Value, r.Unit, r.Scaler)
	if a, ok := n.place.(*ClusterAttribute); ok {
		r.Value, r.Result, r.Text = nil, a.text(r.Value), a.text(r.Value)
	}
	return r
}

// listRows are the rows of the list that is node i, one for each element.
func (t *Tree) listRows(s *scales, i int, result string) (rows []Row) {
	list := &t.nodes[i]
	name := list.place.Info().Name
	for e := i + 1; e < int(list.next); e = int(t.nodes[e].next) {
		if t.nodes[e].kind == nodeElement {
			rows = append(rows, t.elementRow(s, e, fmt.Sprintf("%s %d", name, len(rows)+1), result))
		}
	}
	if len(rows) == 0 {
		rows = append(rows, Row{
			Name: name, Text: "none", Result: result, Offset: list.offset(), Raw: t.raw(list),
		})
	}
	return rows
}

// elementRow is what the list element or group that is node i holds, in one row.
func (t *Tree) elementRow(s *scales, i int, name, result string) Row {
	e := &t.nodes[i]
	inner := t.rows(s, i+1, int(e.next), result)
	if len(inner) == 1 {
		inner[0].Name = name
		return inner[0]
	}
	r := Row{Name: name, Rows: inner, Result: result, Offset: e.offset(), Raw: t.raw(e)}
	parts := make([]string, len(inner))
	for i, row := range inner {
		parts[i] = row.Name + " " + row.Text
		r.Failed = r.Failed || row.Failed
	}
	r.Value = t.args(i+1, int(e.next))
	r.Text = strings.Join(parts, ", ")
	return r
}

// scales are the scalers and units that a message gives its registers.
type scales struct {
	of       map[Place]ScaledBy
	metering scaling // of the Metering cluster
}

// scales looks for scalers, units, multipliers and divisors.
func (t *Tree) scales() *scales {
	s := &scales{of: map[Place]ScaledBy{}}
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.kind != nodeLeaf && n.kind != nodeFixed {
			continue
		}
		switch p := n.place.(type) {
		case *Scaling:
			for _, r := range p.Of {
				s.of[r] = t.decode(n).(ScaledBy)
			}
		case Register:
			s.gas(p.format(), n.num)
		}
	}
	return s
}

// gas notes what scales the registers of a GSME.
func (s *scales) gas(f Format, v uint64) {
	switch f {
	case IsMultiplier:
		s.metering.multiplier = v
	case IsDivisor:
		s.metering.divisor = v
	case IsUnit:
		switch v {
		case 0:
			s.metering.unit, s.metering.scaler = WattHours, 3
		case 1:
			s.metering.unit, s.metering.scaler = CubicMetres, 0
		}
	}
}

// text is a value for people, and what it counts.
func (s *scales) text(p Place, v any, unit Unit, scaler int8) (string, Unit, int8) {
	register, ok := p.(Register)
	if !ok {
		return p.text(v), unit, scaler
	}
	number := numberOf(v)
	if register.format() == Formatted {
		by := s.metering
		if by.multiplier == 0 || by.divisor == 0 || by.unit == NoUnit {
			// Better a number that says what it lacks than a quantity that is wrong.
			return fmt.Sprintf("%v (unit, multiplier or divisor not known)", number), NoUnit, 0
		}
		scaler = by.scaler
		if power, ok := log10(by.divisor); ok && by.multiplier == 1 {
			scaler -= int8(power)
		}
		return by.text(number), by.unit, scaler
	}
	if by, ok := s.of[p]; ok && (by.Unit != unit || by.Scaler != scaler) && by.Unit != countUnit {
		return scaling{by.Unit, by.Scaler, 1, 1}.text(number), by.Unit, by.Scaler
	}
	return p.text(v), unit, scaler
}
