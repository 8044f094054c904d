package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// CommissionDeviceSynchroniseClock is SRV 8.1.1 Commission Device: sets the clock of a Device
// and makes it Commissioned. DUIS 3.8.
type CommissionDeviceSynchroniseClock struct {
	CurrentDateTime time.Time // what the User takes for now
	TolerancePeriod uint32    `doc:",base=int,range=0..86400,unit=s"` // 0 to 86400 s
}

// Element is the name of the body's element.
func (*CommissionDeviceSynchroniseClock) Element() string {
	return "CommissionDeviceSynchroniseClock"
}

// ReadInventory is SRV 8.2 Read Inventory: what the Smart Metering Inventory holds of a Device
// or of premises, named in one of four ways. DUIS 3.8.
type ReadInventory struct {
	UPRN           *uint64         `doc:",one,is=UPRN"`
	DeviceID       *eui.ID         `doc:",one"`
	MPxN           *string         `doc:",one,is=ImportMPxN"`
	PropertyFilter *PropertyFilter `doc:",one"`
}

// Element is the name of the body's element.
func (*ReadInventory) Element() string { return "ReadInventory" }

// PropertyFilter is premises by their address.
type PropertyFilter struct {
	PostCode          string `doc:",is=PostCode"`
	AddressIdentifier string `doc:",is=AddressIdentifier"`
}

// DecommissionDevice is SRV 8.3 Decommission Device: makes a Device Decommissioned. DUIS 3.8.
type DecommissionDevice struct {
	DeviceID eui.ID
}

// Element is the name of the body's element.
func (*DecommissionDevice) Element() string { return "DecommissionDevice" }

// UpdateInventory is SRV 8.4 Update Inventory: changes what the Smart Metering Inventory holds
// of a Device. DUIS 3.8.
type UpdateInventory struct {
	DeviceID eui.ID
	// Pending, InstalledNotCommissioned.
	UpdateDeviceStatusExceptCH *string              `doc:",one,is=UpdateDeviceStatusExceptCH"`
	UpdateDeviceStatusCH       *string              `doc:",one,is=UpdateDeviceStatusCH"`
	UpdateDeviceDetails        *UpdateDeviceDetails `doc:",one"`
	DeleteDevice               bool                 `doc:",one,empty"`
	UpdateMPxN                 *UpdateMPxN          `doc:",one"`
}

// Element is the name of the body's element.
func (*UpdateInventory) Element() string { return "UpdateInventory" }

// UpdateDeviceDetails is what of a Device is changed; what is not there stays.
type UpdateDeviceDetails struct {
	DeviceManufacturer *string `doc:",is=DeviceManufacturer"`
	DeviceModel        *string `doc:",is=DeviceModel"`
	SMETSCHTSVersion   *string `doc:",is=SMETSCHTSVersion"`
	FirmwareVersion    *string `doc:",is=FirmwareVersion"`
	ESMEVariant        *string `doc:",is=ESMEVariant"`
}

// UpdateMPxN is which of a meter's numbers is changed.
type UpdateMPxN struct {
	ImportMPxN          *string `doc:",one,is=ImportMPxN"`
	SecondaryImportMPAN *string `doc:",one,len=13..13"` // 13 characters
	ExportMPAN          *string `doc:",one,len=13..13"` // 13 characters
}

// ServiceOptIn is SRV 8.6 Service Opt In: takes a Device into the DCC's services; no User Role
// may send it any more. DUIS 3.8.
type ServiceOptIn struct {
	DeviceID   eui.ID
	DeviceType string `doc:",is=DeviceType"`
	MPxNs      MeterMPxNs
	OptInDate  time.Time `doc:",base=date"`
}

// Element is the name of the body's element.
func (*ServiceOptIn) Element() string { return "ServiceOptIn" }

// MeterMPxNs is the MPANs or the MPRN of a meter.
type MeterMPxNs struct {
	ImportMPxN          string  `doc:",is=ImportMPxN"`
	SecondaryImportMPAN *string `doc:",len=13..13"` // 13 characters
	ExportMPAN          *string `doc:",len=13..13"` // 13 characters
}

