package usecase

// GCS20 sets what a GSME does about events that are not critical. Each frame gives some
// events one configuration.
// GBCS mapping table row GCS20; sent by SRV 6.22.
var GCS20 = &UseCase{
	Code:     "GCS20",
	Title:    "Set Alert Behaviours - GSME",
	Message:  0x00AD,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.22"},
	Command: Frames{
		Send(setEventConfiguration, GasStartTime.Is(0), EventConfigurationControl.Is(0)).
			Each(EventSettings, IssuerEventID),
	},
	Clause: "GBCS mapping table row GCS20",
}

// GCS20r reads what a GSME does about each event that is not critical.
// GBCS mapping table row GCS20r; sent by SRV 6.2.10.
var GCS20r = &UseCase{
	Code:     "GCS20r",
	Title:    "Read non-critical event and alert behaviours - GSME - Supplier",
	Message:  0x00F1,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.2.10"},
	Command: Frames{
		Send(getEventConfiguration, EventID.Is(0x81FF)).Replies(reportEventConfiguration),
	},
	MMC: Shown{
		In: "GasSupplierAlertEventSettings", By: Writers{EventConfigurations: showGasEvents},
	},
	Clause: "GBCS mapping table row GCS20r",
}
