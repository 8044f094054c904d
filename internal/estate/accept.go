package estate

import (
	"crypto/ecdh"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/zcl"
)

// Event codes of what a Device will not have.
const (
	notForUs     gbcs.AlertCode = 0x8F53 // failed authentication, not covered by others
	badContent   gbcs.AlertCode = 0x8F1E // integrity check of content or format failed
	notAuthentic gbcs.AlertCode = 0x8F3D // trusted source authentication failure
	noAuthority  gbcs.AlertCode = 0x8F30 // source does not have authority for the Command
	outOfOrder   gbcs.AlertCode = 0x8F60 // out-of-order or unexpected Commands
	actioned     gbcs.AlertCode = 0x8154 // Command received and successfully actioned
	notActioned  gbcs.AlertCode = 0x8155 // Command received but not successfully actioned
)

// refusal is why a Device does not take a Command. It answers nothing: the sender has not
// shown that it is anybody. The security log has it, and some refusals are worth an Alert.
type refusal struct {
	code  gbcs.AlertCode
	alert bool
	err   error
}

func (r *refusal) Error() string { return fmt.Sprintf("%v: %v", r.code, r.err) }
func (r *refusal) Unwrap() error { return r.err }

// command is a Command that a Device has taken.
type command struct {
	*gbcs.Message
	useCase *usecase.UseCase
	tree    usecase.Tree // what it says
	role    smki.Role    // in which its originator is known
}

// receive is a Device's whole dealing with a message: it is checked step by step, carried
// out, and answered. Nothing that a message can say is an error of ours.
func (a *action) receive(u *unit, octets []byte) {
	a.doLater(u)
	u.settle(a.now)
	c, err := a.accept(u, octets)
	if err == nil {
		a.carryOut(u, c)
		return
	}
	a.Log.InfoContext(a.ctx, "Command refused", "device", u.EUI, "err", err)
	var r *refusal
	if !errors.As(err, &r) {
		r = &refusal{code: notForUs, err: err}
	}
	u.Security = u.Security.with(a.now, r.code, c.code())
	u.changed = true
	if !r.alert {
		return
	}
	if err := a.generic(u, r.code); err != nil {
		a.Log.WarnContext(a.ctx, "no alert", "device", u.EUI, "err", err)
	}
}

// code is the Message Code of c, 0 where it did not get that far.
func (c *command) code() gbcs.MessageCode {
	if c.Message == nil {
		return 0
	}
	return c.Header.Message
}

// accept checks a Command as every Device does, in this order: form, addressee, Message
// Code, MAC, signature, authority, content, counter. The counter is noted last, so that
// only what is carried out uses one up. The command is not nil even after an error.
func (a *action) accept(u *unit, octets []byte) (*command, error) {
	m, err := gbcs.Parse(octets)
	if err != nil {
		return &command{}, &refusal{badContent, true, err}
	}
	c := &command{Message: m}
	if m.Recipient != u.EUI {
		return c, &refusal{notForUs, false, fmt.Errorf("it is for %s", m.Recipient)}
	}
	uc, ok := usecase.ByMessage(m.Header.Message)
	if !ok || m.Flag != gbcs.Command || !uc.On.Has(u.Type) || !a.executes(uc) {
		return c, &refusal{badContent, false,
			fmt.Errorf("a %v of Message Code %v is nothing to an %v", m.Flag, m.Header.Message, u.Type)}
	}
	c.useCase = uc
	t := a.trust(u)
	var authorised bool
	c.role, authorised = t.roleFor(m.Originator, uc)
	if err := a.authentic(u, t, c); err != nil {
		return c, &refusal{notAuthentic, true, err}
	}
	if !authorised {
		return c, &refusal{noAuthority, true, fmt.Errorf("%s is for %v, and %s is known as %v",
			uc.Code, uc.By, m.Originator, t.rolesOf(m.Originator))}
	}
	if err := c.wellFormed(); err != nil {
		return c, &refusal{badContent, true, err}
	}
	if uc.Replay {
		last, any := u.Counters[c.role]
		tokens := has(uc, usecase.UTRN)
		if tokens {
			last, any = u.Tokens, u.Tokens != 0
		}
		if any && m.Counter <= last {
			return c, &refusal{outOfOrder, false, fmt.Errorf("counter %d after %d", m.Counter, last)}
		}
		if tokens {
			u.Tokens = m.Counter
		} else {
			u.state.accept(c.role, m.Counter)
		}
		u.changed = true
	}
	return c, nil
}