// JoinServiceCritical is SRV 8.7.1 Join Service (Critical): lets two Devices talk, where that
// is critical. DUIS 3.8.
type JoinServiceCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*JoinServiceCritical) Element() string { return "JoinServiceCritical" }

// JoinServiceNonCritical is SRV 8.7.2 Join Service (Non-Critical): lets two Devices talk, where
// that is not critical. DUIS 3.8.
type JoinServiceNonCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*JoinServiceNonCritical) Element() string { return "JoinServiceNonCritical" }

// UnjoinServiceCritical is SRV 8.8.1 Unjoin Service (Critical): ends what a critical join
// began. DUIS 3.8.
type UnjoinServiceCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*UnjoinServiceCritical) Element() string { return "UnjoinServiceCritical" }

// UnjoinServiceNonCritical is SRV 8.8.2 Unjoin Service (Non-Critical): ends what a join that is
// not critical began. DUIS 3.8.
type UnjoinServiceNonCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*UnjoinServiceNonCritical) Element() string { return "UnjoinServiceNonCritical" }

// ReadDeviceLog is SRV 8.9 Read Device Log: which Devices a Device knows. DUIS 3.8.
type ReadDeviceLog struct {
	ExecutionDateTime   *time.Time
	ReadSecurityDetails bool `doc:",empty"`
}

// Element is the name of the body's element.
func (*ReadDeviceLog) Element() string { return "ReadDeviceLog" }

// UpdateHANDeviceLog is SRV 8.11 Update HAN Device Log: adds a Device to the home area network,
// or takes it out. DUIS 3.8.
type UpdateHANDeviceLog struct {
	ExecutionDateTime       *time.Time
	DeviceID                eui.ID
	RequestType             string                   `doc:",is=RequestType"` // Add, Remove
	AddDeviceToCHFWhitelist *AddDeviceToCHFWhitelist // with Add
}

// Element is the name of the body's element.
func (*UpdateHANDeviceLog) Element() string { return "UpdateHANDeviceLog" }

// AddDeviceToCHFWhitelist is the Device that may join, and for how long.
type AddDeviceToCHFWhitelist struct {
	JoinTimePeriod      uint16  `doc:",base=positiveInteger,range=1..3600,unit=s"` // 1 to 3600 s
	InstallCode         []byte  `doc:",base=hexBinary,len=6..16"`                  // 6 to 16 octets
	ImportMPxN          *string `doc:",is=ImportMPxN"`
	SecondaryImportMPAN *string `doc:",is=MPAN"`
	ExportMPAN          *string `doc:",is=MPAN"`
}

// RestoreHANDeviceLog is SRV 8.12.1 Restore HAN Device Log: gives a new Communications Hub the
// Device Log of an old one. DUIS 3.8.
type RestoreHANDeviceLog struct {
	OldCHFID eui.ID
}

// Element is the name of the body's element.
func (*RestoreHANDeviceLog) Element() string { return "RestoreHANDeviceLog" }

// RestoreGPFDeviceLog is SRV 8.12.2 Restore Gas Proxy Function Device Log: gives a new Gas
// Proxy Function the Device Log of an old one. DUIS 3.8.
type RestoreGPFDeviceLog struct {
	OldGPFID eui.ID
}

// Element is the name of the body's element.
func (*RestoreGPFDeviceLog) Element() string { return "RestoreGPFDeviceLog" }

// ReturnLocalCommandResponse is SRV 8.13 Return Local Command Response: the Response to a
// Command that was delivered by hand. DUIS 3.8.
type ReturnLocalCommandResponse struct {
	OriginalRequestID  *RequestID // of the request for the Command
	DeviceGBCSResponse []byte     // the whole GBCS message
}

// Element is the name of the body's element.
func (*ReturnLocalCommandResponse) Element() string { return "ReturnLocalCommandResponse" }

