package duis

import "time"

// DisplayMessage is SRV 3.1 Display Message: a text for the consumer. DUIS 3.8.
type DisplayMessage struct {
	ExecutionDateTime *time.Time
	SupplierMessage   string `doc:",is=SupplierMessage"` // 1 to 116 printable ASCII characters
}

// Element is the name of the body's element.
func (*DisplayMessage) Element() string { return "DisplayMessage" }

// RestrictAccessForChangeOfTenancy is SRV 3.2 Restrict Access For Change Of Tenancy: hides what
// was stored before a change of tenancy. DUIS 3.8.
type RestrictAccessForChangeOfTenancy struct {
	ExecutionDateTime   *time.Time
	RestrictionDateTime time.Time // what is older is hidden
}

// Element is the name of the body's element.
func (*RestrictAccessForChangeOfTenancy) Element() string {
	return "RestrictAccessForChangeOfTenancy"
}

// ClearEventLog is SRV 3.3 Clear Event Log: empties an event log. DUIS 3.8.
type ClearEventLog struct {
	ESMEEventLogType *string `doc:",is=ESMEEventLogType"` // ESME, ALCS
}

// Element is the name of the body's element.
func (*ClearEventLog) Element() string { return "ClearEventLog" }

// UpdateSupplierName is SRV 3.4 Update Supplier Name: name and telephone number of the
// Supplier, for display. DUIS 3.8.
type UpdateSupplierName struct {
	ExecutionDateTime *time.Time
	// At most 15 printable ASCII characters.
	SupplierName            string `doc:",is=SupplierName"`
	SupplierTelephoneNumber string `doc:",is=SupplierTelephoneNumber"` // at most 18 digits and blanks
}

// Element is the name of the body's element.
func (*UpdateSupplierName) Element() string { return "UpdateSupplierName" }

// DisablePrivacyPIN is SRV 3.5 Disable Privacy PIN: takes the consumer's PIN away. DUIS 3.8.
type DisablePrivacyPIN struct{}

// Element is the name of the body's element.
func (*DisablePrivacyPIN) Element() string { return "DisablePrivacyPIN" }

// RequestCustomerIdentificationNumber is SRV 9.1 Request Customer Identification Number: shows
// a number to the consumer and gives it to the User. DUIS 3.8.
type RequestCustomerIdentificationNumber struct{}

// Element is the name of the body's element.
func (*RequestCustomerIdentificationNumber) Element() string {
	return "RequestCustomerIdentificationNumber"
}
