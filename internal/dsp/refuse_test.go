package dsp_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// bad is a document that is to be refused: with a response code, or an HTTP status.
type bad struct {
	name     string
	service  srv.Service
	document []byte
	want     string
}

// TestRefuse sends every kind of bad input and looks for traces of it in the database:
// there is none.
func TestRefuse(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		used := w.readImport(supplier, esme)
		w.accepted(used)
		w.payload(w.read(w.delivered(supplier)), used)
		w.untilIdle()
		cases := w.badPreCommands() // first: it uses a counter
		cases = append(cases, w.badSignatures(used)...)
		cases = append(cases, w.badRights(used)...)
		cases = append(cases, w.badDocuments()...)
		cases = append(cases, w.badAddresses()...)
		before := w.dump()
		for _, tt := range cases {
			status, reply := w.call(tt.service, tt.document)
			got := fmt.Sprintf("HTTP %d", status)
			if status == http.StatusOK {
				got = string(w.refusal(tt, reply).Code)
			}
			if got != tt.want {
				t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
			}
			w.sameTables(tt.name, before)
		}
		w.home.untilSent(1)
		w.silent(supplier)
	})
}

// refusal is a signed reply that repeats who asked for what.
func (w *world) refusal(tt bad, reply []byte) *duis.Response {
	w.Helper()
	response := w.read(reply)
	body, ok := response.Body.(*duis.ResponseMessage)
	if !ok || body.Payload != nil || response.ResponseID != nil || response.RequestID == nil {
		w.Fatalf("%s: the reply is %+v", tt.name, response)
	}
	if !bytes.Contains(tt.document, []byte(">"+response.RequestIDText+"<")) ||
		!bytes.Contains(tt.document, []byte(">"+body.ServiceReferenceVariant+"<")) {
		w.Errorf("%s: the reply is for %s, %s", tt.name, response.RequestIDText,
			body.ServiceReferenceVariant)
	}
	return response
}

func (w *world) badSignatures(used *duis.Request) []bad {
	good := w.readImport(supplier, esme)
	document := good.Append(nil)
	in := func(h holder, kind smki.Kind) *smki.Credential {
		return w.issue(h, kind, start.AddDate(1, 0, 0))
	}
	xml := holder{supplier, smki.XMLSign, smki.DigitalSignature}
	forged := *w.xml(supplier)
	forged.Key = w.generate()
	otherRoot := newPKI(w.TB)
	foreign := otherRoot.make(xml, smki.Organisation, start.AddDate(1, 0, 0))
	w.bySerial[foreign.Certificate.SerialNumber.String()] = foreign.Certificate
	changed := bytes.Replace(w.signed(good), []byte("4.1.1"), []byte("4.1.2"), 1)
	issuer := bytes.Replace(w.signed(good), []byte("test root"), []byte("best root"), 1)
	return []bad{
		{"unsigned", srv.SendCommand, document, "E48"},
		{"changed after signing", srv.SendCommand, changed, "E48"},
		{"signed with another key", srv.SendCommand, w.signedBy(document, &forged), "E48"},
		{"another issuer named", srv.SendCommand, issuer, "E49"},
		{"unknown certificate", srv.SendCommand,
			w.signedBy(document, w.make(xml, smki.Organisation, start.AddDate(1, 0, 0))), "E49"},
		{"expired certificate", srv.SendCommand,
			w.signedBy(document, w.issue(xml, smki.Organisation, start.AddDate(0, 0, -1))), "E49"},
		{"certificate of another root", srv.SendCommand, w.signedBy(document, foreign), "E49"},
		{"certificate for GBCS", srv.SendCommand, w.signedBy(document,
			w.keys[holder{supplier, smki.Supplier, smki.DigitalSignature}]), "E49"},
		{"certificate of the DCC's role", srv.SendCommand, w.signedBy(document,
			in(holder{supplier, smki.DSPXMLSign, smki.DigitalSignature}, smki.Organisation)), "E49"},
		{"certificate of a Device", srv.SendCommand, w.signedBy(document,
			in(holder{esme, smki.Other, smki.DigitalSignature}, smki.Device)), "E49"},
		{"signed by the wrong User", srv.SendCommand, w.signedBy(document, w.xml(network)), "E50"},
		{"a replay signed by the wrong User", srv.SendCommand,
			w.signedBy(used.Append(nil), w.xml(network)), "E50"},
	}
}

