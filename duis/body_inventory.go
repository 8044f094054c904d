package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// CommissionDeviceSynchroniseClock is the body of SRV 8.1.1 Commission Device.
type CommissionDeviceSynchroniseClock struct {
	CurrentDateTime time.Time
	TolerancePeriod uint32 `duis:",base=int,range=0..86400"` // 0 to 86400
}

// Element is the name of the body's element.
func (*CommissionDeviceSynchroniseClock) Element() string { return "CommissionDeviceSynchroniseClock" }

// ReadInventory is the body of SRV 8.2 Read Inventory.
type ReadInventory struct {
	UPRN           *uint64         `duis:",one,is=UPRN"`
	DeviceID       *eui.ID         `duis:",one"`
	MPxN           *string         `duis:",one,is=ImportMPxN"`
	PropertyFilter *PropertyFilter `duis:",one"`
}

// Element is the name of the body's element.
func (*ReadInventory) Element() string { return "ReadInventory" }

// PropertyFilter is PropertyFilter of ReadInventory.
type PropertyFilter struct {
	PostCode          string `duis:",is=PostCode"`
	AddressIdentifier string `duis:",is=AddressIdentifier"`
}

// DecommissionDevice is the body of SRV 8.3 Decommission Device.
type DecommissionDevice struct {
	DeviceID eui.ID
}

// Element is the name of the body's element.
func (*DecommissionDevice) Element() string { return "DecommissionDevice" }

// UpdateInventory is the body of SRV 8.4 Update Inventory.
type UpdateInventory struct {
	DeviceID                   eui.ID
	UpdateDeviceStatusExceptCH *string              `duis:",one,is=UpdateDeviceStatusExceptCH"` // Pending, InstalledNotCommissioned
	UpdateDeviceStatusCH       *string              `duis:",one,is=UpdateDeviceStatusCH"`
	UpdateDeviceDetails        *UpdateDeviceDetails `duis:",one"`
	DeleteDevice               bool                 `duis:",one,empty"`
	UpdateMPxN                 *UpdateMPxN          `duis:",one"`
}

// Element is the name of the body's element.
func (*UpdateInventory) Element() string { return "UpdateInventory" }

// UpdateDeviceDetails is UpdateDeviceDetails of UpdateInventory.
type UpdateDeviceDetails struct {
	DeviceManufacturer *string `duis:",is=DeviceManufacturer"`
	DeviceModel        *string `duis:",is=DeviceModel"`
	SMETSCHTSVersion   *string `duis:",is=SMETSCHTSVersion"`
	FirmwareVersion    *string `duis:",is=FirmwareVersion"`
	ESMEVariant        *string `duis:",is=ESMEVariant"`
}

// UpdateMPxN is UpdateMPxN of UpdateInventory.
type UpdateMPxN struct {
	ImportMPxN          *string `duis:",one,is=ImportMPxN"`
	SecondaryImportMPAN *string `duis:",one,len=13..13"` // 13 characters
	ExportMPAN          *string `duis:",one,len=13..13"` // 13 characters
}

// ServiceOptIn is the body of SRV 8.6 Service Opt In.
type ServiceOptIn struct {
	DeviceID   eui.ID
	DeviceType string `duis:",is=DeviceType"`
	MPxNs      MeterMPxNs
	OptInDate  time.Time `duis:",base=date"`
}

// Element is the name of the body's element.
func (*ServiceOptIn) Element() string { return "ServiceOptIn" }

// MeterMPxNs is MPxNs of ServiceOptIn.
type MeterMPxNs struct {
	ImportMPxN          string  `duis:",is=ImportMPxN"`
	SecondaryImportMPAN *string `duis:",len=13..13"` // 13 characters
	ExportMPAN          *string `duis:",len=13..13"` // 13 characters
}

// JoinServiceCritical is the body of SRV 8.7.1 Join Service (Critical).
type JoinServiceCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*JoinServiceCritical) Element() string { return "JoinServiceCritical" }

// JoinServiceNonCritical is the body of SRV 8.7.2 Join Service (Non-Critical).
type JoinServiceNonCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*JoinServiceNonCritical) Element() string { return "JoinServiceNonCritical" }

// UnjoinServiceCritical is the body of SRV 8.8.1 Unjoin Service (Critical).
type UnjoinServiceCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*UnjoinServiceCritical) Element() string { return "UnjoinServiceCritical" }

// UnjoinServiceNonCritical is the body of SRV 8.8.2 Unjoin Service (Non-Critical).
type UnjoinServiceNonCritical struct {
	OtherDeviceID eui.ID
}

// Element is the name of the body's element.
func (*UnjoinServiceNonCritical) Element() string { return "UnjoinServiceNonCritical" }

// ReadDeviceLog is the body of SRV 8.9 Read Device Log.
type ReadDeviceLog struct {
	ExecutionDateTime   *time.Time
	ReadSecurityDetails bool `duis:",empty"`
}

// Element is the name of the body's element.
func (*ReadDeviceLog) Element() string { return "ReadDeviceLog" }

// UpdateHANDeviceLog is the body of SRV 8.11 Update HAN Device Log.
type UpdateHANDeviceLog struct {
	ExecutionDateTime       *time.Time
	DeviceID                eui.ID
	RequestType             string `duis:",is=RequestType"` // Add, Remove
	AddDeviceToCHFWhitelist *AddDeviceToCHFWhitelist
}

// Element is the name of the body's element.
func (*UpdateHANDeviceLog) Element() string { return "UpdateHANDeviceLog" }

