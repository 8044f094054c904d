package srv

import (
	"bytes"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldsig"
)

// Difference is the first thing in which a message is not what a request asks.
type Difference struct {
	// Path is the XPath in the request, empty where the difference is not in a value of its
	// body.
	Path string
	Says string // what is different, a sentence without full stop
}

// Error is path and sentence.
func (d *Difference) Error() string {
	if d.Path == "" {
		return d.Says
	}
	return d.Path + ": " + d.Says
}

// Correlate checks that a message does all that a request asks and nothing else. It reads
// the message by the declaration of its Use Case and the Read half of the mapping, and
// uses nothing of [Transform]. The message is a Pre-Command, with or without the octet of
// an empty signature, or a Command, sealed or not; protection is not checked.
// What the request does not say may be given in in: where Device or UseCase are given
// the message must be for them; Role, Known, At and CIN are not used.
//
// The error is a [*Difference] where the message is another, a [*duis.ResponseError] where
// the request goes to no Device or its parts do not agree, or that of [gbcs.Parse].
func Correlate(req *duis.Request, message []byte, in Inputs) error {
	v, err := variantOf(req)
	if err != nil {
		return err
	}
	if v.NonDevice {
		return duis.Refuse(duis.E12, "%s goes to no Device: there is no message", v.SRV)
	}
	if !v.takes(req.Body) {
		return duis.Refuse(duis.E53, "%s takes the body %s, not %T", v.SRV, v.Element, req.Body)
	}
	m, err := gbcs.Parse(message)
	if err != nil {
		return err
	}
	route, err := v.routeOf(req.Body, m, &in)
	if err != nil {
		return &Difference{Says: err.Error()}
	}
	if err := v.headerOf(req, m, route.UseCase, &in); err != nil {
		return &Difference{Says: err.Error()}
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		return &Difference{Says: err.Error()}
	}
	args, err := tree.Strict()
	if err != nil {
		return &Difference{Says: err.Error()}
	}
	r := newReader(req, route.UseCase, args)
	said := reflect.New(v.body.Elem()).Interface().(duis.Body)
	if route.read != nil {
		route.read(r, said)
	}
	r.end()
	if *r.err != nil {
		return &Difference{Says: (*r.err).Error()}
	}
	v.carryOver(req.Body, said)
	return compare(req, said)
}

// carryOver copies into what a message says what no message of the Variant carries: a date
// until which the DCC waits, and the certificate, which the header has, if anything.
func (v *Variant) carryOver(asked, said duis.Body) {
	kept := []string{credentialsField}
	if v.Future == FutureDSP {
		kept = append(kept, "ExecutionDateTime")
	}
	for _, name := range kept {
		if field := reflect.ValueOf(said).Elem().FieldByName(name); field.IsValid() {
			field.Set(reflect.ValueOf(asked).Elem().FieldByName(name))
		}
	}
}

// headerOf checks who originates the message, under which counter, for whom.
func (v *Variant) headerOf(
	req *duis.Request, m *gbcs.Message, u *usecase.UseCase, in *Inputs,
) error {
	id, byUser := req.RequestID, m.Originator == req.RequestID.Originator
	if v.Critical || v.Originator == User && byUser {
		return headerFor(req, m)
	}
	switch {
	case m.Flag != gbcs.Command:
		return fmt.Errorf("the message is not a command")
	case m.Recipient != id.Target:
		return fmt.Errorf("the target is %s and that of the RequestID %s", m.Recipient, id.Target)
	case m.DateTime != nil:
		return fmt.Errorf("the header of a command has no date-time")
	case in.Counter != 0 && m.Counter != in.Counter:
		return fmt.Errorf("the counter is %d: want %d", m.Counter, in.Counter)
	}
	dcc := in.Broker
	if v.Originator == CoSParty {
		dcc = in.CoS
	}
	if !dcc.IsZero() && m.Originator != dcc {
		return fmt.Errorf("the originator is %s: want %s or %s", m.Originator, dcc, id.Originator)
	}
	return v.supplementaryOf(req, m, u)
}

