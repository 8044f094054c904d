package estate

import (
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// A window is which records of a log are read, both ends included.
type window struct{ from, to time.Time }

// everything is the window of who wants all.
var everything = window{time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}

// holds reports whether a record of an instant is read.
func (w window) holds(at time.Time) bool { return !at.Before(w.from) && !at.After(w.to) }

// windowOf reads a selection by range: the object that restricts, from, to, and columns.
func windowOf(selection dlms.Data) window {
	w, items := everything, selection.Items()
	if len(items) < 3 {
		return w
	}
	if from, ok := instantOf(items[1]); ok {
		w.from = from
	}
	if to, ok := instantOf(items[2]); ok {
		w.to = to
	}
	return w
}

// instantOf is an instant as logs have it: seconds since 2000, or a date-time.
func instantOf(d dlms.Data) (time.Time, bool) {
	if seconds, ok := d.Uint(); ok && seconds <= 0xFFFFFFFF {
		return usecase.Seconds2000(seconds).Time(), true
	}
	at, err := dlms.ParseDateTime(d.Octets())
	if err != nil {
		return time.Time{}, false
	}
	return at.Time()
}

// read reads the records of a log that a selection asks for.
func (s *cosemServer) read(
	at cosemAddress, selection dlms.Data,
) (dlms.Data, dlms.DataAccessResult) {
	s.window = windowOf(selection)
	defer func() { s.window = everything }()
	return s.get(at)
}

// getIn reads an attribute, of a log the records in a range.
func (s *cosemServer) getIn(
	at cosemAddress, in *usecase.Range,
) (dlms.Data, dlms.DataAccessResult) {
	if in == nil {
		return s.get(at)
	}
	s.window = everything
	defer func() { s.window = everything }()
	if from, ok := in.From.Time(); ok {
		s.window.from = from
	}
	if to, ok := in.To.Time(); ok {
		s.window.to = to
	}
	return s.get(at)
}

// records are the logs of a Device: of events as they were written, and none where nothing
// is written.
func (s *cosemServer) records() usecase.Args {
	return append(usecase.Args{
		usecase.EventRecords.Is(s.written(s.Events, usecase.RecordInformation.Is(nil))...),
		usecase.SecurityRecords.Is(s.written(s.Security)...),
		usecase.PowerEventRecords.Is(s.written(s.Power, usecase.RecordPowerInformation.Is(0))...),
	}, s.objects.empty...)
}

// written are the records of l in the window, each with more.
func (s *cosemServer) written(l log, more ...usecase.Arg) (records []usecase.Args) {
	for _, e := range l.entries() {
		if s.window.holds(e.At) {
			records = append(records, append(usecase.Args{
				usecase.RecordTime.Is(usecase.SecondsOf(e.At)), usecase.RecordCode.Is(e.Code),
			}, more...))
		}
	}
	return records
}
