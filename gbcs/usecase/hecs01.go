package usecase

// HECS01 is a request of an HCALCS to be told what to do. The Message Code stands in
// event logs.
// GBCS mapping table row HECS01.
var HECS01 = &UseCase{
	Code:     "HECS01",
	Title:    "Request Control of HCALCS [n]",
	Message:  0x0119,
	On:       ESME,
	Category: PlainZigBee,
	Clause:   "GBCS mapping table row HECS01",
}
