package srv_test

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// request is a request for a Device by Supplier 1.
func request(number, reference string, cv uint8, body duis.Body) *duis.Request {
	return &duis.Request{
		Header: duis.Header{
			RequestID: duis.RequestID{
				Originator: eui.MustParse("90-B3-D5-1F-30-01-00-00"),
				Target:     eui.MustParse("00-DB-12-34-56-78-90-A0"),
				Counter:    1000,
			},
			CommandVariant: cv, ServiceReference: reference, ServiceReferenceVariant: number,
		},
		Body: body,
	}
}

func read() *duis.Request {
	return request("4.1.1", "4.1", 1, &duis.ReadInstantaneousImportRegisters{})
}

func limit() *duis.Request {
	return request("7.12", "7.12", 4, &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 900})
}

// code is the response code of a refusal; empty where err is none.
func code(err error) duis.ResponseCode {
	var refusal *duis.ResponseError
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

// TestCatalogue holds every declaration to the rules that all share.
func TestCatalogue(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range srv.All {
		found, ok := srv.Lookup(v.SRV)
		if !ok || found != v || seen[v.SRV] || seen[v.Element] {
			t.Errorf("%s is not found by its number, or declared twice", v)
		}
		seen[v.SRV], seen[v.Element] = true, true
		if v.Name == "" || v.Clause == "" || v.Target == 0 ||
			len(v.Roles) == 0 && !slices.Contains(dormant, v.SRV) {
			t.Errorf("%s lacks a name, a clause, a target time or roles", v)
		}
		if v.SRV != v.ServiceReference() && !strings.HasPrefix(v.SRV, v.ServiceReference()+".") {
			t.Errorf("%s does not belong to %s", v.SRV, v.ServiceReference())
		}
		want := srv.CVs{1, 2, 3}
		switch {
		case v.SRV == "8.1.1":
			want = srv.CVs{4, 5}
		case v.SRV == "8.5":
			want = srv.CVs{1}
		case v.NonDevice:
			want = srv.CVs{8}
		case v.Critical:
			want = srv.CVs{4, 5, 6, 7}
		}
		if !slices.Equal(v.CVs, want) {
			t.Errorf("%s has the Command Variants %v, want %v", v, v.CVs, want)
		}
		if v.NonDevice != (len(v.Routes) == 0) {
			t.Errorf("%s: Non-Device %v, %d routes", v, v.NonDevice, len(v.Routes))
		}
		for _, r := range v.Routes {
			checkRoute(t, v, r)
		}
		for d := range v.Devices() {
			checkDevice(t, v, d)
		}
	}
	if len(srv.All) != 129 {
		t.Errorf("%d Variants: want 129", len(srv.All))
	}
}

// dormant are the Variants that no User Role is eligible for any more.
var dormant = []string{"8.5", "8.6"}

// checkRoute holds what a Variant becomes to what the Use Case says.
func checkRoute(t *testing.T, v *srv.Variant, r *srv.Route) {
	t.Helper()
	if r.On&^r.UseCase.On != 0 || !slices.Contains(r.UseCase.SRVs, v.SRV) {
		t.Errorf("%s to %s on %s: the Use Case is on %s and of %v", v, r.UseCase, r.On,
			r.UseCase.On, r.UseCase.SRVs)
	}
	if v.Critical && !r.UseCase.Critical() && r.UseCase.Category != usecase.Variant {
		t.Errorf("%s is critical and %s is not", v, r.UseCase)
	}
}

// checkDevice asks for roles on each type of Device.
func checkDevice(t *testing.T, v *srv.Variant, d usecase.Device) {
	t.Helper()
	admitted := slices.Contains(dormant, v.SRV)
	for _, role := range v.Roles {
		admitted = admitted || v.Admits(role, d)
	}
	if !admitted || v.Admits(duis.RSA, d) && !v.Roles.Has(duis.RSA) {
		t.Errorf("%s on a %s: roles", v, d)
	}
}

// TestServices is the table of DUIS 2.4.
func TestServices(t *testing.T) {
	want := map[srv.Service][]uint8{
		srv.SendCommand: {1, 3, 5, 7}, srv.Transformation: {4}, srv.NonDevice: {2, 6, 8},
		srv.NoService: {0, 9, 10, 255},
	}
	for service, variants := range want {
		for _, cv := range variants {
			if got := srv.ServiceOf(cv); got != service {
				t.Errorf("Command Variant %d goes to %s, want %s", cv, got, service)
			}
		}
	}
	for service, path := range map[srv.Service]string{srv.SendCommand: "/api/v1/serviceS",
		srv.Transformation: "/api/v1/serviceT", srv.NonDevice: "/api/v1/serviceD", 99: ""} {
		if service.Path() != path || service.String() == "" {
			t.Errorf("%s is at %s", service, service.Path())
		}
	}
}

// TestRoleOnDevice: network parties read gas from the Gas Proxy Function only.
func TestRoleOnDevice(t *testing.T) {
	tests := []struct {
		device usecase.Device
		role   duis.UserRole
		want   duis.ResponseCode
	}{
		{usecase.ESME, duis.IS, ""}, {usecase.ESME, duis.ED, ""}, {usecase.GSME, duis.GS, ""},
		{usecase.GPF, duis.GT, ""}, {usecase.GSME, duis.GT, duis.E11}, {usecase.CHF, duis.IS, duis.E11},
		{usecase.ESME, duis.OU, duis.E11},
	}
	for _, test := range tests {
		_, err := srv.Transform(read(), srv.Inputs{Device: test.device, Role: test.role, Known: true})
		if code(err) != test.want || (err == nil) != (test.want == "") {
			t.Errorf("%s on a %s: %v", test.role, test.device, err)
		}
	}
}

// TestOriginators says who originates which Command, as far as it is declared.
func TestOriginators(t *testing.T) {
	credentials := request("6.24.1", "6.24", 1, &duis.RetrieveDeviceSecurityCredentialsKRP{
		RemotePartyRole: []duis.RemotePartyRole{duis.RoleSupplier}})
	tests := []struct {
		name          string
		req           *duis.Request
		in            srv.Inputs
		byUser, named bool
	}{
		{"known", read(), srv.Inputs{Known: true}, true, false},
		{"known in a role", read(), srv.Inputs{Known: true, Role: duis.IS}, true, false},
		{"unknown", read(), srv.Inputs{}, false, true},
		{"network", read(), srv.Inputs{Known: true, Role: duis.ED}, true, false},
		{"for itself", credentials, srv.Inputs{Known: true}, false, false},
		{"for itself, unknown", credentials, srv.Inputs{}, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.in.Device, test.in.Broker, test.in.Counter = usecase.ESME, broker, 77
			out, err := srv.Transform(test.req, test.in)
			if err != nil {
				t.Fatal(err)
			}
			h, id := out.Message.Header, test.req.RequestID
			if out.Variant.DCCCounts(out.UseCase, &test.in) == test.byUser {
				t.Errorf("BrokerCounts is %v", !test.byUser)
			}
			if byUser := h.Originator == id.Originator && h.Counter == 1000; byUser != test.byUser {
				t.Errorf("originator %s, counter %d", h.Originator, h.Counter)
			}
			if byBroker := h.Originator == broker && h.Counter == 77; byBroker == test.byUser {
				t.Errorf("originator %s, counter %d", h.Originator, h.Counter)
			}
			if (h.Supplementary != nil) != test.named {
				t.Fatalf("supplementary %+v", h.Supplementary)
			}
			if s := h.Supplementary; s != nil && (s.ID != id.Originator || *s.Counter != 1000) {
				t.Errorf("supplementary %s, %d", s.ID, *s.Counter)
			}
			if h.Recipient != id.Target || h.Flag != gbcs.Command || out.Message.Form != gbcs.Inner {
				t.Errorf("header %+v", h)
			}
		})
	}
}

