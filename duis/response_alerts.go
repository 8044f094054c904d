package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// DeviceStatusChangeEvent is event.
type DeviceStatusChangeEvent struct {
	DeviceID           eui.ID
	DeviceStatusChange DeviceStatusChange
}

// Element is the name of the event's element.
func (*DeviceStatusChangeEvent) Element() string { return "DeviceStatusChangeEvent" }
func (*DeviceStatusChangeEvent) dccAlert()       {}

// DeviceStatusChange is DeviceStatusChange of DeviceStatusChangeEvent.
type DeviceStatusChange struct {
	MeterIdentity                    *MeterIdentity                    `duis:",one"`
	MeterDecommissioningOrWithdrawal *MeterDecommissioningOrWithdrawal `duis:",one"`
	DeviceRemovedFromInventory       bool                              `duis:",one,empty"`
	CHFDecommissioning               bool                              `duis:",one,empty"`
	DeviceSuspended                  bool                              `duis:",one,empty"`
	DeviceRestored                   bool                              `duis:",one,empty"`
	RecoveryCompleteACBCredentials   *RecoveryCompleteACBCredentials   `duis:",one"`
	RecoveryComplete                 bool                              `duis:",one,empty"`
}

// MeterIdentity is MeterIdentity of DeviceStatusChange.
type MeterIdentity struct {
	MeterMPxNs  MeterMPxNs
	ESMEVariant *string `duis:",is=ESMEVariant"`
}

// MeterDecommissioningOrWithdrawal is MeterDecommissioningOrWithdrawal of DeviceStatusChange.
type MeterDecommissioningOrWithdrawal struct {
	MeterDecommissionOrWithdrawal MeterMPxNs
	AssociatedType1Device         []AssociatedType1Device `duis:",n=0..7"`
}

// AssociatedType1Device is AssociatedType1Device of MeterDecommissioningOrWithdrawal.
type AssociatedType1Device struct {
	DeviceID   eui.ID
	DeviceType string `duis:",is=DeviceType"`
}

// RecoveryCompleteACBCredentials is RecoveryCompleteACBCredentials of DeviceStatusChange.
type RecoveryCompleteACBCredentials struct {
	SupplierCertificateType        []string `duis:",is=SupplierCertificateType,n=1..3"`
	NetworkOperatorCertificateType []string `duis:",is=NetworkOperatorCertificateType,n=0..2"` // DigitalSigning, KeyAgreement
}

