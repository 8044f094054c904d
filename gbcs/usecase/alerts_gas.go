package usecase

import (
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// What a GSME says of a future-dated command that it has carried out: the Command that set
// it, and which of its frames. GBCS alert message code 00CD.
var (
	// ExecutedMessage is the Message Code of the Command. GBCS alert message code 00CD.
	ExecutedMessage = &Slot[gbcs.MessageCode]{
		Name: "Message Code", Clause: "GBCS alert message code 00CD",
	}
	// ExecutedCounter is the Originator Counter of the Command. GBCS alert message code 00CD.
	ExecutedCounter = &Slot[uint64]{
		Name: "Originator Counter", Clause: "GBCS alert message code 00CD",
	}
	// ExecutedCluster is the cluster of the frame. GBCS alert message code 00CD.
	ExecutedCluster = &Slot[zcl.ClusterID]{
		Name: "Cluster", Base: 16, Clause: "GBCS alert message code 00CD",
	}
	// ExecutedControl is the frame control of the frame. GBCS alert message code 00CD.
	ExecutedControl = &Slot[uint8]{
		Name: "Frame Control", Base: 16, Clause: "GBCS alert message code 00CD",
	}
	// ExecutedCommand is the command of the frame. GBCS alert message code 00CD.
	ExecutedCommand = &Slot[uint8]{
		Name: "Command", Base: 16, Clause: "GBCS alert message code 00CD",
	}
)

// FutureDatedExecutionGBZ reports that a GSME has carried out a frame of a future-dated
// Command, or could not.
// GBCS alert message code 00CD.
var FutureDatedExecutionGBZ = &UseCase{
	Code:     "FDEOI-ZigBee",
	Title:    "Future Dated Execution Of Instruction Alert (GBZ)",
	Message:  0x00CD,
	On:       GSME,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: GBZ,
		Codes:    []gbcs.AlertCode{0x8F66, 0x8F67},
		GBZ: []ClusterField{
			Literal("length", 14), Big(2, ExecutedMessage), Big(8, ExecutedCounter),
			Big(2, ExecutedCluster), Big(1, ExecutedControl), Big(1, ExecutedCommand),
		},
	},
	Clause: "GBCS alert message code 00CD",
}

// ReceivedImageHash is the SHA-256 hash of a firmware image that a GSME has received. GBCS
// alert message code 00CF.
var ReceivedImageHash = &Octets{
	Name: "Firmware Hash", Min: 32, Max: 32, Clause: "GBCS alert message code 00CF",
}

// FirmwareDistributionReceiptGBZ reports that a GSME has received a firmware image, and whether it
// is a good one.
// GBCS alert message code 00CF.
var FirmwareDistributionReceiptGBZ = &UseCase{
	Code:     "FDRA-ZigBee",
	Title:    "Firmware Distribution Receipt Alert (GSME)",
	Message:  0x00CF,
	On:       GSME,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: GBZ,
		Codes:    []gbcs.AlertCode{0x8F72, 0x8F1C},
		GBZ:      []ClusterField{Literal("octet-string", 0x09), Counted(ReceivedImageHash)},
	},
	Clause: "GBCS alert message code 00CF",
}

// GasIntegrityIssue is what is wrong with a GSME. GBCS alert message code 00F2.
var GasIntegrityIssue = &Slot[uint16]{
	Name: "Meter Integrity Issue", Clause: "GBCS alert message code 00F2",
	Codes: []Code{
		{Value: 0, Name: "other"}, {Value: 1, Name: "non-volatile memory"},
		{Value: 2, Name: "program execution"}, {Value: 3, Name: "program storage"},
		{Value: 4, Name: "RAM"}, {Value: 5, Name: "unexpected hardware reset"},
		{Value: 6, Name: "watchdog"}, {Value: 7, Name: "metrology firmware verification"},
		{Value: 8, Name: "measurement fault"}, {Value: 9, Name: "unspecified"},
	},
}

// MeterIntegrityWarningGBZ reports that something may be wrong with a GSME.
// GBCS alert message code 00F2.
var MeterIntegrityWarningGBZ = &UseCase{
	Code:     "MIIWA-ZigBee",
	Title:    "Meter Integrity Issue Warning Alert - GSME",
	Message:  0x00F2,
	On:       GSME,
	Category: NonCriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: GBZ,
		Codes:    []gbcs.AlertCode{0x81A0},
		GBZ:      []ClusterField{Big(2, GasIntegrityIssue)},
	},
	Clause: "GBCS alert message code 00F2",
}
