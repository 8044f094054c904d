package usecase_test

import (
	"errors"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestCheckUnprotected checks messages from which signature or MAC were taken: where the Use
// Case wants one that is a failure, and where the message comes before it, none.
func TestCheckUnprotected(t *testing.T) {
	keys := newFewKeys()
	for _, test := range []struct {
		name           string
		u              *usecase.UseCase
		flag           gbcs.Flag
		form           gbcs.Form
		signature, mac error
		failed         bool
	}{
		{"Pre-Command", usecase.ECS38, gbcs.Command, gbcs.PreCommand,
			usecase.ErrAbsent, usecase.ErrAbsent, false},
		{"critical Command before the MAC", usecase.ECS38, gbcs.Command, gbcs.Inner,
			usecase.ErrAbsent, usecase.ErrAbsent, false},
		{"critical Command with a MAC only", usecase.ECS38, gbcs.Command, gbcs.Sealed,
			usecase.ErrUnprotected, nil, true},
		{"Command with a MAC", usecase.ECS17b, gbcs.Command, gbcs.Sealed,
			usecase.ErrAbsent, nil, false},
		{"critical Response", usecase.ECS38, gbcs.Response, gbcs.Inner,
			usecase.ErrUnprotected, usecase.ErrAbsent, true},
		{"Response without MAC", usecase.ECS17b, gbcs.Response, gbcs.Inner,
			usecase.ErrAbsent, usecase.ErrUnprotected, true},
		{"critical Alert", usecase.GenericCriticalAlert, gbcs.Alert, gbcs.Inner,
			usecase.ErrUnprotected, usecase.ErrAbsent, true},
		{"Alert without MAC", usecase.GenericNonCriticalAlert, gbcs.Alert, gbcs.Inner,
			usecase.ErrAbsent, usecase.ErrUnprotected, true},
		{"Response that is signed for some only", usecase.CS02a, gbcs.Response, gbcs.Inner,
			usecase.ErrAbsent, usecase.ErrAbsent, false},
	} {
		h := gbcs.Header{
			Flag: test.flag, Counter: 1, Originator: supplier, Recipient: meter, Message: test.u.Message,
		}
		if test.flag != gbcs.Command {
			h.Originator, h.Recipient = meter, supplier
		}
		m := &gbcs.Message{Header: h, Form: test.form}
		if test.form == gbcs.Sealed {
			m.Form = gbcs.Inner
			z, err := usecase.MACSecret(m, keys)
			if err != nil {
				t.Fatal(err)
			}
			m.Seal(z)
		}
		c := usecase.Check(m, keys)
		if !errors.Is(c.Signature, test.signature) || !errors.Is(c.MAC, test.mac) {
			t.Errorf("%s: %v, %v; want %v, %v", test.name, c.Signature, c.MAC, test.signature, test.mac)
		}
		if c.Failed() != test.failed {
			t.Errorf("%s: failed %v, want %v", test.name, c.Failed(), test.failed)
		}
	}
	m := &gbcs.Message{Header: gbcs.Header{Flag: gbcs.Command}, Form: gbcs.Sealed}
	if c := usecase.Check(m, nil); !errors.Is(c.MAC, gbcs.ErrNoKey) || c.Failed() {
		t.Errorf("without keys: %v", c)
	}
}
