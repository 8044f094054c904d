package srv

// All are the declared Variants, in the order of the Service References.
var All = []*Variant{
	ReadInstantaneousImportRegisters,
	RetrieveDeviceSecurityCredentialsKRP,
	SetRandomisedOffsetLimit,
	ReadInventory,
}
