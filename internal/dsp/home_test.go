package dsp_test

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/smki"
)

// home is the other end of the wire: the WAN and all Devices behind it, as far as the
// gateway can tell. It checks each Command as a Device does and answers with what the
// Use Case declares.
type home struct {
	w *world

	// What the WAN does with a Command. It returns what comes back; the zero value is
	// delivered and answered.
	behave func(ctx context.Context, c command) []bus.Message

	// Under the world's lock.
	commands []command
	executed map[string]int // Commands that changed something, by their octets
	limit    uint16         // the Randomised Offset Limit that was set last
	uplinks  int
	alerts   uint64
}

// command is a Command that came over the COMMANDS stream.
type command struct {
	bus.Message
	hub, device eui.ID
	request     string
	message     *gbcs.Message
	useCase     *usecase.UseCase
}

// The readings of every meter of the home.
const (
	activeImport   = 1234567 // Wh
	reactiveImport = 7654    // varh
	gasVolume      = 4321    // thousandths of m3
)

func newHome(w *world) *home {
	h := &home{w: w, executed: map[string]int{}}
	h.behave = h.obey
	return h
}

// take is the WAN's handler of the COMMANDS stream.
func (h *home) take(ctx context.Context, m bus.Message) error {
	c := command{Message: m, request: m.Header[bus.HeaderRequest]}
	var err error
	if c.hub, err = eui.Parse(m.Header[bus.HeaderHub]); err != nil {
		return err
	}
	if c.device, err = eui.Parse(m.Header[bus.HeaderDevice]); err != nil {
		return err
	}
	if m.Subject != bus.CommandSubject("North", c.hub) {
		return fmt.Errorf("a Command for %s on %s", c.hub, m.Subject)
	}
	if c.message, err = gbcs.Parse(m.Data); err != nil {
		return err
	}
	c.useCase, _ = usecase.ByMessage(c.message.Header.Message)
	var behave func(context.Context, command) []bus.Message
	h.w.note(func() {
		h.commands = append(h.commands, c)
		behave = h.behave
	})
	for _, up := range behave(ctx, c) {
		if err := h.w.bus.Publish(ctx, up); err != nil {
			return err
		}
	}
	return nil
}

// does says how the WAN treats Commands from now on.
func (h *home) does(behave func(ctx context.Context, c command) []bus.Message) {
	h.w.note(func() { h.behave = behave })
}

// obey is delivered and answered.
func (h *home) obey(_ context.Context, c command) []bus.Message {
	return []bus.Message{h.event(c, bus.EventDelivered), h.uplink(c, h.answer(c).Append(nil))}
}

// mute is delivered and not answered.
func (h *home) mute(_ context.Context, c command) []bus.Message {
	return []bus.Message{h.event(c, bus.EventDelivered)}
}

// unreachable is not delivered.
func (h *home) unreachable(_ context.Context, c command) []bus.Message {
	return []bus.Message{h.event(c, bus.EventUnreachable)}
}

// event is the WAN's word of one hand-over.
func (h *home) event(c command, event string) bus.Message {
	m := h.uplink(c, nil)
	m.Header[bus.HeaderEvent], m.Header[bus.HeaderRequest] = event, c.request
	return m
}

// uplink is a message from a Device, with an identifier of its own.
func (h *home) uplink(c command, octets []byte) bus.Message {
	var n int
	h.w.note(func() {
		h.uplinks++
		n = h.uplinks
	})
	return bus.Message{
		Subject: bus.ResponseSubject("North", c.hub), ID: "uplink " + strconv.Itoa(n),
		Header: map[string]string{
			bus.HeaderHub: c.hub.String(), bus.HeaderDevice: c.device.String(),
		},
		Data: octets,
	}
}

// send puts messages on the RESPONSES stream.
func (h *home) send(messages ...bus.Message) {
	h.w.Helper()
	h.w.must(h.w.bus.Publish(h.w.Context(), messages...))
}

