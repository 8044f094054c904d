package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var inventory = []*Variant{
	CommissionDeviceSynchroniseClock,
	ReadInventory,
	DecommissionDevice,
	UpdateInventory,
	ServiceOptIn,
	JoinServiceCritical,
	JoinServiceNonCritical,
	UnjoinServiceCritical,
	UnjoinServiceNonCritical,
	ReadDeviceLog,
	UpdateHANDeviceLog,
	RestoreHANDeviceLog,
	RestoreGPFDeviceLog,
	ReturnLocalCommandResponse,
	CHFInstallSuccessSMWAN,
	CHFInstallSuccessNoSMWAN,
	CHFFaultReturn,
	CHFNoFaultReturn,
	RequestWANMatrix,
	DevicePrenotification,
}

// CommissionDeviceSynchroniseClock is SRV 8.1.1. DUIS 3.8.
var CommissionDeviceSynchroniseClock = From(Variant{
	SRV:      "8.1.1",
	Name:     "Commission Device",
	Critical: true,
	CVs:      CVs{4, 5},
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.CommissionDeviceSynchroniseClock]{UseCase: usecase.ECS70},
	To[duis.CommissionDeviceSynchroniseClock]{UseCase: usecase.GCS28},
)

// ReadInventory is SRV 8.2. DUIS 3.8.
var ReadInventory = From[duis.ReadInventory](Variant{
	SRV:       "8.2",
	Name:      "Read Inventory",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// DecommissionDevice is SRV 8.3. DUIS 3.8.
var DecommissionDevice = From[duis.DecommissionDevice](Variant{
	SRV:       "8.3",
	Name:      "Decommission Device",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
	SMETS1:    RecalledSMETS1,
})

// UpdateInventory is SRV 8.4. DUIS 3.8.
var UpdateInventory = From[duis.UpdateInventory](Variant{
	SRV:       "8.4",
	Name:      "Update Inventory",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// ServiceOptIn is SRV 8.6. DUIS 3.8.
var ServiceOptIn = From[duis.ServiceOptIn](Variant{
	SRV:       "8.6",
	Name:      "Service Opt In",
	NonDevice: true,
})

// JoinServiceCritical is SRV 8.7.1. DUIS 3.8.
var JoinServiceCritical = From(Variant{
	SRV:      "8.7.1",
	Name:     "Join Service (Critical)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03A1},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03A2},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03C},
)

// JoinServiceNonCritical is SRV 8.7.2. DUIS 3.8.
var JoinServiceNonCritical = From(Variant{
	SRV:    "8.7.2",
	Name:   "Join Service (Non-Critical)",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03B},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03A2},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03C},
)

// UnjoinServiceCritical is SRV 8.8.1. DUIS 3.8.
var UnjoinServiceCritical = From(Variant{
	SRV:      "8.8.1",
	Name:     "Unjoin Service (Critical)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.UnjoinServiceCritical]{UseCase: usecase.CS04AC},
)

// UnjoinServiceNonCritical is SRV 8.8.2. DUIS 3.8.
var UnjoinServiceNonCritical = From(Variant{
	SRV:    "8.8.2",
	Name:   "Unjoin Service (Non-Critical)",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.UnjoinServiceNonCritical]{UseCase: usecase.CS04AC},
	To[duis.UnjoinServiceNonCritical]{UseCase: usecase.CS04B},
)

// ReadDeviceLog is SRV 8.9. DUIS 3.8.
var ReadDeviceLog = From(Variant{
	SRV:    "8.9",
	Name:   "Read Device Log",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS04},
	To[duis.ReadDeviceLog]{UseCase: usecase.CS07},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS07},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS06},
)

// UpdateHANDeviceLog is SRV 8.11. DUIS 3.8.
var UpdateHANDeviceLog = From(Variant{
	SRV:    "8.11",
	Name:   "Update HAN Device Log",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateHANDeviceLog]{UseCase: usecase.CCS01},
	To[duis.UpdateHANDeviceLog]{UseCase: usecase.CCS02},
)

// RestoreHANDeviceLog is SRV 8.12.1. DUIS 3.8.
var RestoreHANDeviceLog = From(Variant{
	SRV:   "8.12.1",
	Name:  "Restore HAN Device Log",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.RestoreHANDeviceLog]{UseCase: usecase.CCS03},
)

// RestoreGPFDeviceLog is SRV 8.12.2. DUIS 3.8.
var RestoreGPFDeviceLog = From(Variant{
	SRV:        "8.12.2",
	Name:       "Restore Gas Proxy Function Device Log",
	Roles:      Roles{duis.IS, duis.GS},
	Originator: Broker,
},
	To[duis.RestoreGPFDeviceLog]{UseCase: usecase.GCS59},
)

// ReturnLocalCommandResponse is SRV 8.13. DUIS 3.8.
var ReturnLocalCommandResponse = From[duis.ReturnLocalCommandResponse](Variant{
	SRV:       "8.13",
	Name:      "Return Local Command Response",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFInstallSuccessSMWAN is SRV 8.14.1. DUIS 3.8.
var CHFInstallSuccessSMWAN = From[duis.CHFInstallSuccessSMWAN](Variant{
	SRV:       "8.14.1",
	Name:      "Communications Hub Status Update - Install Success",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFInstallSuccessNoSMWAN is SRV 8.14.2. DUIS 3.8.
var CHFInstallSuccessNoSMWAN = From[duis.CHFInstallSuccessNoSMWAN](Variant{
	SRV:       "8.14.2",
	Name:      "Communications Hub Status Update - Install No SM WAN",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFFaultReturn is SRV 8.14.3. DUIS 3.8.
var CHFFaultReturn = From[duis.CHFFaultReturn](Variant{
	SRV:       "8.14.3",
	Name:      "Communications Hub Status Update - Fault Return",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFNoFaultReturn is SRV 8.14.4. DUIS 3.8.
var CHFNoFaultReturn = From[duis.CHFNoFaultReturn](Variant{
	SRV:       "8.14.4",
	Name:      "Communications Hub Status Update - No Fault Return",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// RequestWANMatrix is SRV 12.1. DUIS 3.8.
var RequestWANMatrix = From[duis.RequestWANMatrix](Variant{
	SRV:       "12.1",
	Name:      "Request WAN Matrix",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// DevicePrenotification is SRV 12.2. DUIS 3.8.
var DevicePrenotification = From[duis.DevicePrenotification](Variant{
	SRV:       "12.2",
	Name:      "Device Pre-notification",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})