// CHFInstallSuccessSMWAN is SRV 8.14.1 Communications Hub Status Update - Install Success: a
// Communications Hub was installed and has its network. DUIS 3.8.
type CHFInstallSuccessSMWAN struct {
	DeviceID              eui.ID
	CHFInstallType        string `doc:",is=CHFInstallType"`
	InstallDateTime       *time.Time
	UserRefID             *string `doc:",len=0..25"` // at most 25 characters
	MPxN                  string  `doc:",len=1..13"` // 1 to 13 characters
	GISData               *string `doc:",len=0..25"` // at most 25 characters
	AerialInstall         bool
	CHFLocation           string  `doc:",is=CHFLocation"`
	AdditionalInformation *string `doc:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFInstallSuccessSMWAN) Element() string { return "CHFInstallSuccessSMWAN" }

// CHFInstallSuccessNoSMWAN is SRV 8.14.2 Communications Hub Status Update - Install No SM WAN:
// a Communications Hub was installed and has no network. DUIS 3.8.
type CHFInstallSuccessNoSMWAN struct {
	DeviceID                     eui.ID
	CHFInstallType               string `doc:",is=CHFInstallType"`
	InstallDateTime              *time.Time
	UserRefID                    *string `doc:",len=0..25"` // at most 25 characters
	MPxN                         string  `doc:",len=1..13"` // 1 to 13 characters
	GISData                      *string `doc:",len=0..25"` // at most 25 characters
	AerialInstall                bool
	CHFLocation                  string `doc:",is=CHFLocation"`
	PremiseType                  string `doc:",is=PremiseType"`
	MetalObstructionCheck        bool
	ConnectivityObstructionCheck bool
	SharedObstructionCheck       bool
	AdditionalInformation        *string `doc:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFInstallSuccessNoSMWAN) Element() string { return "CHFInstallSuccessNoSMWAN" }

// CHFFaultReturn is SRV 8.14.3 Communications Hub Status Update - Fault Return: a
// Communications Hub goes back with a fault. DUIS 3.8.
type CHFFaultReturn struct {
	DeviceID              eui.ID
	CHFFaultReturnType    string `doc:",is=CHFFaultReturnType"`
	UserRefDateTime       *time.Time
	UserRefID             *string `doc:",len=0..25"` // at most 25 characters
	OtherDeviceID         eui.ID
	IncidentReference     *string `doc:",len=0..15"`              // at most 15 characters
	CHFConnectionMethod   string  `doc:",is=CHFConnectionMethod"` // Hot-shoe, Cradle, ESME
	CHFFaultReason        string  `doc:",is=CHFFaultReason"`
	AdditionalInformation *string `doc:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFFaultReturn) Element() string { return "CHFFaultReturn" }

// CHFNoFaultReturn is SRV 8.14.4 Communications Hub Status Update - No Fault Return: a
// Communications Hub goes back without a fault. DUIS 3.8.
type CHFNoFaultReturn struct {
	DeviceID              eui.ID
	CHFNoFaultReturnType  string `doc:",is=CHFNoFaultReturnType"`
	UserRefDateTime       *time.Time
	UserRefID             *string `doc:",len=0..25"`  // at most 25 characters
	IncidentReference     *string `doc:",len=0..15"`  // at most 15 characters
	AdditionalInformation *string `doc:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFNoFaultReturn) Element() string { return "CHFNoFaultReturn" }

// RequestWANMatrix is SRV 12.1 Request WAN Matrix: what network there is at an address.
// DUIS 3.8.
type RequestWANMatrix struct {
	UPRN           *uint64         `doc:",one,is=UPRN"`
	PartialAddress *PropertyFilter `doc:",one"`
}

// Element is the name of the body's element.
func (*RequestWANMatrix) Element() string { return "RequestWANMatrix" }

// DevicePrenotification is SRV 12.2 Device Pre-notification: tells the DCC of a Device before
// it is installed. DUIS 3.8.
type DevicePrenotification struct {
	DeviceID              eui.ID
	DeviceManufacturer    string  `doc:",is=DeviceManufacturer"`
	DeviceModel           string  `doc:",is=DeviceModel"`
	DeviceType            string  `doc:",is=DeviceType"`
	SMETSCHTSVersion      *string `doc:",is=SMETSCHTSVersion"`
	FirmwareVersion       *string `doc:",is=FirmwareVersion"`
	ESMEVariant           *string `doc:",is=ESMEVariant"`
	AssociatedGPFDeviceID *eui.ID
}

// Element is the name of the body's element.
func (*DevicePrenotification) Element() string { return "DevicePrenotification" }
