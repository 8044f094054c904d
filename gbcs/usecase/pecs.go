package usecase

// PECS01 is a top-up that a PPMID gives to an ESME.
// GBCS mapping table row PECS01.
var PECS01 = &UseCase{
	Code:     "PECS01",
	Title:    "Apply Prepayment Top Up to an ESME using PPMID",
	Message:  0x0116,
	On:       ESME,
	Category: PlainZigBee,
	Note:     "It comes from the PPMID of the home. The Message Code stands in event logs.",
	Clause:   "GBCS mapping table row PECS01",
}

// PECS02 is a request of a PPMID to activate the emergency credit of an ESME.
// GBCS mapping table row PECS02.
var PECS02 = &UseCase{
	Code:     "PECS02",
	Title:    "Activate Emergency Credit on ESME from PPMID",
	Message:  0x0117,
	On:       ESME,
	Category: PlainZigBee,
	Note:     "It comes from the PPMID of the home. The Message Code stands in event logs.",
	Clause:   "GBCS mapping table row PECS02",
}

// PECS03 is a request of a PPMID to enable the supply of an ESME.
// GBCS mapping table row PECS03.
var PECS03 = &UseCase{
	Code:     "PECS03",
	Title:    "Request to Enable ESME Supply from PPMID",
	Message:  0x0118,
	On:       ESME,
	Category: PlainZigBee,
	Note:     "It comes from the PPMID of the home. The Message Code stands in event logs.",
	Clause:   "GBCS mapping table row PECS03",
}
