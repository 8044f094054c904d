package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var messages = []*Variant{
	DisplayMessage,
	RestrictAccessForChangeOfTenancy,
	ClearEventLog,
	UpdateSupplierName,
	DisablePrivacyPIN,
	RequestCustomerIdentificationNumber,
}

// DisplayMessage is SRV 3.1. DUIS 3.8.
var DisplayMessage = From(Variant{
	SRV:    "3.1",
	Name:   "Display Message",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.DisplayMessage]{UseCase: usecase.ECS10},
	To[duis.DisplayMessage]{UseCase: usecase.GCS07},
)

// RestrictAccessForChangeOfTenancy is SRV 3.2. DUIS 3.8.
var RestrictAccessForChangeOfTenancy = From(Variant{
	SRV:    "3.2",
	Name:   "Restrict Access For Change Of Tenancy",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.RestrictAccessForChangeOfTenancy]{UseCase: usecase.ECS12},
	To[duis.RestrictAccessForChangeOfTenancy]{UseCase: usecase.GCS09},
)

// ClearEventLog is SRV 3.3. DUIS 3.8.
var ClearEventLog = From(Variant{
	SRV:    "3.3",
	Name:   "Clear Event Log",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.ClearEventLog]{UseCase: usecase.CS11},
	To[duis.ClearEventLog]{UseCase: usecase.ECS15a},
	To[duis.ClearEventLog]{UseCase: usecase.ECS15c},
)

// UpdateSupplierName is SRV 3.4. DUIS 3.8.
var UpdateSupplierName = From(Variant{
	SRV:    "3.4",
	Name:   "Update Supplier Name",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateSupplierName]{UseCase: usecase.ECS16},
	To[duis.UpdateSupplierName]{UseCase: usecase.GCS44},
)

// DisablePrivacyPIN is SRV 3.5. DUIS 3.8.
var DisablePrivacyPIN = From(Variant{
	SRV:    "3.5",
	Name:   "Disable Privacy PIN",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.DisablePrivacyPIN]{UseCase: usecase.ECS14},
	To[duis.DisablePrivacyPIN]{UseCase: usecase.GCS11},
)

// RequestCustomerIdentificationNumber is SRV 9.1. DUIS 3.8.
var RequestCustomerIdentificationNumber = From(Variant{
	SRV:    "9.1",
	Name:   "Request Customer Identification Number",
	Roles:  Roles{duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.RequestCustomerIdentificationNumber]{UseCase: usecase.ECS50},
	To[duis.RequestCustomerIdentificationNumber]{UseCase: usecase.GCS36},
)
