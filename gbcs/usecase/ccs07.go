package usecase

// CCS07 reads the device log of a CHF, and its log of Devices that were removed, with the
// hashes of their keys.
// GBCS mapping table row CCS07; sent by SRV 8.9.
var CCS07 = &UseCase{
	Code:     "CCS07",
	Title:    "Read CHF Device Logs",
	Message:  0x00FE,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"8.9"},
	Command:  Access{Invoke(hubBackup), Invoke(hubHistoricBackup)},
	MMC: Shown{As: Paths{
		HubReadDateTime: Hidden, HANIdentifier: Hidden,
		HubConnectedDevices: "CHFConnectedDeviceLog/CHFCurrentConnectedDeviceLogEntry",
		HubHistoricDevices:  "CHFConnectedDeviceLog/CHFHistoricConnectedDeviceLogEntry",
	}},
	Clause: "GBCS mapping table row CCS07",
}
