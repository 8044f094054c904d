package zcl

import (
	"fmt"
	"time"
)

// epoch is 2000-01-01T00:00:00Z in seconds since 1970.
const epoch = 946684800

// TimeOf is t as ZigBee writes times: whole seconds since 2000-01-01 UTC, from 0 to
// 2^32-2; earlier and later times become the nearest of these.
func TimeOf(t time.Time) uint32 { return uint32(min(max(t.Unix()-epoch, 0), 1<<32-2)) }

// Time is the instant that is seconds after 2000-01-01 UTC.
func Time(seconds uint32) time.Time { return time.Unix(epoch+int64(seconds), 0).UTC() }

// Date is a ZigBee date.
//
//	offset  octets  field
//	0       1       year less 1900, FF any
//	1       1       month, FF any, FD end and FE begin of summer time
//	2       1       day of month, FF any, FE last, FD last but one
//	3       1       day of week, 1 is Monday, FF any
type Date [4]byte

// DateOf is the date of t in UTC, with no day of week. The year must be from 1900 to 2154.
func DateOf(t time.Time) Date {
	t = t.UTC()
	return Date{byte(t.Year() - 1900), byte(t.Month()), byte(t.Day()), 0xFF}
}

// String writes the date as 2015-01-31, with * for what is not specified, and the day of
// the week after it where there is one.
func (d Date) String() string {
	parts := [3]string{"*", "*", "*"}
	for i, octet := range d[:3] {
		switch {
		case octet == 0xFF:
		case i == 0:
			parts[i] = fmt.Sprintf("%04d", 1900+int(octet))
		case octet >= 0xFD:
			parts[i] = dateWords[i-1][octet-0xFD]
		default:
			parts[i] = fmt.Sprintf("%02d", octet)
		}
	}
	text := parts[0] + "-" + parts[1] + "-" + parts[2]
	if d[3] >= 1 && d[3] <= 7 {
		text += " " + time.Weekday(d[3]%7).String()
	} else if d[3] != 0xFF {
		text += fmt.Sprintf(" day of week %02X", d[3])
	}
	return text
}

// dateWords are what FD and FE mean in a month and in a day.
var dateWords = [2][2]string{
	{"end of summer time", "begin of summer time"},
	{"last but one", "last"},
}
