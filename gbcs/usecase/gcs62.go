package usecase

import "github.com/mains-energy/mains/gbcs"

// GCS62 keeps the log of a Gas Proxy Function with the Access Control Broker, each time it
// changes, for GCS59 to restore.
//
//	SEQUENCE { alertCode INTEGER, dateTime GeneralizedTime, SEQUENCE OF entry }
//
// GBCS mapping table row GCS62.
var GCS62 = &UseCase{
	Code:     "GCS62",
	Title:    "Backup GPF Device Log",
	Message:  0x00B2,
	On:       GPF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: ASN1,
		Codes:    []gbcs.AlertCode{0x8071},
		DER:      Seq{Integer(ReportedCode), GeneralizedTime(ReportedTime), deviceLog},
	},
	Clause: "GBCS mapping table row GCS62",
}
