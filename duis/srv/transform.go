package srv

import (
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Inputs is what a request does not say and its transformation needs.
type Inputs struct {
	Device      usecase.Device // the type of the target; zero where not known
	ESMEVariant string         // of an ESME, such as ADE; empty where not known
	GBCSVersion string         // of the Device's firmware, for example 4.2; empty where not known
	// UseCase is the code of the Use Case where the caller knows it; Device, ESMEVariant and
	// GBCSVersion need not be given then.
	UseCase string
	// Role is the User's, zero where the caller has checked it or there is none to
	// check: a role that is not for the Device is refused, and one that cannot
	// originate the Use Case makes the User unknown to the Device.
	Role duis.UserRole
	// Known says that the Device holds the User's certificate: the User is a Known
	// Remote Party and originates the command, where the Variant lets Users originate and
	// the Use Case is one that its party may originate.
	Known bool
	// Broker is the Access Control Broker, CoS the party that carries out changes of
	// supplier, and Counter the next Originator Counter of the one that originates, for the
	// Device; used where [Variant.DCCCounts] says so.
	Broker, CoS eui.ID
	Counter     uint64
	// At is the time that ZigBee commands to a GSME carry as their number; zero is the one
	// of the published messages, 2015-01-01.
	At time.Time
	// CIN are the four digits of SRV 9.1, which the DCC makes up.
	CIN string
	// Other is the type of the OtherDeviceID of joins and of the DeviceID of 8.11; zero where
	// not known.
	Other usecase.Device
	// Certificate is the key agreement certificate of a Device, in DER; nil where there is
	// none. It may be nil where no join needs it.
	Certificate func(eui.ID) []byte
	// Backup is what 8.12.1 and 8.12.2 restore, as the Device that is replaced last reported
	// it: of a CHF [usecase.HANIdentifier] and [usecase.HubConnectedDevices], of a GPF
	// [usecase.DeviceLogEntries]. It may be nil for all other requests.
	Backup usecase.Args
}

// target is the Device for people.
func (in *Inputs) target() string {
	switch {
	case in.UseCase != "":
		return "the Use Case " + in.UseCase
	case in.Device != 0:
		return "a " + in.Device.String()
	}
	return "any Device"
}

// Command is a transformed request.
type Command struct {
	Variant *Variant
	UseCase *usecase.UseCase
	// Message is the Pre-Command where the Variant is critical, for the User to sign;
	// else the command without its MAC. Its slices are the caller's.
	Message *gbcs.Message
	// DCCSigns says that the command is one that its originator, a party of the DCC, signs
	// before the MAC.
	DCCSigns bool
	// Assumed are sentences on what neither the request nor the Inputs say and the message
	// must, for example of which type the other Device of a join is.
	Assumed []string
}

// Transform makes the GBCS message of a Service Request. Its header says who
// originates (see [Originator]); its counter is that of the RequestID when the User
// does, and the DCC's own otherwise. It takes no Signed Pre-Command, which is a message
// already. The error is a [*duis.ResponseError]: E11, E12, E53 and E60 where the request
// does not fit, E63 where it brings no certificate for an encrypted answer, E64 where its
// values make no command; an [*AmbiguousError]; or a plain error where the Inputs lack
// what they must hold. DUIS 3.3.
func Transform(req *duis.Request, in Inputs) (*Command, error) {
	v, err := variantOf(req)
	if err != nil {
		return nil, err
	}
	if v.NonDevice {
		return nil, duis.Refuse(duis.E12, "%s goes to no Device", v.SRV)
	}
	if !v.takes(req.Body) {
		return nil, duis.Refuse(duis.E53, "%s takes the body %s, not %T", v.SRV, v.Element, req.Body)
	}
	if err := v.admitted(&in); err != nil {
		return nil, err
	}
	route, err := v.Route(req.Body, &in)
	if err != nil {
		return nil, err
	}
	if in.Device == 0 {
		in.Device = onlyDevice(route.On)
		if err := v.admitted(&in); err != nil {
			return nil, err
		}
	}
	header, err := v.header(req, route.UseCase, &in)
	if err != nil {
		return nil, err
	}
	w := &Writer{Request: req, Inputs: &in, UseCase: route.UseCase}
	if route.write != nil {
		route.write(w, sorted(req.Body))
	}
	if w.err != nil {
		return nil, w.err
	}
	message := &gbcs.Message{Header: header, Form: gbcs.Inner}
	if v.Critical {
		message.Form = gbcs.PreCommand
	}
	message.Payload, err = route.UseCase.AppendCommand(nil, message.Header, w.args)
	if err != nil {
		return nil, &duis.ResponseError{Code: duis.E64, Err: err}
	}
	return &Command{Variant: v, UseCase: route.UseCase, Message: message,
		DCCSigns: v.dccSigns(route.UseCase), Assumed: w.assumed}, nil
}

// admitted refuses a User whose role is not for the Device, as far as both are known.
func (v *Variant) admitted(in *Inputs) error {
	if in.Role == 0 || in.Device == 0 || v.Admits(in.Role, in.Device) {
		return nil
	}
	return duis.Refuse(duis.E11, "%s of a %s is not for the role %s", v.SRV, in.Device, in.Role)
}

// variantOf is the Variant of a request whose parts agree.
func variantOf(req *duis.Request) (*Variant, error) {
	v, ok := Lookup(req.ServiceReferenceVariant)
	if !ok {
		return nil, duis.Refuse(duis.E53, "%s is no Service Reference Variant",
			req.ServiceReferenceVariant)
	}
	return v, v.Agrees(req)
}

// onlyDevice is the one type of Device in a set, or zero.
func onlyDevice(on usecase.Devices) usecase.Device {
	if on&(on-1) != 0 {
		return 0
	}
	return on
}

// DCCCounts reports whether a command with this Use Case would carry a counter of the
// DCC's own, so that Inputs must hold one. What a User signs has the User's.
func (v *Variant) DCCCounts(u *usecase.UseCase, in *Inputs) bool {
	if v.Critical {
		return false
	}
	return v.Originator != User || !in.Known || !originates(in.Role, u)
}

// originates reports whether a User in this role may originate u; where the role is
// not given the caller has seen to it that it is one of the Variant.
func originates(role duis.UserRole, u *usecase.UseCase) bool {
	if role == 0 {
		return u.By&(usecase.Supplier|usecase.NetworkOperator|usecase.LoadController) != 0
	}
	party, ok := RemoteParty(role)
	return ok && u.By.Has(party)
}

// dccSigns reports whether a party of the DCC signs the command.
func (v *Variant) dccSigns(u *usecase.UseCase) bool {
	if v.Critical {
		return false
	}
	by := usecase.AccessControlBroker
	if v.Originator == CoSParty {
		by = usecase.TransitionalCoS
	}
	guard, _ := u.Protection(by)
	return u.Category != usecase.NonCritical && guard&usecase.Signature != 0
}

// ErrNoCounter is a fault of the caller, not of the request: the DCC originates, and the
// Inputs do not say as whom, or under which counter.
var ErrNoCounter = errors.New("srv: the DCC originates: give its identifier and its counter")

// header is the Grouping Header of the command. DUIS 3.3.
func (v *Variant) header(req *duis.Request, u *usecase.UseCase, in *Inputs) (gbcs.Header, error) {
	h := gbcs.Header{
		Flag:       gbcs.Command,
		Originator: req.RequestID.Originator,
		Counter:    req.RequestID.Counter,
		Recipient:  req.RequestID.Target,
		Message:    u.Message,
	}
	if !v.DCCCounts(u, in) {
		return h, nil
	}
	h.Originator, h.Counter = in.Broker, in.Counter
	if v.Originator == CoSParty {
		h.Originator = in.CoS
	}
	if h.Counter == 0 && h.Originator == req.RequestID.Originator {
		h.Counter = req.RequestID.Counter // the party of the DCC asks itself
	}
	if h.Originator.IsZero() || h.Counter == 0 {
		return gbcs.Header{}, ErrNoCounter
	}
	if v.Originator != User {
		return h, nil
	}
	counter := req.RequestID.Counter
	h.Supplementary = &gbcs.Supplementary{ID: req.RequestID.Originator, Counter: &counter}
	if certificate, ok := credentials(req.Body); ok && u.Encrypted() {
		if certificate == nil {
			return gbcs.Header{}, duis.Refuse(duis.E63,
				"the answer is encrypted and the Device does not know the User: want %s", credentialsField)
		}
		h.Supplementary.Certificate = certificate
	}
	return h, nil
}

// credentialsField is what a User brings to whom a Device shall encrypt.
const credentialsField = "KAPublicSecurityCredentials"

// credentials is the certificate in a body, nil where there is none, and whether such a
// body can have one.
func credentials(body duis.Body) ([]byte, bool) {
	field := reflect.ValueOf(body).Elem().FieldByName(credentialsField)
	if !field.IsValid() {
		return nil, false
	}
	return field.Bytes(), true
}

// CheckSigned checks that what the User signed is what the request says, and returns
// its Use Case: a signed command whose originator, target and counter are the three
// parts of the RequestID and whose Message Code belongs to the Variant on this type
// of Device. It does not verify the signature. The error is a [*duis.ResponseError]
// with E55, or E11 where the Variant is not for the Device. DUIS 3.3.
func CheckSigned(
	req *duis.Request, d usecase.Device, msg *gbcs.Message,
) (*usecase.UseCase, error) {
	v, err := variantOf(req)
	if err != nil {
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
	for _, r := range v.Routes {
		if r.UseCase.Message == msg.Message && r.On.Has(d) {
			return r.UseCase, nil
		}
	}
	return nil, duis.Refuse(duis.E55, "message code %s does not belong to %s of a %s",
		msg.Message, v.SRV, d)
}

// signedFor checks form and header of a signed command against the request.
func signedFor(req *duis.Request, msg *gbcs.Message) error {
	switch {
	case msg.Form != gbcs.Inner:
		return errors.New("want a command without MAC header")
	case len(msg.Signature) != gbcs.SignatureSize:
		return errors.New("the command is not signed")
	}
	return headerFor(req, msg)
}

// headerFor checks that a User's own command is that of the RequestID.
func headerFor(req *duis.Request, msg *gbcs.Message) error {
	switch id := req.RequestID; {
	case msg.Flag != gbcs.Command:
		return errors.New("the message is not a command")
	case msg.Originator != id.Originator:
		return fmt.Errorf("the originator is %s and that of the RequestID %s", msg.Originator,
			id.Originator)
	case msg.Recipient != id.Target:
		return fmt.Errorf("the target is %s and that of the RequestID %s", msg.Recipient, id.Target)
	case msg.Counter != id.Counter:
		return fmt.Errorf("the counter is %d and that of the RequestID %d", msg.Counter, id.Counter)
	case msg.Supplementary != nil || msg.DateTime != nil:
		return errors.New("the header holds more than a User's command may")
	}
	return nil
}
