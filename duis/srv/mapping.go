package srv

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Writer gathers what a message is to say.
type Writer struct {
	Request *duis.Request
	Inputs  *Inputs
	UseCase *usecase.UseCase

	args    usecase.Args
	assumed []string
	err     error
}

// Add gives values to places of the Use Case.
func (w *Writer) Add(args ...usecase.Arg) { w.args = append(w.args, args...) }

// assume notes what neither the request nor the Inputs say.
func (w *Writer) assume(format string, args ...any) {
	w.assumed = append(w.assumed, fmt.Sprintf(format, args...))
}

// Refuse ends the transformation with a response code; the first one counts.
func (w *Writer) Refuse(code duis.ResponseCode, format string, args ...any) {
	w.fail(duis.Refuse(code, format, args...))
}

func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Reader hands out what a message says. A mapping takes every value; what is left is more
// than the request asks.
type Reader struct {
	// Asked is the request as the User made it, for what its message does not carry.
	Asked   *duis.Request
	UseCase *usecase.UseCase

	args  usecase.Args
	taken []bool
	err   *error // the first fault, shared with the readers of elements
}

func newReader(asked *duis.Request, u *usecase.UseCase, args usecase.Args) *Reader {
	return &Reader{
		Asked: asked, UseCase: u, args: args, taken: make([]bool, len(args)), err: new(error),
	}
}

// Fail says that the message is none that any request asks for; the first one counts.
func (r *Reader) Fail(format string, args ...any) {
	if *r.err == nil {
		*r.err = fmt.Errorf(format, args...)
	}
}

// place is a place of a Use Case whose values are of type T.
type place[T any] interface {
	usecase.Place
	Of(usecase.Args) (T, bool)
}

// next finds the next value of p that was not taken, and takes it.
func (r *Reader) next(p usecase.Place) (usecase.Arg, bool) {
	for i, arg := range r.args {
		if arg.Place() == p && !r.taken[i] {
			r.taken[i] = true
			return arg, true
		}
	}
	return usecase.Arg{}, false
}

// maybe takes the next value of p, and whether there is one.
func maybe[T any](r *Reader, p place[T]) (value T, ok bool) {
	arg, ok := r.next(p)
	if !ok {
		return value, false
	}
	return p.Of(usecase.Args{arg})
}

// take takes the next value of p, which must be there.
func take[T any](r *Reader, p place[T]) T {
	value, ok := maybe(r, p)
	if !ok {
		r.Fail("the message has no %s", p.Info().Name)
	}
	return value
}

// same takes a value of p, which must be want.
func same[T comparable](r *Reader, p place[T], want T) {
	if got := take(r, p); got != want {
		r.Fail("%s is %v: want %v", p.Info().Name, got, want)
	}
}

// elements takes the list p and reads each of its elements. An element whose values are
// not all taken is a fault.
func elements(r *Reader, p *usecase.List, read func(r *Reader)) {
	arg, ok := r.next(p)
	if !ok {
		r.Fail("the message has no %s", p.Info().Name)
		return
	}
	list, _ := p.Elements(usecase.Args{arg})
	for _, args := range list {
		r.within(args, read)
	}
}

// list takes the elements of the list p, and whether it is there.
func (r *Reader) list(p *usecase.List) ([]usecase.Args, bool) {
	arg, ok := r.next(p)
	if !ok {
		return nil, false
	}
	return p.Elements(usecase.Args{arg})
}

// group takes the group p and reads it.
func group(r *Reader, p *usecase.Group, read func(r *Reader)) {
	arg, ok := r.next(p)
	if !ok {
		r.Fail("the message has no %s", p.Info().Name)
		return
	}
	args, _ := p.Args(usecase.Args{arg})
	r.within(args, read)
}

func (r *Reader) within(args usecase.Args, read func(r *Reader)) {
	inner := newReader(r.Asked, r.UseCase, args)
	inner.err = r.err
	read(inner)
	inner.end()
}

// end refuses what was not taken.
func (r *Reader) end() {
	for i, arg := range r.args {
		if !r.taken[i] {
			r.Fail("the message says %s %s, which the request does not ask for", arg.Name(), arg.Text())
		}
	}
}

// cancelled is the execution date that takes back what is pending. DUIS 3.4.1.
var cancelled = time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC)

// wholeSecond is t, which messages carry in whole seconds.
func (w *Writer) wholeSecond(t time.Time) time.Time {
	if t.Nanosecond() != 0 {
		w.Refuse(duis.E64, "%s: a message has whole seconds only", t.Format(time.RFC3339Nano))
	}
	if t.Year() < 2000 {
		w.Refuse(duis.E64, "%s: no Device clock reaches before 2000", t.Format(time.RFC3339))
	}
	return t.UTC()
}

// moment is an execution date in COSEM: at once where there is none.
func (w *Writer) moment(at *time.Time) dlms.DateTime {
	switch {
	case at == nil:
		return dlms.ExecuteNow()
	case at.Equal(cancelled):
		return dlms.ExecuteNever()
	}
	return dlms.DateTimeOf(w.wholeSecond(*at), dlms.NotSpecified)
}

// moment is the inverse of that of [Writer].
func (r *Reader) moment(d dlms.DateTime) *time.Time {
	switch d {
	case dlms.ExecuteNow():
		return nil
	case dlms.ExecuteNever():
		return new(cancelled)
	}
	at, ok := d.Time()
	if !ok || d != dlms.DateTimeOf(at, dlms.NotSpecified) {
		r.Fail("%s is no execution date", d)
	}
	return &at
}

// execution gives the COSEM execution date of all that a message sets.
func (w *Writer) execution(at *time.Time) {
	w.Add(usecase.ExecutionDateTime.Is(w.moment(at)))
}

// execution takes the COSEM execution dates of a message, which must all be the same.
func (r *Reader) execution() *time.Time {
	at := take(r, usecase.ExecutionDateTime)
	for {
		again, ok := maybe(r, usecase.ExecutionDateTime)
		if !ok {
			return r.moment(at)
		}
		if again != at {
			r.Fail("the message is to be carried out at %s and at %s", at, again)
		}
	}
}

// stamp is an instant in seconds since 2000.
func (w *Writer) stamp(t time.Time) usecase.Seconds2000 {
	s := usecase.SecondsOf(w.wholeSecond(t))
	if !s.Time().Equal(t) {
		w.Refuse(duis.E64, "%s: no message reaches so far", t.Format(time.RFC3339))
	}
	return s
}

// start is an execution date in ZigBee: 0 is at once, never takes back what is pending.
func (w *Writer) start(at *time.Time, never usecase.Seconds2000) usecase.Seconds2000 {
	switch {
	case at == nil:
		return 0
	case at.Equal(cancelled):
		return never
	}
	return w.stamp(*at)
}

// start is the inverse of that of [Writer].
func (r *Reader) start(s, never usecase.Seconds2000) *time.Time {
	switch s {
	case 0:
		return nil
	case never:
		return new(cancelled)
	case usecase.NeverCalendar, usecase.Never:
		r.Fail("%08X is no execution date here", uint32(s))
	}
	return new(s.Time())
}

// issued is what numbers ZigBee commands, where the caller does not say the time: that of
// the published messages.
var issued = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// issued is the number of a ZigBee command of now.
func (w *Writer) issued() usecase.Seconds2000 {
	if w.Inputs.At.IsZero() {
		return usecase.SecondsOf(issued)
	}
	return usecase.SecondsOf(w.Inputs.At)
}
