package duis

import (
	"time"
)

// EnableSupply is the body of SRV 7.1 Enable Supply.
type EnableSupply struct{}

// Element is the name of the body's element.
func (*EnableSupply) Element() string { return "EnableSupply" }

// DisableSupply is the body of SRV 7.2 Disable Supply.
type DisableSupply struct{}

// Element is the name of the body's element.
func (*DisableSupply) Element() string { return "DisableSupply" }

// ArmSupply is the body of SRV 7.3 Arm Supply.
type ArmSupply struct{}

// Element is the name of the body's element.
func (*ArmSupply) Element() string { return "ArmSupply" }

// ReadSupplyStatus is the body of SRV 7.4 Read Supply Status.
type ReadSupplyStatus struct{}

// Element is the name of the body's element.
func (*ReadSupplyStatus) Element() string { return "ReadSupplyStatus" }

// ActivateAuxiliaryLoad is the body of SRV 7.5 Activate Auxiliary Load.
type ActivateAuxiliaryLoad struct {
	ActivateALCSHCALCS ActivateDeactivateALCSHCALCS
}

// Element is the name of the body's element.
func (*ActivateAuxiliaryLoad) Element() string { return "ActivateAuxiliaryLoad" }

// ActivateDeactivateALCSHCALCS is ActivateALCSHCALCS of ActivateAuxiliaryLoad.
type ActivateDeactivateALCSHCALCS struct {
	Index    uint8 `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	Duration uint16
}

// DeactivateAuxiliaryLoad is the body of SRV 7.6 Deactivate Auxiliary Load.
type DeactivateAuxiliaryLoad struct {
	DeactivateALCSHCALCS ActivateDeactivateALCSHCALCS
}

// Element is the name of the body's element.
func (*DeactivateAuxiliaryLoad) Element() string { return "DeactivateAuxiliaryLoad" }

// ReadALCSData is the body of SRV 7.7 Read Auxiliary Load Switch Data.
type ReadALCSData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadALCSData) Element() string { return "ReadALCSData" }

// ResetAuxiliaryLoad is the body of SRV 7.8 Reset Auxiliary Load.
type ResetAuxiliaryLoad struct {
	ResetALCSHCALCS ResetALCSHCALCS
}

// Element is the name of the body's element.
func (*ResetAuxiliaryLoad) Element() string { return "ResetAuxiliaryLoad" }

// ResetALCSHCALCS is ResetALCSHCALCS of ResetAuxiliaryLoad.
type ResetALCSHCALCS struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
}

// AddAuxiliaryLoadToBoostButton is the body of SRV 7.9 Add Auxiliary Load To Boost Button.
type AddAuxiliaryLoadToBoostButton struct {
	ExecutionDateTime *time.Time
	AddToBoostButton  []AddToBoostButton `duis:",n=5..5"`
}

// Element is the name of the body's element.
func (*AddAuxiliaryLoadToBoostButton) Element() string { return "AddAuxiliaryLoadToBoostButton" }

// AddToBoostButton is AddToBoostButton of AddAuxiliaryLoadToBoostButton.
type AddToBoostButton struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	Value bool  `duis:",value"`
}

// RemoveAuxiliaryLoadFromBoostButton is the body of SRV 7.10 Remove Auxiliary Load From Boost Button.
type RemoveAuxiliaryLoadFromBoostButton struct {
	ExecutionDateTime     *time.Time
	RemoveFromBoostButton []AddToBoostButton `duis:",n=5..5"`
}

// Element is the name of the body's element.
func (*RemoveAuxiliaryLoadFromBoostButton) Element() string {
	return "RemoveAuxiliaryLoadFromBoostButton"
}

// ReadBoostButtonDetails is the body of SRV 7.11 Read Boost Button Details.
type ReadBoostButtonDetails struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadBoostButtonDetails) Element() string { return "ReadBoostButtonDetails" }

// SetRandomisedOffsetLimit is the body of SRV 7.12 Set Randomised Offset Limit.
type SetRandomisedOffsetLimit struct {
	RandomisedOffsetLimit uint16 `duis:",base=nonNegativeInteger,range=0..1799"` // 0 to 1799
}

// Element is the name of the body's element.
func (*SetRandomisedOffsetLimit) Element() string { return "SetRandomisedOffsetLimit" }

// SetAuxiliaryControllerState is the body of SRV 7.13 Set Auxiliary Controller State.
type SetAuxiliaryControllerState struct {
	AuxiliaryControllerN    uint8 `duis:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"` // 1 to 5
	StartDateTime           time.Time
	EndDateTime             time.Time
	CommandedStateLevel     uint8 `duis:",base=unsignedShort,range=0..100"` // 0 to 100
	InputFromControlledLoad bool  `duis:",empty"`
}

// Element is the name of the body's element.
func (*SetAuxiliaryControllerState) Element() string { return "SetAuxiliaryControllerState" }

// ReadAuxiliaryControllerConfigurationData is the body of SRV 7.14 Read Auxiliary Controller Configuration Data.
type ReadAuxiliaryControllerConfigurationData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadAuxiliaryControllerConfigurationData) Element() string {
	return "ReadAuxiliaryControllerConfigurationData"
}

// ReadAuxiliaryControllerOperationalData is the body of SRV 7.15 Read Auxiliary Controller Operational Data.
type ReadAuxiliaryControllerOperationalData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadAuxiliaryControllerOperationalData) Element() string {
	return "ReadAuxiliaryControllerOperationalData"
}

// LimitAPCLevel is the body of SRV 7.16 Limit APC Level.
type LimitAPCLevel struct {
	AuxiliaryControllerN    uint8 `duis:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"` // 1 to 5
	StartDateTime           time.Time
	EndDateTime             time.Time
	CommandedStateLevel     uint8 `duis:",base=unsignedShort,range=0..100"` // 0 to 100
	InputFromControlledLoad bool  `duis:",empty"`
}

// Element is the name of the body's element.
func (*LimitAPCLevel) Element() string { return "LimitAPCLevel" }
