package portal_test

import (
	"context"
	"encoding/json"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
	"github.com/mains-energy/mains/internal/portal"
	"github.com/mains-energy/mains/mainstest"
	"github.com/mains-energy/mains/mmc"
)

// deliveries is a network with documents for Users, by ID.
type deliveries struct {
	network
	documents map[string]*duis.Response
}

var (
	aUser   = eui.MustParse("90-B3-D5-1F-30-01-00-00")
	aDevice = eui.MustParse("00-DB-12-34-56-78-90-A0")
)

func (d deliveries) Deliveries(context.Context, int) (rows []portal.Delivery, err error) {
	for id := range d.documents {
		rows = append(rows, portal.Delivery{ID: id, User: aUser.String(), State: "delivered"})
	}
	return rows, nil
}

func (d deliveries) Delivery(_ context.Context, id string) (portal.Delivery, []byte, error) {
	document, ok := d.documents[id]
	if !ok {
		return portal.Delivery{}, nil, page.ErrNotFound
	}
	return portal.Delivery{ID: id, User: aUser.String(), State: "delivered", Attempts: 1},
		document.Append(nil), nil
}

// useCase finds a Use Case.
func useCase(t *testing.T, code string) *usecase.UseCase {
	t.Helper()
	u, ok := usecase.ByCode(code)
	if !ok {
		t.Fatalf("no Use Case %s", code)
	}
	return u
}

// answerOf is what a Device answers to a Service Request that it carries out, with values at
// random.
func answerOf(t *testing.T, variant, code string) *duis.Response {
	t.Helper()
	u := useCase(t, code)
	m := gbcs.Message{Form: gbcs.Inner, Header: gbcs.Header{Flag: gbcs.Response, Message: u.Message,
		Counter: 7, Originator: aDevice, Recipient: aUser}}
	if u.Dated {
		m.DateTime = new(dlms.DateTimeOf(codeNow.Truncate(time.Second), dlms.Reliable))
	}
	for seed := range uint64(100) { // some refuse
		m.Payload = u.RandomAnswer(rand.New(rand.NewPCG(seed, 1)), &m.Header)
		if answer, err := u.ParseAnswer(&m, nil); err == nil && answer.Success {
			return responseOf(variant, m.Append(nil))
		}
	}
	t.Fatalf("no answer of %s at random", code)
	return nil
}

// responseOf carries a message that answers a Service Request.
func responseOf(variant string, message []byte) *duis.Response {
	id := duis.RequestID{Originator: aUser, Target: aDevice, Counter: 7}
	response := id
	response.Originator, response.Target = aDevice, aUser
	major, rest, _ := strings.Cut(variant, ".")
	minor, _, _ := strings.Cut(rest, ".")
	return &duis.Response{RequestID: &id, ResponseID: &response, Code: duis.I0, DateTime: codeNow,
		Body: &duis.ResponseMessage{ServiceReference: major + "." + minor,
			ServiceReferenceVariant: variant, Payload: duis.GBCSPayload(message)}}
}

