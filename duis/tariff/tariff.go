package tariff

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
)

// Tariff is what a meter charges, and when. What is named is unique among its kind, and
// refers to each other by name.
type Tariff struct {
	Name     string   `json:"name,omitempty"` // for people: no request has it
	Fuel     Fuel     `json:"fuel"`
	Currency Currency `json:"currency"`
	Start    Start    `json:"starts"`
	// Standing is the standing charge, a day.
	Standing Pence        `json:"standing_charge"`
	Rates    []Rate       `json:"rates"`
	Days     []Day        `json:"days"`
	Weeks    []Week       `json:"weeks"`
	Seasons  []Season     `json:"seasons"`
	Special  []SpecialDay `json:"special_days,omitempty"`
}

// Fuel is what the meter measures.
type Fuel string

// The fuels.
const (
	Electricity Fuel = "electricity" // an ESME, its primary element
	Gas         Fuel = "gas"         // a GSME
)

// Currency is what the meter counts in.
type Currency string

// The currencies that a meter may have.
const (
	Pounds Currency = "pounds" // GBP
	Euros  Currency = "euros"  // ECB
)

// minor is the hundredth part of a currency, long and short.
func (c Currency) minor() (long, short string) {
	if c == Euros {
		return "cents", "c"
	}
	return "pence", "p"
}

// code is the currency in a request.
func (c Currency) code() string {
	if c == Euros {
		return "ECB"
	}
	return "GBP"
}

func currencyOf(code string) Currency {
	if code == "GBP" {
		return Pounds
	}
	return Euros
}

// Start is when a tariff comes into force. The zero value is at once.
type Start struct {
	At     time.Time // in UTC, to the second; zero is at once
	Cancel bool      // never: what waits in the meter is taken back
}

// cancelled is the execution date that takes back what is pending. DUIS 3.3.
var cancelled = time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC)

// ParseStart reads now, cancel, or a date such as 2030-01-15, perhaps with a time of day as
// in 2030-01-15 09:00, in UTC. 2030-01-15T09:00:00Z is the same.
func ParseStart(s string) (Start, error) {
	switch s {
	case "now":
		return Start{}, nil
	case "cancel":
		return Start{Cancel: true}, nil
	}
	text := strings.TrimSuffix(strings.TrimSuffix(s, "Z"), " UTC")
	for _, layout := range []string{
		"2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05",
		"2006-01-02T15:04", "2006-01-02T15:04:05",
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return Start{At: at}, nil
		}
	}
	return Start{}, fmt.Errorf("%q: want now, cancel, or a date in UTC such as 2030-01-15 09:00", s)
}

// String is the form that [ParseStart] reads.
func (s Start) String() string {
	switch {
	case s.Cancel:
		return "cancel"
	case s.At.IsZero():
		return "now"
	case s.At.Second() == 0 && s.At.Nanosecond() == 0:
		return s.At.UTC().Format("2006-01-02 15:04 UTC")
	}
	return s.At.UTC().Format("2006-01-02 15:04:05.999999999 UTC")
}

// MarshalText is String.
func (s Start) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// time is the ExecutionDateTime of a body.
func (s Start) time() *time.Time {
	switch {
	case s.Cancel:
		return new(cancelled)
	case s.At.IsZero():
		return nil
	}
	return new(s.At)
}

func startOf(at *time.Time) Start {
	switch {
	case at == nil:
		return Start{}
	case at.Equal(cancelled):
		return Start{Cancel: true}
	}
	return Start{At: at.UTC()}
}

// Rate is a price, or prices that rise or fall with what is used.
type Rate struct {
	Name string `json:"name"`
	// Register is which counts what is used at this rate: of an ESME 1 to 48, or where the
	// rate is by block 1 to 8, and those are apart; of a GSME 1 to 4, and 1 where by block.
	Register uint8   `json:"register"`
	ByBlock  bool    `json:"by_block,omitempty"`
	Blocks   []Block `json:"prices"` // 1, or where the rate is by block 1 to 4
}

// Block is a price, and up to where it holds.
type Block struct {
	Price Pence `json:"price"` // a kWh
	// UpTo is in Wh; of the last block, which has no end, 0.
	UpTo uint64 `json:"up_to_wh,omitempty"`
}

// Day is a kind of day: which rate holds from when on.
type Day struct {
	Name     string   `json:"name"`
	Switches []Switch `json:"switches"` // at least 1, in order; of a GSME 1, at midnight
}

// Switch is from when on a rate holds.
type Switch struct {
	At   Clock  `json:"at"`
	Rate string `json:"rate"`
}

// Clock is a time of day in UTC, to the hundredth of a second.
type Clock duis.TimeOfDay

// String is 07:00, 07:00:30 or 07:00:30.25.
func (c Clock) String() string {
	at := time.Unix(0, int64(c)).UTC()
	if at.Second() == 0 && at.Nanosecond() == 0 {
		return at.Format("15:04")
	}
	return at.Format("15:04:05.999999999")
}

// MarshalText is String.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// parseClock reads what String writes.
func parseClock(s string) (Clock, error) {
	if len(s) > len("15:04:05.00") {
		return 0, errors.New("want a time of day such as 07:00")
	}
	for _, layout := range []string{"15:04", "15:04:05"} { // the second takes a fraction, too
		at, err := time.Parse(layout, s)
		if err == nil && len(s) >= len(layout) {
			return Clock(at.Sub(at.Truncate(24 * time.Hour))), nil
		}
	}
	return 0, errors.New("want a time of day such as 07:00, from 00:00 to 23:59")
}

// Week is a kind of week: the names of its days from Monday to Sunday.
type Week struct {
	Name string    `json:"name"`
	Days [7]string `json:"days"`
}

// Season is from when on weeks are of a kind.
type Season struct {
	Name string `json:"name"` // of an ESME at most 8 octets; no request for a GSME has it
	From Date   `json:"from"`
	Week string `json:"week"`
}

// SpecialDay is a day that is of another kind than its week says.
type SpecialDay struct {
	Date Date   `json:"date"`
	Day  string `json:"day"`
}

// Fault is what is wrong with a tariff.
type Fault struct {
	Line  int    // in the file, from 1; 0 where there is no file
	Field string // such as "rates: night"
	Text  string // what is wrong and what to do, without full stop
}

// Error is line, field and text.
func (f *Fault) Error() string {
	text := f.Text
	if f.Field != "" {
		text = f.Field + ": " + text
	}
	if f.Line > 0 {
		text = fmt.Sprintf("line %d: %s", f.Line, text)
	}
	return text
}

func fault(field, format string, args ...any) *Fault {
	return &Fault{Field: field, Text: fmt.Sprintf(format, args...)}
}

// rate is the rate of a name; nil where there is none.
func (t *Tariff) rate(name string) *Rate {
	return named(t.Rates, name, func(r *Rate) string { return r.Name })
}

// day is the day of a name; nil where there is none.
func (t *Tariff) day(name string) *Day {
	return named(t.Days, name, func(d *Day) string { return d.Name })
}

// week is the week of a name; nil where there is none.
func (t *Tariff) week(name string) *Week {
	return named(t.Weeks, name, func(w *Week) string { return w.Name })
}

func named[T any](list []T, name string, of func(*T) string) *T {
	for i := range list {
		if of(&list[i]) == name {
			return &list[i]
		}
	}
	return nil
}
