package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// Response is what the DCC says: an acknowledgement, the answer to a request, a
// Device Alert or a DCC Alert. DUIS 3.5.1.
type Response struct {
	SchemaVersion string `doc:"schemaVersion,attr,base=decimal"` // empty is written as 5.4

	// RequestID names the request answered and is nil on alerts. RequestIDText is
	// its text as the User wrote it; where that is empty RequestID is written.
	RequestID     *RequestID `doc:",in=Header,text=RequestIDText"`
	RequestIDText string     `doc:"-"`

	// ResponseID names a Device's response or an alert; nil on all others.
	ResponseID *RequestID   `doc:",in=Header"`
	Code       ResponseCode `doc:"ResponseCode,in=Header"`
	DateTime   time.Time    `doc:"ResponseDateTime,in=Header"` // written in UTC, to the ms

	Body ResponseBody `doc:"Body"`

	// Signed says that the document carried a signature; Append writes none.
	Signed bool `doc:"Signature,signature"`
}

// ResponseBody is the content of a response's Body: one of [*ResponseMessage],
// [*DeviceAlertMessage], [*DCCAlertMessage] and [*SMETS1ResponseMessage].
type ResponseBody interface {
	// Element is the local name of the element.
	Element() string
	responseBody()
}

// Payload is what a [ResponseMessage] carries: a GBCS message, such as [GBCSPayload] and
// [*PreCommand], or an answer of the DCC itself, such as [*DSPInventory]. It is nil on
// acknowledgements and refusals.
type Payload interface {
	// Element is the local name of the element.
	Element() string
	payload()
}

// DCCAlert is the event of a [DCCAlertMessage], such as [*PowerOutageEvent]. Several codes
// may share one.
type DCCAlert interface {
	// Element is the local name of the element.
	Element() string
	dccAlert()
}

// The alternatives of a response, in the order of the schema.
var (
	messages = []ResponseBody{
		(*ResponseMessage)(nil), (*DeviceAlertMessage)(nil), (*DCCAlertMessage)(nil),
		(*SMETS1ResponseMessage)(nil)}
	payloads = []Payload{
		(*CINMessage)(nil), (*DSPInventory)(nil), (*DSPOptIn)(nil), (*DSPSchedulesRead)(nil),
		(*DSPScheduledMessage)(nil), DSPScheduleID(0), (*DSPUpdateFirmwareWarning)(nil),
		(*DSPUpdatePPMIDFirmwareWarning)(nil), (*DSPWANMatrix)(nil),
		(*FutureDatedDeviceAlertMessage)(nil), GBCSPayload(nil), (*LocalCommand)(nil),
		(*PreCommand)(nil)}
	alerts = []DCCAlert{
		(*PowerOutageEvent)(nil), (*DeviceStatusChangeEvent)(nil), (*DSPScheduleRemoval)(nil),
		(*CommandFailure)(nil), (*FirmwareDistributionFailure)(nil),
		(*UpdateHANDeviceLogResult)(nil), (*ChangeOfSupplier)(nil), (*DeviceLogRestored)(nil),
		(*PPMIDAlert)(nil), (*SecurityCredentialsUpdated)(nil), (*PPMIDRemoval)(nil),
		(*QuarantinedRequest)(nil), (*FirmwareVersionMismatch)(nil), (*DualBandCHAlert)(nil),
		(*S1SPAlertDSP)(nil), (*SMETS1CHFirmwareNotification)(nil),
		(*ALCSHCALCSConfigurationChange)(nil), (*FirmwareUpgradeRequested)(nil),
		(*CSPFirmwareDeliveryStatus)(nil), (*CommsHubAlert)(nil), (*ECoSAlert)(nil),
		(*CommsHubFirmwareActivation)(nil), (*CoSCertificateAlert)(nil),
		(*DUISVersionMismatch)(nil)}
)

// ParseResponse reads what the DCC sends. It keeps no reference to raw. The error is
// a [*SyntaxError] for bytes that are no DUIS response, else a [*Fault]; with an error
// the response is nil. The signature, if any, is not verified: see package xmldsig.
func ParseResponse(raw []byte) (*Response, error) {
	doc, err := parseDocument(raw, "Response")
	if err != nil {
		return nil, err
	}
	resp := &Response{}
	breaches, err := schema.Decode(doc.Root, resp)
	switch {
	case err != nil:
		return nil, err
	case len(breaches) > 0:
		return nil, breaches[0]
	}
	return resp, nil
}

// DeviceMessage is the GBCS message of a Device that the response carries: an answer, also one
// to a request that the DCC made itself, or an alert. It is nil where there is none. It points
// into the response.
func (r *Response) DeviceMessage() []byte {
	switch body := r.Body.(type) {
	case *DeviceAlertMessage:
		return body.GBCSPayload
	case *ResponseMessage:
		switch inside := body.Payload.(type) {
		case GBCSPayload:
			return inside
		case *CINMessage:
			return inside.GBCSPayload
		case *DSPScheduledMessage:
			return inside.GBCSPayload
		case *FutureDatedDeviceAlertMessage:
			return inside.GBCSPayload
		}
	}
	return nil
}

