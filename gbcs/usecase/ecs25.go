package usecase

// ECS25a sets which events an ESME reports to the Supplier.
// GBCS mapping table row ECS25a; sent by SRV 6.22.
var ECS25a = &UseCase{
	Code:     "ECS25a",
	Title:    "Set Alert Behaviours - ESME - Supplier",
	Message:  0x00AC,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(supplierWANAlertChanges)},
	Clause:   "GBCS mapping table row ECS25a",
}

// ECS25a1 sets which of the Supplier's events an ESME tells Devices in the home.
// GBCS mapping table row ECS25a1; sent by SRV 6.22.
var ECS25a1 = &UseCase{
	Code:     "ECS25a1",
	Title:    "Set Event Behaviours - ESME to HAN Device - Supplier",
	Message:  0x00EA,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(supplierHANAlertChanges)},
	Clause:   "GBCS mapping table row ECS25a1",
}

// ECS25a2 sets at which of the Supplier's events an ESME sounds an alarm.
// GBCS mapping table row ECS25a2; sent by SRV 6.22.
var ECS25a2 = &UseCase{
	Code:     "ECS25a2",
	Title:    "Set Event Behaviours - ESME audible alarm - Supplier",
	Message:  0x00EB,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(supplierAlarmChanges)},
	Clause:   "GBCS mapping table row ECS25a2",
}

// ECS25a3 sets which of the Supplier's events an ESME logs.
// GBCS mapping table row ECS25a3; sent by SRV 6.22.
var ECS25a3 = &UseCase{
	Code:     "ECS25a3",
	Title:    "Set Event Behaviours - ESME logging - Supplier",
	Message:  0x00EC,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(supplierLoggingChanges)},
	Clause:   "GBCS mapping table row ECS25a3",
}

// ECS25b sets which events an ESME reports to the Network Operator.
// GBCS mapping table row ECS25b; sent by SRV 6.22.
var ECS25b = &UseCase{
	Code:     "ECS25b",
	Title:    "Set Alert Behaviours - ESME - Network Operator",
	Message:  0x00B0,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(networkWANAlertChanges)},
	Clause:   "GBCS mapping table row ECS25b",
}

// ECS25b3 sets which of the Network Operator's events an ESME logs.
// GBCS mapping table row ECS25b3; sent by SRV 6.22.
var ECS25b3 = &UseCase{
	Code:     "ECS25b3",
	Title:    "Set Event Behaviours - ESME logging - Network Operator",
	Message:  0x00ED,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	SRVs:     []string{"6.22"},
	Command:  Access{Set(networkLoggingChanges)},
	Clause:   "GBCS mapping table row ECS25b3",
}

// ECS25r1 reads how an ESME handles the Supplier's events.
// GBCS mapping table row ECS25r1; sent by SRV 6.2.10.
var ECS25r1 = &UseCase{
	Code:     "ECS25r1",
	Title:    "Read non-critical event and alert behaviours - ESME - Supplier",
	Message:  0x00EE,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.2.10"},
	Command: Access{
		Get(supplierWANAlerts),
		Get(supplierHANAlerts),
		Get(supplierAlarms),
		Get(supplierLogging),
	},
	MMC: Shown{In: "ElectricitySupplierAlertEventSettings", By: Writers{
		SupplierWANAlerts: showEvents(SupplierWANAlerts.Name, supplierEvents, supplierElements),
		SupplierHANAlerts: showEvents(SupplierHANAlerts.Name, supplierEvents, supplierElements),
		SupplierAlarms:    showEvents(SupplierAlarms.Name, supplierEvents, supplierElements),
		SupplierLogging:   showEvents(SupplierLogging.Name, supplierEvents, supplierElements),
	}},
	Clause: "GBCS mapping table row ECS25r1",
}

// ECS25r2 reads how an ESME handles the Network Operator's events.
// GBCS mapping table row ECS25r2; sent by SRV 6.2.10.
var ECS25r2 = &UseCase{
	Code:     "ECS25r2",
	Title:    "Read non-critical event and alert behaviours - ESME - Network Operator",
	Message:  0x00EF,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	SRVs:     []string{"6.2.10"},
	Command:  Access{Get(networkWANAlerts), Get(networkLogging)},
	MMC: Shown{In: "ElectricityNetworkOperatorAlertEventSettings", By: Writers{
		NetworkWANAlerts: showEvents(NetworkWANAlerts.Name, networkEvents, networkElements),
		NetworkLogging:   showEvents(NetworkLogging.Name, networkEvents, networkElements),
	}},
	Clause: "GBCS mapping table row ECS25r2",
}
