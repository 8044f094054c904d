package dlms

import (
	"encoding/binary"
	"fmt"
	"time"
)

// ClockStatus is the last octet of a [DateTime]: how good its time is. GBCS Grouping
// Header date-time.
type ClockStatus uint8

// The clock statuses in GBCS messages.
const (
	Reliable       ClockStatus = 0x00 // a gas Device whose own clock is reliable
	Doubtful       ClockStatus = 0x02 // a clock that is not reliable
	DifferentClock ClockStatus = 0x04 // a Gas Proxy Function that passes on the time of its meter
	NotSpecified   ClockStatus = 0xFF // everything but gas
)

// String says s in words.
func (s ClockStatus) String() string {
	switch s {
	case Reliable:
		return "reliable"
	case Doubtful:
		return "not reliable"
	case DifferentClock:
		return "reliable, of the meter"
	case NotSpecified:
		return "not specified"
	}
	return fmt.Sprintf("ClockStatus(%02X)", uint8(s))
}

// DateTime is a COSEM date-time. GBCS always means UTC.
//
//	offset  octets  field
//	0       2       year
//	2       1       month
//	3       1       day of month
//	4       1       day of week, 1 is Monday, FF not specified
//	5       1       hour
//	6       1       minute
//	7       1       second
//	8       1       hundredths
//	9       2       deviation from UTC in minutes, 8000 not specified
//	11      1       clock status
//
// FF, or FFFF in the year, is a wildcard.
type DateTime [12]byte

// DateTimeOf is t, in whole seconds of UTC, with no day of week and no deviation. The
// year must be from 0 to 9999.
func DateTimeOf(t time.Time, status ClockStatus) DateTime {
	t = t.UTC()
	d := DateTime{
		2: byte(t.Month()), 3: byte(t.Day()), 4: 0xFF,
		5: byte(t.Hour()), 6: byte(t.Minute()), 7: byte(t.Second()),
		9: 0x80, 11: byte(status),
	}
	binary.BigEndian.PutUint16(d[:], uint16(t.Year()))
	return d
}

// ExecuteNow is the activation time that means at once.
func ExecuteNow() DateTime { return DateTime{9: 0x80, 11: 0xFF} }

// ExecuteNever is the activation time that cancels.
func ExecuteNever() DateTime {
	return DateTime{
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0xFF,
	}
}

// ParseDateTime copies a date-time out of exactly twelve octets; it does not judge
// them.
func ParseDateTime(b []byte) (DateTime, error) {
	switch {
	case len(b) < len(DateTime{}):
		return DateTime{}, &SyntaxError{Path: "date-time", Offset: len(b), Err: ErrTruncated}
	case len(b) > len(DateTime{}):
		return DateTime{}, &SyntaxError{Path: "date-time", Offset: 12, Err: ErrTrailing}
	}
	return DateTime(b), nil
}

// Status is the clock status.
func (d DateTime) Status() ClockStatus { return ClockStatus(d[11]) }

// Time is the instant that d names, in UTC, and false where it names none: it has a
// wildcard, a date that does not exist, or a deviation other than zero. The day of the
// week is not compared; hundredths that are not specified count as zero.
func (d DateTime) Time() (time.Time, bool) {
	deviation := int16(binary.BigEndian.Uint16(d[9:]))
	if deviation != -0x8000 && deviation != 0 {
		return time.Time{}, false
	}
	hundredths := int(d[8])
	if d[8] == 0xFF {
		hundredths = 0
	}
	year, month, day := int(binary.BigEndian.Uint16(d[:])), time.Month(d[2]), int(d[3])
	hour, minute, second := int(d[5]), int(d[6]), int(d[7])
	t := time.Date(year, month, day, hour, minute, second, hundredths*1e7, time.UTC)
	ok := t.Year() == year && t.Month() == month && t.Day() == day && t.Hour() == hour &&
		t.Minute() == minute && t.Second() == second && hundredths < 100
	if !ok {
		return time.Time{}, false
	}
	return t, true
}

// String is the instant in RFC 3339, "now", "never", or else the octets.
func (d DateTime) String() string {
	switch d {
	case ExecuteNow():
		return "now"
	case ExecuteNever():
		return "never"
	}
	if t, ok := d.Time(); ok {
		return t.Format(time.RFC3339Nano)
	}
	return fmt.Sprintf("%X", d[:])
}

// Date is a COSEM date: the first five octets of a [DateTime].
//
//	offset  octets  field
//	0       2       year, FFFF any
//	2       1       month, FF any, FD end and FE begin of summer time
//	3       1       day of month, FF any, FE last, FD last but one
//	4       1       day of week, 1 is Monday, FF not specified
type Date [5]byte

// DateOf is the date of t in UTC, with no day of week. The year must be from 0 to 9999.
func DateOf(t time.Time) Date {
	d := DateTimeOf(t, NotSpecified)
	return Date(d[:5])
}

// String writes the date as 2015-01-31, with * for what is not specified, and the day of
// the week after it where there is one.
func (d Date) String() string {
	year, month, day := "*", "*", "*"
	if y := binary.BigEndian.Uint16(d[:]); y != 0xFFFF {
		year = fmt.Sprintf("%04d", y)
	}
	switch d[2] {
	case 0xFF:
	case 0xFD:
		month = "end of summer time"
	case 0xFE:
		month = "begin of summer time"
	default:
		month = fmt.Sprintf("%02d", d[2])
	}
	switch d[3] {
	case 0xFF:
	case 0xFD:
		day = "last but one"
	case 0xFE:
		day = "last"
	default:
		day = fmt.Sprintf("%02d", d[3])
	}
	text := year + "-" + month + "-" + day
	if d[4] >= 1 && d[4] <= 7 {
		text += " " + time.Weekday(d[4]%7).String()
	} else if d[4] != 0xFF {
		text += fmt.Sprintf(" day of week %02X", d[4])
	}
	return text
}

// TimeOfDay is a COSEM time: hour, minute, second and hundredths, FF any.
type TimeOfDay [4]byte

// String writes the time as 06:30:00, with * for what is not specified, and hundredths
// where there are any.
func (t TimeOfDay) String() string {
	var parts [4]string
	for i, octet := range t {
		parts[i] = "*"
		if octet != 0xFF {
			parts[i] = fmt.Sprintf("%02d", octet)
		}
	}
	text := parts[0] + ":" + parts[1] + ":" + parts[2]
	if t[3] != 0 && t[3] != 0xFF {
		text += "." + parts[3]
	}
	return text
}