// TestRefusals has what Transform refuses, and how.
func TestRefusals(t *testing.T) {
	wrongBody := read()
	wrongBody.Body = &duis.SetRandomisedOffsetLimit{}
	outOfRange := limit()
	outOfRange.Body = &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 1800}
	signed := limit()
	signed.CommandVariant, signed.Body = 5, &duis.SignedPreCommand{}
	tests := []struct {
		name string
		req  *duis.Request
		want duis.ResponseCode
	}{
		{"no Variant", request("2.4", "2.4", 1, nil), duis.E53},
		{"other reference", request("4.1.1", "4.2", 1, read().Body), duis.E53},
		{"other body", wrongBody, duis.E53},
		{"no body", request("4.1.1", "4.1", 1, nil), duis.E53},
		{"signed", signed, duis.E53},
		{"for the DCC", request("8.2", "8.2", 8, &duis.ReadInventory{}), duis.E12},
		{"out of range", outOfRange, duis.E64},
	}
	for _, test := range tests {
		out, err := srv.Transform(test.req, srv.Inputs{Device: usecase.ESME, Known: true})
		if code(err) != test.want || out != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestCheckSigned changes one thing at a time in what the User signed.
func TestCheckSigned(t *testing.T) {
	const esme = usecase.ESME
	made, err := srv.Transform(limit(), srv.Inputs{Device: esme, Known: true})
	if err != nil {
		t.Fatal(err)
	}
	counter := uint64(1)
	tests := []struct {
		name   string
		change func(*duis.Request, *gbcs.Message)
		want   duis.ResponseCode
	}{
		{"as made", func(*duis.Request, *gbcs.Message) {}, ""},
		{"originator", func(_ *duis.Request, m *gbcs.Message) { m.Originator[0]++ }, duis.E55},
		{"target", func(_ *duis.Request, m *gbcs.Message) { m.Recipient[7]++ }, duis.E55},
		{"counter", func(_ *duis.Request, m *gbcs.Message) { m.Counter++ }, duis.E55},
		{"code", func(_ *duis.Request, m *gbcs.Message) { m.Message = 0x0027 }, duis.E55},
		{"response", func(_ *duis.Request, m *gbcs.Message) { m.Flag = gbcs.Response }, duis.E55},
		{"unsigned", func(_ *duis.Request, m *gbcs.Message) { m.Signature = nil }, duis.E55},
		{"Pre-Command", func(_ *duis.Request, m *gbcs.Message) { m.Form = gbcs.PreCommand }, duis.E55},
		{"sealed", func(_ *duis.Request, m *gbcs.Message) { m.Form = gbcs.Sealed }, duis.E55},
		{"named", func(_ *duis.Request, m *gbcs.Message) {
			m.Supplementary = &gbcs.Supplementary{ID: m.Originator, Counter: &counter}
		}, duis.E55},
		{"other Variant", func(r *duis.Request, _ *gbcs.Message) {
			r.ServiceReference, r.ServiceReferenceVariant = "4.1", "4.1.1"
		}, duis.E55},
		{"no Variant", func(r *duis.Request, _ *gbcs.Message) {
			r.ServiceReference, r.ServiceReferenceVariant = "2.4", "2.4"
		}, duis.E53},
		{"reference", func(r *duis.Request, _ *gbcs.Message) { r.ServiceReference = "7.1" }, duis.E53},
	}
	for _, test := range tests {
		req, message := limit(), *made.Message
		req.CommandVariant, req.Body = 5, &duis.SignedPreCommand{}
		message.Form, message.Signature = gbcs.Inner, make([]byte, gbcs.SignatureSize)
		test.change(req, &message)
		u, err := srv.CheckSigned(req, esme, &message)
		if code(err) != test.want || (err == nil) != (u == made.UseCase) {
			t.Errorf("%s: %v, %v", test.name, u, err)
		}
	}
	req := limit()
	req.CommandVariant, req.Body = 5, &duis.SignedPreCommand{}
	if _, err := srv.CheckSigned(req, usecase.GSME, made.Message); code(err) != duis.E11 {
		t.Errorf("other Device: %v", err)
	}
}

// TestCredentialRoles: every role of DUIS is asked for by its own number, in order.
func TestCredentialRoles(t *testing.T) {
	numbers := map[duis.RemotePartyRole]string{
		duis.RoleRoot: "00", duis.RoleRecovery: "01", duis.RoleSupplier: "02",
		duis.RoleNetworkOperator: "03", duis.RoleACB: "04", duis.RoleTransCoS: "05",
	}
	for role, number := range numbers {
		req := request("6.24.1", "6.24", 1, &duis.RetrieveDeviceSecurityCredentialsKRP{
			RemotePartyRole: []duis.RemotePartyRole{role, duis.RoleRoot}})
		out, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Broker: broker, Counter: 1})
		if err != nil {
			t.Fatal(err)
		}
		want := "301130070201040302030830060201" + number + "020100"
		if got := hex.EncodeToString(out.Message.Payload); got != want {
			t.Errorf("%s: got %s, want %s", role, got, want)
		}
	}
}

// TestNoBroker: a command of the Access Control Broker without its counter would be
// one that every Device refuses, or worse.
func TestNoBroker(t *testing.T) {
	for _, in := range []srv.Inputs{{}, {Broker: broker}, {Counter: 1}} {
		in.Device = usecase.ESME
		if out, err := srv.Transform(read(), in); err == nil || code(err) != "" || out != nil {
			t.Errorf("%+v: %v", in, err)
		}
	}
}

func TestStrings(t *testing.T) {
	if got := srv.SetRandomisedOffsetLimit.String(); got != "7.12 Set Randomised Offset Limit" {
		t.Error(got)
	}
	for future, want := range map[srv.Future]string{
		srv.FutureNone: "none", srv.FutureDSP: "DSP", srv.FutureDevice: "Device", 9: "Future(9)"} {
		if future.String() != want {
			t.Errorf("%s, want %s", future, want)
		}
	}
	if party, ok := srv.RemoteParty(duis.OU); ok {
		t.Errorf("an Other User is no remote party, got %v", party)
	}
}

func BenchmarkTransform(b *testing.B) {
	for _, req := range []*duis.Request{read(), limit()} {
		b.Run(req.ServiceReferenceVariant, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Known: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