// authentic checks the MAC, which is always the Access Control Broker's, and the signature,
// under the cells of the originator. A critical Command has both. One whose protection
// depends on its originator has either.
func (a *action) authentic(u *unit, t trust, c *command) error {
	sealed, signed := c.Form == gbcs.Sealed, len(c.Signature) > 0
	want, _ := c.useCase.Protection(usecase.PartyOf(c.role))
	if signed != (want&usecase.Signature != 0) || sealed != (want&usecase.MAC != 0) {
		return fmt.Errorf("signature %t, MAC %t: want %v", signed, sealed, want)
	}
	if sealed {
		broker, ok := t.broker()
		if !ok {
			return errors.New("no cell of the Access Control Broker")
		}
		z, err := a.secret(u.EUI, broker.agreement)
		if err != nil {
			return err
		}
		if err := c.Open(z); err != nil {
			return err
		}
	}
	if !signed {
		return nil
	}
	for _, cell := range t {
		if cell.party == c.Originator && cell.usage == smki.DigitalSignature {
			if err := c.Verify(cell.signing); err == nil {
				return nil
			}
		}
	}
	return fmt.Errorf("%w: by no key of %s", gbcs.ErrSignature, c.Originator)
}

// carryOut executes a Command that was accepted, and answers it.
func (a *action) carryOut(u *unit, c *command) {
	reply := &gbcs.Message{
		Header: c.useCase.ResponseHeader(&c.Header, a.now, u.Type.ClockStatus()), Form: gbcs.Inner,
	}
	if s := c.Supplementary; s != nil && len(s.Certificate) > 0 {
		u.Alerts++ // the Device's own counter, under which it encrypts for that party
		u.changed = true
		reply.Supplementary.OriginatorCounter = new(u.Alerts)
	}
	ok := false
	switch c.useCase.Notation() {
	case usecase.DLMS:
		ok = a.cosem(u, c, reply)
	case usecase.GBZ:
		ok = a.zigbee(u, c, reply)
	case usecase.ASN1:
		ok = a.structured(u, c, reply)
	}
	code := notActioned
	if ok {
		code = actioned
	}
	u.Events = u.Events.with(a.now, code, c.code())
	u.changed = true
	_, answers := c.useCase.Protection(usecase.PartyOf(c.role))
	if err := a.protect(u, reply, answers == usecase.Signature); err != nil {
		a.Log.WarnContext(a.ctx, "no answer", "device", u.EUI, "err", err)
		return
	}
	a.answer(u, c.useCase, reply)
}

// actor does what no row of a Use Case can say. It returns what the Response says, and
// whether all went well.
type actor func(a *action, u *unit, c *command) (answer usecase.Args, ok bool)

// actors are the Use Cases with a file of their own: all in ASN.1.
func actors() map[*usecase.UseCase]actor {
	of := map[*usecase.UseCase]actor{
		usecase.CS02a: provideCredentials, usecase.CS02f: provideCredentials,
		usecase.CS02c:  issueCredentials,
		usecase.CS02d:  updateCertificate,
		usecase.CS02e:  provideCertificate,
		usecase.CS04AC: unjoin, usecase.CS04B: unjoin,
		usecase.CS06:  activateFirmware,
		usecase.CS07:  readPartners,
		usecase.CS08:  readVersion,
		usecase.GCS28: setGasClock,
		usecase.GCS59: restorePartners,
	}
	for _, uc := range usecase.All {
		switch {
		case has(uc, usecase.CredentialsReplacementMode):
			of[uc] = replaceCredentials
		case has(uc, usecase.JoinMethodAndRole):
			of[uc] = join
		}
	}
	return of
}

// has reports whether a Command of uc has that place.
func has(uc *usecase.UseCase, p usecase.Place) (found bool) {
	if !uc.IsAlert() {
		uc.Arguments(func(other usecase.Place, _ bool) { found = found || other == p })
	}
	return found
}

