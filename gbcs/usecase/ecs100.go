package usecase

import "github.com/mains-energy/mains/gbcs"

// ECS100 reports a Command that a Device does not support.
// GBCS mapping table row ECS100.
var ECS100 = &UseCase{
	Code:     "ECS100",
	Title:    "Command Not Supported by Device Alert",
	Message:  0x0120,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier | AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F85},
		Content:  Struct{InOctets{Big(2, ReportedCommand), Big(8, ReportedCounter)}},
	},
	MMC: Shown{In: "CommandNotSupportedbyDevice", As: Paths{
		ReportedCommand: "MessageCodeofCommandReceived",
		ReportedCounter: "OriginatorCounterfromCommandReceived",
	}},
	Note: "It goes to the Access Control Broker where the Command came from a party that the " +
		"Device does not know.",
	Clause: "GBCS mapping table row ECS100",
}
