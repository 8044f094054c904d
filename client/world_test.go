package client_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

var (
	supplier = eui.MustParse("90-B3-D5-1F-30-01-00-00")
	dcc      = eui.MustParse("90-B3-D5-1F-30-00-00-02")
	esme     = eui.MustParse("00-DB-12-34-56-78-90-A0")
	start    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

// world is a stub of the DCC's gateway and SMKI repository, and the keys of all parties.
type world struct {
	testing.TB
	root    *smki.Credential
	gateway *httptest.Server
	// answer is the reply of a web service to a signed request.
	answer func(service string, r *duis.Request) *duis.Response
	// fault serves a request in place of answer, and reports whether it does. It may be nil.
	fault func(rw http.ResponseWriter, service string, document []byte) bool

	mu      sync.Mutex
	issued  []*smki.Certificate
	asked   map[string]int // of the repository, by service
	xml     *smki.Credential
	dccXML  *smki.Credential
	signing *smki.Credential // of the supplier
	agree   *smki.Credential
	device  map[smki.Usage]*smki.Credential
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{TB: t, asked: map[string]int{}, device: map[smki.Usage]*smki.Credential{}}
	key := w.generate()
	w.root = &smki.Credential{Key: key}
	certificate, err := smki.Issue(rand.Reader, smki.Template{
		Kind: smki.Authority, EUI: dcc, Role: smki.Root, CommonName: "root", Public: &key.PublicKey,
		Serial: w.serial(), NotBefore: start, NotAfter: start.AddDate(10, 0, 0),
	}, w.root)
	w.must(err)
	w.root = &smki.Credential{Key: key, Certificate: certificate}
	w.xml = w.issue(smki.Organisation, supplier, smki.XMLSign, smki.DigitalSignature)
	w.signing = w.issue(smki.Organisation, supplier, smki.Supplier, smki.DigitalSignature)
	w.agree = w.issue(smki.Organisation, supplier, smki.Supplier, smki.KeyAgreement)
	w.dccXML = w.issue(smki.Organisation, dcc, smki.DSPXMLSign, smki.DigitalSignature)
	for _, usage := range []smki.Usage{smki.DigitalSignature, smki.KeyAgreement} {
		w.device[usage] = w.issue(smki.Device, esme, smki.Other, usage)
	}
	mux := http.NewServeMux()
	for _, service := range []srv.Service{srv.SendCommand, srv.Transformation, srv.NonDevice} {
		mux.HandleFunc(service.Path(), w.serve)
	}
	mux.HandleFunc("/services/certificatesearch", w.search)
	mux.HandleFunc("/services/retrievecertificate", w.retrieve)
	w.gateway = httptest.NewServer(mux)
	t.Cleanup(w.gateway.Close)
	return w
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) generate() *ecdsa.PrivateKey {
	w.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	w.must(err)
	return key
}

func (w *world) serial() *big.Int {
	w.Helper()
	serial, err := smki.NewSerial(rand.Reader)
	w.must(err)
	return serial
}

func (w *world) issue(
	kind smki.Kind, id eui.ID, role smki.Role, usage smki.Usage,
) *smki.Credential {
	w.Helper()
	key := w.generate()
	certificate, err := smki.Issue(rand.Reader, smki.Template{
		Kind: kind, EUI: id, Role: role, Usage: usage, Public: &key.PublicKey, Serial: w.serial(),
		NotBefore: start, NotAfter: start.AddDate(5, 0, 0),
	}, w.root)
	w.must(err)
	w.issued = append(w.issued, certificate)
	return &smki.Credential{Certificate: certificate, Key: key, EUI: id, Usage: usage}
}

// client is a Client of the supplier.
func (w *world) client() *client.Client { return w.clientWith(nil) }

// clientWith is a Client of the supplier with a changed Config.
func (w *world) clientWith(change func(*client.Config)) *client.Client {
	w.Helper()
	agreement, err := w.agree.Key.ECDH()
	w.must(err)
	config := client.Config{
		Gateway: w.gateway.URL + "/", Repository: w.gateway.URL, Random: rand.Reader,
		User: client.User{EUI: supplier, XML: w.xml, Signing: w.signing.Key, Agreement: agreement},
		HTTP: w.gateway.Client(), Clock: &still{},
	}
	if change != nil {
		change(&config)
	}
	c, err := client.New(config)
	w.must(err)
	return c
}

// serve is a web service of the gateway: it checks the signature, and signs the answer.
func (w *world) serve(rw http.ResponseWriter, r *http.Request) {
	document, err := io.ReadAll(r.Body)
	if err != nil {
		w.Error(err)
	}
	if w.fault != nil && w.fault(rw, r.URL.Path, document) {
		return
	}
	request, err := duis.Parse(document)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	signature, err := xmldsig.Find(request.Document)
	if err == nil {
		err = signature.Verify(w.xml.Certificate.ECDSA())
	}
	if err != nil || r.Header.Get("Content-Type") != "application/xml" {
		w.Errorf("%s: %v, %v", r.URL.Path, r.Header, err)
	}
	response := w.answer(r.URL.Path, request)
	if _, err := rw.Write(w.signed(response, w.dccXML)); err != nil {
		w.Error(err)
	}
}

// signed is a document of the DCC.
func (w *world) signed(r *duis.Response, by *smki.Credential) []byte {
	document, err := xmldsig.Sign(rand.Reader, r.Append(nil), by.Key, by.Certificate.IssuerName(),
		by.Certificate.SerialNumber)
	if err != nil {
		w.Error(err)
	}
	return document
}

// reply is a Response to a request, with a code and a payload or nil.
func reply(r *duis.Request, code duis.ResponseCode, payload duis.Payload) *duis.Response {
	return &duis.Response{RequestID: &r.RequestID, Code: code, DateTime: start,
		Body: &duis.ResponseMessage{ServiceReference: r.ServiceReference,
			ServiceReferenceVariant: r.ServiceReferenceVariant, Payload: payload}}
}

func (w *world) body(r *http.Request) string {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		w.Error(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[r.URL.Path]++
	return string(text)
}

// search is certificatesearch: by subject for organisations, by alternative name for Devices.
func (w *world) search(rw http.ResponseWriter, r *http.Request) {
	text := w.body(r)
	var results strings.Builder
	for _, c := range w.issued {
		name := "CertificateSubjectName"
		if c.Kind == smki.Device {
			name = "CertificateSubjectAltName"
		}
		if strings.Contains(text, "<"+name+">"+c.EUI.String()+"<") {
			fmt.Fprintf(&results, "<Result><CertificateSerial>%s</CertificateSerial>"+
				"<CertificateStatus>I</CertificateStatus></Result>", c.SerialNumber.Text(16))
		}
	}
	if results.Len() == 0 {
		rw.WriteHeader(http.StatusPaymentRequired)
		return
	}
	fmt.Fprintf(rw, "<CertificateSearchResponse>%s</CertificateSearchResponse>", &results)
}

func (w *world) retrieve(rw http.ResponseWriter, r *http.Request) {
	text := w.body(r)
	for _, c := range w.issued {
		if strings.Contains(text, ">"+c.SerialNumber.Text(16)+"<") {
			fmt.Fprintf(rw, "<CertificateDataResponse><CertificateResponse><CertificateBody>%s"+
				"</CertificateBody></CertificateResponse></CertificateDataResponse>",
				base64.StdEncoding.EncodeToString(c.Raw))
			return
		}
	}
	rw.WriteHeader(http.StatusPaymentRequired)
}

// still is a clock that stands, and on which pauses are over at once.
type still struct {
	mu     sync.Mutex
	pauses []time.Duration
}

func (s *still) Now() time.Time { return start }

func (s *still) Sleep(ctx context.Context, d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pauses = append(s.pauses, d)
	return ctx.Err()
}

// deadline is for what must not take long.
func deadline(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}
