package record

import (
	"fmt"
	"time"
)

// monthFormat is how a month is written.
const monthFormat = "2006-01"

// Long is the month as in January 2022; empty for none.
func (m Month) Long() string {
	t, err := time.Parse(monthFormat, string(m))
	if err != nil {
		return ""
	}
	return t.Format("January 2006")
}

// UnmarshalText reads a month such as 2022-01; empty text is none.
func (m *Month) UnmarshalText(text []byte) error {
	if _, err := time.Parse(monthFormat, string(text)); err != nil && len(text) > 0 {
		return fmt.Errorf("%q is no month: want such as 2022-01", text)
	}
	*m = Month(text)
	return nil
}
