package duis

import (
	"errors"
	"strings"
	"time"
)

// parseDateTime reads an xs:dateTime with a zone: years 0001 to 9999, 24:00:00 as
// the end of a day, no leap second, a fraction of any length (kept to the
// nanosecond), and Z or an offset of at most 14 hours. The result is in UTC.
func parseDateTime(s string) (time.Time, error) {
	if longYear(s) {
		return time.Time{}, errYear
	}
	if len(s) < len("2006-01-02T15:04:05") || s[10] != 'T' {
		return time.Time{}, errors.New("want yyyy-mm-ddThh:mm:ss, perhaps a fraction, and a zone")
	}
	day, err := parseDay(s[:10])
	if err != nil {
		return time.Time{}, err
	}
	clock, rest := s[11:19], s[19:]
	hour, okH := digits(clock[0:2], 24)
	minute, okM := digits(clock[3:5], 59)
	second, okS := digits(clock[6:8], 59)
	if !okH || !okM || !okS || clock[2] != ':' || clock[5] != ':' {
		return time.Time{}, errors.New("no such time of day")
	}
	nanos, rest, err := parseFraction(rest)
	if err != nil {
		return time.Time{}, err
	}
	if hour == 24 && (minute != 0 || second != 0 || nanos != 0) {
		return time.Time{}, errors.New("no such time of day")
	}
	offset, err := parseZone(rest)
	if err != nil {
		return time.Time{}, err
	}
	at := day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
		time.Duration(second)*time.Second + nanos - offset)
	if at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, errYear
	}
	return at, nil
}

const decimals = "0123456789"

var errYear = errors.New("want a year from 0001 to 9999 in UTC")

// longYear reports whether a date begins with a year that has not four digits.
func longYear(s string) bool {
	year, _, dated := strings.Cut(s, "-")
	return dated && len(year) != 4 && strings.Trim(year, decimals) == ""
}

func parseDay(s string) (time.Time, error) {
	year, okY := digits(s[0:4], 9999)
	month, okM := digits(s[5:7], 12)
	day, okD := digits(s[8:10], 31)
	if !okY || !okM || !okD || s[4] != '-' || s[7] != '-' || year == 0 {
		return time.Time{}, errors.New("want yyyy-mm-dd, with a year from 0001 to 9999")
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if at.Day() != day || int(at.Month()) != month {
		return time.Time{}, errors.New("no such day")
	}
	return at, nil
}

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

var errNoZone = errors.New("no zone: want Z, or an offset such as +01:00")

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

// checkDate accepts an xs:date, the zone optional.
func checkDate(s string) error {
	if longYear(s) {
		return errYear
	}
	if len(s) < 10 {
		return errors.New("want yyyy-mm-dd, and perhaps a zone")
	}
	if _, err := parseDay(s[:10]); err != nil {
		return err
	}
	if _, err := parseZone(s[10:]); err != nil && !errors.Is(err, errNoZone) {
		return err
	}
	return nil
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