// executes reports whether Devices can carry uc out: its rows say how, or an actor does.
func (e *Estate) executes(uc *usecase.UseCase) bool {
	_, acts := e.actors[uc]
	return acts || uc.Notation() != usecase.ASN1
}

// structured executes a Command in ASN.1.
func (a *action) structured(u *unit, c *command, reply *gbcs.Message) (ok bool) {
	answer, ok := a.actors[c.useCase](a, u, c)
	var err error
	reply.Payload, err = c.useCase.AppendResponse(nil, &reply.Header,
		[]usecase.Result{{Args: answer}}, nil)
	if err != nil {
		a.Log.WarnContext(a.ctx, "no answer", "device", u.EUI, "err", err)
		return false
	}
	return ok
}

// cosem executes a Command in COSEM.
func (a *action) cosem(u *unit, c *command, reply *gbcs.Message) (ok bool) {
	q, err := dlms.ParseAccessRequest(c.Payload)
	if err != nil {
		return false // it was parsed before
	}
	s := &cosemServer{
		cosemReader: cosemReader{u, a.Estate, a.now},
		model:       a.cosemModels[u.Type],
		objects:     a.objects[u.Type],
		window:      everything,
		protection:  a.protection[u.Type],
		reply:       &reply.Header,
		encrypt:     a.encrypter(u, c, reply),
	}
	p, ok := s.execute(q)
	reply.Payload = p.Append(nil)
	return ok
}

// zigbee executes a Command in GBZ. A Gas Proxy Function answers from what it holds of its
// GSME, as of the GSME's last wake, and says so by the clock status.
func (a *action) zigbee(u *unit, c *command, reply *gbcs.Message) (ok bool) {
	q, err := zcl.Parse(c.Payload)
	if err != nil {
		return false // it was parsed before
	}
	meter, at := u, a.now
	if u.Type == usecase.GPF {
		if meter, err = a.unit(u.inHome(usecase.GSME)); err != nil {
			a.Log.WarnContext(a.ctx, "no mirror", "device", u.EUI, "err", err)
			return false
		}
		at = mirrored(meter.EUI, meter.state, a.hub.state, a.now)
	}
	if reply.DateTime != nil {
		reply.DateTime = new(dlms.DateTimeOf(at, u.Type.ClockStatus()))
	}
	s := &zclServer{
		model: a.gasModel, readings: a.gasValues(meter, at), unit: u, meter: meter,
		estate: a.Estate, now: at, asked: c,
	}
	var seal func(dst, plaintext []byte) []byte
	if c.useCase.Encrypted() {
		seal = a.encrypter(u, c, reply)
		s.denied = seal == nil
	}
	replies, ok := s.execute(q)
	reply.Payload, err = c.tree.AppendReplies(nil, replies, seal)
	if err != nil {
		a.Log.WarnContext(a.ctx, "no answer", "device", u.EUI, "err", err)
		return false
	}
	return ok
}

// encrypter encrypts for the reader of a Response: the Supplementary Remote Party where
// there is one, else the recipient. It is nil where the Device knows no key of the reader's.
func (a *action) encrypter(
	u *unit, c *command, reply *gbcs.Message,
) func(dst, plaintext []byte) []byte {
	key, ok := a.readerKey(u, c)
	if !ok {
		return nil
	}
	z, err := a.secret(u.EUI, key)
	if err != nil {
		a.Log.WarnContext(a.ctx, "no secret", "device", u.EUI, "err", err)
		return nil
	}
	return reply.Cipher(z).Append
}

// readerKey is the key agreement key of whoever reads the Response to c. A certificate in
// the Command is the Access Control Broker's word, as its MAC is.
func (a *action) readerKey(u *unit, c *command) (*ecdh.PublicKey, bool) {
	t := a.trust(u)
	s := c.Supplementary
	switch {
	case s == nil:
		return t.agreementOf(c.Originator)
	case len(s.Certificate) == 0:
		return t.agreementOf(s.ID)
	}
	certificate, err := smki.ParseCertificate(s.Certificate)
	if err != nil || certificate.EUI != s.ID || certificate.Usage != smki.KeyAgreement {
		return nil, false
	}
	key := certificate.ECDH()
	return key, key != nil
}
