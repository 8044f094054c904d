package mmc

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Parse reads what a Device has answered or reported, as a document of the catalogue. Response
// is a Service Response or Device Alert of DUIS as it came, or a GBCS message by itself. Keys
// decrypt what only the User can read, and may be nil: what stays encrypted is in GBCSData.
// Neither signatures nor MACs are checked; that is for [usecase.Check] and package client.
//
// A message without elements in the catalogue, also one of a Use Case that is not known here,
// makes a document with header, GBCSData and, where it has any, DebugInfo. The error says what
// cannot be read: [ErrNoMessage] of a response that carries no message of a Device, those of
// [gbcs.Parse] and [usecase.Tree.Read], or that of the document of a SMETS1 Device.
func Parse(response []byte, keys gbcs.Keys) (*Document, error) {
	var p Parser
	p.Keys = keys
	return p.Parse(response)
}

// ErrNoMessage says that a response carries no message of a Device.
var ErrNoMessage = errors.New("mmc: the response carries no message of a Device")

// ErrService says that a message is no answer to the Service Reference Variant that was named.
var ErrService = errors.New("mmc: another service")

// Parser parses one message after another, with less to allocate than [Parse]. Only one
// goroutine may use it at a time.
type Parser struct {
	// Keys decrypt what only the User can read; nil are none.
	Keys gbcs.Keys
	// Decrypted are the GBCSData of an earlier document of the message, with what was
	// encrypted in plain. They serve in place of Keys.
	Decrypted []GBCSData
	// SRV is the Service Reference Variant that was answered, where the response does not say:
	// several share a Use Case, of which the first is taken without it.
	SRV string

	tree usecase.Tree
}

// Parse is as [Parse]. The document does not point into response.
func (p *Parser) Parse(response []byte) (*Document, error) {
	if trimmed := bytes.TrimLeft(response, " \t\r\n\ufeff"); len(trimmed) == 0 || trimmed[0] != '<' {
		m, err := gbcs.Parse(response)
		if err != nil {
			return nil, err
		}
		return p.Message(m)
	}
	r, err := duis.ParseResponse(response)
	if err != nil {
		return nil, err
	}
	return p.Response(r)
}

// Response is as Parse, of a response that was read.
func (p *Parser) Response(r *duis.Response) (*Document, error) {
	service := p.SRV
	switch body := r.Body.(type) {
	case *duis.ResponseMessage:
		service = body.ServiceReferenceVariant
	case *duis.SMETS1ResponseMessage:
		return smets1(body)
	}
	payload := r.DeviceMessage()
	if payload == nil {
		return nil, ErrNoMessage
	}
	m, err := gbcs.Parse(payload)
	if err != nil {
		return nil, err
	}
	return p.message(m, service)
}

// Message is as Parse, of a message by itself.
func (p *Parser) Message(m *gbcs.Message) (*Document, error) {
	u, ok := usecase.ByMessage(m.Message)
	if ok && m.Flag == gbcs.Response && p.SRV != "" && !slices.Contains(u.SRVs, p.SRV) {
		return nil, fmt.Errorf("%w: %s does not answer SRV %s: want %s", ErrService, u.Code, p.SRV,
			cmp.Or(strings.Join(u.SRVs, " or "), "none"))
	}
	return p.message(m, p.SRV)
}

// message makes the document of a message that answers a Service Reference Variant, empty
// where that is not known.
func (p *Parser) message(m *gbcs.Message, service string) (*Document, error) {
	if m.Flag == gbcs.Command {
		return nil, fmt.Errorf("%w: it is a Command", ErrNoMessage)
	}
	switch err := p.read(m); {
	case errors.Is(err, usecase.ErrUnknown):
		return unknown(m, service), nil
	case err != nil:
		return nil, err
	}
	return p.document(service), nil
}

// unknown is the document of a message whose Message Code is in no Use Case here.
func unknown(m *gbcs.Message, service string) *Document {
	data := []GBCSData{wholeOf(m, m.Message.String())}
	d := &Document{Header: headerOf(m, service), Body: &ResponseMessage{GBCSData: data}}
	if m.Flag == gbcs.Alert {
		d.Body = &DeviceAlertMessage{GBCSData: data}
	}
	return d
}

