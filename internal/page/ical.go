package page

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// vtimezone is London's clock in the words of RFC 5545, from the year since when it changes
// on the last Sundays of March and October.
const vtimezone = `BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE`

const (
	icalInstant = "20060102T150405"
	icalDay     = "20060102"
)

// AppendICal appends the entries of the view's list that have a date as a calendar, RFC 5545.
// Base is the site as readers reach it, "https://mains.example", without a slash at the end;
// self is the address that was asked for, without suffix. An instant without an end, such as
// a closing, lasts no time. Nothing is appended without a list.
func (v *View) AppendICal(b []byte, base string, self Address) []byte {
	if v.List == nil {
		return b
	}
	title := or(v.List.Title, or(v.Title, "Untitled"))
	b = append(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mains//register//EN\r\n"...)
	b = append(b, "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"...)
	b = appendText(b, "NAME", title)
	b = appendText(b, "X-WR-CALNAME", title)
	b = appendLine(b, "URL:"+base+string(self))
	b = append(b, strings.ReplaceAll(vtimezone, "\n", "\r\n")+"\r\n"...)
	updated := v.latest()
	for i := range v.List.Entries {
		if e := &v.List.Entries[i]; e.dated() {
			b = e.appendEvent(b, base, updated)
		}
	}
	return append(b, "END:VCALENDAR\r\n"...)
}

// appendEvent appends one entry. Updated stands in where the entry does not say when it
// changed.
func (e *Entry) appendEvent(b []byte, base string, updated time.Time) []byte {
	day, err := time.Parse(time.DateOnly, e.Day)
	if e.Starts.IsZero() && err != nil {
		return b // no day that a calendar could show
	}
	if !e.Updated.IsZero() {
		updated = e.Updated
	}
	changed := updated.UTC().Format(icalInstant) + "Z"
	b = append(b, "BEGIN:VEVENT\r\n"...)
	b = appendText(b, "UID", e.ID+"@"+host(base))
	b = appendLine(b, "DTSTAMP:"+changed)
	b = appendLine(b, "LAST-MODIFIED:"+changed)
	b = appendLine(b, "SEQUENCE:"+strconv.Itoa(max(e.Sequence, 0)))
	lasts := e.Ends.After(e.Starts)
	if e.Starts.IsZero() {
		b = appendLine(b, "DTSTART;VALUE=DATE:"+day.Format(icalDay))
	} else {
		b = appendInstant(b, "DTSTART", e.Starts)
		if lasts {
			b = appendInstant(b, "DTEND", e.Ends)
		}
	}
	if e.Starts.IsZero() || !lasts {
		b = append(b, "TRANSP:TRANSPARENT\r\n"...)
	}
	b = appendText(b, "SUMMARY", or(e.Title, "Untitled"))
	if e.Summary != "" {
		b = appendText(b, "DESCRIPTION", e.Summary)
	}
	if e.Place != "" {
		b = appendText(b, "LOCATION", e.Place)
	}
	if e.To.valid() {
		b = appendLine(b, "URL:"+base+string(e.To))
	}
	if e.Cancelled {
		b = append(b, "STATUS:CANCELLED\r\n"...)
	} else {
		b = append(b, "STATUS:CONFIRMED\r\n"...)
		b = e.appendAlarms(b)
	}
	return append(b, "END:VEVENT\r\n"...)
}

// appendAlarms appends when a calendar reminds of an entry.
func (e *Entry) appendAlarms(b []byte) []byte {
	for _, at := range e.Alarms {
		b = append(b, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"...)
		b = appendText(b, "DESCRIPTION", or(e.Title, "Untitled"))
		b = appendLine(b, "TRIGGER;VALUE=DATE-TIME:"+at.UTC().Format(icalInstant)+"Z")
		b = append(b, "END:VALARM\r\n"...)
	}
	return b
}

// appendInstant appends an instant by London's clock, and in UTC where that clock does not
// tell it: in the hour that comes again in October, and before the rules of vtimezone.
func appendInstant(b []byte, name string, t time.Time) []byte {
	local := t.In(london).Format(icalInstant)
	again := t.Add(-time.Hour).In(london).Format(icalInstant) == local
	if again || t.Year() <= 1996 {
		return appendLine(b, name+":"+t.UTC().Format(icalInstant)+"Z")
	}
	return appendLine(b, name+";TZID=Europe/London:"+local)
}

// appendText appends a property whose value is text.
func appendText(b []byte, name, text string) []byte {
	text = strings.NewReplacer("\r\n", `\n`, "\n", `\n`, "\r", `\n`,
		`\`, `\\`, ";", `\;`, ",", `\,`).Replace(text)
	return appendLine(b, name+":"+text)
}

// appendLine appends a content line, folded so that no line has more than 75 octets and no
// character is cut. Controls and what is no UTF-8 become U+FFFD.
func appendLine(b []byte, line string) []byte {
	const most = 75
	length := 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		text := line[i : i+n]
		if unfit(r, n) || r == '\r' || r == '\n' {
			text = "\uFFFD"
		}
		if length+len(text) > most {
			b = append(b, "\r\n "...)
			length = 1
		}
		b = append(b, text...)
		length += len(text)
		i += n
	}
	return append(b, "\r\n"...)
}