// DSPScheduleRemoval is event.
type DSPScheduleRemoval struct {
	DeviceID      eui.ID
	DSPScheduleID uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the event's element.
func (*DSPScheduleRemoval) Element() string { return "DSPScheduleRemoval" }
func (*DSPScheduleRemoval) dccAlert()       {}

// CommandFailure is event.
type CommandFailure struct {
	CommandRequestID RequestID
	DSPScheduleID    *uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
	DeviceID         eui.ID
}

// Element is the name of the event's element.
func (*CommandFailure) Element() string { return "CommandFailure" }
func (*CommandFailure) dccAlert()       {}

// FirmwareDistributionFailure is event.
type FirmwareDistributionFailure struct {
	UpdateFirmwareRequestID RequestID
	MeterIDs                string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the event's element.
func (*FirmwareDistributionFailure) Element() string { return "FirmwareDistributionFailure" }
func (*FirmwareDistributionFailure) dccAlert()       {}

// UpdateHANDeviceLogResult is event.
type UpdateHANDeviceLogResult struct {
	UpdateHANDeviceLogServiceRequestID RequestID
}

// Element is the name of the event's element.
func (*UpdateHANDeviceLogResult) Element() string { return "UpdateHANDeviceLogResult" }
func (*UpdateHANDeviceLogResult) dccAlert()       {}

// ChangeOfSupplier is event.
type ChangeOfSupplier struct {
	ChangeOfSupplierOutcome *ChangeOfSupplierOutcome `duis:",group,one"`
	DeviceChangeOfSupplier  *DeviceChangeOfSupplier  `duis:",one"`
}

// Element is the name of the event's element.
func (*ChangeOfSupplier) Element() string { return "ChangeOfSupplier" }
func (*ChangeOfSupplier) dccAlert()       {}

// ChangeOfSupplierOutcome is a part of ChangeOfSupplier.
type ChangeOfSupplierOutcome struct {
	ChangeOfSupplierServiceRequestID RequestID
	ECoSErrorCode                    *string `duis:",len=3..3"` // 3 characters
}

// DeviceChangeOfSupplier is DeviceChangeOfSupplier of ChangeOfSupplier.
type DeviceChangeOfSupplier struct {
	DeviceID   eui.ID
	DeviceType string `duis:",is=DeviceType"`
	MPxNs      MeterMPxNs
}

// DeviceLogRestored is event.
type DeviceLogRestored struct {
	RestoredDate time.Time        `duis:",base=date"`
	CHFDeviceLog *CHFGPFDeviceIDs `duis:",one"`
	GPFDeviceLog *CHFGPFDeviceIDs `duis:",one"`
}

// Element is the name of the event's element.
func (*DeviceLogRestored) Element() string { return "DeviceLogRestored" }
func (*DeviceLogRestored) dccAlert()       {}

// CHFGPFDeviceIDs is CHFDeviceLog of DeviceLogRestored.
type CHFGPFDeviceIDs struct {
	OldCHFDeviceID eui.ID
	NewCHFDeviceID eui.ID
	OldGPFDeviceID eui.ID
	NewGPFDeviceID eui.ID
}

// PPMIDAlert is event.
type PPMIDAlert struct {
	DeviceID                  eui.ID
	DeviceAlertCode           []byte `duis:",base=hexBinary"`
	Timestamp                 *time.Time
	PPMIDFirmwareUpgradeAlert *PPMIDFirmwareUpgradeAlert
}

// Element is the name of the event's element.
func (*PPMIDAlert) Element() string { return "PPMIDAlert" }
func (*PPMIDAlert) dccAlert()       {}

// PPMIDFirmwareUpgradeAlert is PPMIDFirmwareUpgradeAlert of PPMIDAlert.
type PPMIDFirmwareUpgradeAlert struct {
	FirmwareVersion         string `duis:",is=FirmwareVersion"`
	ActivateImageResultCode string `duis:",is=ActivateImageResultCode"` // ActivationSuccess, ActivationFailure
}

// SecurityCredentialsUpdated is event.
type SecurityCredentialsUpdated struct {
	DeviceID                   eui.ID
	RemotePartyRole            RemotePartyRole
	RemotePartySeqNumberChange *RemotePartySeqNumberChange
	Certificates               []Certificates `duis:",n=1..3"`
}

// Element is the name of the event's element.
func (*SecurityCredentialsUpdated) Element() string { return "SecurityCredentialsUpdated" }
func (*SecurityCredentialsUpdated) dccAlert()       {}

// RemotePartySeqNumberChange is RemotePartySeqNumberChange of SecurityCredentialsUpdated.
type RemotePartySeqNumberChange struct {
	RemotePartyFloorSeqNumber                uint64  `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
}

// Certificates is Certificates of SecurityCredentialsUpdated.
type Certificates struct {
	CertificateType string `duis:",is=CertificateType"`
	CertificateHash []byte
}

// PPMIDRemoval is event.
type PPMIDRemoval struct {
	PPMIDDeviceID eui.ID
	CHFDeviceID   eui.ID
}

// Element is the name of the event's element.
func (*PPMIDRemoval) Element() string { return "PPMIDRemoval" }
func (*PPMIDRemoval) dccAlert()       {}

// QuarantinedRequest is event.
type QuarantinedRequest struct {
	ADUserThresholdBreach   *ADBreach `duis:",one"`
	ADDCCThresholdBreach    *ADBreach `duis:",one"`
	ADAttributeLimitsBreach *ADBreach `duis:",one"`
}

// Element is the name of the event's element.
func (*QuarantinedRequest) Element() string { return "QuarantinedRequest" }
func (*QuarantinedRequest) dccAlert()       {}

// ADBreach is ADUserThresholdBreach of QuarantinedRequest.
type ADBreach struct {
	RequestID          RequestID
	QuarantineEventRef string `duis:",is=Integer20"`
}

// FirmwareVersionMismatch is event.
type FirmwareVersionMismatch struct {
	DeviceID              eui.ID
	DeviceType            string `duis:",is=DeviceType"`
	FirmwareVersionSMI    string `duis:",is=FirmwareVersion"`
	FirmwareVersionDevice string `duis:",is=FirmwareVersion"`
}

// Element is the name of the event's element.
func (*FirmwareVersionMismatch) Element() string { return "FirmwareVersionMismatch" }
func (*FirmwareVersionMismatch) dccAlert()       {}

// DualBandCHAlert is event.
type DualBandCHAlert struct {
	CHFDeviceID                               eui.ID
	DeviceAlertCode                           []byte                                     `duis:",base=hexBinary"`
	GBCSHexadecimalMessageCode                []byte                                     `duis:",base=hexBinary,optional"`
	LimitedDutyCycleActionTaken               *LimitedDutyCycleActionTaken               `duis:",one=?"`
	SubGHzChannelChanged                      *SubGHzChannelChanged                      `duis:",one=?"`
	SubGHzChannelScanRequestAssessmentOutcome *SubGHzChannelScanRequestAssessmentOutcome `duis:",one=?"`
	SubGHzConfigurationChanged                *SubGHzConfiguration                       `duis:",one=?"`
	MessageDiscardedDueToDutyCycleManagement  *MessageDiscarded                          `duis:",one=?"`
	NoMoreSubGHzDeviceCapacity                *DeviceNotJoinedSubGHzSMHAN                `duis:",one=?"`
}

// Element is the name of the event's element.
func (*DualBandCHAlert) Element() string { return "DualBandCHAlert" }
func (*DualBandCHAlert) dccAlert()       {}

// LimitedDutyCycleActionTaken is LimitedDutyCycleActionTaken of DualBandCHAlert.
type LimitedDutyCycleActionTaken struct {
	DeviceIDToSuspend eui.ID
}

// SubGHzChannelChanged is SubGHzChannelChanged of DualBandCHAlert.
type SubGHzChannelChanged struct {
	OperatingSubGHzChannel OperatingSubGHzChannel
	ScanTrigger            string `duis:",is=ScanTrigger"`
}

// OperatingSubGHzChannel is OperatingSubGHzChannel of SubGHzChannelChanged.
type OperatingSubGHzChannel struct {
	OperatingLowerBandSubGHzChannel OperatingLowerBandSubGHzChannel `duis:",one"`
	OperatingUpperBandSubGHzChannel OperatingUpperBandSubGHzChannel `duis:",one"`
}

// OperatingLowerBandSubGHzChannel is OperatingLowerBandSubGHzChannel of OperatingSubGHzChannel.
type OperatingLowerBandSubGHzChannel map[string]bool

// OperatingUpperBandSubGHzChannel is OperatingUpperBandSubGHzChannel of OperatingSubGHzChannel.
type OperatingUpperBandSubGHzChannel map[string]bool

// SubGHzChannelScanRequestAssessmentOutcome is SubGHzChannelScanRequestAssessmentOutcome of DualBandCHAlert.
type SubGHzChannelScanRequestAssessmentOutcome struct {
	StatusCode  string `duis:",is=StatusCode"`
	ScanTrigger string `duis:",is=ScanTrigger"`
}

// MessageDiscarded is MessageDiscardedDueToDutyCycleManagement of DualBandCHAlert.
type MessageDiscarded struct {
	RequestID RequestID
	CRAFlag   string `duis:",is=CRAFlag"` // Command, Response, Alert
}

// DeviceNotJoinedSubGHzSMHAN is NoMoreSubGHzDeviceCapacity of DualBandCHAlert.
type DeviceNotJoinedSubGHzSMHAN struct {
	DeviceID   eui.ID
	DeviceType *string `duis:",is=DeviceType"`
}

// S1SPAlertDSP is event.
type S1SPAlertDSP struct {
	S1SPAlert     S1SPAlert
	DSPScheduleID *uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
}

// Element is the name of the event's element.
func (*S1SPAlertDSP) Element() string { return "S1SPAlertDSP" }
func (*S1SPAlertDSP) dccAlert()       {}

// S1SPAlert is S1SPAlert of S1SPAlertDSP.
type S1SPAlert struct {
	SchemaVersion         string `duis:"schemaVersion,attr,base=decimal"`
	RequestID             *RequestID
	DeviceID              *eui.ID
	S1SPAlertCode         string
	AdditionalInformation *string
	UTRN                  *string `duis:",is=UTRN"`
	DateTime              time.Time
	Signature             Foreign `duis:",ds"`
}

// SMETS1CHFirmwareNotification is event.
type SMETS1CHFirmwareNotification struct {
	DeviceID                    eui.ID
	FirmwareVersion             string `duis:",is=FirmwareVersion"`
	FirmwareVersionUpdateStatus string `duis:",is=FirmwareVersionUpdateStatus"` // UpdateRequested, ActivationSuccessful
}

// Element is the name of the event's element.
func (*SMETS1CHFirmwareNotification) Element() string { return "SMETS1CHFirmwareNotification" }
func (*SMETS1CHFirmwareNotification) dccAlert()       {}

// ALCSHCALCSConfigurationChange is event.
type ALCSHCALCSConfigurationChange struct {
	ESMEDeviceID      eui.ID
	ESMEVariant       *string `duis:",is=ESMEVariant"`
	DeviceGBCSVersion *string
}

// Element is the name of the event's element.
func (*ALCSHCALCSConfigurationChange) Element() string { return "ALCSHCALCSConfigurationChange" }
func (*ALCSHCALCSConfigurationChange) dccAlert()       {}

// FirmwareUpgradeRequested is event.
type FirmwareUpgradeRequested struct {
	DeviceType      string `duis:",is=DeviceType"`
	FirmwareVersion string `duis:",is=FirmwareVersion"`
	DeviceList      string `duis:",is=DeviceIDList"` // EUI-64s joined by commas
}

// Element is the name of the event's element.
func (*FirmwareUpgradeRequested) Element() string { return "FirmwareUpgradeRequested" }
func (*FirmwareUpgradeRequested) dccAlert()       {}

// CSPFirmwareDeliveryStatus is event.
type CSPFirmwareDeliveryStatus struct {
	UpdateFirmwareRequestID RequestID
	CommsHubDeviceID        eui.ID
	TargetDeviceID          eui.ID
	FirmwareVersion         string `duis:",is=FirmwareVersion"`
	TimeStamp               time.Time
	CommsHubTransferStatus  string `duis:",is=CommsHubTransferStatus"` // Success, Failure
}

// Element is the name of the event's element.
func (*CSPFirmwareDeliveryStatus) Element() string { return "CSPFirmwareDeliveryStatus" }
func (*CSPFirmwareDeliveryStatus) dccAlert()       {}

// CommsHubAlert is event.
type CommsHubAlert struct {
	CommsHubDeviceID      eui.ID
	AlertCode             []byte `duis:",base=hexBinary"`
	TimeStamp             *time.Time
	FirmwareTransferAlert *FirmwareTransferAlert
}

// Element is the name of the event's element.
func (*CommsHubAlert) Element() string { return "CommsHubAlert" }
func (*CommsHubAlert) dccAlert()       {}

// FirmwareTransferAlert is FirmwareTransferAlert of CommsHubAlert.
type FirmwareTransferAlert struct {
	UpdateFirmwareRequestID *RequestID
	OtherDeviceID           eui.ID
	FirmwareVersion         string `duis:",is=FirmwareVersion"`
	TransferResponseCode    string `duis:",is=TransferResponseCode"`
}

// ECoSAlert is event.
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

// CommsHubFirmwareActivation is event.
type CommsHubFirmwareActivation struct {
	DeviceID        eui.ID
	FirmwareVersion string `duis:",is=FirmwareVersion"`
}

// Element is the name of the event's element.
func (*CommsHubFirmwareActivation) Element() string { return "CommsHubFirmwareActivation" }
func (*CommsHubFirmwareActivation) dccAlert()       {}

// CoSCertificateAlert is event.
type CoSCertificateAlert struct {
	DeviceID                eui.ID
	CertificateSerialNumber *string `duis:",is=Integer"`
}

// Element is the name of the event's element.
func (*CoSCertificateAlert) Element() string { return "CoSCertificateAlert" }
func (*CoSCertificateAlert) dccAlert()       {}

// DUISVersionMismatch is event.
type DUISVersionMismatch struct {
	DCCAlertVersionMismatch        *DCCAlertVersionMismatch        `duis:",one"`
	ServiceResponseVersionMismatch *ServiceResponseVersionMismatch `duis:",one"`
	ServiceUserDUISVersion         string
}

// Element is the name of the event's element.
func (*DUISVersionMismatch) Element() string { return "DUISVersionMismatch" }
func (*DUISVersionMismatch) dccAlert()       {}

// DCCAlertVersionMismatch is DCCAlertVersionMismatch of DUISVersionMismatch.
type DCCAlertVersionMismatch struct {
	DCCAlertCode string
	DeviceID     *eui.ID
	RequestID    *RequestID
}

// ServiceResponseVersionMismatch is ServiceResponseVersionMismatch of DUISVersionMismatch.
type ServiceResponseVersionMismatch struct {
	RequestID                 RequestID
	ServiceReference          string
	ServiceReferenceVariant   string
	ServiceRequestDUISVersion string
}