// document is what was read.
func (p *Parser) document(service string) *Document {
	t := &p.tree
	if service == "" && len(t.UseCase.SRVs) > 0 {
		service = t.UseCase.SRVs[0]
	}
	d := &Document{Header: headerOf(t.Message, service)}
	if t.Message.Flag == gbcs.Alert {
		d.Body = alertMessage(t)
		return d
	}
	answer := &ResponseMessage{DebugInfo: debugInfo(t)}
	d.Body = answer
	if slices.Contains(t.UseCase.SRVs, service) {
		answer.SMETSData = NewRsp(ElementOf(service))
	}
	if t.Encrypted || answer.SMETSData == nil {
		answer.SMETSData, answer.GBCSData = nil, dataOf(t)
		return d
	}
	if hasContent(answer.SMETSData) {
		f := formOf(answer.SMETSData)
		t.Show(f)
		var s pruning
		whole := s.prune(f.c, f.v)
		if d.Omitted = s.omitted; !whole { // nothing of it is shown: it says that there was an answer
			answer.SMETSData, answer.GBCSData = nil, dataOf(t)
			return d
		}
	}
	SetSuccess(answer.SMETSData, t.Success())
	return d
}

// read reads a message, and what of it is encrypted as far as there are keys.
func (p *Parser) read(m *gbcs.Message) error {
	var dec usecase.Decrypter
	switch {
	case p.Decrypted != nil:
		if err := p.tree.Read(m, nil); err != nil {
			return err
		}
		dec = decrypted(&p.tree, p.Decrypted)
	case p.Keys != nil:
		dec = usecase.Opener(p.Keys)
	}
	err := p.tree.Read(m, dec)
	if errors.Is(err, gbcs.ErrNoKey) { // it stays encrypted
		err = p.tree.Read(m, nil)
	}
	return err
}

// decrypted opens the encrypted items of a message by what was decrypted before.
func decrypted(t *usecase.Tree, data []GBCSData) usecase.Decrypter {
	var plain [][]byte
	for i, f := range t.Fragments() {
		if !f.Sealed {
			continue
		}
		var octets []byte
		for _, d := range data {
			if d.Sequence == int64(i) && d.Format == plainFormat {
				octets = d.Value
			}
		}
		plain = append(plain, octets)
	}
	next := 0
	return usecase.DecrypterFunc(func(h *gbcs.Header, _ []byte) ([]byte, error) {
		next++
		if octets := plain[next-1]; octets != nil {
			return octets, nil
		}
		return nil, gbcs.NoKey(h.Originator, "decrypted GBCSData")
	})
}

// ElementOf is the element of the answer to a Service Reference Variant, empty where the
// catalogue has none. The names follow those of the requests, but for one.
func ElementOf(service string) string {
	v, ok := srv.Lookup(service)
	if !ok {
		return ""
	}
	element := v.Element + "Rsp"
	if service == "6.2.3" {
		element = "ReadDeviceConfigurationDataBillingCalendarRsp"
	}
	if _, ok := rspTypes[element]; !ok {
		return ""
	}
	return element
}

// headerOf is what is known of a message and of the service that it answers.
func headerOf(m *gbcs.Message, service string) Header {
	h := Header{
		BusinessOriginatorID: m.Originator, BusinessTargetID: m.Recipient,
		OriginatorCounter:          m.Counter,
		GBCSHexadecimalMessageCode: []byte{byte(m.Message >> 8), byte(m.Message)},
	}
	if s := m.Supplementary; s != nil {
		h.SupplementaryRemotePartyID, h.SupplementaryRemotePartyCounter = &s.ID, s.Counter
		h.SupplementaryOriginatorCounter = s.OriginatorCounter
	}
	if v, ok := srv.Lookup(service); ok {
		h.ServiceReference = new(v.ServiceReference())
		h.ServiceReferenceVariant = new(v.SRV)
	}
	if m.DateTime == nil {
		return h
	}
	if at, ok := m.DateTime.Time(); ok {
		h.Timestamp = timestamp(at, m.DateTime.Status())
	}
	return h
}

