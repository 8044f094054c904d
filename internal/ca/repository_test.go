package ca_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// The two requests as the published client writes them.
const (
	searchForm = `<?xml version="1.0" encoding="utf-8"?><CertificateSearchRequest>` +
		`<%[1]s>%[2]s</%[1]s></CertificateSearchRequest>`
	retrieveForm = `<?xml version="1.0" encoding="utf-8"?><CertificateDataRequest>` +
		`<CertificateSerial>%s</CertificateSerial></CertificateDataRequest>`

	searchPath   = "/services/certificatesearch?apikey=u3bg9gt38htd0j2"
	retrievePath = "/services/retrievecertificate?apikey=u3bg9gt38htd0j2"
)

// post posts a body to the repository.
func post(c *ca.CA, path, kind, body string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	c.Repository().ServeHTTP(w, r)
	return w.Result()
}

// reply posts a request and reads the reply, which has to be XML of the named root
// with the HTTP status in it.
func reply(t *testing.T, c *ca.CA, path, body string, status int) *xmldsig.Element {
	t.Helper()
	response := post(c, path, "application/xml", body)
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != status || response.Header.Get("Content-Type") != "application/xml" {
		t.Fatalf("%s: %s, %s, want %d\n%s", body, response.Status,
			response.Header.Get("Content-Type"), status, text)
	}
	document, err := xmldsig.Parse(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	root := "CertificateSearchResponse"
	if strings.HasPrefix(path, "/services/retrieve") {
		root = "CertificateDataResponse"
	}
	if !document.Root.Is("", root) || at(document.Root, "ResponseCode") != fmt.Sprint(status) ||
		at(document.Root, "ResponseMessage") == "" || at(document.Root, "AuditReference") == "" {
		t.Fatalf("reply %s", text)
	}
	return document.Root
}

func at(e *xmldsig.Element, name string) string {
	if child := e.Child("", name); child != nil {
		return child.Text()
	}
	return ""
}

// search lists the results for an owner as "serial status role usage".
func search(t *testing.T, c *ca.CA, kind, id string) (found []string) {
	t.Helper()
	for result := range reply(t, c, searchPath, fmt.Sprintf(searchForm, kind, id), 200).Elements() {
		if result.Local != "Result" {
			continue
		}
		if at(result, kind) != strings.ToUpper(id) || at(result, "ManufacturingFlag") != "false" {
			t.Errorf("result for %s: %s %q", id, at(result, kind), at(result, "ManufacturingFlag"))
		}
		found = append(found, strings.Join([]string{at(result, "CertificateSerial"),
			at(result, "CertificateStatus"), at(result, "CertificateRole"),
			at(result, "CertificateUsage")}, " "))
	}
	return found
}

// TestRepositoryPublished looks the published organisation keys up: all generations,
// those in use first, roles in decimal.
func TestRepositoryPublished(t *testing.T) {
	w := newWorld(t)
	var err error
	w.keys, err = smki.ParseKeyStore(shared.File(t, "keys", "zaz1-keystore.json"))
	if err != nil {
		t.Fatal(err)
	}
	c := w.open(t)
	got := search(t, c, "CertificateSubjectName", "90-b3-d5-1f-30-01-00-00")
	if !slices.IsSortedFunc(got, func(a, b string) int {
		return strings.Compare(strings.Fields(a)[1], strings.Fields(b)[1])
	}) {
		t.Errorf("those in use do not come first: %v", got)
	}
	slices.Sort(got)
	want := []string{
		"14BE4AD2EA1D0E4EC7F7156BD24624A7 I 135 DS",
		"3B362657731E6B2BBE078650CFA14F15 I 2 KA",
		"4A07BC01D9253B51FAF01F7EC7DA5B2F N 2 DS",
		"4FBC525201A1D7586C1BC1C4734DEB9F I 2 DS",
		"52D7B8A109F26D898CE821C32878F618 N 2 KA",
		"5BC2F4D9349C5E0F2DE978BDBE476FE6 N 2 KA",
		"703733774EF2B8E50F7AF2BBB33C198F I 2 KA",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// One of the DCC's serial numbers begins with a zero digit.
	for _, serial := range []string{"1c063b7b4f241aada23ffff28e88b927",
		"001C063B7B4F241AADA23FFFF28E88B927"} {
		root := reply(t, c, retrievePath, fmt.Sprintf(retrieveForm, serial), 200)
		if got := at(root.Child("", "CertificateResponse"), "CertificateRole"); got != "135" {
			t.Errorf("%s: role %q", serial, got)
		}
	}
}

// TestRepositoryOwn looks up what we issued, of all three kinds, as the client does:
// by owner, then each by serial number.
func TestRepositoryOwn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t)
		w.db = db
		c := w.open(t)
		organisation(t, c, wants[0])
		if _, err := c.IssueDevices(t.Context(), homes(t, 1)[:2]); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct{ kind, id, want string }{
			{"CertificateSubjectName", supplier.String(), "I 2 DS"},
			{"CertificateSubjectAltName", "02-4d-41-49-4e-00-00-a0", "I  DS, I  KA"},
			{"CertificateSubjectAltName", "024d41494e0000a0", "I  DS, I  KA"},
			{"CertificateSubjectName", "02-4D-41-49-4E-00-00-00", "I 0 CS"},
			{"CertificateSubjectName", "02-4D-41-49-4E-00-00-02", "I 7 CS"},
		} {
			var states []string
			hyphenated := test.id
			if !strings.Contains(test.id, "-") {
				hyphenated = "02-4d-41-49-4e-00-00-a0"
			}
			request := fmt.Sprintf(searchForm, test.kind, test.id)
			for result := range reply(t, c, searchPath, request, 200).Elements() {
				serial := at(result, "CertificateSerial")
				if serial == "" {
					continue
				}
				if got := at(result, test.kind); got != strings.ToUpper(hyphenated) {
					t.Errorf("%s: owner %q", test.id, got)
				}
				states = append(states, fmt.Sprintf("%s %s %s", at(result, "CertificateStatus"),
					at(result, "CertificateRole"), at(result, "CertificateUsage")))
				retrieve(t, c, test.kind, hyphenated, serial)
			}
			slices.Sort(states)
			if got := strings.Join(states, ", "); got != test.want {
				t.Errorf("%s: got %q, want %q", test.id, got, test.want)
			}
		}
	})
}