// supplementaryOf checks for whom a party of the DCC originates.
func (v *Variant) supplementaryOf(
	req *duis.Request, m *gbcs.Message, u *usecase.UseCase,
) error {
	id, s := req.RequestID, m.Supplementary
	switch {
	case v.Originator != User && s == nil:
		return nil
	case v.Originator != User:
		return fmt.Errorf("the header names %s, and the DCC originates for itself", s.ID)
	case s == nil:
		return fmt.Errorf("%s originates and the header does not name the User", m.Originator)
	case s.ID != id.Originator:
		return fmt.Errorf("the header names %s and the RequestID %s", s.ID, id.Originator)
	case s.Counter == nil || *s.Counter != id.Counter:
		return fmt.Errorf("the header does not have the counter of the RequestID, %d", id.Counter)
	case s.OriginatorCounter != nil:
		return fmt.Errorf("the header has a counter of a Device")
	}
	want, _ := credentials(req.Body)
	if !u.Encrypted() {
		want = nil
	}
	if !bytes.Equal(s.Certificate, want) {
		return fmt.Errorf("the certificate in the header is not the %s of the request", credentialsField)
	}
	return nil
}

// routeOf is the Route of a request that a message has taken.
func (v *Variant) routeOf(body duis.Body, m *gbcs.Message, in *Inputs) (*Route, error) {
	for _, r := range v.Routes {
		if r.UseCase.Message == m.Message && (r.when == nil || r.when(body)) &&
			(in.Device == 0 || r.On.Has(in.Device)) &&
			(in.UseCase == "" || r.UseCase.Code == in.UseCase) {
			return r, nil
		}
	}
	what := "which no Use Case has"
	if u, ok := usecase.ByMessage(m.Message); ok {
		what = "of " + u.Code
	}
	return nil, fmt.Errorf("the Message Code is %s, %s: %s as asked does not become that",
		m.Message, what, v.SRV)
}

// compare finds the first difference between what was asked and what a message says. What
// is numbered by an index has no other order.
func compare(req *duis.Request, said duis.Body) error {
	want, got := written(req, sorted(req.Body)), written(req, sorted(said))
	if bytes.Equal(want, got) {
		return nil
	}
	asked, err := bodyTree(want)
	if err != nil {
		return err
	}
	found, err := bodyTree(got)
	if err != nil {
		return err
	}
	if d := difference(asked, found); d != nil {
		return d
	}
	return nil
}

// written is a body inside its request, in the one form that package duis writes.
func written(req *duis.Request, body duis.Body) []byte {
	r := duis.Request{Header: req.Header, Body: body}
	return r.Append(nil)
}

// bodyTree is the body of a request.
func bodyTree(written []byte) (*xmldsig.Element, error) {
	doc, err := xmldsig.Parse(written)
	if err != nil {
		return nil, err
	}
	return doc.Root.Child(duis.Namespace, "Body"), nil
}

func difference(asked, said *xmldsig.Element) *Difference {
	for i, a := range asked.Attrs {
		if i >= len(said.Attrs) || said.Attrs[i].Value != a.Value {
			return &Difference{asked.Path() + "/@" + a.Local,
				"the request says " + a.Value + ", the message does not"}
		}
	}
	var askedIn, saidIn []*xmldsig.Element
	for e := range asked.Elements() {
		askedIn = append(askedIn, e)
	}
	for e := range said.Elements() {
		saidIn = append(saidIn, e)
	}
	for i, e := range askedIn {
		if i >= len(saidIn) || saidIn[i].Local != e.Local {
			return &Difference{e.Path(), "the request has " + summary(e) + ", the message has " +
				summaryAt(saidIn, i)}
		}
		if d := difference(e, saidIn[i]); d != nil {
			return d
		}
	}
	if len(saidIn) > len(askedIn) {
		return &Difference{asked.Path(), "the message has " + summary(saidIn[len(askedIn)]) +
			", and the request does not"}
	}
	if len(askedIn) == 0 && asked.Text() != said.Text() {
		return &Difference{asked.Path(), fmt.Sprintf("the request says %s, the message %s",
			short(asked.Text()), short(said.Text()))}
	}
	return nil
}

