package usecase

import "github.com/mains-energy/mains/zcl"

// What a GSME says of itself in the Basic cluster.
var (
	// ManufacturerName is the manufacturer's code in four hexadecimal characters; from earlier
	// Devices a name, up to 32 octets. ZigBee 0000/0004.
	ManufacturerName = &Text{Name: "ManufacturerName", Max: 32, Clause: "ZigBee 0000/0004"}
	// ModelIdentifier is image type and hardware version, of four hexadecimal characters each;
	// from earlier Devices any text, up to 32 octets. ZigBee 0000/0005.
	ModelIdentifier = &Text{Name: "ModelIdentifier", Max: 32, Clause: "ZigBee 0000/0005"}
	// HWVersion is the version of the hardware. ZigBee 0000/0003.
	HWVersion = &Slot[uint8]{Name: "HWVersion", Clause: "ZigBee 0000/0003"}
)

// Attributes of the Basic cluster.
var (
	basicHWVersion        = ClusterAttr(zcl.Basic, 0x0003, zcl.TypeUint8, HWVersion)
	basicManufacturerName = ClusterAttr(zcl.Basic, 0x0004, zcl.TypeCharacterString,
		ManufacturerName)
	basicModelIdentifier = ClusterAttr(zcl.Basic, 0x0005, zcl.TypeCharacterString,
		ModelIdentifier)

	basicAttributes = []*ClusterAttribute{
		basicHWVersion, basicManufacturerName, basicModelIdentifier,
	}
)
