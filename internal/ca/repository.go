package ca

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// repositoryLimits bounds a request to the repository: the published forms have two
// elements and some 150 octets.
var repositoryLimits = xmldsig.Limits{Bytes: 4096, Depth: 4, Attributes: 8, Nodes: 64}

// maxSerialDigits bounds a serial number in hexadecimal: 20 octets. RFC 5280 4.1.2.2.
const maxSerialDigits = 40

// The two elements that name an owner: of an organisation, and of a Device.
const (
	subjectName    = "CertificateSubjectName"
	subjectAltName = "CertificateSubjectAltName"
)

// The repository's own status codes beside 200.
const (
	codeInvalid  = http.StatusUnauthorized    // 401: search parameters invalid
	codeNotFound = http.StatusPaymentRequired // 402: nothing found
)

// counter numbers the replies.
type counter struct{ atomic.Uint64 }

// Repository is the SMKI repository's two services, certificatesearch and
// retrievecertificate, below /services/. Any API key will do.
func (c *CA) Repository() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /services/certificatesearch", c.serve("CertificateSearchRequest",
		"CertificateSearchResponse", c.searchReply))
	mux.HandleFunc("POST /services/retrievecertificate", c.serve("CertificateDataRequest",
		"CertificateDataResponse", c.retrieveReply))
	return mux
}

// query is the one element of a request: its name and its text.
type query struct{ name, value string }

// invalid is a request whose parameters mean nothing: what is wrong with them.
type invalid string

func (i invalid) Error() string { return string(i) }

// serve reads a request of one form and writes the reply that answer appends to.
func (c *CA) serve(
	request, response string, answer func(r *http.Request, q query) (string, error),
) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/xml" && kind != "text/xml" {
			http.Error(w, "want Content-Type: application/xml", http.StatusUnsupportedMediaType)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(repositoryLimits.Bytes)))
		if err != nil {
			status := http.StatusBadRequest
			if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, http.StatusText(status), status)
			return
		}
		q, err := parseQuery(body, request)
		content := ""
		if err == nil {
			content, err = answer(r, q)
		}
		c.reply(w, r, response, content, err)
	}
}

// parseQuery reads a request: one element in a root of the given name, nothing else.
func parseQuery(body []byte, root string) (query, error) {
	document, err := repositoryLimits.Parse(body)
	if err != nil {
		return query{}, invalid(err.Error())
	}
	if !document.Root.Is("", root) {
		return query{}, invalid("want the element " + root + " without a namespace")
	}
	var found []query
	for child := range document.Root.Elements() {
		value, plain := child.Plain()
		if !plain || child.Space != "" {
			return query{}, invalid("unknown element " + child.Path())
		}
		found = append(found, query{child.Local, strings.TrimSpace(value)})
	}
	if len(found) != 1 || !onlyElements(document.Root) {
		return query{}, invalid("want one element in " + root + " and nothing else")
	}
	return found[0], nil
}

// onlyElements reports whether there is no text but white space between elements.
func onlyElements(e *xmldsig.Element) bool {
	for _, child := range e.Children {
		if text, ok := child.(*xmldsig.Text); ok && strings.TrimSpace(text.Value) != "" {
			return false
		}
	}
	return true
}

// reply writes status, head and content of a response.
func (c *CA) reply(w http.ResponseWriter, r *http.Request, response, content string, fault error) {
	code, message := http.StatusOK, "Success"
	var wrong invalid
	switch {
	case fault == nil:
	case errors.As(fault, &wrong):
		code, message = codeInvalid, "Invalid parameters"
	case errors.Is(fault, ErrUnknown):
		code, message = codeNotFound, "No certificates found"
	default:
		c.log.ErrorContext(r.Context(), "ca: repository", "path", r.URL.Path, "err", fault)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	text := fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>`+
		"\n<%s><ResponseCode>%d</ResponseCode><ResponseMessage>%s</ResponseMessage>"+
		"<AuditReference>%010d-%010d</AuditReference>%s</%[1]s>\n",
		response, code, message, c.clock.Now().Unix(), c.audits.Add(1), content)
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // a caller that has gone needs no answer
}

// searchReply answers with every certificate of an owner.
func (c *CA) searchReply(r *http.Request, q query) (string, error) {
	if q.name != subjectName && q.name != subjectAltName {
		return "", invalid("want " + subjectName + " or " + subjectAltName)
	}
	id, err := eui.Parse(q.value)
	if err != nil {
		return "", invalid(err.Error())
	}
	rows, err := c.search(r.Context(), id, q.name == subjectAltName)
	if err != nil {
		return "", err
	}
	if len(rows) == 0 {
		return "", ErrUnknown
	}
	var b strings.Builder
	for i := range rows {
		b.WriteString("<Result>")
		element(&b, "CertificateSerial", rows[i].serialDigits())
		element(&b, q.name, rows[i].eui)
		element(&b, "CertificateStatus", c.status(&rows[i]))
		rows[i].writeRole(&b)
		element(&b, "CertificateUsage", rows[i].purpose)
		element(&b, "ManufacturingFlag", "false")
		b.WriteString("</Result>")
	}
	return b.String(), nil
}

// retrieveReply answers with the certificate of a serial number.
func (c *CA) retrieveReply(r *http.Request, q query) (string, error) {
	if q.name != "CertificateSerial" {
		return "", invalid("want CertificateSerial")
	}
	serial, err := parseSerial(q.value)
	if err != nil {
		return "", err
	}
	found, err := c.row(r.Context(), serialText(serial))
	if err != nil {
		return "", err
	}
	name := subjectName
	if found.kind == smki.Device.String() {
		name = subjectAltName
	}
	var b strings.Builder
	b.WriteString("<CertificateResponse>")
	element(&b, name, found.eui)
	element(&b, "CertificateSerial", found.serialDigits())
	element(&b, "CertificateStatus", c.status(&found))
	element(&b, "CertificateBody", base64.StdEncoding.EncodeToString(found.der))
	found.writeRole(&b)
	element(&b, "CertificateUsage", found.purpose)
	element(&b, "ManufacturingFlag", "false")
	b.WriteString("</CertificateResponse>")
	return b.String(), nil
}

// parseSerial reads a serial number in hexadecimal, in either case, with or without
// leading zeros: numbers are compared, not texts.
func parseSerial(text string) (*big.Int, error) {
	digits := text
	if len(digits)%2 == 1 {
		digits = "0" + digits
	}
	octets, err := hex.DecodeString(digits)
	if err != nil || len(octets) == 0 || len(digits) > maxSerialDigits {
		return nil, invalid("the serial number is not 1 to 40 hexadecimal digits")
	}
	return new(big.Int).SetBytes(octets), nil
}

// element appends an element. Nothing that is written here needs escapes: digits,
// letters, hyphens and base64.
func element(b *strings.Builder, name, value string) {
	b.WriteString("<" + name + ">" + value + "</" + name + ">")
}

// writeRole appends the role, which Devices do not have.
func (r *row) writeRole(b *strings.Builder) {
	if r.kind != smki.Device.String() {
		element(b, "CertificateRole", fmt.Sprint(uint8(r.role)))
	}
}

// serialDigits is the serial number as the repository writes it: whole octets, upper
// case.
func (r *row) serialDigits() string {
	digits := strings.ToUpper(r.serial)
	if len(digits)%2 == 1 {
		return "0" + digits
	}
	return digits
}

// status is the state of a certificate now. One that was handed over does not expire.
func (c *CA) status(r *row) string {
	if r.status == statusInUse && r.imported == 0 && r.notAfter < store.Micros(c.clock.Now()) {
		return statusExpired
	}
	return r.status
}
