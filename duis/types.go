package duis

// simpleTypes are the named simple types, once each, by the name that a Go type or
// an `is` option of a tag gives. DUIS XML Schema V5.4.
var simpleTypes = map[string]simple{
	"EUI":       {base: xsToken},
	"RequestID": {base: xsToken},

	"CommandVariant":          {base: xsPositiveInteger, min: 1, max: 9},
	"ServiceReference":        {base: xsString, enum: serviceReferences},
	"ServiceReferenceVariant": {base: xsString, enum: serviceReferenceVariants},
	"ResponseCode":            {base: xsString, enum: responseCodes},
	"DCCAlertCode":            {base: xsString, enum: dccAlertCodes},

	"ImportMPxN":        {base: xsString, minLength: 1, maxLength: 13},
	"MPAN":              {base: xsString, minLength: 13, maxLength: 13},
	"UPRN":              {base: xsPositiveInteger, digits: 12},
	"PostCode":          {base: xsString, minLength: 6, maxLength: 8},
	"AddressIdentifier": {base: xsString, maxLength: 30},

	"RemotePartyRole": {base: xsToken, enum: []string{
		"ACB", "NetworkOperator", "Recovery", "Root", "Supplier", "TransCoS", "LoadController"}},

	"DeviceType": {base: xsString, enum: []string{
		"ESME", "GSME", "GPF", "CHF", "HCALCS", "PPMID", "IHD", "CAD"}},
	"DeviceStatus": {base: xsString, enum: []string{
		"Pending", "Whitelisted", "InstalledNotCommissioned", "Commissioned", "Decommissioned",
		"Withdrawn", "Suspended", "Recovery", "Recovered"}},
	"DeviceManufacturer": {base: xsString, maxLength: 30},
	"DeviceModel":        {base: xsString, maxLength: 30},
	"SMETSCHTSVersion":   {base: xsString, minLength: 1, maxLength: 20},
	"FirmwareVersion":    {base: xsString, minLength: 1, maxLength: 8},
	"FirmwareVersionStatus": {base: xsString, enum: []string{
		"Active", "Cancelled", "Expired", "Withdrawn"}},
	"CPLStatus": {base: xsString, enum: []string{"Active", "Cancelled", "Expired", "Withdrawn"}},
	"ESMEVariant": {base: xsString, enum: []string{
		"A", "B", "C", "AD", "BD", "CD", "ADE", "BDE", "CDE", "ADF", "BDF", "CDF", "ADEF", "BDEF",
		"CDEF", "ADG", "ADEG", "AF", "BF", "CF", "AEF", "BEF", "CEF", "AG", "AEG"}},
	"CSPRegion": {base: xsString, enum: []string{
		"North", "Central", "South", "4G North", "4G Central", "4G South", "Unknown", "SMETS1"}},
	"Connectivity": {base: xsString, enum: []string{"Cellular", "Virtual"}},
}
