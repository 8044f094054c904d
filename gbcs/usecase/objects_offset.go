package usecase

// RandomisedOffsetLimit is the longest delay an ESME may draw before it switches a load
// or a tariff, in seconds, 0 to 1799. SMETS2 RandomisedOffsetLimit.
var RandomisedOffsetLimit = &Slot[uint16]{
	Name: "RandomisedOffsetLimit", Unit: Seconds, Max: 1799,
	Clause: "SMETS2 RandomisedOffsetLimit",
}

// RandomisedOffset is the delay of this ESME, in seconds, 0 to 1799: the limit times the
// number, in ten-thousandths. SMETS2 RandomisedOffset.
var RandomisedOffset = &Slot[uint16]{
	Name: "RandomisedOffset", Unit: Seconds, Max: 1799, Clause: "SMETS2 RandomisedOffset",
}

// RandomisedOffsetNumber is the number that an ESME has from its making, in
// ten-thousandths of the limit, 1 to 10000. SMETS2 RandomisedOffsetNumber.
var RandomisedOffsetNumber = &Slot[uint16]{
	Name: "RandomisedOffsetNumber", Min: 1, Max: 10000, Clause: "SMETS2 RandomisedOffsetNumber",
}

// What delays the switching of loads and tariffs.
var (
	randomisedOffset       = Attr(Data, LN{0, 0, 94, 44, 0, 0}, 2, RandomisedOffset)
	randomisedOffsetLimit  = Attr(Data, LN{0, 0, 94, 44, 0, 1}, 2, RandomisedOffsetLimit)
	randomisedOffsetNumber = Attr(Data, LN{0, 0, 94, 44, 0, 2}, 2, RandomisedOffsetNumber)
)
