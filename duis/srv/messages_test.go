package srv_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

func displayed(at *time.Time, text string) duis.Body {
	return &duis.DisplayMessage{ExecutionDateTime: at, SupplierMessage: text}
}

func restricted(at *time.Time, since time.Time) duis.Body {
	return &duis.RestrictAccessForChangeOfTenancy{ExecutionDateTime: at, RestrictionDateTime: since}
}

func supplier(at *time.Time, name, number string) duis.Body {
	return &duis.UpdateSupplierName{
		ExecutionDateTime: at, SupplierName: name, SupplierTelephoneNumber: number,
	}
}

// TestMessages: what the requests about the consumer become. The DCC keeps those that are dated,
// so that the date is in no message.
func TestMessages(t *testing.T) {
	later := new(time.Date(2030, 1, 15, 9, 0, 0, 0, time.UTC))
	const dated = "07EE010F"
	longest := strings.Repeat("~", 116)
	tilde := strings.Repeat("7E", 116)
	restriction := time.Date(2015, 1, 1, 0, 0, 1, 0, time.UTC)
	for _, c := range []prepaymentCase{
		{number: "3.1", code: "ECS10", device: usecase.ESME, not: []string{dated},
			body: displayed(later, longest), has: []string{"02 01 0974" + tilde}},
		{number: "3.1", code: "GCS07", device: usecase.GSME, not: []string{"90888138"},
			body: displayed(later, longest),
			has:  []string{"090000 804A371C 00 00000000 FFFF 74" + tilde}},
		{number: "3.1", code: "ECS10", device: usecase.ESME,
			body: displayed(nil, " "), has: []string{"02 01 0901 20"}},
		{number: "3.1", code: "ECS10", device: usecase.ESME,
			body: displayed(&prepayCancelled, " "), has: []string{"02 01 0901 20"}},
		{number: "3.2", code: "ECS12", device: usecase.ESME, not: []string{dated},
			body: restricted(later, restriction),
			has:  []string{"02 01 090C 07DF0101FF000001008000FF"}},
		{number: "3.2", code: "ECS12", device: usecase.ESME,
			body: restricted(nil, prepayCancelled),
			has:  []string{"02 01 090C 0BB80C1FFF000000008000FF"}},
		{number: "3.2", code: "GCS09", device: usecase.GPF, not: []string{"90888138"},
			body: restricted(later, restriction),
			has:  []string{"090000 00000000 804A371C 00 814A371C 00020000"}},
		{number: "3.3", code: "CS11", device: usecase.GSME, body: &duis.ClearEventLog{},
			has: []string{"010001 03"}},
		{number: "3.3", code: "CS11", device: usecase.GPF, body: &duis.ClearEventLog{},
			has: []string{"010001 03"}},
		{number: "3.3", code: "ECS15a", device: usecase.ESME,
			body: &duis.ClearEventLog{ESMEEventLogType: new("ESME")},
			has:  []string{"0007 000063 6200FF 01 01 0F00"}},
		{number: "3.3", code: "ECS15c", device: usecase.ESME,
			body: &duis.ClearEventLog{ESMEEventLogType: new("ALCS")},
			has:  []string{"0007 001163 6202FF 01 01 0F00"}},
		{number: "3.4", code: "ECS16", device: usecase.ESME, not: []string{dated},
			body: supplier(later, "Fifteen letters", "012345678 01234567"),
			has: []string{"02 0912 303132333435363738203031323334353637" +
				"090F 4669667465656E206C657474657273"}},
		{number: "3.4", code: "GCS44", device: usecase.GSME, not: []string{"90888138"},
			body: supplier(later, "x", "0"),
			has:  []string{"090001 00000000 804A371C 00 00000000 00000000 00180000 0178 0130"}},
		{number: "3.5", code: "ECS14", device: usecase.ESME, body: &duis.DisablePrivacyPIN{},
			has: []string{"01 0900"}},
		{number: "3.5", code: "GCS11", device: usecase.GSME, body: &duis.DisablePrivacyPIN{},
			has: []string{"090002 804A371C 00000000 0000 02 00"}},
		{number: "9.1", code: "ECS50", device: usecase.ESME, has: []string{"01 0904 30303432"},
			body: &duis.RequestCustomerIdentificationNumber{}},
		{number: "9.1", code: "GCS36", device: usecase.GSME,
			body: &duis.RequestCustomerIdentificationNumber{},
			has:  []string{"090006 804A371C 00000000 00000000 04 30303432"}},
	} {
		c.name = c.code
		c.agree(t)
	}
}

// TestMessageRefusals: bodies for another Device, and dates that a message cannot say.
func TestMessageRefusals(t *testing.T) {
	at := func(year int) *duis.RestrictAccessForChangeOfTenancy {
		return &duis.RestrictAccessForChangeOfTenancy{
			RestrictionDateTime: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC),
		}
	}
	fraction := at(2015)
	fraction.RestrictionDateTime = fraction.RestrictionDateTime.Add(time.Millisecond)
	for _, c := range []struct {
		number string
		body   duis.Body
		device usecase.Device
		want   duis.ResponseCode
	}{
		{"3.3", &duis.ClearEventLog{}, usecase.ESME, duis.E11},
		{"3.3", &duis.ClearEventLog{ESMEEventLogType: new("ESME")}, usecase.GSME, duis.E11},
		{"3.3", &duis.ClearEventLog{ESMEEventLogType: new("ALCS")}, usecase.GPF, duis.E11},
		{"3.1", displayed(nil, "x"), usecase.GPF, duis.E11},
		{"3.2", at(2015), usecase.GSME, duis.E11},
		{"3.2", fraction, usecase.ESME, duis.E64},
		{"3.2", fraction, usecase.GPF, duis.E64},
		{"3.2", at(1999), usecase.ESME, duis.E64},
		{"3.2", at(2000), usecase.GPF, duis.E64},
		{"3.2", at(2137), usecase.GPF, duis.E64},
	} {
		got := prepaymentRefusal(t, c.number, c.body, srv.Inputs{Device: c.device})
		if got != c.want {
			t.Errorf("%s %+v on a %s: %s, want %s", c.number, c.body, c.device, got, c.want)
		}
	}
}

// TestCustomerIdentificationNumber: the DCC must bring one, and any other is as right.
func TestCustomerIdentificationNumber(t *testing.T) {
	req := request("9.1", "9.1", 1, &duis.RequestCustomerIdentificationNumber{})
	in := srv.Inputs{Device: usecase.ESME, Broker: broker, Counter: 9}
	for _, in.CIN = range []string{"", "123", "12345", "12x4"} {
		if _, err := srv.Transform(req, in); err == nil || code(err) != "" {
			t.Errorf("%q: %v: want a plain error", in.CIN, err)
		}
	}
	in.CIN = "9999"
	out, err := srv.Transform(req, in)
	if err != nil {
		t.Fatal(err)
	}
	if h := out.Message.Header; h.Originator != broker || h.Supplementary == nil ||
		h.Supplementary.ID != req.RequestID.Originator || *h.Supplementary.Counter != 1000 {
		t.Errorf("the header is %+v", h)
	}
	if err := srv.Correlate(req, out.Message.Append(nil), srv.Inputs{CIN: "1234"}); err != nil {
		t.Error(err)
	}
	message := out.Message.Append(nil)
	message[len(message)-2] = 'x'
	if err := srv.Correlate(req, message, srv.Inputs{}); err == nil {
		t.Error("999x is not refused")
	}
}