// Append writes the canonical form of the response onto dst, unsigned: package
// xmldsig signs it. It writes what the fields say; only a value that [ParseResponse]
// could have returned makes a valid document.
func (r *Response) Append(dst []byte) []byte {
	written := *r
	written.DateTime = r.DateTime.Truncate(time.Millisecond)
	return schema.Append(dst, "Response", &written)
}

// ResponseMessage answers a Service Request, or acknowledges or refuses it. DUIS 3.5.1.
type ResponseMessage struct {
	ServiceReference        string  `doc:",is=ServiceReference"`
	ServiceReferenceVariant string  `doc:",is=ServiceReferenceVariant"`
	Payload                 Payload `doc:",group,optional"`
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
	Device []Device `doc:",n=1..17"`
}

// Element is the name of the payload's element.
func (*DSPInventory) Element() string { return "DSPInventory" }
func (*DSPInventory) payload()        {}

// Device is one row of the Smart Metering Inventory. Optional values are nil where
// the inventory holds nothing or the type of Device has no such value. Enumerated
// texts are those of the simple type in their tag. DeviceFirmwareVersion is the
// hexadecimal of 4 octets, DateCommissioned yyyy-mm-dd with or without a zone, an
// MPAN 13 digits and an MPRN at most 10, UPRN at most 12 digits, DeviceManufacturer
// and DeviceModel at most 30 characters. DUIS 3.8.
type Device struct {
	DeviceID                    eui.ID
	DeviceType                  string     `doc:",is=DeviceType"`
	DeviceStatus                *string    `doc:",is=DeviceStatus"`
	DeviceManufacturer          string     `doc:",is=DeviceManufacturer"`
	DeviceModel                 string     `doc:",is=DeviceModel"`
	SMETSCHTSVersion            *string    `doc:",is=SMETSCHTSVersion"`
	DeviceFirmwareVersion       *string    `doc:",is=FirmwareVersion"`
	DeviceFirmwareVersionStatus *string    `doc:",is=FirmwareVersionStatus"`
	CPLStatus                   *string    `doc:",is=CPLStatus"`
	DateCommissioned            *time.Time `doc:",base=date"`
	ImportMPxN                  *string    `doc:",is=ImportMPxN"`
	SecondaryImportMPAN         *string    `doc:",is=MPAN"`
	ExportMPAN                  *string    `doc:",is=MPAN"`
	ESMEVariant                 *string    `doc:",is=ESMEVariant"`
	UPRN                        *uint64    `doc:",is=UPRN"`
	PropertyFilter              *PropertyFilter
	CSPRegion                   *string `doc:",is=CSPRegion"`
	DeviceGBCSVersion           *string
	HANVariant                  *string
	S1SP                        *string
	Connectivity                *string `doc:",is=Connectivity"`
}

// DeviceAlertMessage carries an alert of a Device. DUIS 3.6.
type DeviceAlertMessage struct {
	AlertCode                []byte  `doc:",base=hexBinary"` // GBCS alert code, 2 octets
	ThrottledAlertSequenceId *uint32 // names an episode of throttling
	ThrottledAlertCount      *uint32 // alerts in it
	GBCSPayload              []byte  // the whole alert
}

// Element is the name of the message's element.
func (*DeviceAlertMessage) Element() string { return "DeviceAlertMessage" }
func (*DeviceAlertMessage) responseBody()   {}

// DCCAlertMessage carries an alert of the DCC. DUIS 3.6.3.
type DCCAlertMessage struct {
	DCCAlertCode             string   `doc:",is=DCCAlertCode"` // AD1, N1 to N65 without N32, N999
	ThrottledAlertSequenceId *uint32  // names an episode of throttling
	ThrottledAlertCount      *uint32  // alerts in it
	DCCAlert                 DCCAlert `doc:"DCCAlert"`
}

// Element is the name of the message's element.
func (*DCCAlertMessage) Element() string { return "DCCAlertMessage" }
func (*DCCAlertMessage) responseBody()   {}

// PowerOutageEvent is the event of alert AD1: a Communications Hub has been without
// power for at least three minutes. DUIS 3.6.3.
type PowerOutageEvent struct {
	CommsHubDeviceID eui.ID
	StartDateTime    time.Time // when the power went
	MPxN             string    `doc:",is=ImportMPxN"` // of the premises
}

// Element is the name of the event's element.
func (*PowerOutageEvent) Element() string { return "PowerOutageEvent" }
func (*PowerOutageEvent) dccAlert()       {}
