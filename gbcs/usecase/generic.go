package usecase

// GenericCriticalAlert reports an event that has no Use Case of its own and that the
// Device signs. GBCS alert message code 1000.
var GenericCriticalAlert = &UseCase{
	Code:     "GCA",
	Title:    "Generic Critical Alert",
	Message:  0x1000,
	On:       ESME | GSME | CHF | GPF,
	Category: CriticalAlert,
	By:       Supplier | NetworkOperator | AccessControlBroker | WANProvider,
	Alert:    &Report{},
	Clause:   "GBCS alert message code 1000",
}

// GenericNonCriticalAlert reports an event that has no Use Case of its own, under a MAC.
// GBCS alert message code 1001.
var GenericNonCriticalAlert = &UseCase{
	Code:     "GNCA",
	Title:    "Generic Non Critical Alert",
	Message:  0x1001,
	On:       ESME | GSME | CHF | GPF,
	Category: NonCriticalAlert,
	By:       Supplier | NetworkOperator | AccessControlBroker | WANProvider,
	Alert:    &Report{},
	Clause:   "GBCS alert message code 1001",
}
