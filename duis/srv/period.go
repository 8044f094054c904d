package srv

import (
	"reflect"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// log is the Route of a body with a ReadLogPeriod that the message has in seconds since
// 2000.
func log[B any](u *usecase.UseCase) To[B] { return logOf[B](u, AnyPhases) }

// logOf is log of ESMEs with some phases.
func logOf[B any](u *usecase.UseCase, phases Phases) To[B] {
	return To[B]{UseCase: u, Phases: phases,
		Write: func(w *Writer, b *B) { w.period(*periodIn(b)) },
		Read:  func(r *Reader, b *B) { *periodIn(b) = r.period() },
	}
}

// protectedLog is the Route of a body with a ReadLogPeriod that the message has as COSEM
// date-times, since the answer is encrypted.
func protectedLog[B any](u *usecase.UseCase) To[B] {
	return To[B]{UseCase: u,
		Write: func(w *Writer, b *B) { w.protectedPeriod(*periodIn(b)) },
		Read:  func(r *Reader, b *B) { *periodIn(b) = r.protectedPeriod() },
	}
}

// sampledLog is the Route of a body with a ReadLogPeriod that the message has as a number
// of samples from the start on.
func sampledLog[B any](u *usecase.UseCase, every time.Duration) To[B] {
	return To[B]{UseCase: u,
		Write: func(w *Writer, b *B) { w.samples(*periodIn(b), every) },
		Read:  func(r *Reader, b *B) { *periodIn(b) = r.samples(*periodIn(r.Asked.Body), every) },
	}
}

// periodIn is the ReadLogPeriod of a body that has one.
func periodIn(body any) *duis.ReadLogPeriod {
	return reflect.ValueOf(body).Elem().FieldByName("ReadLogPeriod").Addr().
		Interface().(*duis.ReadLogPeriod)
}

// period gives the range of a log in seconds since 2000. An end in the year 3000 is the
// last second there is but one.
func (w *Writer) period(p duis.ReadLogPeriod) {
	w.forward(p)
	w.Add(usecase.ReadFrom.Is(w.stamp(p.StartDateTime)),
		usecase.ReadTo.Is(w.start(&p.EndDateTime, usecase.NeverCalendar)))
}

// period takes the range of a log, which each part of the message that has one repeats.
func (r *Reader) period() (p duis.ReadLogPeriod) {
	p.StartDateTime = uniform(r, usecase.ReadFrom).Time()
	p.EndDateTime = cancelled
	if to := uniform(r, usecase.ReadTo); to != usecase.NeverCalendar {
		p.EndDateTime = to.Time()
	}
	return p
}

// uniform takes all values of p, which must be the same.
func uniform[T comparable](r *Reader, p place[T]) T {
	value := take(r, p)
	for {
		again, ok := maybe(r, p)
		if !ok {
			return value
		}
		if again != value {
			r.Fail("%s is %v and %v", p.Info().Name, value, again)
		}
	}
}

// protectedPeriod gives the range of a log that is read encrypted.
func (w *Writer) protectedPeriod(p duis.ReadLogPeriod) {
	w.forward(p)
	w.Add(usecase.ProtectedFrom.Is(dlms.DateTimeOf(w.wholeSecond(p.StartDateTime), dlms.NotSpecified)),
		usecase.ProtectedTo.Is(dlms.DateTimeOf(w.wholeSecond(p.EndDateTime), dlms.NotSpecified)))
}

// protectedPeriod takes the range of a log that is read encrypted.
func (r *Reader) protectedPeriod() duis.ReadLogPeriod {
	return duis.ReadLogPeriod{
		StartDateTime: r.instant(uniform(r, usecase.ProtectedFrom)),
		EndDateTime:   r.instant(uniform(r, usecase.ProtectedTo)),
	}
}

// instant is a COSEM date-time that must name an instant, written in the one way.
func (r *Reader) instant(d dlms.DateTime) time.Time {
	at, ok := d.Time()
	if !ok || d != dlms.DateTimeOf(at, dlms.NotSpecified) {
		r.Fail("%s is no instant", d)
	}
	return at
}

// samples gives the range of a log of equal intervals: the first sample, and how many to
// the one at the end.
func (w *Writer) samples(p duis.ReadLogPeriod, every time.Duration) {
	w.forward(p)
	n := p.EndDateTime.Sub(p.StartDateTime)/every + 1
	if n > 0xFFFF {
		w.Refuse(duis.E64, "%d samples: a message has at most 65535", n)
		return
	}
	w.Add(usecase.ReadFrom.Is(w.stamp(p.StartDateTime)), usecase.NumberOfSamples.Is(uint16(n)))
}

// samples takes the range of such a log. The end is that of the request where it falls
// between the last sample and the next, which the message does not say.
func (r *Reader) samples(asked duis.ReadLogPeriod, every time.Duration) duis.ReadLogPeriod {
	from := take(r, usecase.ReadFrom).Time()
	last := from.Add(time.Duration(int(take(r, usecase.NumberOfSamples))-1) * every)
	if over := asked.EndDateTime.Sub(last); over > 0 && over < every {
		last = asked.EndDateTime
	}
	return duis.ReadLogPeriod{StartDateTime: from, EndDateTime: last}
}

// forward refuses a range that ends before it begins.
func (w *Writer) forward(p duis.ReadLogPeriod) {
	if p.EndDateTime.Before(p.StartDateTime) {
		w.Refuse(duis.E64, "the period ends at %s, before it begins", p.EndDateTime.Format(time.RFC3339))
	}
}