// AddDeviceToCHFWhitelist is AddDeviceToCHFWhitelist of UpdateHANDeviceLog.
type AddDeviceToCHFWhitelist struct {
	JoinTimePeriod      uint16  `duis:",base=positiveInteger,range=1..3600"` // 1 to 3600
	InstallCode         []byte  `duis:",base=hexBinary,len=6..16"`           // 6 to 16 octets
	ImportMPxN          *string `duis:",is=ImportMPxN"`
	SecondaryImportMPAN *string `duis:",is=MPAN"`
	ExportMPAN          *string `duis:",is=MPAN"`
}

// RestoreHANDeviceLog is the body of SRV 8.12.1 Restore HAN Device Log.
type RestoreHANDeviceLog struct {
	OldCHFID eui.ID
}

// Element is the name of the body's element.
func (*RestoreHANDeviceLog) Element() string { return "RestoreHANDeviceLog" }

// RestoreGPFDeviceLog is the body of SRV 8.12.2 Restore Gas Proxy Function Device Log.
type RestoreGPFDeviceLog struct {
	OldGPFID eui.ID
}

// Element is the name of the body's element.
func (*RestoreGPFDeviceLog) Element() string { return "RestoreGPFDeviceLog" }

// ReturnLocalCommandResponse is the body of SRV 8.13 Return Local Command Response.
type ReturnLocalCommandResponse struct {
	OriginalRequestID  *RequestID
	DeviceGBCSResponse []byte
}

// Element is the name of the body's element.
func (*ReturnLocalCommandResponse) Element() string { return "ReturnLocalCommandResponse" }

// CHFInstallSuccessSMWAN is the body of SRV 8.14.1 Communications Hub Status Update- Install Success.
type CHFInstallSuccessSMWAN struct {
	DeviceID              eui.ID
	CHFInstallType        string `duis:",is=CHFInstallType"`
	InstallDateTime       *time.Time
	UserRefID             *string `duis:",len=0..25"` // at most 25 characters
	MPxN                  string  `duis:",len=1..13"` // 1 to 13 characters
	GISData               *string `duis:",len=0..25"` // at most 25 characters
	AerialInstall         bool
	CHFLocation           string  `duis:",is=CHFLocation"`
	AdditionalInformation *string `duis:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFInstallSuccessSMWAN) Element() string { return "CHFInstallSuccessSMWAN" }

// CHFInstallSuccessNoSMWAN is the body of SRV 8.14.2 Communications Hub Status Update - Install No SM WAN.
type CHFInstallSuccessNoSMWAN struct {
	DeviceID                     eui.ID
	CHFInstallType               string `duis:",is=CHFInstallType"`
	InstallDateTime              *time.Time
	UserRefID                    *string `duis:",len=0..25"` // at most 25 characters
	MPxN                         string  `duis:",len=1..13"` // 1 to 13 characters
	GISData                      *string `duis:",len=0..25"` // at most 25 characters
	AerialInstall                bool
	CHFLocation                  string `duis:",is=CHFLocation"`
	PremiseType                  string `duis:",is=PremiseType"`
	MetalObstructionCheck        bool
	ConnectivityObstructionCheck bool
	SharedObstructionCheck       bool
	AdditionalInformation        *string `duis:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFInstallSuccessNoSMWAN) Element() string { return "CHFInstallSuccessNoSMWAN" }

// CHFFaultReturn is the body of SRV 8.14.3 Communications Hub Status Update. – Fault Return.
type CHFFaultReturn struct {
	DeviceID              eui.ID
	CHFFaultReturnType    string `duis:",is=CHFFaultReturnType"`
	UserRefDateTime       *time.Time
	UserRefID             *string `duis:",len=0..25"` // at most 25 characters
	OtherDeviceID         eui.ID
	IncidentReference     *string `duis:",len=0..15"`              // at most 15 characters
	CHFConnectionMethod   string  `duis:",is=CHFConnectionMethod"` // Hot-shoe, Cradle, ESME
	CHFFaultReason        string  `duis:",is=CHFFaultReason"`
	AdditionalInformation *string `duis:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFFaultReturn) Element() string { return "CHFFaultReturn" }

// CHFNoFaultReturn is the body of SRV 8.14.4 Communications Hub Status Update – No Fault Return.
type CHFNoFaultReturn struct {
	DeviceID              eui.ID
	CHFNoFaultReturnType  string `duis:",is=CHFNoFaultReturnType"`
	UserRefDateTime       *time.Time
	UserRefID             *string `duis:",len=0..25"`  // at most 25 characters
	IncidentReference     *string `duis:",len=0..15"`  // at most 15 characters
	AdditionalInformation *string `duis:",len=0..200"` // at most 200 characters
}

// Element is the name of the body's element.
func (*CHFNoFaultReturn) Element() string { return "CHFNoFaultReturn" }

// RequestWANMatrix is the body of SRV 12.1 Request WAN Matrix.
type RequestWANMatrix struct {
	UPRN           *uint64         `duis:",one,is=UPRN"`
	PartialAddress *PropertyFilter `duis:",one"`
}

// Element is the name of the body's element.
func (*RequestWANMatrix) Element() string { return "RequestWANMatrix" }

// DevicePrenotification is the body of SRV 12.2 Device Pre-notification.
type DevicePrenotification struct {
	DeviceID              eui.ID
	DeviceManufacturer    string  `duis:",is=DeviceManufacturer"`
	DeviceModel           string  `duis:",is=DeviceModel"`
	DeviceType            string  `duis:",is=DeviceType"`
	SMETSCHTSVersion      *string `duis:",is=SMETSCHTSVersion"`
	FirmwareVersion       *string `duis:",is=FirmwareVersion"`
	ESMEVariant           *string `duis:",is=ESMEVariant"`
	AssociatedGPFDeviceID *eui.ID
}

// Element is the name of the body's element.
func (*DevicePrenotification) Element() string { return "DevicePrenotification" }
