package srv

import (
	"errors"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Inputs is what a request does not say and its transformation needs.
type Inputs struct {
	Device      usecase.Device // the type of the target
	GBCSVersion string         // of the Device's firmware, for example 4.2; empty: the newest
	// Role is the User's, zero where the caller has checked it or there is none to
	// check: a role that is not for the Device is refused, and one that cannot
	// originate the Use Case makes the User unknown to the Device.
	Role duis.UserRole
	// Known says that the Device holds the User's certificate: the User is a Known
	// Remote Party and originates the command, where the Variant lets Users originate.
	Known bool
	// Broker is the Access Control Broker and BrokerCounter its next Originator
	// Counter for the Device; used where [Variant.BrokerCounts] says so.
	Broker        eui.ID
	BrokerCounter uint64
}

// Command is a transformed request.
type Command struct {
	Variant *Variant
	UseCase *usecase.UseCase
	// Message is the Pre-Command where the Variant is critical, for the User to sign;
	// else the command without its MAC. Its slices are the caller's.
	Message *gbcs.Message
}

// Transform makes the GBCS message of a Service Request. Its header says who
// originates (see [Originator]); its counter is that of the RequestID when the User
// does, and the Access Control Broker's own otherwise. It takes no Signed Pre-Command,
// which is a message already. The error is a [*duis.ResponseError]: E11, E12 and E53
// where the request does not fit, E64 where its values make no command, E52 with
// [duis.ErrNotServed] where the Variant is not declared; or a plain error where the
// Inputs lack the Access Control Broker. DUIS 3.3.
func Transform(req *duis.Request, in Inputs) (*Command, error) {
	v, ok := Lookup(req.ServiceReferenceVariant)
	if !ok {
		return nil, notServed(req)
	}
	if err := v.Agrees(req); err != nil {
		return nil, err
	}
	if v.NonDevice {
		return nil, duis.Refuse(duis.E12, "%s goes to no Device", v.SRV)
	}
	args, err := v.Args(req.Body)
	if err != nil {
		return nil, err
	}
	if in.Role != 0 && !v.Admits(in.Role, in.Device) {
		return nil, duis.Refuse(duis.E11, "%s of a %s is not for the role %s", v.SRV, in.Device, in.Role)
	}
	u, err := v.UseCase(in.Device, req.Body)
	if err != nil {
		return nil, err
	}
	header, err := v.header(req, u, in)
	if err != nil {
		return nil, err
	}
	message := &gbcs.Message{Header: header, Form: gbcs.Inner}
	if v.Critical {
		message.Form = gbcs.PreCommand
	}
	message.Payload, err = u.AppendCommand(nil, message.Header, args)
	if err != nil {
		return nil, &duis.ResponseError{Code: duis.E64, Err: err}
	}
	return &Command{Variant: v, UseCase: u, Message: message}, nil
}

func notServed(req *duis.Request) error {
	return duis.Refuse(duis.E52, "%s: %w", req.ServiceReferenceVariant, duis.ErrNotServed)
}

// BrokerCounts reports whether the command would carry the Access Control Broker's
// own counter, so that Inputs must hold one.
func (v *Variant) BrokerCounts(in Inputs) bool {
	return v.Originator == Broker || !in.Known || !originates(in.Role, v.Sends[in.Device])
}

// originates reports whether a User in this role may originate u; where the role is
// not given the caller has seen to it.
func originates(role duis.UserRole, u *usecase.UseCase) bool {
	if role == 0 || u == nil {
		return true
	}
	party, ok := RemoteParty(role)
	return ok && u.By.Has(party)
}

// errNoBroker is a fault of the caller, not of the request.
var errNoBroker = errors.New("srv: the Access Control Broker originates: give its ID and counter")

// header is the Grouping Header of the command. DUIS 3.3.
func (v *Variant) header(req *duis.Request, u *usecase.UseCase, in Inputs) (gbcs.Header, error) {
	h := gbcs.Header{
		Flag:       gbcs.Command,
		Originator: req.RequestID.Originator,
		Counter:    req.RequestID.Counter,
		Recipient:  req.RequestID.Target,
		Message:    u.Message,
	}
	if !v.BrokerCounts(in) {
		return h, nil
	}
	if in.Broker.IsZero() || in.BrokerCounter == 0 {
		return gbcs.Header{}, errNoBroker
	}
	h.Originator, h.Counter = in.Broker, in.BrokerCounter
	if v.Originator == User {
		counter := req.RequestID.Counter
		h.Supplementary = &gbcs.Supplementary{ID: req.RequestID.Originator, Counter: &counter}
	}
	return h, nil
}

// CheckSigned checks that what the User signed is what the request says, and returns
// its Use Case: a signed command whose originator, target and counter are the three
// parts of the RequestID and whose Message Code belongs to the Variant on this type
// of Device. It does not verify the signature. The error is a [*duis.ResponseError]
// with E55, or E11 where the Variant is not for the Device. DUIS 3.3.
func CheckSigned(
	req *duis.Request, d usecase.Device, msg *gbcs.Message,
) (*usecase.UseCase, error) {
	v, ok := Lookup(req.ServiceReferenceVariant)
	if !ok {
		return nil, notServed(req)
	}
	if err := v.Agrees(req); err != nil {
		return nil, err
	}
	if !v.AppliesTo(d) {
		return nil, duis.Refuse(duis.E11, "%s is not for a %s", v.SRV, d)
	}
	if !v.Critical {
		return nil, duis.Refuse(duis.E55, "%s is not critical: nothing is signed", v.SRV)
	}
	if err := signedFor(req, msg); err != nil {
		return nil, &duis.ResponseError{Code: duis.E55, Err: err}
	}
	u := v.Sends[d]
	if u.Message != msg.Message {
		return nil, duis.Refuse(duis.E55, "message code %s does not belong to %s of a %s",
			msg.Message, v.SRV, d)
	}
	return u, nil
}

// signedFor checks form and header of a signed command against the request.
func signedFor(req *duis.Request, msg *gbcs.Message) error {
	switch id := req.RequestID; {
	case msg.Flag != gbcs.Command || msg.Form != gbcs.Inner:
		return errors.New("want a command without MAC header")
	case len(msg.Signature) != gbcs.SignatureSize:
		return errors.New("the command is not signed")
	case msg.Originator != id.Originator:
		return errors.New("the originator is not that of the RequestID")
	case msg.Recipient != id.Target:
		return errors.New("the target is not that of the RequestID")
	case msg.Counter != id.Counter:
		return errors.New("the counter is not that of the RequestID")
	case msg.Supplementary != nil || msg.DateTime != nil:
		return errors.New("the header holds more than a User's command may")
	}
	return nil
}
