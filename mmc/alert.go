package mmc

import "time"

// DeviceAlertContent is an alert.
type DeviceAlertContent struct {
	GBCSHexAlertCode []byte       `doc:",base=hexBinary,optional"` // 2 octets
	AlertDescription string       `doc:",len=0..250"`
	Timestamp        time.Time    // when it arose, by the clock of the Device
	Payload          AlertPayload `doc:",optional"` // nil on most alerts
}

// FirmwareVerificationDeviceAlert says which image a Device has verified, or refused.
type FirmwareVerificationDeviceAlert struct {
	ManufacturerImageHash []byte `doc:",base=hexBinary,optional"`
}

// Element is the name of the payload's element.
func (*FirmwareVerificationDeviceAlert) Element() string {
	return "FirmwareVerificationDeviceAlert"
}
func (*FirmwareVerificationDeviceAlert) alertPayload() {}

// BillingDataLogDeviceAlert is a new entry of the Billing Data Log.
type BillingDataLogDeviceAlert struct {
	ESMEBillingDataLogEntry *ESMEBillingDataLogType `doc:",one"`
	GSMEBillingDataLogEntry *GSMEBillingDataLogType `doc:",one"`
}

// Element is the name of the payload's element.
func (*BillingDataLogDeviceAlert) Element() string { return "BillingDataLogDeviceAlert" }
func (*BillingDataLogDeviceAlert) alertPayload()   {}

// FutureDatedCommandOutcomeDeviceAlert is how a future dated command went.
type FutureDatedCommandOutcomeDeviceAlert struct {
	COSEMFutureDatedAlert                *COSEMFutureDatedAlert                `doc:",one"`
	GBZFutureDatedAlert                  *GBZFutureDatedAlert                  `doc:",one"`
	UpdateSecurityCredentialsDeviceAlert *UpdateSecurityCredentialsDeviceAlert `doc:",one"`
	FirmwareActivationDeviceAlert        *FirmwareActivationDeviceAlert        `doc:",one"`
}

// Element is the name of the payload's element.
func (*FutureDatedCommandOutcomeDeviceAlert) Element() string {
	return "FutureDatedCommandOutcomeDeviceAlert"
}
func (*FutureDatedCommandOutcomeDeviceAlert) alertPayload() {}

// COSEMFutureDatedAlert names a future dated DLMS COSEM command and what of it was done.
type COSEMFutureDatedAlert struct {
	FutureDatedCommandMessageCode        []byte  `doc:",base=hexBinary,optional"` // 2 octets
	FutureDatedCommandOriginatorCounter  *uint64 `doc:",base=nonNegativeInteger"`
	DLMSCOSEMFDInstructionIdentification *COSEMAttributeDescriptor
}

// COSEMAttributeDescriptor names an attribute of a COSEM object.
type COSEMAttributeDescriptor struct {
	ClassId     []byte `doc:",base=hexBinary,optional"` // 2 octets
	InstanceId  []byte `doc:",base=hexBinary,optional"` // logical name, 6 octets
	AttributeId []byte `doc:",base=hexBinary,optional"` // 1 octet
}

// GBZFutureDatedAlert names a future dated ZigBee command and what of it was done.
type GBZFutureDatedAlert struct {
	FutureDatedCommandMessageCode       []byte  `doc:",base=hexBinary,optional"` // 2 octets
	FutureDatedCommandOriginatorCounter *uint64 `doc:",base=nonNegativeInteger"`
	GBZFDInstructionIdentification      *GBZCommandInstruction
}

// GBZCommandInstruction names a command of the ZigBee Cluster Library.
type GBZCommandInstruction struct {
	ExtendedHeaderClusterID []byte `doc:",base=hexBinary,optional"` // 2 octets
	FrameControl            []byte `doc:",base=hexBinary,optional"` // 1 octet
	CommandIdentifier       []byte `doc:",base=hexBinary,optional"` // 1 octet
}

