package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// CINMessage is payload.
type CINMessage struct {
	GBCSPayload                  []byte
	CustomerIdentificationNumber string `duis:",is=CustomerIdentificationNumber"`
}

// Element is the name of the payload's element.
func (*CINMessage) Element() string { return "CINMessage" }
func (*CINMessage) payload()        {}

// DSPOptIn is payload.
type DSPOptIn struct {
	DeviceID                                   eui.ID
	DSPBrokerSecurityCredentialsDigitalSigning []byte `duis:",optional"` // X.509 certificate, DER
	DSPBrokerSecurityCredentialsKeyAgreement   []byte // X.509 certificate, DER
}

// Element is the name of the payload's element.
func (*DSPOptIn) Element() string { return "DSPOptIn" }
func (*DSPOptIn) payload()        {}

// DSPSchedulesRead is payload.
type DSPSchedulesRead struct {
	DSPSchedules []DSPSchedules `duis:",n=1..99"`
}

// Element is the name of the payload's element.
func (*DSPSchedulesRead) Element() string { return "DSPSchedulesRead" }
func (*DSPSchedulesRead) payload()        {}

// DSPSchedules is DSPSchedules of DSPSchedulesRead.
type DSPSchedules struct {
	DSPScheduleID      uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
	DSPScheduleDetails DSPSchedule
}

// DSPScheduledMessage is payload.
type DSPScheduledMessage struct {
	GBCSPayload   []byte
	DSPScheduleID uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the payload's element.
func (*DSPScheduledMessage) Element() string { return "DSPScheduledMessage" }
func (*DSPScheduledMessage) payload()        {}

// DSPScheduleID is SIMPLE
type DSPScheduleID uint64

// Element is the name of the payload's element.
func (DSPScheduleID) Element() string { return "DSPScheduleID" }
func (DSPScheduleID) payload()        {}

// DSPUpdateFirmwareWarning is payload.
type DSPUpdateFirmwareWarning struct {
	InvalidDeviceIDList               *string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
	NotCommissionedDeviceIDList       *string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
	NotApplicableFirmwareDeviceIDList *string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
	OtherRequestInProgressList        *string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
	InvalidGBCSVersionList            *string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the payload's element.
func (*DSPUpdateFirmwareWarning) Element() string { return "DSPUpdateFirmwareWarning" }
func (*DSPUpdateFirmwareWarning) payload()        {}

// DSPUpdatePPMIDFirmwareWarning is the payload.
type DSPUpdatePPMIDFirmwareWarning struct {
	DSPUpdateFirmwareWarning `duis:",group"`
}

// Element is the name of the payload's element.
func (*DSPUpdatePPMIDFirmwareWarning) Element() string { return "DSPUpdatePPMIDFirmwareWarning" }
func (*DSPUpdatePPMIDFirmwareWarning) payload()        {}

// DSPWANMatrix is payload.
type DSPWANMatrix struct {
	Request              RequestWANMatrix
	DSPWANMatrixResponse []DSPWANMatrixResponse `duis:",n=1..*"`
}

// Element is the name of the payload's element.
func (*DSPWANMatrix) Element() string { return "DSPWANMatrix" }
func (*DSPWANMatrix) payload()        {}

// DSPWANMatrixResponse is DSPWANMatrixResponse of DSPWANMatrix.
type DSPWANMatrixResponse struct {
	CSPRegion             string `duis:",is=CSPRegion"`
	CSPRegionResponseCode ResponseCode
	Group                 *DSPWANMatrixResponseGroup `duis:",group"`
}

// DSPWANMatrixResponseGroup is a part of DSPWANMatrixResponse.
type DSPWANMatrixResponseGroup struct {
	CoverageAvailability       bool
	AnticipatedCoverageDate    *time.Time `duis:",base=date"`
	WANTechnology              string     `duis:",len=1..30"`                 // 1 to 30 characters
	ConnectivityLikelihood     string     `duis:",is=ConnectivityLikelihood"` // High, Medium, Low
	AuxiliaryEquipmentRequired *string    `duis:",len=0..50"`                 // at most 50 characters
	AdditionalInformation      *string    `duis:",len=0..250"`                // at most 250 characters
}

// FutureDatedDeviceAlertMessage is payload.
type FutureDatedDeviceAlertMessage struct {
	FutureDatedAlertCode     string `duis:",is=FutureDatedAlertCode"` // 8F66, 8F67
	GBCSPayload              []byte
	InstructionNumber        uint16
	TotalCommandInstructions uint16
}

// Element is the name of the payload's element.
func (*FutureDatedDeviceAlertMessage) Element() string { return "FutureDatedDeviceAlertMessage" }
func (*FutureDatedDeviceAlertMessage) payload()        {}
