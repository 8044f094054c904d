package duis

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
)

// RequestID names a request, and in the same form a ResponseID names a response:
// who speaks, to whom, and the speaker's counter. It is comparable, so that
// identifiers written in different case are equal. The text is
//
//	90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1000
//
// with the counter in decimal, 64 bits unsigned, without leading zeros. In the
// response of a Device and in alerts the first part is the Device or the Access
// Control Broker and the second the User. DUIS 3.4.1.
type RequestID struct {
	Originator eui.ID // User ID; Device or ACB in a ResponseID
	Target     eui.ID // Device ID, ACB for Non-Device requests; User in a ResponseID
	Counter    uint64 // originator counter; above zero in a request
}

const euiText = 3*eui.Size - 1

// ParseRequestID reads the text of a RequestID or ResponseID whose counter is above
// zero. It refuses signs, blanks and leading zeros.
func ParseRequestID(s string) (RequestID, error) {
	id, err := parseRequestID(s)
	if err == nil && id.Counter == 0 {
		err = errZeroCounter
	}
	if err != nil {
		return RequestID{}, fmt.Errorf("duis: RequestID %q: %w", s, err)
	}
	return id, nil
}

var errZeroCounter = &xmldoc.Breach{Reason: "the counter is zero: want 1 to 18446744073709551615"}

// parseRequestID reads what the schema allows, a counter of zero included.
func parseRequestID(s string) (id RequestID, err error) {
	parts := strings.Split(s, ":")
	if len(parts) != 3 || len(parts[0]) != euiText || len(parts[1]) != euiText {
		return id, errors.New("want EUI-64:EUI-64:counter, each EUI-64 as eight pairs joined by hyphens")
	}
	if id.Originator, err = eui.Parse(parts[0]); err != nil {
		return RequestID{}, err
	}
	if id.Target, err = eui.Parse(parts[1]); err != nil {
		return RequestID{}, err
	}
	counter := parts[2]
	if counter == "" || strings.Trim(counter, "0123456789") != "" {
		return RequestID{}, errors.New("the counter is not a decimal number")
	}
	if counter[0] == '0' && len(counter) > 1 {
		return RequestID{}, errors.New("the counter has leading zeros")
	}
	if id.Counter, err = strconv.ParseUint(counter, 10, 64); err != nil {
		return RequestID{}, errors.New("the counter is above 18446744073709551615")
	}
	return id, nil
}

// String is the text of the RequestID, identifiers in upper case.
func (id RequestID) String() string {
	text, _ := id.AppendText(nil) // its error is always nil
	return string(text)
}

// AppendText writes the form of [RequestID.String] onto dst. Its error is always nil.
func (id RequestID) AppendText(dst []byte) ([]byte, error) {
	dst = append(append(dst, id.Originator.String()...), ':')
	dst = append(append(dst, id.Target.String()...), ':')
	return strconv.AppendUint(dst, id.Counter, 10), nil
}

// IsZero reports whether id is the zero RequestID, which names nothing.
func (id RequestID) IsZero() bool { return id == RequestID{} }

// Response is the ResponseID of the Device's response to this request: the two
// identifiers change places, the counter stays, also where the command went out
// under the Access Control Broker's own counter.
func (id RequestID) Response() RequestID {
	return RequestID{Originator: id.Target, Target: id.Originator, Counter: id.Counter}
}

// MarshalText writes the form of [RequestID.String].
func (id RequestID) MarshalText() ([]byte, error) { return id.AppendText(nil) }

// UnmarshalText reads what [ParseRequestID] reads. A counter of zero, which the schema
// allows, is set also: the error is then an [xmldoc.Breach].
func (id *RequestID) UnmarshalText(text []byte) error {
	parsed, err := parseRequestID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	if id.Counter == 0 {
		return errZeroCounter
	}
	return nil
}