// untilSent waits until n Commands have come, and returns them.
func (h *home) untilSent(n int) (commands []command) {
	h.w.Helper()
	h.w.until(fmt.Sprintf("Command %d", n), func() bool {
		commands = h.commands
		return len(commands) >= n
	})
	if len(commands) > n {
		h.w.Errorf("%d Commands came, want %d", len(commands), n)
	}
	return commands
}

// answer checks a Command and carries it out.
func (h *home) answer(c command) *gbcs.Message {
	h.check(c)
	m := c.message
	reply := &gbcs.Message{
		Header: c.useCase.ResponseHeader(&m.Header, h.w.clock.Now(), dlms.NotSpecified),
		Form:   gbcs.Inner,
	}
	encrypt := h.encrypter(m, reply)
	switch c.useCase.Notation() {
	case usecase.DLMS:
		reply.Payload = h.cosem(c, &reply.Header, encrypt)
	case usecase.GBZ:
		reply.Payload = h.gas(c, encrypt)
	case usecase.ASN1:
		reply.Payload = h.credentials(c)
	}
	return h.protect(reply, c.useCase.Critical())
}

// check is what a Device checks before all else.
func (h *home) check(c command) {
	m := c.message
	if m.Recipient != c.device || m.Flag != gbcs.Command || c.useCase == nil {
		h.w.Errorf("%s got %v %v for %s", c.device, m.Flag, m.Header.Message, m.Recipient)
		return
	}
	if err := m.Open(h.w.secret(broker, c.device)); err != nil {
		h.w.Errorf("%s got a Command without the Broker's MAC: %v", c.device, err)
	}
	if !c.useCase.Critical() {
		return
	}
	key := h.w.private(m.Originator, smki.DigitalSignature)
	if err := m.Verify(&key.PublicKey); err != nil {
		h.w.Errorf("%s got a critical Command that %s did not sign: %v", c.device, m.Originator, err)
	}
}

// protect signs as the Device, or puts the MAC for the recipient.
func (h *home) protect(m *gbcs.Message, sign bool) *gbcs.Message {
	if !sign {
		m.Seal(h.w.secret(m.Originator, m.Recipient))
		return m
	}
	if err := m.Sign(nil, h.w.private(m.Originator, smki.DigitalSignature)); err != nil {
		h.w.Error(err)
	}
	return m
}

// encrypter encrypts for the User, known to the Device or not.
func (h *home) encrypter(m, reply *gbcs.Message) func(dst, plaintext []byte) []byte {
	reader := m.Originator
	if m.Supplementary != nil {
		reader = m.Supplementary.ID
	}
	if reader == broker {
		return nil
	}
	return reply.Cipher(h.w.secret(m.Recipient, reader)).Append
}

// cosem answers a protected read with the readings, and a SET with success.
func (h *home) cosem(
	c command, reply *gbcs.Header, encrypt func(dst, plaintext []byte) []byte,
) []byte {
	q, err := dlms.ParseAccessRequest(c.message.Payload)
	if err != nil {
		h.w.Error(err)
		return nil
	}
	p := &dlms.AccessResponse{InvokeID: q.InvokeID}
	for i, spec := range q.Specifications {
		data := dlms.Null()
		switch spec.Service {
		case dlms.Action:
			unit := func(u uint8) dlms.Data { return dlms.Structure(dlms.I8(0), dlms.Enum(u)) }
			values := dlms.Structure(dlms.Structure(
				dlms.U32(activeImport), unit(uint8(usecase.WattHours)),
				dlms.U32(reactiveImport), unit(uint8(usecase.VarHours))))
			data = usecase.ProtectedAnswer(reply, encrypt(nil, values.Append(nil)))
		case dlms.Set:
			limit, _ := q.Data[i].Uint()
			h.w.note(func() {
				h.limit = uint16(limit)
				h.executed[string(c.Data)]++
			})
		}
		p.Data = append(p.Data, data)
		p.Results = append(p.Results, dlms.Result{Service: spec.Service.Answer(), Code: dlms.Success})
	}
	return p.Append(nil)
}

