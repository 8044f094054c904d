package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// CINMessage answers SRV 9.1 with the number that the consumer sees. DUIS 3.5.
type CINMessage struct {
	GBCSPayload                  []byte // the whole Response
	CustomerIdentificationNumber string `doc:",is=CustomerIdentificationNumber"` // 4 digits
}

// Element is the name of the payload's element.
func (*CINMessage) Element() string { return "CINMessage" }
func (*CINMessage) payload()        {}

// DSPOptIn answers SRV 8.6 with the Certificates of the Access Control Broker, each an X.509
// certificate in DER. DUIS 3.5.
type DSPOptIn struct {
	DeviceID                                   eui.ID
	DSPBrokerSecurityCredentialsDigitalSigning []byte `doc:",optional"` // X.509 certificate, DER
	DSPBrokerSecurityCredentialsKeyAgreement   []byte // X.509 certificate, DER
}

// Element is the name of the payload's element.
func (*DSPOptIn) Element() string { return "DSPOptIn" }
func (*DSPOptIn) payload()        {}

// DSPSchedulesRead answers SRV 5.2. DUIS 3.5.
type DSPSchedulesRead struct {
	DSPSchedules []DSPSchedules `doc:",n=1..99"`
}

// Element is the name of the payload's element.
func (*DSPSchedulesRead) Element() string { return "DSPSchedulesRead" }
func (*DSPSchedulesRead) payload()        {}

// DSPSchedules is a schedule with its identifier.
type DSPSchedules struct {
	DSPScheduleID      uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
	DSPScheduleDetails DSPSchedule
}

// DSPScheduledMessage is the answer to a read that the DCC repeats. DUIS 3.5.
type DSPScheduledMessage struct {
	GBCSPayload   []byte // the whole Response
	DSPScheduleID uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the payload's element.
func (*DSPScheduledMessage) Element() string { return "DSPScheduledMessage" }
func (*DSPScheduledMessage) payload()        {}

// DSPScheduleID answers SRV 5.1 with the identifier of the schedule, 0 to 1000000000000.
// DUIS 3.5.
type DSPScheduleID uint64

// Element is the name of the payload's element.
func (DSPScheduleID) Element() string { return "DSPScheduleID" }
func (DSPScheduleID) payload()        {}

// DSPUpdateFirmwareWarning answers SRV 11.1 where some Devices get no image: which, by cause.
// DUIS 3.5.
type DSPUpdateFirmwareWarning struct {
	InvalidDeviceIDList               *string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
	NotCommissionedDeviceIDList       *string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
	NotApplicableFirmwareDeviceIDList *string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
	OtherRequestInProgressList        *string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
	InvalidGBCSVersionList            *string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the payload's element.
func (*DSPUpdateFirmwareWarning) Element() string { return "DSPUpdateFirmwareWarning" }
func (*DSPUpdateFirmwareWarning) payload()        {}

// DSPUpdatePPMIDFirmwareWarning answers SRV 11.4 as [DSPUpdateFirmwareWarning] does SRV 11.1.
// DUIS 3.5.
type DSPUpdatePPMIDFirmwareWarning struct {
	DSPUpdateFirmwareWarning `doc:",group"`
}

// Element is the name of the payload's element.
func (*DSPUpdatePPMIDFirmwareWarning) Element() string { return "DSPUpdatePPMIDFirmwareWarning" }
func (*DSPUpdatePPMIDFirmwareWarning) payload()        {}

// DSPWANMatrix answers SRV 12.1 with what the regions say. DUIS 3.5.
type DSPWANMatrix struct {
	Request              RequestWANMatrix
	DSPWANMatrixResponse []DSPWANMatrixResponse `doc:",n=1..*"`
}

// Element is the name of the payload's element.
func (*DSPWANMatrix) Element() string { return "DSPWANMatrix" }
func (*DSPWANMatrix) payload()        {}

// DSPWANMatrixResponse is what one region says; the group is there where it knows.
type DSPWANMatrixResponse struct {
	CSPRegion             string `doc:",is=CSPRegion"`
	CSPRegionResponseCode ResponseCode
	Group                 *DSPWANMatrixResponseGroup `doc:",group"`
}

// DSPWANMatrixResponseGroup is what network there is.
type DSPWANMatrixResponseGroup struct {
	CoverageAvailability       bool
	AnticipatedCoverageDate    *time.Time `doc:",base=date"`
	WANTechnology              string     `doc:",len=1..30"`                 // 1 to 30 characters
	ConnectivityLikelihood     string     `doc:",is=ConnectivityLikelihood"` // High, Medium, Low
	AuxiliaryEquipmentRequired *string    `doc:",len=0..50"`                 // at most 50 characters
	AdditionalInformation      *string    `doc:",len=0..250"`                // at most 250 characters
}

// FutureDatedDeviceAlertMessage is an alert about one instruction of a Command for later.
// DUIS 3.5.
type FutureDatedDeviceAlertMessage struct {
	FutureDatedAlertCode     string `doc:",is=FutureDatedAlertCode"` // 8F66, 8F67
	GBCSPayload              []byte // the whole Alert
	InstructionNumber        uint16 // which of the Command's instructions
	TotalCommandInstructions uint16
}

// Element is the name of the payload's element.
func (*FutureDatedDeviceAlertMessage) Element() string { return "FutureDatedDeviceAlertMessage" }
func (*FutureDatedDeviceAlertMessage) payload()        {}