// retrieve gets a certificate by serial number in lower case without leading zeros.
func retrieve(t *testing.T, c *ca.CA, kind, id, digits string) {
	t.Helper()
	lower := strings.TrimLeft(strings.ToLower(digits), "0")
	root := reply(t, c, retrievePath, fmt.Sprintf(retrieveForm, lower), 200)
	response := root.Child("", "CertificateResponse")
	if response == nil || at(response, kind) != strings.ToUpper(id) ||
		at(response, "CertificateSerial") != digits {
		t.Fatalf("%s: answered with %q, %q", digits, at(response, kind),
			at(response, "CertificateSerial"))
	}
	der, err := base64.StdEncoding.DecodeString(at(response, "CertificateBody"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := smki.ParseCertificate(der)
	if err != nil || got.SerialNumber.Cmp(serial(digits)) != 0 ||
		got.Usage.Code() != at(response, "CertificateUsage") {
		t.Errorf("%s: %v, %v", digits, got, err)
	}
}

func TestRepositoryExpired(t *testing.T) {
	w := newWorld(t)
	made := organisation(t, w.open(t), wants[0])
	w.at = made.Certificate.NotAfter.AddDate(0, 0, 1)
	got := search(t, w.open(t), "CertificateSubjectName", supplier.String())
	if len(got) != 1 || strings.Fields(got[0])[1] != "E" {
		t.Errorf("got %v, want one expired", got)
	}
}

func TestRepositoryRefuses(t *testing.T) {
	c := newWorld(t).open(t)
	made := organisation(t, c, wants[0])
	number := fmt.Sprintf("%x", made.Certificate.SerialNumber)
	owner := "<CertificateSubjectName>" + supplier.String() + "</CertificateSubjectName>"
	for _, test := range []struct {
		name, path, body string
		status           int
	}{
		{"unknown owner", searchPath, fmt.Sprintf(searchForm, "CertificateSubjectName", second), 402},
		{"organisation as Device", searchPath,
			fmt.Sprintf(searchForm, "CertificateSubjectAltName", supplier), 402},
		{"unknown serial number", retrievePath, fmt.Sprintf(retrieveForm, number+"0"), 402},
		{"no EUI-64", searchPath, fmt.Sprintf(searchForm, "CertificateSubjectName", "Z1"), 401},
		{"empty owner", searchPath, fmt.Sprintf(searchForm, "CertificateSubjectName", ""), 401},
		{"unknown element", searchPath, fmt.Sprintf(searchForm, "CertificateRole", supplier), 401},
		{"both elements", searchPath, "<CertificateSearchRequest>" + owner + owner +
			"</CertificateSearchRequest>", 401},
		{"no element", searchPath, "<CertificateSearchRequest/>", 401},
		{"text beside", searchPath, "<CertificateSearchRequest>x" + owner +
			"</CertificateSearchRequest>", 401},
		{"namespace", searchPath, `<CertificateSearchRequest xmlns="urn:x">` + owner +
			"</CertificateSearchRequest>", 401},
		{"the other request", searchPath, fmt.Sprintf(retrieveForm, number), 401},
		{"split value", searchPath, "<CertificateSearchRequest><CertificateSubjectName>" +
			"90-B3-D5-1F-30-01<!-- -->-00-00</CertificateSubjectName></CertificateSearchRequest>", 401},
		{"document type", searchPath, "<!DOCTYPE a>" + fmt.Sprintf(searchForm, "a", "b"), 401},
		{"no XML", searchPath, "certificate, please", 401},
		{"nothing", searchPath, "", 401},
		{"serial number is no number", retrievePath, fmt.Sprintf(retrieveForm, "0x"+number), 401},
		{"negative serial number", retrievePath, fmt.Sprintf(retrieveForm, "-"+number), 401},
		{"empty serial number", retrievePath, fmt.Sprintf(retrieveForm, ""), 401},
		{"long serial number", retrievePath, fmt.Sprintf(retrieveForm, strings.Repeat("1", 42)), 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := reply(t, c, test.path, test.body, test.status)
			if root.Child("", "Result") != nil || root.Child("", "CertificateResponse") != nil {
				t.Error("a refusal with a result")
			}
		})
	}
}

func TestRepositoryHTTP(t *testing.T) {
	c := newWorld(t).open(t)
	good := fmt.Sprintf(searchForm, "CertificateSubjectName", "02-4D-41-49-4E-00-00-00")
	for _, test := range []struct {
		name, kind, body string
		status           int
	}{
		{"parameters", "application/xml; charset=utf-8", good, 200},
		{"text/xml", "text/xml", good, 200},
		{"no type", "", good, 415},
		{"another type", "application/json", good, 415},
		{"too large", "application/xml", good + strings.Repeat(" ", 5000), 413},
	} {
		if got := post(c, searchPath, test.kind, test.body); got.StatusCode != test.status {
			t.Errorf("%s: %s, want %d", test.name, got.Status, test.status)
		}
	}
	if got := post(c, "/services/other", "application/xml", good); got.StatusCode != 404 {
		t.Errorf("another path: %s", got.Status)
	}
	if got := post(c, "/services/certificatesearch", "application/xml", good); got.StatusCode != 200 {
		t.Errorf("without API key: %s", got.Status)
	}
	for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodDelete} {
		w := httptest.NewRecorder()
		c.Repository().ServeHTTP(w, httptest.NewRequest(method, searchPath, strings.NewReader(good)))
		if w.Code != 405 || w.Header().Get("Allow") != http.MethodPost {
			t.Errorf("%s: %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

// TestRepositoryFault closes the database: the caller learns that, and nothing more.
func TestRepositoryFault(t *testing.T) {
	w := newWorld(t)
	c := w.open(t)
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
	response := post(c, searchPath, "application/xml",
		fmt.Sprintf(searchForm, "CertificateSubjectName", supplier))
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 500 || !bytes.Equal(text, []byte("internal error\n")) {
		t.Errorf("%s %q %v", response.Status, text, err)
	}
}

func BenchmarkSearch(b *testing.B) {
	c, err := benchWorld(b).try(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	body := fmt.Sprintf(searchForm, "CertificateSubjectName", "02-4D-41-49-4E-00-00-00")
	b.ReportAllocs()
	for b.Loop() {
		if got := post(c, searchPath, "application/xml", body); got.StatusCode != 200 {
			b.Fatal(got.Status)
		}
	}
}
