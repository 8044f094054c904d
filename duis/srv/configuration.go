package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file and of those whose names begin as its does.
var configuration = []*Variant{
	ReadDeviceConfigurationVoltage,
	ReadDeviceConfigurationRandomisation,
	ReadDeviceConfigurationBillingCalendar,
	ReadDeviceConfigurationIdentityExcMPxN,
	ReadDeviceConfigurationInstantaneousPowerThresholds,
	ReadDeviceConfigurationMPxN,
	ReadDeviceConfigurationGas,
	ReadDeviceConfigurationPaymentMode,
	ReadDeviceConfigurationEventAndAlertBehaviours,
	UpdateDeviceConfigurationLoadLimitingGeneralSettings,
	UpdateDeviceConfigurationLoadLimitingCounterReset,
	UpdateDeviceConfigurationVoltage,
	UpdateDeviceConfigurationGasConversion,
	UpdateDeviceConfigurationGasFlow,
	UpdateDeviceConfigurationBillingCalendar,
	SynchroniseClock,
	UpdateDeviceConfigurationInstantaneousPowerThreshold,
	ReadEventOrSecurityLog,
	UpdateDeviceConfigurationALCDescriptions,
	UpdateDeviceConfigurationALCScheduler,
	UpdateDeviceConfigurationAuxiliaryControllerScheduler,
	SetMaximumDemandConfigurableTimePeriod,
	ResetMaximumDemandRegisters,
	SetDeviceConfigurationImportMPxN,
	SetDeviceConfigurationExportMPAN,
	ConfigureAlertBehaviour,
	SetElectricitySupplyTamperState,
	UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix,
	UpdateDeviceConfigurationRMSVoltageCounterReset,
	SetCHFSubGHzConfiguration,
	RequestCHFSubGHzChannelScan,
	ReadCHFSubGHzConfiguration,
	ReadCHFSubGHzChannel,
	ReadCHFSubGHzChannelLog,
}

// ReadDeviceConfigurationVoltage is SRV 6.2.1: it reads the voltage limits of an ESME, which
// has them for one phase or for three. DUIS 3.8.
var ReadDeviceConfigurationVoltage = From(Variant{
	SRV:    "6.2.1",
	Name:   "Read Device Configuration (Voltage)",
	Roles:  Roles{duis.IS, duis.RSA, duis.ED},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationVoltage]{UseCase: usecase.ECS26b, Phases: SinglePhase},
	To[duis.ReadDeviceConfigurationVoltage]{UseCase: usecase.ECS26k, Phases: PolyPhase},
)

// ReadDeviceConfigurationRandomisation is SRV 6.2.2: it reads what delays the switching of
// loads and tariffs. DUIS 3.8.
var ReadDeviceConfigurationRandomisation = From(Variant{
	SRV:    "6.2.2",
	Name:   "Read Device Configuration (Randomisation)",
	Roles:  Roles{duis.IS, duis.RSA, duis.ED},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationRandomisation]{UseCase: usecase.ECS26c},
)

// ReadDeviceConfigurationBillingCalendar is SRV 6.2.3: it reads the billing calendar. Meters
// of an earlier GBCS version have Use Cases of their own for it. DUIS 3.8.
var ReadDeviceConfigurationBillingCalendar = From(Variant{
	SRV:    "6.2.3",
	Name:   "Read Device Configuration (Billing Calendar)",
	Roles:  Roles{duis.IS, duis.RSA, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS26d},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS21d},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS26l},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS21k},
)

// ReadDeviceConfigurationIdentityExcMPxN is SRV 6.2.4: it reads what a Device is. Devices of an
// earlier GBCS version have Use Cases of their own for it. DUIS 3.8.
var ReadDeviceConfigurationIdentityExcMPxN = From(Variant{
	SRV:    "6.2.4",
	Name:   "Read Device Configuration (Identity Exc MPxN)",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26e},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26i},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.GCS21e},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26m},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26n},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.GCS21m},
)

// ReadDeviceConfigurationInstantaneousPowerThresholds is SRV 6.2.5: it reads the limits between
// low, medium and high power. DUIS 3.8.
var ReadDeviceConfigurationInstantaneousPowerThresholds = From(Variant{
	SRV:    "6.2.5",
	Name:   "Read Device Configuration (Instantaneous Power Thresholds)",
	Roles:  Roles{duis.IS, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationInstantaneousPowerThresholds]{UseCase: usecase.ECS26f},
)

// ReadDeviceConfigurationMPxN is SRV 6.2.7: it reads the MPANs or the MPRN. DUIS 3.8.
var ReadDeviceConfigurationMPxN = From(Variant{
	SRV:    "6.2.7",
	Name:   "Read Device Configuration (MPxN)",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationMPxN]{UseCase: usecase.ECS40},
	To[duis.ReadDeviceConfigurationMPxN]{UseCase: usecase.GCS46},
)

// ReadDeviceConfigurationGas is SRV 6.2.8: it reads how a GSME turns volume into energy, and
// what it takes for uncontrolled flow. DUIS 3.8.
var ReadDeviceConfigurationGas = From(Variant{
	SRV:    "6.2.8",
	Name:   "Read Device Configuration (Gas)",
	Roles:  Roles{duis.GS, duis.RSA, duis.GT},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationGas]{UseCase: usecase.GCS21a},
)

// ReadDeviceConfigurationPaymentMode is SRV 6.2.9: it reads whether a meter is in credit or in
// prepayment mode. DUIS 3.8.
var ReadDeviceConfigurationPaymentMode = From(Variant{
	SRV:    "6.2.9",
	Name:   "Read Device Configuration (Payment Mode)",
	Roles:  Roles{duis.IS, duis.GS, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationPaymentMode]{UseCase: usecase.ECS26j},
	To[duis.ReadDeviceConfigurationPaymentMode]{UseCase: usecase.GCS21j},
)

// ReadDeviceConfigurationEventAndAlertBehaviours is SRV 6.2.10: it reads what a meter does about
// events. An ESME is asked about those of the User: the Supplier's or the Network Operator's.
// DUIS 3.8.
var ReadDeviceConfigurationEventAndAlertBehaviours = From(Variant{
	SRV:   "6.2.10",
	Name:  "Read Device Configuration (Event and Alert Behaviours)",
	Roles: Roles{duis.IS, duis.GS, duis.ED},
},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{
		UseCase: usecase.ECS25r1, Roles: Roles{duis.IS},
	},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{
		UseCase: usecase.ECS25r2, Roles: Roles{duis.ED},
	},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{
		UseCase: usecase.GCS20r, Roles: Roles{duis.GS},
	},
)
