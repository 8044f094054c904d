package system

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/xmldoc"
)

// leaves are the values in a document, by path.
func leaves(of any) map[string]string {
	found := make(map[string]string)
	leavesIn(reflect.ValueOf(of), "", found)
	return found
}

// leavesIn finds the values in v. What is not said has none.
func leavesIn(v reflect.Value, path string, found map[string]string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			leavesIn(v.Elem(), path, found)
		}
		return
	}
	switch value := v.Interface().(type) {
	case time.Time:
		found[path] = value.UTC().Format(time.RFC3339Nano)
		return
	case fmt.Stringer:
		found[path] = value.String()
		return
	case []byte:
		if value != nil {
			found[path] = fmt.Sprintf("%X", value)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for field, value := range v.Fields() {
			if value.Kind() != reflect.Bool || value.Bool() { // an empty element that is not there
				leavesIn(value, path+"."+field.Name, found)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			leavesIn(v.Index(i), fmt.Sprintf("%s[%d]", path, i), found)
		}
	default:
		found[path] = fmt.Sprint(v)
	}
}

// number is the value of a place as another type; nil where there is none.
func number[To, From usecase.Number](a usecase.Args, p *usecase.Slot[From]) *To {
	if v, ok := p.Of(a); ok {
		return new(To(v))
	}
	return nil
}

// decimal is the value of a place that has digits behind the point.
func decimal[T usecase.Number](a usecase.Args, p *usecase.Slot[T], places uint8) *xmldoc.Decimal {
	if v, ok := p.Of(a); ok {
		return &xmldoc.Decimal{Digits: int64(v), Places: places}
	}
	return nil
}

// word is the text of a place.
func word(a usecase.Args, p *usecase.Text) *string {
	if v, ok := p.Of(a); ok && strings.Trim(v, "\x00") != "" {
		return new(strings.TrimRight(v, "\x00"))
	}
	return nil
}

// hex is the octets of a place.
func hex(a usecase.Args, p *usecase.Octets) *string {
	if v, ok := p.Of(a); ok {
		return new(fmt.Sprintf("%X", v))
	}
	return nil
}

// meaning is what a number stands for.
func meaning[T usecase.Number](a usecase.Args, p *usecase.Slot[T], of ...string) *string {
	if v, ok := p.Of(a); ok {
		return new(of[v])
	}
	return nil
}

// either is what a flag stands for.
func either(a usecase.Args, p *usecase.Flag, yes, no string) *string {
	switch v, ok := p.Of(a); {
	case !ok:
		return nil
	case v:
		return &yes
	}
	return &no
}

// stamp is an instant.
func stamp(a usecase.Args, p *usecase.Stamp) *time.Time {
	if v, ok := p.Of(a); ok {
		return new(v.Time())
	}
	return nil
}

// moment is an instant, where it is fully specified.
func moment(a usecase.Args, p *usecase.Moment) *time.Time {
	v, _ := p.Of(a)
	if at, ok := v.Time(); ok {
		return &at
	}
	return nil
}

// timeOfDay is a time of COSEM.
func timeOfDay(at dlms.TimeOfDay) xmldoc.TimeOfDay {
	of := time.Duration(at[0])*time.Hour + time.Duration(at[1])*time.Minute +
		time.Duration(at[2])*time.Second
	if at[3] != 0xFF {
		of += time.Duration(at[3]) * 10 * time.Millisecond
	}
	return xmldoc.TimeOfDay(of)
}

// elements are those of a list.
func elements(a usecase.Args, p *usecase.List) []usecase.Args {
	list, _ := p.Elements(a)
	return list
}

// inPeriod are the records of a list that a request asks for.
func (h held) inPeriod(p *usecase.List) (records []usecase.Args) {
	for _, record := range elements(h.Args, p) {
		at, _ := usecase.RecordTime.Of(record)
		if !at.Time().Before(h.period.StartDateTime) && !at.Time().After(h.period.EndDateTime) {
			records = append(records, record)
		}
	}
	return records
}

// events are records of a log of events.
func events(records []usecase.Args) *mmc.Log {
	log := &mmc.Log{}
	for _, record := range records {
		code, _ := usecase.RecordCode.Of(record)
		e := event(stamp(record, usecase.RecordTime), code)
		if more, ok := usecase.RecordPowerInformation.Of(record); ok {
			e.OtherInformation = []byte{
				byte(more >> 24), byte(more >> 16), byte(more >> 8), byte(more)}
		}
		log.LogEntry = append(log.LogEntry, e)
	}
	return log
}

// event is one record of a log of events.
func event(at *time.Time, code gbcs.AlertCode) mmc.LogEntry {
	e := mmc.LogEntry{Timestamp: at, LogCode: []byte{byte(code >> 8), byte(code)}}
	if title := usecase.AlertTitle(code); title != "" {
		e.LogMeaning = &title
	}
	return e
}

// integers are the values of a list, numbered.
func integers(list []usecase.Args, p *usecase.Slot[uint32]) (all []mmc.IndexedInteger) {
	for i, element := range list {
		all = append(all, mmc.IndexedInteger{
			Index: int64(i + 1), Value: *number[int64](element, p)})
	}
	return all
}

// numbered are the values of several registers of dm3, in m3.
func numbered[T usecase.Number](
	a usecase.Args, places [4]*usecase.Slot[T],
) (all []mmc.IndexedDecimal) {
	for i, p := range places {
		if v := decimal(a, p, 3); v != nil {
			all = append(all, mmc.IndexedDecimal{Index: int64(i + 1), Value: *v})
		}
	}
	return all
}

// plain is the body of a request that says no more than its name.
func plain(b duis.Body) func(duis.ReadLogPeriod) duis.Body {
	return func(duis.ReadLogPeriod) duis.Body { return b }
}

// window is what a request for the records of a period says.
func window(p duis.ReadLogPeriod) duis.ReadLogFutureDatable {
	return duis.ReadLogFutureDatable{ReadLogPeriod: p}
}

// protected is that of a request whose answer is encrypted for whoever asks.
func protected(p duis.ReadLogPeriod) duis.ReadLogFutureDatableAndURPCredentials {
	return duis.ReadLogFutureDatableAndURPCredentials{ReadLogPeriod: p}
}

// dateOf is a date of COSEM: what is left open may be anything.
func dateOf(d dlms.Date) mmc.Date {
	out := mmc.Date{}
	if year := uint16(d[0])<<8 | uint16(d[1]); year == 0xFFFF {
		out.Year.NonSpecifiedYear = true
	} else {
		out.Year.SpecifiedYear = &year
	}
	if d[2] == 0xFF {
		out.Month.NonSpecifiedMonth = true
	} else {
		out.Month.SpecifiedMonth = new(d[2])
	}
	switch d[3] {
	case 0xFF:
		out.DayOfMonth.NonSpecifiedDayOfMonth = true
	case 0xFE:
		out.DayOfMonth.LastDayOfMonth = true
	case 0xFD:
		out.DayOfMonth.SecondLastDayOfMonth = true
	default:
		out.DayOfMonth.SpecifiedDayOfMonth = new(d[3])
	}
	if d[4] == 0xFF {
		out.DayOfWeek.NonSpecifiedDayOfWeek = true
	} else {
		out.DayOfWeek.SpecifiedDayOfWeek = new(d[4])
	}
	return out
}

// midnightOf is a date of COSEM as an instant; nil where it is left open.
func midnightOf(d dlms.Date) *time.Time {
	if d[2] == 0xFF || d[3] == 0xFF {
		return nil
	}
	return new(time.Date(int(d[0])<<8|int(d[1]), time.Month(d[2]), int(d[3]), 0, 0, 0, 0, time.UTC))
}
