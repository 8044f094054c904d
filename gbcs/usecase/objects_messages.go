package usecase

import "github.com/mains-energy/mains/dlms"

// What the supplier tells the consumer on an ESME or a GSME.
var (
	// SupplierMessage is a message to the consumer, up to 116 octets.
	// SMETS2 SupplierMessage.
	SupplierMessage = &Text{Name: "SupplierMessage", Max: 116, Clause: "SMETS2 SupplierMessage"}
	// SupplierTelephoneNumber is up to 18 octets. SMETS2 ContactDetails.
	SupplierTelephoneNumber = &Text{
		Name: "SupplierTelephoneNumber", Max: 18, Clause: "SMETS2 ContactDetails",
	}
	// SupplierName is up to 15 octets. SMETS2 ContactDetails.
	SupplierName = &Text{Name: "SupplierName", Max: 15, Clause: "SMETS2 ContactDetails"}
	// CustomerIdentificationNumber is four digits for the consumer to read out.
	// SMETS2 CustomerIdentificationNumber.
	CustomerIdentificationNumber = &Text{
		Name: "CustomerIdentificationNumber", Min: 4, Max: 4,
		Clause: "SMETS2 CustomerIdentificationNumber",
	}
	// RestrictionDateTime is the change of tenancy, before which no display may read.
	// SMETS2 restrictDataDateTime.
	RestrictionDateTime = &Moment{
		Name: "RestrictionDateTime", Clause: "SMETS2 restrictDataDateTime",
	}

	supplierMessage         = Attr(Data, LN{0, 2, 96, 13, 1, 255}, 2, SupplierMessage)
	supplierTelephoneNumber = Attr(ExtendedData, LN{0, 0, 96, 13, 0, 255}, 2,
		SupplierTelephoneNumber)
	supplierName                 = Attr(ExtendedData, LN{0, 0, 96, 13, 1, 255}, 2, SupplierName)
	customerIdentificationNumber = Attr(Data, LN{0, 3, 96, 13, 1, 255}, 2,
		CustomerIdentificationNumber)
	restrictionDateTime = Attr(Data, LN{0, 0, 94, 44, 3, 2}, 2, RestrictionDateTime)

	privacyPINProtection = &Object{
		Class: Data, Name: LN{0, 0, 94, 44, 3, 1}, Index: 2,
		Value: Fixed{"no PIN", dlms.Octets(nil)}, Title: "DisablePrivacyPinProtection",
	}
)
