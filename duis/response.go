package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// Response is what the DCC says: an acknowledgement, the answer to a request, a
// Device Alert or a DCC Alert. DUIS 3.5.1.
type Response struct {
	SchemaVersion string `duis:"schemaVersion,attr,base=decimal"` // empty is written as 5.4

	RequestID     *RequestID   `duis:",in=Header,text=RequestIDText"` // the request answered; nil on alerts
	RequestIDText string       `duis:"-"`                             // its text as the User wrote it; empty: as RequestID is written
	ResponseID    *RequestID   `duis:",in=Header"`                    // of a Device's response or an alert
	Code          ResponseCode `duis:"ResponseCode,in=Header"`
	DateTime      time.Time    `duis:"ResponseDateTime,in=Header"` // written in UTC, to the millisecond

	Body   ResponseBody `duis:"Body"`
	Signed bool         `duis:"Signature,signature"` // found by ParseResponse; Append writes no signature
}

// ResponseBody is the content of a response's Body: one of [*ResponseMessage],
// [*DeviceAlertMessage] and [*DCCAlertMessage].
type ResponseBody interface {
	// Element is the local name of the element.
	Element() string
	responseBody()
}

// Payload is what a [ResponseMessage] carries: [GBCSPayload], [*PreCommand],
// [*LocalCommand] or [*DSPInventory]; nil on acknowledgements and refusals.
type Payload interface {
	// Element is the local name of the element.
	Element() string
	payload()
}

// DCCAlert is the event of a [DCCAlertMessage]: [*PowerOutageEvent].
type DCCAlert interface {
	// Element is the local name of the element.
	Element() string
	dccAlert()
}

// The declared alternatives of a response, in the order of the schema.
var (
	messages = []ResponseBody{
		(*ResponseMessage)(nil), (*DeviceAlertMessage)(nil), (*DCCAlertMessage)(nil)}
	payloads = []Payload{
		(*DSPInventory)(nil), GBCSPayload(nil), (*LocalCommand)(nil), (*PreCommand)(nil)}
	alerts = []DCCAlert{(*PowerOutageEvent)(nil)}
)