// timestamp is a time and how good the Device says that it is.
func timestamp(at time.Time, status dlms.ClockStatus) *Timestamp {
	t := &Timestamp{Value: at}
	switch status {
	case dlms.Reliable:
		t.ClockStatus = new("reliable")
	case dlms.DifferentClock: // a Gas Proxy Function passes on the time of its meter
		t.ClockStatus, t.IsFromGSME = new("reliable"), new(true)
	case dlms.Doubtful:
		t.ClockStatus = new("unreliable")
	}
	return t
}

// hasContent reports whether an answer has more than MessageSuccess.
func hasContent(rsp Rsp) bool { return reflect.TypeOf(rsp).Elem().NumField() > 1 }

// The formats and types of GBCSData.
const (
	plainFormat     = "plain"
	encryptedFormat = "encrypted"

	gbcsData      = "gbcs"
	dlmsData      = "dlms"
	zigbeePlain   = "zigbeePlain"
	zigbeeSecured = "zigbeeCiphered"
)

// dataOf is a message that is not shown as values: its parts where some are encrypted, else the
// whole of it.
func dataOf(t *usecase.Tree) []GBCSData {
	if !t.Encrypted {
		return []GBCSData{wholeOf(t.Message, t.UseCase.Code)}
	}
	var all []GBCSData
	for i, f := range t.Fragments() {
		d := GBCSData{
			Format: plainFormat, Sequence: int64(i), Name: f.Name, Type: dlmsData,
			Value: bytes.Clone(f.Octets),
		}
		gbz := t.UseCase.Notation() == usecase.GBZ
		if gbz {
			d.Type = zigbeePlain
		}
		if f.Sealed {
			d.Format = encryptedFormat
			if gbz {
				d.Type = zigbeeSecured
			}
		}
		all = append(all, d)
		if len(all) == maxData {
			break
		}
	}
	return all
}

// wholeOf is the whole of a message.
func wholeOf(m *gbcs.Message, name string) GBCSData {
	return GBCSData{Format: plainFormat, Name: name, Type: gbcsData, Value: m.Append(nil)}
}

// maxData is how many GBCSData a document may have.
const maxData = 100

// alertMessage is what a Device has reported.
func alertMessage(t *usecase.Tree) *DeviceAlertMessage {
	if t.Encrypted {
		return &DeviceAlertMessage{GBCSData: dataOf(t)}
	}
	content := &DeviceAlertContent{
		GBCSHexAlertCode: []byte{byte(t.Alert >> 8), byte(t.Alert)},
		AlertDescription: usecase.AlertTitle(t.Alert),
		Timestamp:        t.Time,
	}
	if t.UseCase.MMC.In != "" {
		t.Show(alertForm{content})
		if f := formOf(content.Payload); !new(pruning).prune(f.c, f.v) {
			content.Payload = nil
		}
	}
	return &DeviceAlertMessage{DeviceAlertContent: content}
}

// alertForm is a form for an alert, whose first element is its payload.
type alertForm struct{ content *DeviceAlertContent }

// In implements [usecase.Form]. It panics where there is no such payload.
func (f alertForm) In(path string) usecase.Form {
	element, rest, _ := strings.Cut(path, "/")
	for _, p := range alertPayloads {
		if p.Element() == element {
			f.content.Payload = reflect.New(reflect.TypeOf(p).Elem()).Interface().(AlertPayload)
			return formOf(f.content.Payload).in(rest)
		}
	}
	panic("mmc: no payload " + element)
}

// Add implements [usecase.Form]; an alert has one payload.
func (f alertForm) Add(path string) usecase.Form { return f.In(path) }

// Set implements [usecase.Form]; it panics, since nothing stands beside the payload.
func (f alertForm) Set(path string, _ any) { panic("mmc: an alert has no " + path) }