// gas answers GCS13a with the readings.
func (h *home) gas(c command, encrypt usecase.Sealer) []byte {
	return h.fill(c, usecase.Args{
		usecase.MeteringDivisor.Is(1000), usecase.MeteringMultiplier.Is(1),
		usecase.UnitOfMeasure.Is(1), usecase.CurrentSummationDelivered.Is(gasVolume),
	}, encrypt)
}

// fill makes a Response of one part.
func (h *home) fill(c command, args usecase.Args, encrypt usecase.Sealer) []byte {
	header := c.message.Response()
	payload, err := c.useCase.AppendResponse(nil, &header, []usecase.Result{{Args: args}}, encrypt)
	if err != nil {
		h.w.Error(err)
	}
	return payload
}

// credentials answers CS02a.
func (h *home) credentials(c command) []byte {
	var tree usecase.Tree
	if err := tree.Read(c.message, nil); err != nil {
		h.w.Error(err)
		return nil
	}
	asked, _ := usecase.CredentialRoles.Elements(tree.Args())
	var roles []usecase.Args
	for _, element := range asked {
		role, _ := usecase.PartyRole.Of(element)
		roles = append(roles, usecase.Args{
			usecase.PartyRole.Is(role), usecase.StatusCode.Is(usecase.CredentialSuccess),
			usecase.CurrentSeqNumber.Is(0),
			usecase.CellContents.Is(usecase.Args{
				usecase.CellKeyUsage.Is(smki.KeyAgreement),
				usecase.ExistingSubjectUniqueID.Is(supplier),
				usecase.ExistingSubjectKeyID.Is(make([]byte, 8)),
			}),
		})
	}
	return h.fill(c, usecase.Args{usecase.RoleCredentials.Is(roles...)}, nil)
}

// alert is a Device's alert to a party.
func (h *home) alert(uc *usecase.UseCase, code gbcs.AlertCode, from, to eui.ID) *gbcs.Message {
	h.w.Helper()
	h.w.note(func() { h.alerts++ })
	m := &gbcs.Message{
		Header: gbcs.Header{Flag: gbcs.Alert, Counter: h.alerts, Originator: from, Recipient: to,
			Message: uc.Message},
		Form: gbcs.Inner,
	}
	var args usecase.Args
	if uc == usecase.ECS80 {
		args = usecase.Args{
			usecase.SupplyInterrupted.Is(dlms.DateTimeOf(start.Add(-time.Hour), dlms.NotSpecified)),
			usecase.SupplyRestored.Is(dlms.DateTimeOf(start, dlms.NotSpecified)),
		}
	}
	event := usecase.Event{Code: code, At: h.w.clock.Now(), Device: usecase.ESME}
	var err error
	m.Payload, err = uc.AppendAlert(nil, &m.Header, event, args, nil)
	h.w.must(err)
	return h.protect(m, uc.Critical())
}

// rows reads an answer as a User does, and returns the values of its rows by name.
func (w *world) rows(octets []byte, as eui.ID) map[string]any {
	w.Helper()
	m := w.gbcsOf(octets)
	uc, ok := usecase.ByMessage(m.Header.Message)
	if !ok {
		w.Fatalf("message code %s", m.Header.Message)
	}
	if m.Recipient == as && len(m.Signature) == 0 {
		w.must(m.Open(w.secret(as, m.Originator)))
	}
	answer, err := uc.ParseAnswer(m, usecase.DecrypterFunc(
		func(h *gbcs.Header, item []byte) ([]byte, error) {
			return h.Decrypt(nil, w.secret(as, h.Originator), item)
		}))
	w.must(err)
	if !answer.Success {
		w.Errorf("the answer is no success: %+v", answer.Rows)
	}
	rows := map[string]any{}
	for _, row := range answer.Rows {
		rows[row.Name] = row.Value
	}
	return rows
}

// tampered is a message with its last octet changed: in the MAC, or the signature.
func tampered(m *gbcs.Message) []byte {
	octets := bytes.Clone(m.Append(nil))
	octets[len(octets)-1] ^= 1
	return octets
}
