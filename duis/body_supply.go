package duis

import "time"

// EnableSupply is SRV 7.1 Enable Supply: closes the switch. DUIS 3.8.
type EnableSupply struct{}

// Element is the name of the body's element.
func (*EnableSupply) Element() string { return "EnableSupply" }

// DisableSupply is SRV 7.2 Disable Supply: opens the switch or valve. DUIS 3.8.
type DisableSupply struct{}

// Element is the name of the body's element.
func (*DisableSupply) Element() string { return "DisableSupply" }

// ArmSupply is SRV 7.3 Arm Supply: lets the consumer turn the supply on. DUIS 3.8.
type ArmSupply struct{}

// Element is the name of the body's element.
func (*ArmSupply) Element() string { return "ArmSupply" }

// ReadSupplyStatus is SRV 7.4 Read Supply Status: whether the supply is on, off or armed.
// DUIS 3.8.
type ReadSupplyStatus struct{}

// Element is the name of the body's element.
func (*ReadSupplyStatus) Element() string { return "ReadSupplyStatus" }

// ActivateAuxiliaryLoad is SRV 7.5 Activate Auxiliary Load: closes the switch of an auxiliary
// load for a time. DUIS 3.8.
type ActivateAuxiliaryLoad struct {
	ActivateALCSHCALCS ActivateDeactivateALCSHCALCS
}

// Element is the name of the body's element.
func (*ActivateAuxiliaryLoad) Element() string { return "ActivateAuxiliaryLoad" }

// ActivateDeactivateALCSHCALCS is a switch, and for how long it stays.
type ActivateDeactivateALCSHCALCS struct {
	Index    uint8  `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	Duration uint16 `doc:",unit=min"`                                  // minutes
}

// DeactivateAuxiliaryLoad is SRV 7.6 Deactivate Auxiliary Load: opens the switch of an
// auxiliary load for a time. DUIS 3.8.
type DeactivateAuxiliaryLoad struct {
	DeactivateALCSHCALCS ActivateDeactivateALCSHCALCS
}

// Element is the name of the body's element.
func (*DeactivateAuxiliaryLoad) Element() string { return "DeactivateAuxiliaryLoad" }

// ReadALCSData is SRV 7.7 Read Auxiliary Load Switch Data: state and settings of the switches
// of auxiliary loads. DUIS 3.8.
type ReadALCSData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadALCSData) Element() string { return "ReadALCSData" }

// ResetAuxiliaryLoad is SRV 7.8 Reset Auxiliary Load: gives a switch back to its schedule.
// DUIS 3.8.
type ResetAuxiliaryLoad struct {
	ResetALCSHCALCS ResetALCSHCALCS
}

// Element is the name of the body's element.
func (*ResetAuxiliaryLoad) Element() string { return "ResetAuxiliaryLoad" }

// ResetALCSHCALCS names a switch.
type ResetALCSHCALCS struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
}

// AddAuxiliaryLoadToBoostButton is SRV 7.9 Add Auxiliary Load To Boost Button: which auxiliary
// loads the boost button takes in. DUIS 3.8.
type AddAuxiliaryLoadToBoostButton struct {
	ExecutionDateTime *time.Time
	AddToBoostButton  []AddToBoostButton `doc:",n=5..5"`
}

// Element is the name of the body's element.
func (*AddAuxiliaryLoadToBoostButton) Element() string { return "AddAuxiliaryLoadToBoostButton" }

// AddToBoostButton is whether a switch is meant, by its index.
type AddToBoostButton struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	Value bool  `doc:",value"`
}

// RemoveAuxiliaryLoadFromBoostButton is SRV 7.10 Remove Auxiliary Load From Boost Button: which
// auxiliary loads the boost button leaves out. DUIS 3.8.
type RemoveAuxiliaryLoadFromBoostButton struct {
	ExecutionDateTime     *time.Time
	RemoveFromBoostButton []AddToBoostButton `doc:",n=5..5"`
}

// Element is the name of the body's element.
func (*RemoveAuxiliaryLoadFromBoostButton) Element() string {
	return "RemoveAuxiliaryLoadFromBoostButton"
}

// ReadBoostButtonDetails is SRV 7.11 Read Boost Button Details: when the boost button was used.
// DUIS 3.8.
type ReadBoostButtonDetails struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadBoostButtonDetails) Element() string { return "ReadBoostButtonDetails" }

// SetRandomisedOffsetLimit is SRV 7.12 Set Randomised Offset Limit: the longest random delay of
// switching times. DUIS 3.8.
type SetRandomisedOffsetLimit struct {
	RandomisedOffsetLimit uint16 `doc:",base=nonNegativeInteger,range=0..1799,unit=s"` // 0 to 1799 s
}

// Element is the name of the body's element.
func (*SetRandomisedOffsetLimit) Element() string { return "SetRandomisedOffsetLimit" }

// SetAuxiliaryControllerState is SRV 7.13 Set Auxiliary Controller State: the state of an
// auxiliary controller for a time. DUIS 3.8.
type SetAuxiliaryControllerState struct {
	// 1 to 5.
	AuxiliaryControllerN uint8 `doc:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"`
	StartDateTime        time.Time
	EndDateTime          time.Time
	CommandedStateLevel  uint8 `doc:",base=unsignedShort,range=0..100,unit=%"` // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// Element is the name of the body's element.
func (*SetAuxiliaryControllerState) Element() string { return "SetAuxiliaryControllerState" }

// ReadAuxiliaryControllerConfigurationData is SRV 7.14 Read Auxiliary Controller Configuration
// Data: the settings of the auxiliary controllers. DUIS 3.8.
type ReadAuxiliaryControllerConfigurationData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadAuxiliaryControllerConfigurationData) Element() string {
	return "ReadAuxiliaryControllerConfigurationData"
}

// ReadAuxiliaryControllerOperationalData is SRV 7.15 Read Auxiliary Controller Operational
// Data: what the auxiliary controllers have done. DUIS 3.8.
type ReadAuxiliaryControllerOperationalData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadAuxiliaryControllerOperationalData) Element() string {
	return "ReadAuxiliaryControllerOperationalData"
}

// LimitAPCLevel is SRV 7.16 Limit APC Level: the limit of an auxiliary proportional controller
// for a time. DUIS 3.8.
type LimitAPCLevel struct {
	// 1 to 5.
	AuxiliaryControllerN uint8 `doc:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"`
	StartDateTime        time.Time
	EndDateTime          time.Time
	CommandedStateLevel  uint8 `doc:",base=unsignedShort,range=0..100,unit=%"` // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// Element is the name of the body's element.
func (*LimitAPCLevel) Element() string { return "LimitAPCLevel" }