// summary is an element for people: its name, and its value where it has one.
func summary(e *xmldsig.Element) string {
	if text := e.Text(); strings.TrimSpace(text) != "" {
		return e.Local + " " + short(text)
	}
	return e.Local
}

func summaryAt(elements []*xmldsig.Element, i int) string {
	if i >= len(elements) {
		return "nothing there"
	}
	return summary(elements[i])
}

// short cuts a long value.
func short(s string) string {
	if s == "" {
		return "nothing"
	}
	if len(s) > 60 {
		return s[:60] + "..."
	}
	return s
}

// sorted is body with the elements that are numbered by an index in the order of it. It is
// body itself where they are already.
func sorted(body duis.Body) duis.Body {
	v := reflect.ValueOf(body)
	if !numbered[v.Type()].disordered(v) {
		return body
	}
	return order(v).Interface().(duis.Body)
}

// lists says where in values of a type there are lists of numbered elements. Nil is
// nowhere, as in most bodies.
type lists struct {
	inside *lists     // of what a pointer points at, or of the elements of a slice
	index  []int      // of a slice: the field with the number, nil where it has none
	fields []listedIn // of a struct
}

type listedIn struct {
	field int
	lists *lists
}

// numbered are the lists in the bodies of all Variants, and in what these have inside.
var numbered = func() map[reflect.Type]*lists {
	found := map[reflect.Type]*lists{}
	for _, v := range All {
		listsOf(v.body, found)
	}
	return found
}()

// listsOf finds the lists in a type that is not in found yet, and notes it there. No type
// of a body has itself inside.
func listsOf(t reflect.Type, found map[reflect.Type]*lists) *lists {
	if l, known := found[t]; known {
		return l
	}
	var l *lists
	switch t.Kind() {
	case reflect.Pointer:
		if inside := listsOf(t.Elem(), found); inside != nil {
			l = &lists{inside: inside}
		}
	case reflect.Struct:
		var fields []listedIn
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				if inside := listsOf(f.Type, found); inside != nil {
					fields = append(fields, listedIn{i, inside})
				}
			}
		}
		if fields != nil {
			l = &lists{fields: fields}
		}
	case reflect.Slice:
		inside, index := listsOf(t.Elem(), found), indexIn(t.Elem())
		if inside != nil || index != nil {
			l = &lists{inside: inside, index: index}
		}
	}
	found[t] = l
	return l
}

// indexIn is the field that numbers the elements of a list; nil where there is none.
func indexIn(t reflect.Type) []int {
	if t.Kind() != reflect.Struct {
		return nil
	}
	f, ok := t.FieldByName("Index")
	if !ok {
		f, ok = t.FieldByName("Identifier")
	}
	if !ok || !reflect.Zero(f.Type).CanUint() {
		return nil
	}
	return f.Index
}

// indexOf is the number of an element in a list of such; 0 where it has none.
func indexOf(v reflect.Value) uint64 {
	if index := indexIn(v.Type()); index != nil {
		return v.FieldByIndex(index).Uint()
	}
	return 0
}

// disordered reports whether a numbered list inside v is not in order.
func (l *lists) disordered(v reflect.Value) bool {
	if l == nil {
		return false
	}
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && l.inside.disordered(v.Elem())
	case reflect.Struct:
		for _, f := range l.fields {
			if f.lists.disordered(v.Field(f.field)) {
				return true
			}
		}
	case reflect.Slice:
		last := uint64(0)
		for i := range v.Len() {
			element, n := v.Index(i), uint64(0)
			if l.index != nil {
				n = element.FieldByIndex(l.index).Uint()
			}
			if n < last || l.inside.disordered(element) {
				return true
			}
			last = n
		}
	}
	return false
}

// order is a copy of v whose numbered lists are in order.
func order(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(order(v.Elem()))
		return p
	case reflect.Struct:
		s := reflect.New(v.Type()).Elem()
		s.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				s.Field(i).Set(order(v.Field(i)))
			}
		}
		return s
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 || v.Len() == 0 {
			return v
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			list.Index(i).Set(order(v.Index(i)))
		}
		sort.SliceStable(list.Interface(), func(i, j int) bool {
			return indexOf(list.Index(i)) < indexOf(list.Index(j))
		})
		return list
	}
	return v
}
