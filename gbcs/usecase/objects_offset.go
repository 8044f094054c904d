package usecase

// RandomisedOffsetLimit is the longest delay an ESME may draw before it switches a load
// or a tariff, in seconds, 0 to 1799. SMETS2 RandomisedOffsetLimit.
var RandomisedOffsetLimit = &Slot[uint16]{
	Name: "RandomisedOffsetLimit", Unit: Seconds, Max: 1799, Clause: "SMETS2 RandomisedOffsetLimit",
}

var randomisedOffsetLimit = Attr(Data, LN{0, 0, 94, 44, 0, 1}, 2, RandomisedOffsetLimit)
