package client

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/xmldsig"
)

// Renew gives a request document a fresh RequestID counter, as the DCC's reference
// signer does. A top-up (2.2) gets a multiple of 2^32; a Signed Pre-Command keeps
// its RequestID, which is that of the request it answers. The rest of the document
// stays as it is, octet by octet; the result is a new slice.
func (c *Counter) Renew(document []byte, now time.Time) ([]byte, error) {
	header, err := headerOf(document)
	if err != nil {
		return nil, err
	}
	if header.signed {
		return bytes.Clone(document), nil
	}
	id := header.id
	id.Counter = c.Next(header.variant, now)
	return header.replace(document, id), nil
}

// SendAs makes another User the originator of a request document.
func SendAs(document []byte, user User) ([]byte, error) {
	header, err := headerOf(document)
	if err != nil {
		return nil, err
	}
	id := header.id
	id.Originator = user.EUI
	return header.replace(document, id), nil
}

// header is what renewing needs of a request, and where its RequestID stands.
type header struct {
	id       duis.RequestID
	variant  string
	signed   bool // the body is a SignedPreCommand
	from, to int  // offsets of the text of the RequestID
}

func (h header) replace(document []byte, id duis.RequestID) []byte {
	renewed := make([]byte, 0, len(document)+20)
	renewed = append(renewed, document[:h.from]...)
	renewed = append(renewed, id.String()...)
	return append(renewed, document[h.to:]...)
}

var errNoRequestID = errors.New("client: not a DUIS Request with a RequestID")

func headerOf(document []byte) (header, error) {
	parsed, err := xmldsig.Parse(document)
	if err != nil {
		return header{}, err
	}
	head := parsed.Root.Child(duis.Namespace, "Header")
	body := parsed.Root.Child(duis.Namespace, "Body")
	if parsed.Root.Local != "Request" || head == nil || body == nil {
		return header{}, errNoRequestID
	}
	element := head.Child(duis.Namespace, "RequestID")
	if element == nil {
		return header{}, errNoRequestID
	}
	h := header{signed: body.Child(duis.Namespace, "SignedPreCommand") != nil}
	if variant := head.Child(duis.Namespace, "ServiceReferenceVariant"); variant != nil {
		h.variant = variant.Text()
	}
	if h.id, err = duis.ParseRequestID(element.Text()); err != nil {
		return header{}, fmt.Errorf("client: line %d: %w", element.Line, err)
	}
	source := document[element.Offset:element.End]
	h.from = element.Offset + tagEnd(source)
	h.to = element.Offset + bytes.LastIndexByte(source, '<')
	return h, nil
}

// tagEnd is the number of octets of the start tag that well-formed source begins with.
// An attribute's value may hold what ends a tag elsewhere.
func tagEnd(source []byte) int {
	var quote byte
	for i, octet := range source {
		switch {
		case quote != 0:
			if octet == quote {
				quote = 0
			}
		case octet == '"' || octet == '\'':
			quote = octet
		case octet == '>':
			return i + 1
		}
	}
	return len(source)
}

// RequestID is the RequestID of a request document.
func RequestID(document []byte) (duis.RequestID, error) {
	h, err := headerOf(document)
	return h.id, err
}
