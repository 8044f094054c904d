package mmc

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// Document is a GBCSResponse: a message of a Device in terms of the catalogue.
type Document struct {
	SchemaVersion string `doc:"schemaVersion,attr,base=decimal"` // empty is written as 5.4
	Header        Header
	Body          Body

	// Omitted is how many elements of lists were left out by [Parse], since the schema has no room
	// for them.
	Omitted int `doc:"-"`
}

// Body is the content of a document's Body: [*ResponseMessage] or [*DeviceAlertMessage].
type Body interface {
	// Element is the local name of the element.
	Element() string
	body()
}

// AlertPayload is what the alert of a [DeviceAlertContent] says beyond its code and time, such
// as [*SupplyOutageRestoreAlert].
type AlertPayload interface {
	// Element is the local name of the element.
	Element() string
	alertPayload()
}

// The alternatives of a document, in the order of the schema; those of [Rsp] are rsps.
var (
	bodies        = []Body{(*ResponseMessage)(nil), (*DeviceAlertMessage)(nil)}
	alertPayloads = []AlertPayload{
		(*FirmwareVerificationDeviceAlert)(nil), (*BillingDataLogDeviceAlert)(nil),
		(*FutureDatedCommandOutcomeDeviceAlert)(nil), (*SupplyOutageRestoreAlert)(nil),
		(*SmartMeterIntegrityIssueWarningDeviceAlert)(nil), (*CommandNotSupportedbyDevice)(nil),
		(*OperationalUpdateDeviceAlert)(nil), (*LimitAPCLevelCommandProcessedDeviceAlert)(nil),
		(*LimitAPCLevelEndedDeviceAlert)(nil)}
)

// Header is what the grouping header of the message says, and the Service Request that was
// answered, as far as either is known.
type Header struct {
	BusinessOriginatorID eui.ID // of a response and of an alert: the Device
	BusinessTargetID     eui.ID // a User, or the Access Control Broker
	OriginatorCounter    uint64 `doc:",base=nonNegativeInteger"`

	// The User that the Access Control Broker acted for, and the counters of both.
	SupplementaryRemotePartyID      *eui.ID
	SupplementaryRemotePartyCounter *uint64 `doc:",base=nonNegativeInteger"`
	SupplementaryOriginatorCounter  *uint64 `doc:",base=nonNegativeInteger"`

	GBCSHexadecimalMessageCode []byte  `doc:",base=hexBinary,optional"` // 2 octets
	ServiceReference           *string `doc:",is=ServiceReference"`
	ServiceReferenceVariant    *string `doc:",is=ServiceReferenceVariant"`
	Timestamp                  *Timestamp
}

// Timestamp is the time that a message carries, by the clock of the Device.
type Timestamp struct {
	IsFromGSME  *bool     `doc:"isFromGSME,attr"`            // by the GSME's own clock
	ClockStatus *string   `doc:",attr,is=DeviceClockStatus"` // reliable, invalid or unreliable
	Value       time.Time `doc:",value"`
}

// ResponseMessage is what a Device answered. While parts of the answer are encrypted GBCSData
// stands in place of SMETSData.
type ResponseMessage struct {
	GBCSData  []GBCSData `doc:",n=0..100"`
	SMETSData Rsp        `doc:",optional"` // nil where the schema has none
	DebugInfo *DebugInfo
}

// Element is the name of the message's element.
func (*ResponseMessage) Element() string { return "ResponseMessage" }
func (*ResponseMessage) body()           {}

// DeviceAlertMessage is what a Device reported of its own accord. While parts of the alert are
// encrypted GBCSData stands in place of the content.
type DeviceAlertMessage struct {
	GBCSData           []GBCSData `doc:",n=0..100"`
	DeviceAlertContent *DeviceAlertContent
}

// Element is the name of the message's element.
func (*DeviceAlertMessage) Element() string { return "DeviceAlertMessage" }
func (*DeviceAlertMessage) body()           {}

// GBCSData is a part of a message. Who holds the key decrypts those that are encrypted and
// gives them back as plain.
type GBCSData struct {
	Format   string `doc:"format,attr,is=GBCSDataFormat"`         // plain or encrypted
	Sequence int64  `doc:"sequence,attr,base=nonNegativeInteger"` // place among the parts
	Name     string `doc:"name,attr"`
	Type     string `doc:"type,attr,is=GBCSDataType"` // gbcs, dlms, zigbeePlain, zigbeeCiphered
	Value    []byte `doc:",value"`
}

const rootElement = "GBCSResponse"

// Encrypted reports whether parts of the message stayed encrypted: GBCSData stands in place of
// its values.
func (d *Document) Encrypted() bool {
	var data []GBCSData
	switch body := d.Body.(type) {
	case *ResponseMessage:
		data = body.GBCSData
	case *DeviceAlertMessage:
		data = body.GBCSData
	}
	encrypted := func(part GBCSData) bool { return part.Format == encryptedFormat }
	return slices.ContainsFunc(data, encrypted)
}

// Reader is who can decrypt what a Device encrypted: the User that the Access Control Broker acted
// for, else the target.
func (d *Document) Reader() eui.ID {
	if d.Header.SupplementaryRemotePartyID != nil {
		return *d.Header.SupplementaryRemotePartyID
	}
	return d.Header.BusinessTargetID
}

// ParseDocument reads a document. It keeps no reference to raw. The error is an
// [*xmldsig.SyntaxError] for what is no XML, else an [*xmldoc.Fault]; with an error the document
// is nil.
func ParseDocument(raw []byte) (*Document, error) {
	parsed, err := xmldsig.Parse(raw)
	if err != nil {
		return nil, err
	}
	root, doc := parsed.Root, &Document{}
	if root.Local != rootElement || root.Space != Namespace {
		return nil, xmldoc.Faultf(root, "the root is not %s of %s", rootElement, Namespace)
	}
	breaches, err := schema.Decode(root, doc)
	switch {
	case err != nil:
		return nil, err
	case len(breaches) > 0:
		return nil, breaches[0]
	}
	return doc, nil
}

// Append writes the document onto dst, as XML without white space between elements.
func (d *Document) Append(dst []byte) []byte { return schema.Append(dst, rootElement, d) }

// AppendJSON writes the document onto dst, as JSON with members named as the elements are.
func (d *Document) AppendJSON(dst []byte) []byte { return schema.AppendJSON(dst, d) }
