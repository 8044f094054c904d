package duis

import (
	"time"
)

// DisplayMessage is the body of SRV 3.1 Display Message.
type DisplayMessage struct {
	ExecutionDateTime *time.Time
	SupplierMessage   string `duis:",is=SupplierMessage"`
}

// Element is the name of the body's element.
func (*DisplayMessage) Element() string { return "DisplayMessage" }

// RestrictAccessForChangeOfTenancy is the body of SRV 3.2 Restrict Access For Change Of Tenancy.
type RestrictAccessForChangeOfTenancy struct {
	ExecutionDateTime   *time.Time
	RestrictionDateTime time.Time
}

// Element is the name of the body's element.
func (*RestrictAccessForChangeOfTenancy) Element() string { return "RestrictAccessForChangeOfTenancy" }

// ClearEventLog is the body of SRV 3.3 Clear Event Log.
type ClearEventLog struct {
	ESMEEventLogType *string `duis:",is=ESMEEventLogType"` // ESME, ALCS
}

// Element is the name of the body's element.
func (*ClearEventLog) Element() string { return "ClearEventLog" }

// UpdateSupplierName is the body of SRV 3.4 Update Supplier Name.
type UpdateSupplierName struct {
	ExecutionDateTime       *time.Time
	SupplierName            string `duis:",is=SupplierName"`
	SupplierTelephoneNumber string `duis:",is=SupplierTelephoneNumber"`
}

// Element is the name of the body's element.
func (*UpdateSupplierName) Element() string { return "UpdateSupplierName" }

// DisablePrivacyPIN is the body of SRV 3.5 Disable Privacy PIN.
type DisablePrivacyPIN struct{}

// Element is the name of the body's element.
func (*DisablePrivacyPIN) Element() string { return "DisablePrivacyPIN" }

// RequestCustomerIdentificationNumber is the body of SRV 9.1 Request Customer Identification Number.
type RequestCustomerIdentificationNumber struct{}

// Element is the name of the body's element.
func (*RequestCustomerIdentificationNumber) Element() string {
	return "RequestCustomerIdentificationNumber"
}