// UpdateSecurityCredentialsDeviceAlert is how a future dated replacement of credentials went.
type UpdateSecurityCredentialsDeviceAlert struct {
	UpdateSecurityCredentialsExecutionOutcome ExecutionOutcome
}

// FirmwareActivationDeviceAlert is how a future dated activation of firmware went.
type FirmwareActivationDeviceAlert struct {
	ExecutionDateTime            *time.Time
	OriginatorCounterFromCommand *uint64 `doc:",base=nonNegativeInteger"`
	ActivateImageResponseCode    *StatusASN1
	FirmwareVersion              *string `doc:",is=FirmwareVersion"` // 1 to 8 characters
}

// SupplyOutageRestoreAlert is when supply went and when it was back.
type SupplyOutageRestoreAlert struct {
	InterruptionValue time.Time `doc:"interruptionValue"`
	RestorationValue  time.Time `doc:"restorationValue"`
}

// Element is the name of the payload's element.
func (*SupplyOutageRestoreAlert) Element() string { return "SupplyOutageRestoreAlert" }
func (*SupplyOutageRestoreAlert) alertPayload()   {}

// SmartMeterIntegrityIssueWarningDeviceAlert is what a meter found wrong with itself.
type SmartMeterIntegrityIssueWarningDeviceAlert struct {
	Warning string `doc:",is=IntegrityIssueWarning"`
}

// Element is the name of the payload's element.
func (*SmartMeterIntegrityIssueWarningDeviceAlert) Element() string {
	return "SmartMeterIntegrityIssueWarningDeviceAlert"
}
func (*SmartMeterIntegrityIssueWarningDeviceAlert) alertPayload() {}

// CommandNotSupportedbyDevice names a command that the Device does not support.
type CommandNotSupportedbyDevice struct {
	MessageCodeofCommandReceived         []byte  `doc:",base=hexBinary,optional"` // 2 octets
	OriginatorCounterfromCommandReceived *uint64 `doc:",base=nonNegativeInteger"`
}

// Element is the name of the payload's element.
func (*CommandNotSupportedbyDevice) Element() string { return "CommandNotSupportedbyDevice" }
func (*CommandNotSupportedbyDevice) alertPayload()   {}

// OperationalUpdateDeviceAlert is the state of an auxiliary controller.
type OperationalUpdateDeviceAlert struct {
	OutputState                   *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	InputState                    *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	StateAndAssociatedInformation *string `doc:",len=0..1200"`
}

// Element is the name of the payload's element.
func (*OperationalUpdateDeviceAlert) Element() string { return "OperationalUpdateDeviceAlert" }
func (*OperationalUpdateDeviceAlert) alertPayload()   {}

// LimitAPCLevelCommandProcessedDeviceAlert is the limit that an auxiliary proportional controller
// has taken on.
type LimitAPCLevelCommandProcessedDeviceAlert struct {
	APCLimitPeriodStart  time.Time
	APCLimitPeriodEnd    time.Time
	AuxiliaryControllerN uint8  `doc:",is=AuxiliaryControllerN"` // 1 to 5
	ResultingLevel       uint16 `doc:",range=0..100,unit=%"`     // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// Element is the name of the payload's element.
func (*LimitAPCLevelCommandProcessedDeviceAlert) Element() string {
	return "LimitAPCLevelCommandProcessedDeviceAlert"
}
func (*LimitAPCLevelCommandProcessedDeviceAlert) alertPayload() {}

// LimitAPCLevelEndedDeviceAlert is the level of an auxiliary proportional controller once its
// limit has ended.
type LimitAPCLevelEndedDeviceAlert struct {
	AuxiliaryControllerN uint8  `doc:",is=AuxiliaryControllerN"` // 1 to 5
	ResultingLevel       uint16 `doc:",range=0..100,unit=%"`     // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// Element is the name of the payload's element.
func (*LimitAPCLevelEndedDeviceAlert) Element() string { return "LimitAPCLevelEndedDeviceAlert" }
func (*LimitAPCLevelEndedDeviceAlert) alertPayload()   {}
