package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// DeviceStatusChangeEvent tells of a change in the Smart Metering Inventory. DUIS 3.6.3.
type DeviceStatusChangeEvent struct {
	DeviceID           eui.ID
	DeviceStatusChange DeviceStatusChange
}

// Element is the name of the event's element.
func (*DeviceStatusChangeEvent) Element() string { return "DeviceStatusChangeEvent" }
func (*DeviceStatusChangeEvent) dccAlert()       {}

// DeviceStatusChange is one of eight changes.
type DeviceStatusChange struct {
	MeterIdentity                    *MeterIdentity                    `doc:",one"`
	MeterDecommissioningOrWithdrawal *MeterDecommissioningOrWithdrawal `doc:",one"`
	DeviceRemovedFromInventory       bool                              `doc:",one,empty"`
	CHFDecommissioning               bool                              `doc:",one,empty"`
	DeviceSuspended                  bool                              `doc:",one,empty"`
	DeviceRestored                   bool                              `doc:",one,empty"`
	RecoveryCompleteACBCredentials   *RecoveryCompleteACBCredentials   `doc:",one"`
	RecoveryComplete                 bool                              `doc:",one,empty"`
}

// MeterIdentity is the numbers and the variant of a meter.
type MeterIdentity struct {
	MeterMPxNs  MeterMPxNs
	ESMEVariant *string `doc:",is=ESMEVariant"`
}

// MeterDecommissioningOrWithdrawal is a meter that is no longer in use, and what went with it.
type MeterDecommissioningOrWithdrawal struct {
	MeterDecommissionOrWithdrawal MeterMPxNs
	AssociatedType1Device         []AssociatedType1Device `doc:",n=0..7"`
}

// AssociatedType1Device is a Type 1 Device of the meter.
type AssociatedType1Device struct {
	DeviceID   eui.ID
	DeviceType string `doc:",is=DeviceType"`
}

// RecoveryCompleteACBCredentials says whose Certificates those of the Access Control Broker
// have replaced in a recovery.
type RecoveryCompleteACBCredentials struct {
	SupplierCertificateType []string `doc:",is=SupplierCertificateType,n=1..3"`
	// DigitalSigning, KeyAgreement.
	NetworkOperatorCertificateType []string `doc:",is=NetworkOperatorCertificateType,n=0..2"`
}

