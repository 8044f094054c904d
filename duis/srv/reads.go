package srv

import (
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var reads = []*Variant{
	ReadInstantaneousImportRegisters,
	ReadInstantaneousImportTOUMatrices,
	ReadInstantaneousImportTOUWithBlocksMatrices,
	ReadInstantaneousImportBlockCounters,
	ReadInstantaneousExportRegisters,
	ReadInstantaneousPrepayValues,
	RetrieveCoMOrTariffTriggeredBillingDataLog,
	RetrieveBillingCalendarTriggeredBillingDataLog,
	RetrieveBillingDataLogDebtPayments,
	RetrieveBillingDataLogPrepaymentCredits,
	RetrieveImportDailyReadLog,
	RetrieveExportDailyReadLog,
	ReadActiveImportProfileData,
	ReadReactiveImportProfileData,
	ReadExportProfileData,
	ReadNetworkData,
	ReadTariffPrimaryElement,
	ReadTariffSecondaryElement,
	ReadMaximumDemandImportRegisters,
	ReadMaximumDemandExportRegisters,
	ReadPrepaymentConfiguration,
	ReadPrepaymentDailyReadLog,
	ReadLoadLimitData,
	ReadActivePowerImport,
	RetrieveDailyConsumptionLog,
	ReadMeterBalance,
	RecordNetworkDataGAS,
}

// onlySupplier are the logs and registers that a GSME gives to its Supplier only; the
// others read them of the Gas Proxy Function. GBCS mapping table.
var onlySupplier = map[usecase.Device]Roles{usecase.GSME: {duis.GS}}

// ReadInstantaneousImportRegisters is SRV 4.1.1: it reads the active and reactive import
// registers of a meter. DUIS 3.8.
var ReadInstantaneousImportRegisters = From(Variant{
	SRV:          "4.1.1",
	Name:         "Read Instantaneous Import Registers",
	Only:         onlySupplier,
	Roles:        Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Future:       FutureDSP,
	TargetSMETS1: 16 * time.Second,
	SMETS1:       ForSMETS1,
	Clause:       "DUIS 3.8.17",
},
	To[duis.ReadInstantaneousImportRegisters]{UseCase: usecase.ECS17b},
	To[duis.ReadInstantaneousImportRegisters]{UseCase: usecase.GCS13a},
)

// ReadInstantaneousImportTOUMatrices is SRV 4.1.2: it reads the registers of the times of use.
// DUIS 3.8.
var ReadInstantaneousImportTOUMatrices = From(Variant{
	SRV:    "4.1.2",
	Name:   "Read Instantaneous Import TOU Matrices",
	Only:   onlySupplier,
	Roles:  Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadInstantaneousImportTOUMatrices]{UseCase: usecase.ECS17d},
	To[duis.ReadInstantaneousImportTOUMatrices]{UseCase: usecase.GCS13c},
)

// ReadInstantaneousImportTOUWithBlocksMatrices is SRV 4.1.3: it reads the registers of the
// blocks of each time of use. DUIS 3.8.
var ReadInstantaneousImportTOUWithBlocksMatrices = From(Variant{
	SRV:    "4.1.3",
	Name:   "Read Instantaneous Import TOU With Blocks Matrices",
	Roles:  Roles{duis.IS, duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadInstantaneousImportTOUWithBlocksMatrices]{UseCase: usecase.ECS17e},
)

// ReadInstantaneousImportBlockCounters is SRV 4.1.4: it reads the counters of the blocks of a
// gas tariff. DUIS 3.8.
var ReadInstantaneousImportBlockCounters = From(Variant{
	SRV:    "4.1.4",
	Name:   "Read Instantaneous Import Block Counters",
	Roles:  Roles{duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadInstantaneousImportBlockCounters]{UseCase: usecase.GCS13b},
)

// ReadInstantaneousExportRegisters is SRV 4.2: it reads the export registers of an ESME. The
// schema lets a DCC Schedule have it, though the published matrix does not. DUIS 3.8.
var ReadInstantaneousExportRegisters = From(Variant{
	SRV:         "4.2",
	Name:        "Read Instantaneous Export Registers",
	Roles:       Roles{duis.ES, duis.ED},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      ForSMETS1,
},
	To[duis.ReadInstantaneousExportRegisters]{UseCase: usecase.ECS17a},
)

// ReadInstantaneousPrepayValues is SRV 4.3: it reads balance, credit and debts in prepayment
// mode. DUIS 3.8.
var ReadInstantaneousPrepayValues = From(Variant{
	SRV:    "4.3",
	Name:   "Read Instantaneous Prepay Values",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadInstantaneousPrepayValues]{UseCase: usecase.ECS19},
	To[duis.ReadInstantaneousPrepayValues]{UseCase: usecase.GCS14},
)

// RetrieveCoMOrTariffTriggeredBillingDataLog is SRV 4.4.2: it reads what a meter kept when its
// mode, Supplier or tariff changed. DUIS 3.8.
var RetrieveCoMOrTariffTriggeredBillingDataLog = From(Variant{
	SRV:    "4.4.2",
	Name:   "Retrieve Change Of Mode / Tariff Triggered Billing Data Log",
	Only:   onlySupplier,
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	protectedLog[duis.RetrieveCoMOrTariffTriggeredBillingDataLog](usecase.ECS20b),
	log[duis.RetrieveCoMOrTariffTriggeredBillingDataLog](usecase.GCS15b),
)

// RetrieveBillingCalendarTriggeredBillingDataLog is SRV 4.4.3: it reads what a meter kept at
// the end of billing periods. DUIS 3.8.
var RetrieveBillingCalendarTriggeredBillingDataLog = From(Variant{
	SRV:          "4.4.3",
	Name:         "Retrieve Billing Calendar Triggered Billing Data Log",
	Only:         onlySupplier,
	Roles:        Roles{duis.IS, duis.GS},
	Future:       FutureDSP,
	TargetSMETS1: 16 * time.Second,
	SMETS1:       ForSMETS1,
},
	protectedLog[duis.RetrieveBillingCalendarTriggeredBillingDataLog](usecase.ECS20c),
	log[duis.RetrieveBillingCalendarTriggeredBillingDataLog](usecase.GCS15c),
)

// RetrieveBillingDataLogDebtPayments is SRV 4.4.4: it reads the log of what top-ups paid of
// the debt. DUIS 3.8.
var RetrieveBillingDataLogDebtPayments = From(Variant{
	SRV:    "4.4.4",
	Name:   "Retrieve Billing Data Log (Payment Based Debt Payments)",
	Roles:  Roles{duis.GS, duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	log[duis.RetrieveBillingDataLogDebtPayments](usecase.ECS20a),
	log[duis.RetrieveBillingDataLogDebtPayments](usecase.GCS15d),
)

// RetrieveBillingDataLogPrepaymentCredits is SRV 4.4.5: it reads the log of top-ups. DUIS 3.8.
var RetrieveBillingDataLogPrepaymentCredits = From(Variant{
	SRV:    "4.4.5",
	Name:   "Retrieve Billing Data Log (Prepayment Credits)",
	Roles:  Roles{duis.GS, duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	log[duis.RetrieveBillingDataLogPrepaymentCredits](usecase.GCS15e),
	log[duis.RetrieveBillingDataLogPrepaymentCredits](usecase.ECS20d),
)

// RetrieveImportDailyReadLog is SRV 4.6.1: it reads the import registers at midnights. DUIS
// 3.8.
var RetrieveImportDailyReadLog = From(Variant{
	SRV:          "4.6.1",
	Name:         "Retrieve Import Daily Read Log",
	Only:         onlySupplier,
	Roles:        Roles{duis.IS, duis.GS},
	Future:       FutureDSP,
	Schedulable:  true,
	TargetSMETS1: 16 * time.Second,
	SMETS1:       ForSMETS1,
},
	protectedLog[duis.RetrieveImportDailyReadLog](usecase.ECS21a),
	log[duis.RetrieveImportDailyReadLog](usecase.GCS16a),
)

// RetrieveExportDailyReadLog is SRV 4.6.2: it reads the export register at midnights. DUIS
// 3.8.
var RetrieveExportDailyReadLog = From(Variant{
	SRV:         "4.6.2",
	Name:        "Retrieve Export Daily Read Log",
	Roles:       Roles{duis.ES},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	log[duis.RetrieveExportDailyReadLog](usecase.ECS21c),
)

// ReadActiveImportProfileData is SRV 4.8.1: it reads the consumption of half hours. Of a GSME
// the command has the first half hour and how many. DUIS 3.8.
var ReadActiveImportProfileData = From(Variant{
	SRV:          "4.8.1",
	Name:         "Read Active Import Profile Data",
	Only:         onlySupplier,
	Roles:        Roles{duis.IS, duis.GS, duis.ED, duis.GT, duis.OU},
	Future:       FutureDSP,
	Schedulable:  true,
	Target:       5600 * time.Second,
	TargetSMETS1: 16 * time.Second,
	SMETS1:       ForSMETS1,
},
	protectedLog[duis.ReadActiveImportProfileData](usecase.ECS22b),
	sampledLog[duis.ReadActiveImportProfileData](usecase.GCS17, 30*time.Minute),
)

// ReadReactiveImportProfileData is SRV 4.8.2: it reads the reactive import of half hours. DUIS
// 3.8.
var ReadReactiveImportProfileData = From(Variant{
	SRV:         "4.8.2",
	Name:        "Read Reactive Import Profile Data",
	Roles:       Roles{duis.IS, duis.ED, duis.OU},
	Future:      FutureDSP,
	Schedulable: true,
	Target:      5600 * time.Second,
	SMETS1:      RecalledSMETS1,
},
	log[duis.ReadReactiveImportProfileData](usecase.ECS22c),
)

// ReadExportProfileData is SRV 4.8.3: it reads active and reactive export of half hours. DUIS
// 3.8.
var ReadExportProfileData = From(Variant{
	SRV:         "4.8.3",
	Name:        "Read Export Profile Data",
	Roles:       Roles{duis.ES, duis.ED, duis.OU},
	Future:      FutureDSP,
	Schedulable: true,
	Target:      5600 * time.Second,
	SMETS1:      RecalledSMETS1,
},
	log[duis.ReadExportProfileData](usecase.ECS22a),
)

// ReadNetworkData is SRV 4.10: it reads the voltage log of an ESME, by phases where it has
// three, or the network data log of a GSME, which is always read whole. DUIS 3.8.
var ReadNetworkData = From(Variant{
	SRV:         "4.10",
	Name:        "Read Network Data",
	Roles:       Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	logOf[duis.ReadNetworkData](usecase.ECS23, SinglePhase),
	To[duis.ReadNetworkData]{UseCase: usecase.GCS18,
		Read: func(r *Reader, b *duis.ReadNetworkData) { b.ReadLogPeriod = *periodIn(r.Asked.Body) },
	},
	logOf[duis.ReadNetworkData](usecase.ECS23b, PolyPhase),
)

// ReadTariffPrimaryElement is SRV 4.11.1: it reads the tariff of a meter. DUIS 3.8.
var ReadTariffPrimaryElement = From(Variant{
	SRV:    "4.11.1",
	Name:   "Read Tariff (Primary Element)",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadTariffPrimaryElement]{UseCase: usecase.ECS24},
	To[duis.ReadTariffPrimaryElement]{UseCase: usecase.GCS21f},
)

// ReadTariffSecondaryElement is SRV 4.11.2: it reads the tariff of the second element of a
// twin-element ESME. DUIS 3.8.
var ReadTariffSecondaryElement = From(Variant{
	SRV:   "4.11.2",
	Name:  "Read Tariff (Secondary Element)",
	Roles: Roles{duis.IS, duis.OU},
},
	To[duis.ReadTariffSecondaryElement]{UseCase: usecase.ECS24b},
)

// ReadMaximumDemandImportRegisters is SRV 4.12.1: it reads the highest import demands. DUIS
// 3.8.
var ReadMaximumDemandImportRegisters = From(Variant{
	SRV:         "4.12.1",
	Name:        "Read Maximum Demand Import Registers",
	Roles:       Roles{duis.IS, duis.ED},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	To[duis.ReadMaximumDemandImportRegisters]{UseCase: usecase.ECS18b},
)

// ReadMaximumDemandExportRegisters is SRV 4.12.2: it reads the highest export demand. DUIS
// 3.8.
var ReadMaximumDemandExportRegisters = From(Variant{
	SRV:         "4.12.2",
	Name:        "Read Maximum Demand Export Registers",
	Roles:       Roles{duis.ES, duis.ED},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	To[duis.ReadMaximumDemandExportRegisters]{UseCase: usecase.ECS18a},
)

// ReadPrepaymentConfiguration is SRV 4.13: it reads how prepayment is set up. DUIS 3.8.
var ReadPrepaymentConfiguration = From(Variant{
	SRV:    "4.13",
	Name:   "Read Prepayment Configuration",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadPrepaymentConfiguration]{UseCase: usecase.ECS26a},
	To[duis.ReadPrepaymentConfiguration]{UseCase: usecase.GCS21b},
)

// ReadPrepaymentDailyReadLog is SRV 4.14: it reads balances and debts at midnights. DUIS 3.8.
var ReadPrepaymentDailyReadLog = From(Variant{
	SRV:         "4.14",
	Name:        "Read Prepayment Daily Read Log",
	Only:        onlySupplier,
	Roles:       Roles{duis.IS, duis.GS},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	protectedLog[duis.ReadPrepaymentDailyReadLog](usecase.ECS21b),
	log[duis.ReadPrepaymentDailyReadLog](usecase.GCS16b),
)

// ReadLoadLimitData is SRV 4.15: it reads how the load is limited and how often it was. DUIS
// 3.8.
var ReadLoadLimitData = From(Variant{
	SRV:         "4.15",
	Name:        "Read Load Limit Data",
	Roles:       Roles{duis.IS, duis.ED},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	To[duis.ReadLoadLimitData]{UseCase: usecase.ECS27},
)

// ReadActivePowerImport is SRV 4.16: it reads the power that is imported now. DUIS 3.8.
var ReadActivePowerImport = From(Variant{
	SRV:         "4.16",
	Name:        "Read Active Power Import",
	Roles:       Roles{duis.IS, duis.ED},
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	To[duis.ReadActivePowerImport]{UseCase: usecase.ECS17c},
)

// RetrieveDailyConsumptionLog is SRV 4.17: it reads the consumption of days: of gas from the
// Gas Proxy Function, where the command has the first day and how many. DUIS 3.8.
var RetrieveDailyConsumptionLog = From(Variant{
	SRV:         "4.17",
	Name:        "Retrieve Daily Consumption Log",
	Roles:       Roles{duis.IS, duis.GS, duis.ED, duis.GT, duis.OU},
	Future:      FutureDSP,
	Schedulable: true,
	SMETS1:      RecalledSMETS1,
},
	protectedLog[duis.RetrieveDailyConsumptionLog](usecase.ECS66),
	sampledLog[duis.RetrieveDailyConsumptionLog](usecase.GCS61, 24*time.Hour),
)

// ReadMeterBalance is SRV 4.18: it reads the balance of a meter. DUIS 3.8.
var ReadMeterBalance = From(Variant{
	SRV:    "4.18",
	Name:   "Read Meter Balance",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadMeterBalance]{UseCase: usecase.ECS82},
	To[duis.ReadMeterBalance]{UseCase: usecase.GCS60},
	To[duis.ReadMeterBalance]{UseCase: usecase.GCS60a},
)

// RecordNetworkDataGAS is SRV 14.1: it has a GSME begin its network data log. DUIS 3.8.
var RecordNetworkDataGAS = From(Variant{
	SRV:         "14.1",
	Name:        "Record Network Data (GAS)",
	Roles:       Roles{duis.GT},
	Schedulable: true,
},
	To[duis.RecordNetworkDataGAS]{UseCase: usecase.GCS31,
		Write: func(w *Writer, _ *duis.RecordNetworkDataGAS) {
			w.Add(usecase.IssuerEventID.Is(w.issued()))
		},
		Read: func(r *Reader, _ *duis.RecordNetworkDataGAS) { take(r, usecase.IssuerEventID) },
	},
)