// alertOf is an alert of a Device.
func alertOf(t *testing.T, code string, number gbcs.AlertCode) *duis.Response {
	t.Helper()
	u := useCase(t, code)
	m := gbcs.Message{Form: gbcs.Inner, Header: gbcs.Header{Flag: gbcs.Alert, Message: u.Message,
		Counter: 7, Originator: aDevice, Recipient: aUser}}
	var err error
	m.Payload, err = u.AppendAlert(nil, &m.Header, usecase.Event{Code: number,
		At: codeNow.Truncate(time.Second), Device: usecase.ESME},
		u.Random(rand.New(rand.NewPCG(1, 2))), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &duis.Response{ResponseID: &duis.RequestID{Originator: aDevice, Target: aUser, Counter: 7},
		Code: duis.I0, DateTime: codeNow, Body: &duis.DeviceAlertMessage{
			AlertCode: []byte{byte(number >> 8), byte(number)}, GBCSPayload: m.Append(nil)}}
}

// TestDelivery looks at documents of each kind, as a page, for programs and as XML.
func TestDelivery(t *testing.T) {
	documents := map[string]*duis.Response{
		"values":    answerOf(t, "4.2", "ECS17a"),
		"encrypted": answerOf(t, "4.8.1", "ECS22b"),
		"strange":   responseOf("4.1.1", []byte("no message of a Device <b>")),
		"restored":  alertOf(t, "ECS80", 0x8F36),
		"DCC alert": {ResponseID: &duis.RequestID{Originator: aDevice, Target: aUser, Counter: 7},
			Code: duis.I0, DateTime: codeNow, Body: &duis.DCCAlertMessage{DCCAlertCode: "AD1",
				DCCAlert: &duis.PowerOutageEvent{CommsHubDeviceID: aDevice, StartDateTime: codeNow,
					MPxN: "1200010000000"}}},
		"refused": {RequestID: &duis.RequestID{Originator: aUser, Target: aDevice, Counter: 7},
			Code: duis.E20, DateTime: codeNow, Body: &duis.ResponseMessage{ServiceReference: "7.4",
				ServiceReferenceVariant: "7.4"}},
	}
	b := open(t, func(c *portal.Config) {
		c.Code, c.Accounts, c.Network = nil, nil, deliveries{documents: documents}
	}).browser()
	console := b.get("/network").want(t, 200, `href="network/deliveries/DCC%20alert"`)
	for id, tt := range map[string]struct {
		want, lacks []string
	}{
		"values": {want: []string{"<h1>Read Instantaneous Export Registers</h1>",
			`href="../../services/4.2"`,
			"<code>ReadInstantaneousExportRegistersRsp</code>",
			"<code>ActiveExportRegister</code>", " Wh</td>", "How each item"},
			lacks: []string{"Encrypted for"}},
		"encrypted": {want: []string{"Encrypted for " + aUser.String(), "mains decode --mmc --keys",
			"<td>encrypted</td>"}, lacks: []string{"<svg", "<code>LogEntry", "PrimaryValue"}},
		"strange": {want: []string{"The message of a Device in it cannot be shown"}},
		"restored": {want: []string{"Device Alert 8F36", "<code>AlertDescription</code>",
			"<code>SupplyOutageRestoreAlert</code>"}},
		"DCC alert": {want: []string{"DCC Alert AD1", "No message of a Device in it"}},
		"refused":   {want: []string{"No message of a Device in it", "E20"}},
	} {
		address := "/network/deliveries/" + strings.ReplaceAll(id, " ", "%20")
		if !strings.Contains(console.body, strings.TrimPrefix(address, "/")) {
			t.Errorf("no link to %s", address)
		}
		got := b.get(address).want(t, 200, tt.want...).lacks(t, tt.lacks...)
		for _, fault := range pagetest.Check([]byte(got.body)) {
			t.Errorf("%s: %s", id, fault)
		}
		var content struct {
			ID        string `json:"delivery_id"`
			Encrypted bool   `json:"encrypted"`
			NoMessage string `json:"no_message"`
			Message   struct {
				Header struct{ BusinessOriginatorID string }
			}
		}
		whole := b.get(address+".json").want(t, 200)
		if err := json.Unmarshal([]byte(whole.body), &content); err != nil || content.ID != id ||
			content.Encrypted != (id == "encrypted") {
			t.Errorf("%s: %+v, %v", id, content, err)
		}
		var parser mmc.Parser
		document, err := parser.Response(documents[id])
		if (err != nil) != (content.NoMessage != "") {
			t.Errorf("%s: %v, and programs are told %q", id, err, content.NoMessage)
		}
		if err != nil {
			b.get(address+"/mmc.xml").want(t, 404, "No message of a Device")
			continue
		}
		if device := content.Message.Header.BusinessOriginatorID; device != aDevice.String() {
			t.Errorf("%s: programs are told of the Device %q", id, device)
		}
		asXML := b.get(address+"/mmc.xml").want(t, 200, string(document.Append(nil)))
		if media := asXML.Header.Get("Content-Type"); media != "application/xml; charset=utf-8" {
			t.Errorf("%s: %s", id, media)
		}
	}
	for _, path := range []string{"/network/deliveries/none", "/network/deliveries/none.json",
		"/network/deliveries/none/mmc.xml", "/network/deliveries", "/network/deliveries/values.csv",
		"/network/deliveries/values/mmc.xml.json"} {
		b.get(path).want(t, 404)
	}
}

// TestDeliveryAlike shows to everybody who sees the console what it shows to others, and not as
// at another moment.
func TestDeliveryAlike(t *testing.T) {
	documents := map[string]*duis.Response{"values": answerOf(t, "4.2", "ECS17a")}
	w := open(t, func(c *portal.Config) { c.Network = deliveries{documents: documents} })
	for _, b := range []*browser{w.browser(), w.browser().signIn("p1")} {
		b.get("/network/deliveries/values").want(t, 200, "ReadInstantaneousExportRegistersRsp")
		b.get("/as-at/2022-01-20/network/deliveries/values").want(t, 404)
	}
}

// profileRequest asks for a profile of two days.
func profileRequest(variant string, body func(duis.ReadLogPeriod) duis.Body) *duis.Request {
	end := time.Now().UTC().Truncate(30 * time.Minute)
	return &duis.Request{
		Header: duis.Header{RequestID: duis.RequestID{Target: mainstest.Device(0, usecase.ESME)},
			CommandVariant: 1, ServiceReference: "4.8", ServiceReferenceVariant: variant},
		Body: body(duis.ReadLogPeriod{StartDateTime: end.Add(-48 * time.Hour), EndDateTime: end}),
	}
}

// TestDeliveryOfSystem reads profiles of a home: the one that is in the clear is drawn, and of
// the one that is encrypted for its User the portal says no value.
func TestDeliveryOfSystem(t *testing.T) {
	s := mainstest.New(t)
	b := (&world{t: t}).browser()
	clear := s.Do(t, profileRequest("4.8.2", func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadReactiveImportProfileData{
			ReadLogFutureDatable: duis.ReadLogFutureDatable{ReadLogPeriod: p}}
	}))
	var parser mmc.Parser
	document, err := parser.Response(clear.Answer.Response)
	if err != nil {
		t.Fatal(err)
	}
	address := b.deliveryOf(s, clear.Request.RequestID.String())
	got := b.get(address).want(t, 200, "<svg", "ReactiveEnergyImportedValue (varh)", "The figures")
	for _, fault := range pagetest.Check([]byte(got.body)) {
		t.Error(fault)
	}
	tables := document.Tables()
	if len(tables) != 1 || len(tables[0].Rows) < 48 {
		t.Fatalf("%d logs in the answer", len(tables))
	}
	for _, row := range tables[0].Rows {
		got.want(t, 200, `<th scope="row">`+row[0]+`</th><td class="number">`+row[1]+`</td>`)
	}
	b.get(address+"/mmc.xml").want(t, 200, string(document.Append(nil)))

	secret := s.Do(t, profileRequest("4.8.1", func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadActiveImportProfileData{ReadLogFutureDatableAndURPCredentials: duis.
			ReadLogFutureDatableAndURPCredentials{ReadLogPeriod: p}}
	}))
	address = b.deliveryOf(s, secret.Request.RequestID.String())
	for _, form := range []string{"", ".json", "/mmc.xml"} {
		b.get(address+form).want(t, 200, "encrypted").lacks(t, "SMETSData", "LogEntry", "<svg",
			"PrimaryValue")
	}
}

// deliveryOf is where the console of a system has the answer to a request.
func (b *browser) deliveryOf(s *mainstest.System, request string) string {
	b.t.Helper()
	var content struct{ Deliveries []portal.Delivery }
	got := b.get(s.Portal+"/network.json").want(b.t, 200)
	if err := json.Unmarshal([]byte(got.body), &content); err != nil {
		b.t.Fatal(err)
	}
	for _, d := range content.Deliveries {
		if strings.HasPrefix(d.ID, request) {
			address := "network/deliveries/" + strings.NewReplacer(" ", "%20", ":", ":").Replace(d.ID)
			b.get(s.Portal+"/network").want(b.t, 200, html.EscapeString(address))
			return s.Portal + "/" + address
		}
	}
	b.t.Fatalf("no answer to %s:\n%s", request, got.body)
	return ""
}
