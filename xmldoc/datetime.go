package xmldoc

import (
	"errors"
	"strings"
	"time"
)

// parseDateTime reads an xs:dateTime: a date, T and a time of day. The result is in UTC.
// The errors errNoZone and errYear come with what the schema allows: without a zone the
// result is as if the zone were UTC, with a year out of range it is zero.
func parseDateTime(s string) (time.Time, error) {
	date, clock, ok := strings.Cut(s, "T")
	if !ok {
		return time.Time{}, errors.New("want yyyy-mm-ddThh:mm:ss, perhaps a fraction, and a zone")
	}
	day, err := parseDay(date)
	if err != nil && !errors.Is(err, errYear) {
		return time.Time{}, err
	}
	since, clockErr := parseClock(clock)
	switch {
	case clockErr != nil && !errors.Is(clockErr, errNoZone):
		return time.Time{}, clockErr
	case err != nil:
		return time.Time{}, err
	}
	at := day.Add(since).UTC()
	if at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, errYear
	}
	return at, clockErr
}

// parseDate reads an xs:date as midnight in UTC. Its zone, if any, is not kept. The year
// may be as large as 65535, which stands for any year in some places. The error errYear
// comes with a zero result.
func parseDate(s string) (time.Time, error) {
	zone := len(s)
	switch {
	case strings.HasSuffix(s, "Z"):
		zone--
	case len(s) > 6 && s[len(s)-3] == ':':
		zone -= 6
	}
	day, err := parseDay(s[:zone])
	if _, zoneErr := parseZone(s[zone:]); zoneErr != nil && !errors.Is(zoneErr, errNoZone) {
		return time.Time{}, zoneErr
	}
	return day, err
}

// TimeOfDay is a time on any day, in UTC, as what has gone by since midnight: from 0
// to under 24 hours, in documents to the hundredth of a second.
type TimeOfDay time.Duration

// String is the form of documents, 12:30:00.00Z.
func (t TimeOfDay) String() string { return string(t.append(nil)) }

func (t TimeOfDay) append(dst []byte) []byte {
	layout := "15:04:05.00Z"
	if time.Duration(t)%(10*time.Millisecond) != 0 {
		layout = "15:04:05.000000000Z"
	}
	return time.Unix(0, int64(t)).UTC().AppendFormat(dst, layout)
}

// parseTimeOfDay reads an xs:time. The error errNoZone comes with a result as if the
// zone were UTC.
func parseTimeOfDay(s string) (TimeOfDay, error) {
	since, err := parseClock(s)
	const day = 24 * time.Hour
	return TimeOfDay((since%day + day) % day), err
}

// parseClock reads hh:mm:ss, perhaps a fraction of any length, kept to the nanosecond,
// and a zone, Z or an offset of at most 14 hours: what has gone by in UTC since midnight
// of the day before it. 24:00:00 is the end of a day; there is no leap second.
func parseClock(s string) (time.Duration, error) {
	if len(s) < len("15:04:05") {
		return 0, errors.New("want hh:mm:ss, perhaps a fraction, and a zone")
	}
	hour, okH := digits(s[0:2], 24)
	minute, okM := digits(s[3:5], 59)
	second, okS := digits(s[6:8], 59)
	if !okH || !okM || !okS || s[2] != ':' || s[5] != ':' {
		return 0, errors.New("no such time of day")
	}
	nanos, rest, err := parseFraction(s[8:])
	if err != nil {
		return 0, err
	}
	exact := strings.Trim(s[8:len(s)-len(rest)], ".0") == ""
	if hour == 24 && (minute != 0 || second != 0 || !exact) {
		return 0, errors.New("no such time of day")
	}
	offset, err := parseZone(rest)
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
		time.Duration(second)*time.Second + nanos - offset, err
}

const decimals = "0123456789"

var errYear = &Breach{"want a year from 0001 to 9999 in UTC"}

// parseDay reads yyyy-mm-dd. The error errYear comes with a valid day of a year that
// has more digits, or is before the common era.
func parseDay(s string) (time.Time, error) {
	unsigned := strings.TrimPrefix(s, "-")
	wrong := errors.New("want yyyy-mm-dd")
	if len(unsigned) < 10 {
		return time.Time{}, wrong
	}
	year, rest := unsigned[:len(unsigned)-6], unsigned[len(unsigned)-6:]
	month, okM := digits(rest[1:3], 12)
	day, okD := digits(rest[4:6], 31)
	if strings.Trim(year, decimals) != "" || !okM || !okD || rest[0] != '-' || rest[3] != '-' ||
		len(year) > 4 && year[0] == '0' || strings.Trim(year, "0") == "" {
		return time.Time{}, wrong
	}
	number, short := 0, len(year) <= 5
	if number, _ = digits(year[max(0, len(year)-5):], 0); number == 0 {
		number = 400 // a multiple of 400 has the days of every other
	}
	at := time.Date(number, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if at.Day() != day || int(at.Month()) != month {
		return time.Time{}, errors.New("no such day")
	}
	if !short || number > lastYear || len(s) > len(unsigned) {
		return time.Time{}, errYear
	}
	return at, nil
}

// lastYear is the largest year of a date, all ones in COSEM.
const lastYear = 0xFFFF

func parseFraction(s string) (time.Duration, string, error) {
	if s == "" || s[0] != '.' {
		return 0, s, nil
	}
	s = s[1:]
	length := len(s) - len(strings.TrimLeft(s, decimals))
	if length == 0 {
		return 0, "", errors.New("a decimal point without digits")
	}
	nanos, unit := time.Duration(0), 100*time.Millisecond
	for _, c := range []byte(s[:min(length, 9)]) {
		nanos += time.Duration(c-'0') * unit
		unit /= 10
	}
	return nanos, s[length:], nil
}

var errNoZone = &Breach{"no zone: want Z, or an offset such as +01:00"}

// parseZone reads a required zone: how far the local time is ahead of UTC.
func parseZone(s string) (time.Duration, error) {
	switch {
	case s == "":
		return 0, errNoZone
	case s == "Z":
		return 0, nil
	case len(s) != 6 || s[3] != ':' || (s[0] != '+' && s[0] != '-'):
		return 0, errors.New("want Z or an offset such as +01:00 after the time")
	}
	hours, okH := digits(s[1:3], 14)
	minutes, okM := digits(s[4:6], 59)
	if !okH || !okM || (hours == 14 && minutes != 0) {
		return 0, errors.New("want an offset of at most 14:00")
	}
	offset := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if s[0] == '-' {
		return -offset, nil
	}
	return offset, nil
}

// digits reads a decimal number of fixed width, at most limit.
func digits(s string, limit int) (int, bool) {
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, n <= limit
}

// checkDecimal accepts an xs:decimal: digits with at most one point and a sign.
func checkDecimal(s string) error {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, decimals) != "" {
		return errors.New("want a decimal number")
	}
	return nil
}

// appendDateTime writes UTC with milliseconds, as the samples do, or with as many
// digits as the value needs.
func appendDateTime(dst []byte, at time.Time) []byte {
	layout := "2006-01-02T15:04:05.000Z"
	if at.Nanosecond()%int(time.Millisecond) != 0 {
		layout = "2006-01-02T15:04:05.000000000Z"
	}
	return at.UTC().AppendFormat(dst, layout)
}
