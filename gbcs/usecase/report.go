package usecase

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Report is an Alert: what it may report, and what it holds beyond that and the time.
//
//	DLMS  data-notification of structure{code long-unsigned, time octet-string(12), content...}
//	GBZ   see [zcl.Alert]
//
// GBCS alerts.
type Report struct {
	// Codes are the alert codes that it may carry; empty for any.
	Codes []AlertCode
	// Notation is the one that it is written in; 0 where the Device decides.
	Notation Notation
	// Content follows the time, in DLMS only.
	Content Struct
}

// AlertCode is an alert code and its name. GBCS Event and Alert Codes.
type AlertCode struct {
	Code  gbcs.AlertCode
	Title string
}

// Event is what a Device reports: the alert code, when, and by what type of Device.
type Event struct {
	Code   gbcs.AlertCode
	At     time.Time // in whole seconds
	Device Device
}

// title is the name of code, empty where the Use Case does not give it one, and whether
// the Use Case may carry it.
func (r *Report) title(code gbcs.AlertCode) (string, bool) {
	for _, c := range r.Codes {
		if c.Code == code {
			return c.Title, true
		}
	}
	return "", len(r.Codes) == 0
}

// AppendAlert writes the payload of the Alert with Header h onto dst. Args are the values
// of its content. The error is an [*ArgError], or says that the Use Case does not carry
// the code or is no Alert.
func (u *UseCase) AppendAlert(dst []byte, h *gbcs.Header, e Event, args Args) ([]byte, error) {
	if u.Alert == nil {
		return dst, fmt.Errorf("usecase: %s is no Alert", u.Code)
	}
	if _, ok := u.Alert.title(e.Code); !ok {
		return dst, fmt.Errorf("usecase: %s does not report %v", u.Code, e.Code)
	}
	if err := args.covers(u.Alert.Content.slots()); err != nil {
		return dst, err
	}
	notation := u.Alert.Notation
	if notation == 0 {
		notation = e.Device.Notation()
	}
	if notation == GBZ {
		alert := zcl.Alert{Code: uint16(e.Code), Time: zcl.TimeOf(e.At)}
		return alert.Append(dst), nil
	}
	at := dlms.DateTimeOf(e.At, dlms.NotSpecified)
	content, err := u.Alert.Content.encode(args)
	if err != nil {
		return dst, err
	}
	items := append([]dlms.Data{dlms.U16(uint16(e.Code)), dlms.Octets(at[:])}, content.Items()...)
	n := dlms.DataNotification{InvokeID: dlms.InvokeID(h.Counter), Body: dlms.Structure(items...)}
	return n.Append(dst), nil
}

// parse reads the Alert of r.
func (u *Report) parse(r *reading) error {
	payload := r.message.Payload
	isGBZ := len(payload) > 0 && payload[0] == 0x01
	if isGBZ && u.Notation != DLMS {
		return u.parseGBZ(r, payload)
	}
	n, err := dlms.ParseDataNotification(payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", r.path, err)
	}
	if n.InvokeID != dlms.InvokeID(r.message.Counter) {
		return mismatch(r.path+"/long-invoke-id", 1, "%06X is not of counter %d",
			n.InvokeID, r.message.Counter)
	}
	p := place{r.path + "/", r.offset + dlms.NotificationBodyOffset}
	items := n.Body.Items()
	if n.Body.Tag() != dlms.TagStructure || len(items) < 2 || items[0].Tag() != dlms.TagLongUnsigned {
		return mismatch(r.path, dlms.NotificationBodyOffset, "want a structure of code and time")
	}
	code, _ := items[0].Uint()
	at, err := (&Moment{Name: "time"}).parse(items[1], p)
	if err != nil {
		return err
	}
	r.Time, _ = at.Time()
	r.Clock = at.Status()
	// The content is read as if it were a structure of its own, without a header.
	p.offset += n.Body.HeaderSize() + items[0].Size() + items[1].Size()
	content := dlms.Structure(items[2:]...)
	p.offset -= content.HeaderSize()
	if err := u.Content.read(&r.rows, content, p); err != nil {
		return err
	}
	return u.code(r, gbcs.AlertCode(code))
}

func (u *Report) parseGBZ(r *reading, payload []byte) error {
	a, err := zcl.ParseAlert(payload)
	if err != nil {
		return fmt.Errorf("usecase: %s: %w", r.path, err)
	}
	if len(a.Content) > 0 {
		return mismatch(r.path, zcl.AlertContentOffset, "%d octets of content", len(a.Content))
	}
	r.Time, r.Clock = zcl.Time(a.Time), dlms.NotSpecified
	return u.code(r, gbcs.AlertCode(a.Code))
}

// code notes what is reported.
func (u *Report) code(r *reading, code gbcs.AlertCode) error {
	title, ok := u.title(code)
	if !ok {
		return mismatch(r.path, 0, "alert code %v", code)
	}
	r.Alert, r.AlertTitle = code, title
	return nil
}
