package usecase

// HECS01 is a request of an HCALCS to be told what to do.
// GBCS mapping table row HECS01.
var HECS01 = &UseCase{
	Code:     "HECS01",
	Title:    "Request Control of HCALCS [n]",
	Message:  0x0119,
	On:       ESME,
	Category: PlainZigBee,
	Note:     "It comes from an HCALCS of the home. The Message Code stands in event logs.",
	Clause:   "GBCS mapping table row HECS01",
}