// ParseResponse reads what the DCC sends. It keeps no reference to raw. The error is
// a [*SyntaxError] for bytes that are no DUIS response, else a [*Fault] or
// [ErrNotServed]; with an error the response is nil. The signature, if any, is not
// verified: see package xmldsig.
func ParseResponse(raw []byte) (*Response, error) {
	doc, err := parseDocument(raw, "Response")
	if err != nil {
		return nil, err
	}
	resp := &Response{}
	if err := decodeDocument(doc.Root, responsePlan, resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// Append writes the canonical form of the response onto dst, unsigned: package
// xmldsig signs it. It writes what the fields say; only a value that [ParseResponse]
// could have returned makes a valid document.
func (r *Response) Append(dst []byte) []byte {
	written := *r
	written.DateTime = r.DateTime.Truncate(time.Millisecond)
	return appendDocument(dst, "Response", responsePlan, &written)
}

// ResponseMessage answers a Service Request, or acknowledges or refuses it. DUIS 3.5.1.
type ResponseMessage struct {
	ServiceReference        string  `duis:",is=ServiceReference"`
	ServiceReferenceVariant string  `duis:",is=ServiceReferenceVariant"`
	Payload                 Payload `duis:",group,optional"`
}

// Element is the name of the message's element.
func (*ResponseMessage) Element() string { return "ResponseMessage" }
func (*ResponseMessage) responseBody()   {}

// GBCSPayload is a whole GBCS message: the response of a Device, as it came.
type GBCSPayload []byte

// Element is the name of the payload's element.
func (GBCSPayload) Element() string { return "GBCSPayload" }
func (GBCSPayload) payload()        {}

// PreCommand is the result of Transform: what the User checks and signs.
type PreCommand struct {
	GBCSVersion string // the GBCS version that the transformation used, for example 4.2
	GBCSPayload []byte // the Pre-Command
}

// Element is the name of the payload's element.
func (*PreCommand) Element() string { return "PreCommand" }
func (*PreCommand) payload()        {}

// LocalCommand is a whole command for delivery by a hand-held terminal.
type LocalCommand struct {
	GBCSPayload []byte // with its MAC
}

// Element is the name of the payload's element.
func (*LocalCommand) Element() string { return "LocalCommand" }
func (*LocalCommand) payload()        {}

// DSPInventory is the answer to SRV 8.2.
type DSPInventory struct {
	Device []Device `duis:",n=1..17"`
}

// Element is the name of the payload's element.
func (*DSPInventory) Element() string { return "DSPInventory" }
func (*DSPInventory) payload()        {}

// Device is one row of the Smart Metering Inventory. Optional values are nil where
// the inventory holds nothing or the type of Device has no such value.
type Device struct {
	DeviceID                    eui.ID
	DeviceType                  string          `duis:",is=DeviceType"`            // ESME, GSME, GPF, CHF, HCALCS, PPMID, IHD, CAD
	DeviceStatus                *string         `duis:",is=DeviceStatus"`          // Pending to Recovered; nil for IHD and CAD
	DeviceManufacturer          string          `duis:",is=DeviceManufacturer"`    // at most 30 characters
	DeviceModel                 string          `duis:",is=DeviceModel"`           // at most 30 characters
	SMETSCHTSVersion            *string         `duis:",is=SMETSCHTSVersion"`      // for example CHTS V1.4
	DeviceFirmwareVersion       *string         `duis:",is=FirmwareVersion"`       // hexadecimal, 4 octets
	DeviceFirmwareVersionStatus *string         `duis:",is=FirmwareVersionStatus"` // Active, Cancelled, Expired, Withdrawn
	CPLStatus                   *string         `duis:",is=CPLStatus"`             // Active, Cancelled, Expired, Withdrawn
	DateCommissioned            *string         `duis:",base=date"`                // yyyy-mm-dd, with or without zone
	ImportMPxN                  *string         `duis:",is=ImportMPxN"`            // MPAN or MPRN
	SecondaryImportMPAN         *string         `duis:",is=MPAN"`                  // 13 digits
	ExportMPAN                  *string         `duis:",is=MPAN"`                  // 13 digits
	ESMEVariant                 *string         `duis:",is=ESMEVariant"`           // A to AEG
	UPRN                        *uint64         `duis:",is=UPRN"`                  // at most 12 digits
	PropertyFilter              *PropertyFilter ``
	CSPRegion                   *string         `duis:",is=CSPRegion"`    // North, Central, South, ...
	DeviceGBCSVersion           *string         ``                        // for example 4.2
	HANVariant                  *string         ``                        // of a CHF, for example Single Band
	S1SP                        *string         ``                        // SMETS1 Service Provider
	Connectivity                *string         `duis:",is=Connectivity"` // Cellular or Virtual
}

// DeviceAlertMessage carries an alert of a Device. DUIS 3.6.
type DeviceAlertMessage struct {
	AlertCode                []byte  `duis:",base=hexBinary"` // the GBCS alert code, 2 octets, most significant first
	ThrottledAlertSequenceId *uint32 // names an episode of throttling
	ThrottledAlertCount      *uint32 // alerts in it
	GBCSPayload              []byte  // the whole alert
}

// Element is the name of the message's element.
func (*DeviceAlertMessage) Element() string { return "DeviceAlertMessage" }
func (*DeviceAlertMessage) responseBody()   {}

// DCCAlertMessage carries an alert of the DCC. DUIS 3.6.3.
type DCCAlertMessage struct {
	DCCAlertCode             string   `duis:",is=DCCAlertCode"` // AD1, N1 to N65 without N32, N999
	ThrottledAlertSequenceId *uint32  // names an episode of throttling
	ThrottledAlertCount      *uint32  // alerts in it
	DCCAlert                 DCCAlert `duis:"DCCAlert"`
}

// Element is the name of the message's element.
func (*DCCAlertMessage) Element() string { return "DCCAlertMessage" }
func (*DCCAlertMessage) responseBody()   {}

// PowerOutageEvent is the event of alert AD1: a Communications Hub has been without
// power for at least three minutes. DUIS 3.6.3.
type PowerOutageEvent struct {
	CommsHubDeviceID eui.ID
	StartDateTime    time.Time // when the power went
	MPxN             string    `duis:",is=ImportMPxN"` // of the premises
}

// Element is the name of the event's element.
func (*PowerOutageEvent) Element() string { return "PowerOutageEvent" }
func (*PowerOutageEvent) dccAlert()       {}