// DSPScheduleRemoval tells that the DCC has ended a schedule. DUIS 3.6.3.
type DSPScheduleRemoval struct {
	DeviceID      eui.ID
	DSPScheduleID uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the event's element.
func (*DSPScheduleRemoval) Element() string { return "DSPScheduleRemoval" }
func (*DSPScheduleRemoval) dccAlert()       {}

// CommandFailure tells that a request was not carried out. DUIS 3.6.3.
type CommandFailure struct {
	CommandRequestID RequestID
	DSPScheduleID    *uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID         eui.ID
}

// Element is the name of the event's element.
func (*CommandFailure) Element() string { return "CommandFailure" }
func (*CommandFailure) dccAlert()       {}

// FirmwareDistributionFailure tells which Devices did not get an image. DUIS 3.6.3.
type FirmwareDistributionFailure struct {
	UpdateFirmwareRequestID RequestID
	MeterIDs                string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the event's element.
func (*FirmwareDistributionFailure) Element() string { return "FirmwareDistributionFailure" }
func (*FirmwareDistributionFailure) dccAlert()       {}

// UpdateHANDeviceLogResult tells what became of SRV 8.11 Update HAN Device Log. DUIS 3.6.3.
type UpdateHANDeviceLogResult struct {
	UpdateHANDeviceLogServiceRequestID RequestID
}

// Element is the name of the event's element.
func (*UpdateHANDeviceLogResult) Element() string { return "UpdateHANDeviceLogResult" }
func (*UpdateHANDeviceLogResult) dccAlert()       {}

// ChangeOfSupplier tells the new Supplier that SRV 6.23 failed, or the old one that it
// succeeded. DUIS 3.6.3.
type ChangeOfSupplier struct {
	ChangeOfSupplierOutcome *ChangeOfSupplierOutcome `doc:",group,one"`
	DeviceChangeOfSupplier  *DeviceChangeOfSupplier  `doc:",one"`
}

// Element is the name of the event's element.
func (*ChangeOfSupplier) Element() string { return "ChangeOfSupplier" }
func (*ChangeOfSupplier) dccAlert()       {}

// ChangeOfSupplierOutcome is the request that failed, and the code of the Change of Supplier
// party.
type ChangeOfSupplierOutcome struct {
	ChangeOfSupplierServiceRequestID RequestID
	ECoSErrorCode                    *string `doc:",len=3..3"` // 3 characters
}

// DeviceChangeOfSupplier is the Device that has another Supplier now.
type DeviceChangeOfSupplier struct {
	DeviceID   eui.ID
	DeviceType string `doc:",is=DeviceType"`
	MPxNs      MeterMPxNs
}

// DeviceLogRestored tells that a Communications Hub has the Device Log of another. DUIS 3.6.3.
type DeviceLogRestored struct {
	RestoredDate time.Time        `doc:",base=date"`
	CHFDeviceLog *CHFGPFDeviceIDs `doc:",one"`
	GPFDeviceLog *CHFGPFDeviceIDs `doc:",one"`
}

// Element is the name of the event's element.
func (*DeviceLogRestored) Element() string { return "DeviceLogRestored" }
func (*DeviceLogRestored) dccAlert()       {}

// CHFGPFDeviceIDs is the two functions of the old and the new Communications Hub.
type CHFGPFDeviceIDs struct {
	OldCHFDeviceID eui.ID
	NewCHFDeviceID eui.ID
	OldGPFDeviceID eui.ID
	NewGPFDeviceID eui.ID
}

// PPMIDAlert passes on an alert of a PPMID, N39. DUIS 3.6.3.
type PPMIDAlert struct {
	DeviceID                  eui.ID
	DeviceAlertCode           []byte `doc:",base=hexBinary"` // GBCS alert code
	Timestamp                 *time.Time
	PPMIDFirmwareUpgradeAlert *PPMIDFirmwareUpgradeAlert
}

// Element is the name of the event's element.
func (*PPMIDAlert) Element() string { return "PPMIDAlert" }
func (*PPMIDAlert) dccAlert()       {}

// PPMIDFirmwareUpgradeAlert is what became of an image.
type PPMIDFirmwareUpgradeAlert struct {
	FirmwareVersion string `doc:",is=FirmwareVersion"`
	// ActivationSuccess, ActivationFailure.
	ActivateImageResultCode string `doc:",is=ActivateImageResultCode"`
}

// SecurityCredentialsUpdated tells that a Device holds new credentials, N42. DUIS 3.6.3.
type SecurityCredentialsUpdated struct {
	DeviceID                   eui.ID
	RemotePartyRole            RemotePartyRole
	RemotePartySeqNumberChange *RemotePartySeqNumberChange
	Certificates               []Certificates `doc:",n=1..3"`
}

// Element is the name of the event's element.
func (*SecurityCredentialsUpdated) Element() string { return "SecurityCredentialsUpdated" }
func (*SecurityCredentialsUpdated) dccAlert()       {}

// RemotePartySeqNumberChange is from which counters on the Device takes Commands.
type RemotePartySeqNumberChange struct {
	// 0 to 9223372036854775807.
	RemotePartyFloorSeqNumber uint64 `doc:",is=FloorSequenceNumber"`
	// 0 to 9223372036854775807.
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
}

// Certificates is one Certificate that was placed.
type Certificates struct {
	CertificateType string `doc:",is=CertificateType"`
	CertificateHash []byte
}

// PPMIDRemoval tells that a PPMID is no longer in the Device Log, N43. DUIS 3.6.3.
type PPMIDRemoval struct {
	PPMIDDeviceID eui.ID
	CHFDeviceID   eui.ID
}

// Element is the name of the event's element.
func (*PPMIDRemoval) Element() string { return "PPMIDRemoval" }
func (*PPMIDRemoval) dccAlert()       {}

// QuarantinedRequest tells that a request is held by anomaly detection, N45 to N48. DUIS 3.6.3.
type QuarantinedRequest struct {
	ADUserThresholdBreach   *ADBreach `doc:",one"`
	ADDCCThresholdBreach    *ADBreach `doc:",one"`
	ADAttributeLimitsBreach *ADBreach `doc:",one"`
}

// Element is the name of the event's element.
func (*QuarantinedRequest) Element() string { return "QuarantinedRequest" }
func (*QuarantinedRequest) dccAlert()       {}

// ADBreach is the request, and the reference under which the User asks for its release.
type ADBreach struct {
	RequestID          RequestID
	QuarantineEventRef string `doc:",is=Integer20"` // at most 20 digits
}

// FirmwareVersionMismatch tells that a Device runs another version than the Smart Metering
// Inventory says. DUIS 3.6.3.
type FirmwareVersionMismatch struct {
	DeviceID              eui.ID
	DeviceType            string `doc:",is=DeviceType"`
	FirmwareVersionSMI    string `doc:",is=FirmwareVersion"`
	FirmwareVersionDevice string `doc:",is=FirmwareVersion"`
}

// Element is the name of the event's element.
func (*FirmwareVersionMismatch) Element() string { return "FirmwareVersionMismatch" }
func (*FirmwareVersionMismatch) dccAlert()       {}

// DualBandCHAlert passes on an alert of a dual band Communications Hub, N54, with its content
// in at most one of six forms. DUIS 3.6.3.
type DualBandCHAlert struct {
	CHFDeviceID eui.ID
	// GBCS alert code.
	DeviceAlertCode []byte `doc:",base=hexBinary"`
	// Of the alert.
	GBCSHexadecimalMessageCode                []byte                                     `doc:",base=hexBinary,optional"`
	LimitedDutyCycleActionTaken               *LimitedDutyCycleActionTaken               `doc:",one=?"`
	SubGHzChannelChanged                      *SubGHzChannelChanged                      `doc:",one=?"`
	SubGHzChannelScanRequestAssessmentOutcome *SubGHzChannelScanRequestAssessmentOutcome `doc:",one=?"`
	SubGHzConfigurationChanged                *SubGHzConfiguration                       `doc:",one=?"`
	MessageDiscardedDueToDutyCycleManagement  *MessageDiscarded                          `doc:",one=?"`
	NoMoreSubGHzDeviceCapacity                *DeviceNotJoinedSubGHzSMHAN                `doc:",one=?"`
}

// Element is the name of the event's element.
func (*DualBandCHAlert) Element() string { return "DualBandCHAlert" }
func (*DualBandCHAlert) dccAlert()       {}

// LimitedDutyCycleActionTaken is the Device that is asked to send less.
type LimitedDutyCycleActionTaken struct {
	DeviceIDToSuspend eui.ID
}

// SubGHzChannelChanged is the channel in use now, and why it was looked for.
type SubGHzChannelChanged struct {
	OperatingSubGHzChannel OperatingSubGHzChannel
	ScanTrigger            string `doc:",is=ScanTrigger"`
}

// OperatingSubGHzChannel is a channel of the lower or the upper band.
type OperatingSubGHzChannel struct {
	OperatingLowerBandSubGHzChannel OperatingLowerBandSubGHzChannel `doc:",one"`
	OperatingUpperBandSubGHzChannel OperatingUpperBandSubGHzChannel `doc:",one"`
}

// OperatingLowerBandSubGHzChannel holds one key, Channel0 to Channel61.
type OperatingLowerBandSubGHzChannel map[string]bool

// OperatingUpperBandSubGHzChannel holds one key, Channel0 to Channel26.
type OperatingUpperBandSubGHzChannel map[string]bool

// SubGHzChannelScanRequestAssessmentOutcome is what became of a request to look for another
// channel.
type SubGHzChannelScanRequestAssessmentOutcome struct {
	StatusCode  string `doc:",is=StatusCode"`
	ScanTrigger string `doc:",is=ScanTrigger"`
}

// MessageDiscarded is a message that was not sent, and whether it was Command, Response or
// Alert.
type MessageDiscarded struct {
	RequestID RequestID
	CRAFlag   string `doc:",is=CRAFlag"` // Command, Response, Alert
}

// DeviceNotJoinedSubGHzSMHAN is a Device that could not join.
type DeviceNotJoinedSubGHzSMHAN struct {
	DeviceID   eui.ID
	DeviceType *string `doc:",is=DeviceType"`
}

// S1SPAlertDSP passes on an alert of a SMETS1 Service Provider, N55. DUIS 3.6.3.
type S1SPAlertDSP struct {
	S1SPAlert     S1SPAlert
	DSPScheduleID *uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the event's element.
func (*S1SPAlertDSP) Element() string { return "S1SPAlertDSP" }
func (*S1SPAlertDSP) dccAlert()       {}

// S1SPAlert is what the SMETS1 Service Provider says, with its signature.
type S1SPAlert struct {
	SchemaVersion         string `doc:"schemaVersion,attr,base=decimal"`
	RequestID             *RequestID
	DeviceID              *eui.ID
	S1SPAlertCode         string
	AdditionalInformation *string
	UTRN                  *string `doc:",is=UTRN"` // 20 digits: a top-up that did not reach the meter
	DateTime              time.Time
	Signature             Foreign `doc:",ds"`
}

// SMETS1CHFirmwareNotification tells of new firmware of a SMETS1 Communications Hub, N56.
// DUIS 3.6.3.
type SMETS1CHFirmwareNotification struct {
	DeviceID        eui.ID
	FirmwareVersion string `doc:",is=FirmwareVersion"`
	// UpdateRequested, ActivationSuccessful.
	FirmwareVersionUpdateStatus string `doc:",is=FirmwareVersionUpdateStatus"`
}

// Element is the name of the event's element.
func (*SMETS1CHFirmwareNotification) Element() string { return "SMETS1CHFirmwareNotification" }
func (*SMETS1CHFirmwareNotification) dccAlert()       {}

// ALCSHCALCSConfigurationChange tells that the switches or the variant of an ESME changed, N57.
// DUIS 3.6.3.
type ALCSHCALCSConfigurationChange struct {
	ESMEDeviceID      eui.ID
	ESMEVariant       *string `doc:",is=ESMEVariant"`
	DeviceGBCSVersion *string
}

// Element is the name of the event's element.
func (*ALCSHCALCSConfigurationChange) Element() string { return "ALCSHCALCSConfigurationChange" }
func (*ALCSHCALCSConfigurationChange) dccAlert()       {}

// FirmwareUpgradeRequested tells one Supplier of an image that the other has sent, N58 and N59.
// DUIS 3.6.3.
type FirmwareUpgradeRequested struct {
	DeviceType      string `doc:",is=DeviceType"`
	FirmwareVersion string `doc:",is=FirmwareVersion"`
	DeviceList      string `doc:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the event's element.
func (*FirmwareUpgradeRequested) Element() string { return "FirmwareUpgradeRequested" }
func (*FirmwareUpgradeRequested) dccAlert()       {}

// CSPFirmwareDeliveryStatus tells whether an image reached a Communications Hub, N60 and N61.
// DUIS 3.6.3.
type CSPFirmwareDeliveryStatus struct {
	UpdateFirmwareRequestID RequestID
	CommsHubDeviceID        eui.ID
	TargetDeviceID          eui.ID // whom the image is for
	FirmwareVersion         string `doc:",is=FirmwareVersion"`
	TimeStamp               time.Time
	CommsHubTransferStatus  string `doc:",is=CommsHubTransferStatus"` // Success, Failure
}

// Element is the name of the event's element.
func (*CSPFirmwareDeliveryStatus) Element() string { return "CSPFirmwareDeliveryStatus" }
func (*CSPFirmwareDeliveryStatus) dccAlert()       {}

// CommsHubAlert passes on an alert of a Communications Hub, N62. DUIS 3.6.3.
type CommsHubAlert struct {
	CommsHubDeviceID      eui.ID
	AlertCode             []byte `doc:",base=hexBinary"` // GBCS alert code
	TimeStamp             *time.Time
	FirmwareTransferAlert *FirmwareTransferAlert
}

// Element is the name of the event's element.
func (*CommsHubAlert) Element() string { return "CommsHubAlert" }
func (*CommsHubAlert) dccAlert()       {}

// FirmwareTransferAlert is whether a Device took an image.
type FirmwareTransferAlert struct {
	UpdateFirmwareRequestID *RequestID
	OtherDeviceID           eui.ID // whom the image is for
	FirmwareVersion         string `doc:",is=FirmwareVersion"`
	TransferResponseCode    string `doc:",is=TransferResponseCode"`
}

// ECoSAlert passes on an alert of the enduring Change of Supplier party, N63. DUIS 3.6.3.
type ECoSAlert struct {
	AlertID               RequestID
	RequestID             *RequestID
	ECoSAlertCode         string
	DeviceID              eui.ID
	AdditionalInformation *string
}

// Element is the name of the event's element.
func (*ECoSAlert) Element() string { return "ECoSAlert" }
func (*ECoSAlert) dccAlert()       {}

// CommsHubFirmwareActivation tells of new firmware of a Communications Hub, N64. DUIS 3.6.3.
type CommsHubFirmwareActivation struct {
	DeviceID        eui.ID
	FirmwareVersion string `doc:",is=FirmwareVersion"`
}

// Element is the name of the event's element.
func (*CommsHubFirmwareActivation) Element() string { return "CommsHubFirmwareActivation" }
func (*CommsHubFirmwareActivation) dccAlert()       {}

// CoSCertificateAlert tells that a Device holds another Certificate of the Change of Supplier
// party, N65. DUIS 3.6.3.
type CoSCertificateAlert struct {
	DeviceID                eui.ID
	CertificateSerialNumber *string `doc:",is=Integer"`
}

// Element is the name of the event's element.
func (*CoSCertificateAlert) Element() string { return "CoSCertificateAlert" }
func (*CoSCertificateAlert) dccAlert()       {}

// DUISVersionMismatch tells that a message cannot be written in the User's DUIS version, N999.
// DUIS 3.6.3.
type DUISVersionMismatch struct {
	DCCAlertVersionMismatch        *DCCAlertVersionMismatch        `doc:",one"`
	ServiceResponseVersionMismatch *ServiceResponseVersionMismatch `doc:",one"`
	ServiceUserDUISVersion         string                          // that the User is known to speak
}

// Element is the name of the event's element.
func (*DUISVersionMismatch) Element() string { return "DUISVersionMismatch" }
func (*DUISVersionMismatch) dccAlert()       {}

// DCCAlertVersionMismatch is the DCC Alert that could not be written.
type DCCAlertVersionMismatch struct {
	DCCAlertCode string
	DeviceID     *eui.ID
	RequestID    *RequestID
}

// ServiceResponseVersionMismatch is the Service Response that could not be written.
type ServiceResponseVersionMismatch struct {
	RequestID                 RequestID
	ServiceReference          string
	ServiceReferenceVariant   string
	ServiceRequestDUISVersion string
}
