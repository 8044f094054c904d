package client

import (
	"fmt"
	"reflect"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
)

// Option changes the header that [Client.Request] makes.
type Option func(*duis.Header)

// Locally asks for the Command to be returned, for delivery in the home: Command Variant 2,
// or 6 of a critical request. DUIS 3.1.
func Locally(h *duis.Header) { h.CommandVariant = delivered(h.CommandVariant, 1) }

// BothWays asks for the Command to be sent over the SM WAN and returned as well: Command
// Variant 3, or 7 of a critical request. DUIS 3.1.
func BothWays(h *duis.Header) { h.CommandVariant = delivered(h.CommandVariant, 2) }

// delivered is the Command Variant for another way than the SM WAN.
func delivered(cv, way uint8) uint8 {
	if cv == transform {
		cv = signed
	}
	return cv + way
}

// Command Variants: of a critical request, and of the Signed Pre-Command for the SM WAN.
// DUIS 3.1.
const (
	transform = 4
	signed    = 5
)

// First makes the request the first of a sequence.
func First(h *duis.Header) { h.FirstInSequence = new(true) }

// After makes the request one that is carried out when an earlier one has succeeded.
func After(id duis.RequestID) Option {
	return func(h *duis.Header) { h.PrecedingServiceRequestID = &id }
}

// Request makes the request of a body to a Device, with the header that the body wants: the
// Service Reference Variant is that of its type, the Command Variant 1, 4 where it is
// critical and 8 where the DCC answers it. Non-Device requests are for the DCC, whatever
// device says. A critical request with Command Variant 6 or 7 is one for [Client.Send],
// which has it transformed with 4 before.
//
// The counter of its RequestID is zero: [Client.Send] gives it a fresh one at the moment it
// goes, so that those of requests to one Device rise. [Client.Renew] gives it one before,
// for a program that writes down what it is about to send.
//
// The error says that the body is that of no Service Request, or that the Variant is not
// sent in the way that an option asks for.
func (c *Client) Request(
	device eui.ID, body duis.Body, options ...Option,
) (*duis.Request, error) {
	v, ok := variantOf(body)
	if !ok {
		return nil, fmt.Errorf("client: %T is the body of no Service Request", body)
	}
	header := duis.Header{
		RequestID:        duis.RequestID{Originator: c.User.EUI, Target: device},
		ServiceReference: v.ServiceReference(), ServiceReferenceVariant: v.SRV,
		CommandVariant: 1,
	}
	switch {
	case v.NonDevice:
		header.CommandVariant, header.RequestID.Target = 8, c.Broker
	case v.Critical:
		header.CommandVariant = transform
	}
	for _, option := range options {
		option(&header)
	}
	if !v.CVs.Has(header.CommandVariant) {
		return nil, fmt.Errorf("client: %s is not sent with Command Variant %d: want %s",
			v, header.CommandVariant, v.CVs)
	}
	return &duis.Request{Header: header, Body: body}, nil
}

// variantOf is the Variant of a body.
func variantOf(body duis.Body) (*srv.Variant, bool) {
	if v := reflect.ValueOf(body); v.Kind() != reflect.Pointer || v.IsNil() {
		return nil, false
	}
	for _, v := range srv.All {
		if v.Element == body.Element() {
			return v, true
		}
	}
	return nil, false
}

// Renew is the request under a fresh RequestID: for one that has none yet, or that the DCC
// refused for good. A request whose fate is unknown may then be carried out twice.
func (c *Client) Renew(request *duis.Request) (*duis.Request, error) {
	renewed := *request
	renewed.RequestIDText = ""
	var err error
	renewed.RequestID.Counter, err = c.Counters.Next(renewed.ServiceReferenceVariant, c.Clock.Now())
	return &renewed, err
}