func (w *world) badRights(used *duis.Request) []bad {
	older, again := *used, *used
	older.RequestID.Counter--
	top := w.setLimit(1)
	top.RequestID.Originator = network
	unheld := request(w.next(network, gsme), 1, "4.1.1", &duis.ReadInstantaneousImportRegisters{})
	var cases []bad
	for _, tt := range []struct {
		name    string
		request *duis.Request
		want    duis.ResponseCode
	}{
		{"not a User", w.readImport(stranger, esme), duis.E1},
		{"User not active", w.readImport(idle, esme), duis.E3},
		{"role of no right", w.readImport(other, esme), duis.E2},
		{"role of another right", top, duis.E2},
		{"role for other Devices", unheld, duis.E11},
		{"Device of another type", w.readImport(supplier, chf), duis.E11},
		{"unknown Device", w.readImport(supplier, nobody), duis.E19},
		{"decommissioned Device", w.readImport(supplier, gone), duis.E5},
		{"Device of others", w.readImport(supplier, twin), duis.E4},
		{"Device of others, the other way", w.readImport(rival, esme), duis.E4},
		{"replayed", &again, duis.E51},
		{"older", &older, duis.E51},
		{"Device asked as the DCC", request(w.next(supplier, esme), 8, "8.2",
			&duis.ReadInventory{DeviceID: &esme}), duis.E19},
		{"period that ends before it begins", request(w.next(supplier, esme), 1, "4.4.4",
			&duis.RetrieveBillingDataLogDebtPayments{ReadLogFutureDatable: duis.ReadLogFutureDatable{
				ReadLogPeriod: duis.ReadLogPeriod{
					StartDateTime: time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC),
					EndDateTime:   time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}}}), duis.E64},
	} {
		cases = append(cases, bad{tt.name, srv.ServiceOf(tt.request.CommandVariant),
			w.signed(tt.request), string(tt.want)})
	}
	return cases
}

