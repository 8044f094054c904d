package usecase

import (
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Which frame of a future-dated Command a GSME has carried out. GBCS alert message code 00CD.
var (
	// ReportedCluster is the cluster of the frame. GBCS alert message code 00CD.
	ReportedCluster = &Slot[zcl.ClusterID]{
		Name: "ExtendedHeaderClusterID", Base: 16, Clause: "GBCS alert message code 00CD",
	}
	// ReportedControl is the frame control of the frame. GBCS alert message code 00CD.
	ReportedControl = &Slot[uint8]{
		Name: "FrameControl", Base: 16, Clause: "GBCS alert message code 00CD",
	}
	// ReportedFrame is the command identifier of the frame. GBCS alert message code 00CD.
	ReportedFrame = &Slot[uint8]{
		Name: "CommandIdentifier", Base: 16, Clause: "GBCS alert message code 00CD",
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
			Literal("length", 14), Big(2, ReportedCommand), Big(8, ReportedCounter),
			Big(2, ReportedCluster), Big(1, ReportedControl), Big(1, ReportedFrame),
		},
	},
	MMC: shownInstruction("GBZFutureDatedAlert", Paths{
		ReportedCluster: "GBZFDInstructionIdentification/ExtendedHeaderClusterID",
		ReportedControl: "GBZFDInstructionIdentification/FrameControl",
		ReportedFrame:   "GBZFDInstructionIdentification/CommandIdentifier",
	}),
	Clause: "GBCS alert message code 00CD",
}

// FirmwareDistributionReceiptGBZ reports that a GSME has received a firmware image, whether it
// is genuine, and its hash.
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
		GBZ:      []ClusterField{Literal("octet-string", 0x09), Counted(ManufacturerImageHash)},
	},
	MMC:    Shown{In: "FirmwareVerificationDeviceAlert"},
	Clause: "GBCS alert message code 00CF",
}

// MeterIntegrityWarningGBZ reports that something is wrong with a GSME.
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
		GBZ:      []ClusterField{Big(2, IntegrityWarning)},
	},
	MMC:    Shown{In: "SmartMeterIntegrityIssueWarningDeviceAlert"},
	Clause: "GBCS alert message code 00F2",
}