func (w *world) badDocuments() []bad {
	good := w.readImport(supplier, esme)
	document := string(good.Append(nil))
	signed := string(w.signed(good))
	declared := func(doctype, use string) []byte {
		text := strings.Replace(document, "?>", "?>"+doctype, 1)
		return []byte(strings.Replace(text, "4.1.1<", "4.1.1"+use+"<", 1))
	}
	from := strings.Index(signed, "<ds:Signature ")
	to := strings.Index(signed, "</ds:Signature>") + len("</ds:Signature>")
	twice := signed[:to] + signed[from:]
	body := document[strings.Index(document, "<sr:Body>"):strings.Index(document, "</sr:Request>")]
	doubled := strings.Replace(document, body, body+body, 1)
	wrapped := strings.Replace(signed, body, body+body, 1)
	limit := w.setLimit(0)
	limit.Body.(*duis.SetRandomisedOffsetLimit).RandomisedOffsetLimit = 1800
	large := signed + strings.Repeat(" ", 10<<20)
	return []bad{
		{"nothing", srv.SendCommand, nil, "HTTP 400"},
		{"no XML", srv.SendCommand, []byte("4.1.1, please"), "HTTP 400"},
		{"zeros", srv.SendCommand, make([]byte, 1000), "HTTP 400"},
		{"ends early", srv.SendCommand, []byte(signed[:len(signed)-1]), "HTTP 400"},
		{"another document", srv.SendCommand, []byte("<a/>"), "HTTP 400"},
		{"10 MiB", srv.SendCommand, []byte(large), "HTTP 413"},
		{"10 MiB to Transform", srv.Transformation, []byte(large), "HTTP 413"},
		{"30 MiB to Non-Device", srv.NonDevice, []byte(strings.Repeat(" ", 30<<20)), "HTTP 413"},
		{"entity bomb", srv.SendCommand, declared(`<!DOCTYPE a [<!ENTITY a "aaaaaaaa">`+
			`<!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`, "&c;"), "HTTP 400"},
		{"external entity", srv.SendCommand,
			declared(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>`, "&x;"), "HTTP 400"},
		{"undeclared entity", srv.SendCommand, declared("", "&x;"), "HTTP 400"},
		{"two signatures", srv.SendCommand, []byte(twice), "E52"},
		{"duplicated Body, signed", srv.SendCommand,
			w.signedBy([]byte(doubled), w.xml(supplier)), "E52"},
		{"duplicated Body, after signing", srv.SendCommand, []byte(wrapped), "E52"},
		{"unknown element", srv.SendCommand, w.signedBy([]byte(strings.Replace(document,
			"</sr:Body>", "<sr:More/></sr:Body>", 1)), w.xml(supplier)), "E52"},
		{"value out of range", srv.Transformation, w.signed(limit), "E52"},
		{"body that is not served", srv.SendCommand, w.signedBy([]byte(strings.ReplaceAll(document,
			"ReadInstantaneousImportRegisters", "ReadNetworkData")), w.xml(supplier)), "E52"},
	}
}

func (w *world) badAddresses() []bad {
	read := func(cv uint8) []byte {
		r := w.readImport(supplier, esme)
		r.CommandVariant = cv
		return w.signed(r)
	}
	limit := func(cv uint8) []byte {
		r := w.setLimit(1)
		r.CommandVariant = cv
		return w.signed(r)
	}
	inventory := func(cv uint8) []byte {
		return w.signed(request(w.next(supplier, broker), cv, "8.2",
			&duis.ReadInventory{DeviceID: &esme}))
	}
	named := func(reference, variant string) []byte {
		r := w.readImport(supplier, esme)
		r.ServiceReference, r.ServiceReferenceVariant = reference, variant
		return w.signed(r)
	}
	return []bad{
		{"Send at Transform", srv.Transformation, read(1), "E13"},
		{"Send at Non-Device", srv.NonDevice, read(1), "E13"},
		{"both at Non-Device", srv.NonDevice, read(3), "E13"},
		{"local at Send", srv.SendCommand, read(2), "E13"},
		{"Transform at Send", srv.SendCommand, limit(4), "E13"},
		{"Non-Device at Send", srv.SendCommand, inventory(8), "E13"},
		{"non-critical, transformed", srv.Transformation, read(4), "E12"},
		{"non-critical, inside the DCC", srv.SendCommand, read(9), "E12"},
		{"critical, not transformed", srv.SendCommand, limit(1), "E12"},
		{"inventory, sent", srv.SendCommand, inventory(1), "E12"},
		{"no such Command Variant", srv.SendCommand, read(0), "E52"},
		{"reference and variant disagree", srv.SendCommand, named("4.2", "4.1.1"), "E53"},
		{"variant and body disagree", srv.SendCommand, named("7.12", "7.12"), "E53"},
		{"variant of nothing here", srv.SendCommand, named("4.3", "4.3"), "E53"},
		{"signed in name only", srv.SendCommand, limit(5), "E53"},
	}
}

// badPreCommands are wrong in every way in which a User can return a Pre-Command.
func (w *world) badPreCommands() []bad {
	r := w.setLimit(600)
	made := w.preCommand(r)
	change := func(f func(m *gbcs.Message), by eui.ID) []byte {
		m := *made
		f(&m)
		w.must(m.Sign(nil, w.private(by, smki.DigitalSignature)))
		return m.Append(nil)
	}
	good := change(func(*gbcs.Message) {}, supplier)
	broken := bytes.Clone(good)
	broken[len(broken)-1] ^= 1
	value := bytes.Clone(good)
	value[len(value)-66]++ // the last octet of the limit
	sealed := w.gbcsOf(good)
	sealed.Seal(w.secret(broker, esme))
	longer := w.next(supplier, esme)
	unheld := w.next(rival, twin)
	foreign := change(func(m *gbcs.Message) {
		m.Originator, m.Recipient, m.Counter = rival, twin, unheld.Counter
	}, rival)
	var cases []bad
	for _, tt := range []struct {
		name    string
		id      duis.RequestID
		payload []byte
		want    duis.ResponseCode
	}{
		{"broken signature", r.RequestID, broken, duis.E54},
		{"changed after signing", r.RequestID, value, duis.E54},
		{"signed by another party", r.RequestID, change(func(*gbcs.Message) {}, network), duis.E54},
		{"another counter", r.RequestID,
			change(func(m *gbcs.Message) { m.Counter++ }, supplier), duis.E55},
		{"under a new RequestID", longer, good, duis.E55},
		{"another Device", r.RequestID,
			change(func(m *gbcs.Message) { m.Recipient = twin }, supplier), duis.E55},
		{"another originator", r.RequestID,
			change(func(m *gbcs.Message) { m.Originator = network }, network), duis.E55},
		{"another Use Case", r.RequestID,
			change(func(m *gbcs.Message) { m.Header.Message = 0x0027 }, supplier), duis.E55},
		{"a Response", r.RequestID,
			change(func(m *gbcs.Message) { m.Flag = gbcs.Response }, supplier), duis.E55},
		{"not signed", r.RequestID, made.Append(nil), duis.E55},
		{"with a MAC", r.RequestID, sealed.Append(nil), duis.E55},
		{"no GBCS message", r.RequestID, []byte("no GBCS message"), duis.E55},
		{"an octet short", r.RequestID, good[:len(good)-1], duis.E55},
		{"an octet long", r.RequestID, append(bytes.Clone(good), 0), duis.E55},
		{"User that the Device does not know", unheld, foreign, duis.E4},
	} {
		for _, cv := range []uint8{5, 6, 7} {
			document := w.signed(request(tt.id, cv, "7.12",
				&duis.SignedPreCommand{GBCSPayload: tt.payload}))
			cases = append(cases, bad{fmt.Sprintf("Signed Pre-Command %s, CV %d", tt.name, cv),
				srv.ServiceOf(cv), document, string(tt.want)})
		}
	}
	return cases
}

// TestRefuseHTTP refuses what is not a document for a service.
func TestRefuseHTTP(t *testing.T) {
	w := one(t)
	document := w.signed(w.readImport(supplier, esme))
	send := srv.SendCommand.Path()
	before := w.dump()
	for _, tt := range []struct {
		name, method, path, contentType string
		want                            int
	}{
		{"GET", http.MethodGet, send, "application/xml", 405},
		{"PUT", http.MethodPut, send, "application/xml", 405},
		{"HEAD", http.MethodHead, send, "application/xml", 405},
		{"text", http.MethodPost, send, "text/plain", 415},
		{"form", http.MethodPost, send, "application/x-www-form-urlencoded", 415},
		{"JSON", http.MethodPost, send, "application/json", 415},
		{"no type", http.MethodPost, send, " ", 415},
		{"other encoding", http.MethodPost, send, "application/xml; charset=utf-16", 415},
		{"other path", http.MethodPost, "/api/v1/serviceX", "application/xml", 404},
		{"root", http.MethodPost, "/", "application/xml", 404},
	} {
		r := httptest.NewRequest(tt.method, tt.path, bytes.NewReader(document))
		r.Header.Set("Content-Type", tt.contentType)
		status, reply := w.do(r)
		if status != tt.want || bytes.Contains(reply, []byte("Response")) {
			t.Errorf("%s: got HTTP %d %s, want %d", tt.name, status, reply, tt.want)
		}
		w.sameTables(tt.name, before)
	}
	r := httptest.NewRequest(http.MethodPost, send, bytes.NewReader(document))
	r.Header.Set("Content-Type", `text/xml; charset="UTF-8"`)
	if status, reply := w.do(r); status != http.StatusOK {
		t.Errorf("text/xml in UTF-8: got HTTP %d %s", status, reply)
	}
}
