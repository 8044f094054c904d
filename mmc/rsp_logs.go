package mmc

import (
	"time"

	"github.com/mains-energy/mains/xmldoc"
)

// RetrieveCoMOrTariffTriggeredBillingDataLogRsp answers SRV 4.4.2 Retrieve Change Of Mode /
// Tariff Triggered Billing Data Log: the registers as they stood at changes of payment mode and
// tariff.
type RetrieveCoMOrTariffTriggeredBillingDataLogRsp struct {
	MessageSuccess *bool                                                  `doc:",attr"`
	Electricity    *RetrieveCoMOrTariffTriggeredBillingDataLogElectricity `doc:",one"`
	Gas            *RetrieveCoMOrTariffTriggeredBillingDataLogGas         `doc:",one"`
}

// Element is the name of the element.
func (*RetrieveCoMOrTariffTriggeredBillingDataLogRsp) Element() string {
	return "RetrieveCoMOrTariffTriggeredBillingDataLogRsp"
}
func (r *RetrieveCoMOrTariffTriggeredBillingDataLogRsp) success() **bool {
	return &r.MessageSuccess
}

// RetrieveCoMOrTariffTriggeredBillingDataLogElectricity is the log of an ESME.
type RetrieveCoMOrTariffTriggeredBillingDataLogElectricity struct {
	LogEntryConsumptionAndTariffRegistersData []ConsumptionAndTariffRegisters `doc:",n=0..12"`
	LogEntryPrepaymentData                    []PrepaymentOperationalDataType `doc:",n=0..12"`
}

// RetrieveCoMOrTariffTriggeredBillingDataLogGas is the log of a GSME.
type RetrieveCoMOrTariffTriggeredBillingDataLogGas struct {
	LogEntryConsumptionRegister []ConsumptionRegisterGas        `doc:",n=0..12"`
	LogEntryPrepaymentData      []PrepaymentOperationalDataType `doc:",n=0..12"`
}

// ConsumptionAndTariffRegisters is the registers of an ESME at a time.
type ConsumptionAndTariffRegisters struct {
	ActiveImportRegisterConsumption          *int64           `doc:",unit=Wh"`         // Wh
	TariffTOURegisterMatrixValue             []IndexedInteger `doc:",n=0..48,unit=Wh"` // Wh
	TariffTOUBlock1RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock2RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock3RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock4RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	SecondaryActiveImportRegisterConsumption *int64           `doc:",unit=Wh"`         // Wh
	SecondaryTariffTOURegisterMatrixValue    []IndexedInteger `doc:",n=0..4,unit=Wh"`  // Wh
	Timestamp                                *time.Time
}

// ConsumptionRegisterGas is the registers of a GSME at a time.
type ConsumptionRegisterGas struct {
	ConsumptionRegister          *xmldoc.Decimal `doc:",unit=m3"` // m3
	Timestamp                    *time.Time
	TariffTOURegisterMatrixValue []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
	BlockRegisterMatrixValue     []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
}

// RetrieveBillingCalendarTriggeredBillingDataLogRsp answers SRV 4.4.3 Retrieve Billing Calendar
// Triggered Billing Data Log: the registers as they stood at the ends of billing periods.
type RetrieveBillingCalendarTriggeredBillingDataLogRsp struct {
	MessageSuccess *bool                                                      `doc:",attr"`
	Electricity    *RetrieveBillingCalendarTriggeredBillingDataLogElectricity `doc:",one"`
	Gas            *RetrieveBillingCalendarTriggeredBillingDataLogGas         `doc:",one"`
}

// Element is the name of the element.
func (*RetrieveBillingCalendarTriggeredBillingDataLogRsp) Element() string {
	return "RetrieveBillingCalendarTriggeredBillingDataLogRsp"
}
func (r *RetrieveBillingCalendarTriggeredBillingDataLogRsp) success() **bool {
	return &r.MessageSuccess
}

// RetrieveBillingCalendarTriggeredBillingDataLogElectricity is the log of an ESME.
type RetrieveBillingCalendarTriggeredBillingDataLogElectricity struct {
	ESMEBillingDataLogEntry           []ESMEBillingDataLogType        `doc:",n=0..12"`
	ESMEBillingPrepaymentDataLogEntry []PrepaymentOperationalDataType `doc:",n=0..12"`
}

// RetrieveBillingCalendarTriggeredBillingDataLogGas is the log of a GSME.
type RetrieveBillingCalendarTriggeredBillingDataLogGas struct {
	GSMEBillingDataLogEntry           []GSMEBillingDataLogType        `doc:",n=0..12"`
	GSMEBillingPrepaymentDataLogEntry []PrepaymentOperationalDataType `doc:",n=0..12"`
}

// ESMEBillingDataLogType is the registers of an ESME at the end of a billing period.
type ESMEBillingDataLogType struct {
	Timestamp                                     *time.Time
	ActiveImportRegisterValueConsumption          *int64           `doc:",unit=Wh"`         // Wh
	SecondaryActiveImportRegisterValueConsumption *int64           `doc:",unit=Wh"`         // Wh
	TariffTOURegisterMatrixValue                  []IndexedInteger `doc:",n=0..48,unit=Wh"` // Wh
	SecondaryTariffTOURegisterMatrixValue         []IndexedInteger `doc:",n=0..4,unit=Wh"`  // Wh
	TariffTOUBlock1RegisterMatrixValue            []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock2RegisterMatrixValue            []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock3RegisterMatrixValue            []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock4RegisterMatrixValue            []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
}

// GSMEBillingDataLogType is the registers of a GSME at the end of a billing period.
type GSMEBillingDataLogType struct {
	Timestamp                            *time.Time
	ActiveImportRegisterValueConsumption *xmldoc.Decimal  `doc:",unit=m3"`        // m3
	BlockRegisterMatrixValue             []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
	TariffTOURegisterMatrixValue         []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
}

// RetrieveImportDailyReadLogRsp answers SRV 4.6.1 Retrieve Import Daily Read Log: the registers
// as they stood at midnights.
type RetrieveImportDailyReadLogRsp struct {
	MessageSuccess *bool                     `doc:",attr"`
	LogEntry       []ImportDailyReadLogEntry `doc:",n=0..31"`
}

// Element is the name of the element.
func (*RetrieveImportDailyReadLogRsp) Element() string   { return "RetrieveImportDailyReadLogRsp" }
func (r *RetrieveImportDailyReadLogRsp) success() **bool { return &r.MessageSuccess }

// ImportDailyReadLogEntry is the registers at a midnight.
type ImportDailyReadLogEntry struct {
	Timestamp   *time.Time
	Gas         *ImportDailyReadLogGas         `doc:",one"`
	Electricity *ImportDailyReadLogElectricity `doc:",one"`
}

// ImportDailyReadLogGas is the registers of a GSME at a midnight.
type ImportDailyReadLogGas struct {
	GasActiveImportRegisterConsumption *xmldoc.Decimal  `doc:",unit=m3"`        // m3
	TariffBlockCounterMatrix           []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
	TariffTOURegisterMatrix            []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
}

// ImportDailyReadLogElectricity is the registers of an ESME at a midnight.
type ImportDailyReadLogElectricity struct {
	ElecActiveImportRegisterConsumption      *int64           `doc:",unit=Wh"`         // Wh
	SecondaryActiveImportRegisterConsumption *int64           `doc:",unit=Wh"`         // Wh
	SecondaryTariffTOURegisterMatrixValue    []IndexedInteger `doc:",n=0..4,unit=Wh"`  // Wh
	TariffTOURegisterMatrixValue             []IndexedInteger `doc:",n=0..48,unit=Wh"` // Wh
	TariffTOUBlock1RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock2RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock3RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
	TariffTOUBlock4RegisterMatrixValue       []IndexedInteger `doc:",n=0..8,unit=Wh"`  // Wh
}

// RetrieveExportDailyReadLogRsp answers SRV 4.6.2 Retrieve Export Daily Read Log: the export
// register as it stood at midnights.
type RetrieveExportDailyReadLogRsp struct {
	MessageSuccess *bool                     `doc:",attr"`
	LogEntry       []ExportDailyReadLogEntry `doc:",n=0..31"`
}

// Element is the name of the element.
func (*RetrieveExportDailyReadLogRsp) Element() string   { return "RetrieveExportDailyReadLogRsp" }
func (r *RetrieveExportDailyReadLogRsp) success() **bool { return &r.MessageSuccess }

// ExportDailyReadLogEntry is the export register at a midnight.
type ExportDailyReadLogEntry struct {
	ActiveExportRegisterValue *int64 `doc:",unit=Wh"` // Wh
	TimeStamp                 *time.Time
}

// ReadActiveImportProfileDataRsp answers SRV 4.8.1 Read Active Import Profile Data: what was
// imported in each half hour.
type ReadActiveImportProfileDataRsp struct {
	MessageSuccess *bool                      `doc:",attr"`
	LogEntry       []ActiveImportProfileEntry `doc:",n=0..19056"`
}

// Element is the name of the element.
func (*ReadActiveImportProfileDataRsp) Element() string {
	return "ReadActiveImportProfileDataRsp"
}
func (r *ReadActiveImportProfileDataRsp) success() **bool { return &r.MessageSuccess }

// ActiveImportProfileEntry is what was imported in a half hour.
type ActiveImportProfileEntry struct {
	Timestamp   *time.Time                      // its end
	Electricity *ActiveImportProfileElectricity `doc:",one=?"`
	Gas         *ActiveImportProfileGas         `doc:",one=?"`
}

// ActiveImportProfileElectricity is active energy of a half hour.
type ActiveImportProfileElectricity struct {
	PrimaryValue   *int64 `doc:",unit=Wh"` // Wh
	SecondaryValue *int64 `doc:",unit=Wh"` // Wh, of a twin element ESME
}

// ActiveImportProfileGas is the volume of gas of a half hour.
type ActiveImportProfileGas struct {
	PrimaryValue *xmldoc.Decimal `doc:",unit=m3"` // m3
}

// ReadReactiveImportProfileDataRsp answers SRV 4.8.2 Read Reactive Import Profile Data: the
// reactive energy imported in each half hour.
type ReadReactiveImportProfileDataRsp struct {
	MessageSuccess *bool                        `doc:",attr"`
	LogEntry       []ReactiveImportProfileEntry `doc:",n=0..4464"`
}

// Element is the name of the element.
func (*ReadReactiveImportProfileDataRsp) Element() string {
	return "ReadReactiveImportProfileDataRsp"
}
func (r *ReadReactiveImportProfileDataRsp) success() **bool { return &r.MessageSuccess }

// ReactiveImportProfileEntry is reactive energy of a half hour.
type ReactiveImportProfileEntry struct {
	ReactiveEnergyImportedValue *int64     `doc:",unit=varh"` // varh
	Timestamp                   *time.Time // its end
}

// ReadExportProfileDataRsp answers SRV 4.8.3 Read Export Profile Data: what was exported in each
// half hour.
type ReadExportProfileDataRsp struct {
	MessageSuccess *bool                `doc:",attr"`
	LogEntry       []ExportProfileEntry `doc:",n=0..4464"`
}

// Element is the name of the element.
func (*ReadExportProfileDataRsp) Element() string   { return "ReadExportProfileDataRsp" }
func (r *ReadExportProfileDataRsp) success() **bool { return &r.MessageSuccess }

// ExportProfileEntry is what was exported in a half hour.
type ExportProfileEntry struct {
	ActiveEnergyExportedValue   *int64     `doc:",unit=Wh"`   // Wh
	ReactiveEnergyExportedValue *int64     `doc:",unit=varh"` // varh
	Timestamp                   *time.Time // its end
}

// RetrieveDailyConsumptionLogRsp answers SRV 4.17 Retrieve Daily Consumption Log: what was
// consumed each day.
type RetrieveDailyConsumptionLogRsp struct {
	MessageSuccess *bool                                   `doc:",attr"`
	Electricity    *RetrieveDailyConsumptionLogElectricity `doc:",one"`
	Gas            *RetrieveDailyConsumptionLogGas         `doc:",one"`
}

// Element is the name of the element.
func (*RetrieveDailyConsumptionLogRsp) Element() string {
	return "RetrieveDailyConsumptionLogRsp"
}
func (r *RetrieveDailyConsumptionLogRsp) success() **bool { return &r.MessageSuccess }

// RetrieveDailyConsumptionLogElectricity is the log of an ESME.
type RetrieveDailyConsumptionLogElectricity struct {
	LogEntry []ElecDailyConsumptionLogEntry `doc:",n=0..731"`
}

// ElecDailyConsumptionLogEntry is active energy of a day.
type ElecDailyConsumptionLogEntry struct {
	Value     *int64 `doc:",unit=Wh"` // Wh
	Timestamp *time.Time
}

// RetrieveDailyConsumptionLogGas is the log of a GSME.
type RetrieveDailyConsumptionLogGas struct {
	LogEntry []GasDailyConsumptionLogEntry `doc:",n=0..731"`
}

// GasDailyConsumptionLogEntry is the volume of gas of a day.
type GasDailyConsumptionLogEntry struct {
	Value     *xmldoc.Decimal `doc:",unit=m3"` // m3
	Timestamp *time.Time
}

// ReadNetworkDataRsp answers SRV 4.10 Read Network Data: voltage, or the flow of gas.
type ReadNetworkDataRsp struct {
	MessageSuccess *bool                       `doc:",attr"`
	Electricity    *ReadNetworkDataElectricity `doc:",one"`
	Gas            *ReadNetworkDataGas         `doc:",one"`
}

// Element is the name of the element.
func (*ReadNetworkDataRsp) Element() string   { return "ReadNetworkDataRsp" }
func (r *ReadNetworkDataRsp) success() **bool { return &r.MessageSuccess }

// ReadNetworkDataElectricity is what an ESME knows of voltage.
type ReadNetworkDataElectricity struct {
	SinglePhaseESME *VoltageOperationalData `doc:",one=?"`
	PolyPhaseESME   *PolyPhaseESME          `doc:",one=?"`
}

// PolyPhaseESME is what a polyphase ESME knows of voltage.
type PolyPhaseESME struct {
	PhaseVoltageOperationalData []PhaseVoltageOperationalData `doc:",n=0..3"`
}

// PhaseVoltageOperationalData is what an ESME knows of the voltage of a phase.
type PhaseVoltageOperationalData struct {
	VoltageOperationalData *VoltageOperationalData
	Phase                  *uint8 `doc:",base=positiveInteger,range=1..3"` // 1 to 3
}

// VoltageOperationalData is how often average voltage was out of bounds, and what it was.
type VoltageOperationalData struct {
	AvgRMSOverVoltageCounter    *AvgRMSVoltageCounter
	AvgRMSUnderVoltageCounter   *AvgRMSVoltageCounter
	AvgRMSVoltageProfileDataLog *AvgRMSVoltageProfileDataLog
}

// AvgRMSVoltageCounter is how often average voltage was out of bounds.
type AvgRMSVoltageCounter struct {
	Value *int64
	Unit  *string
}

// AvgRMSVoltageProfileDataLog is average voltage of each measurement period.
type AvgRMSVoltageProfileDataLog struct {
	LogEntry          []AvgRMSVoltageProfileEntry `doc:",n=0..4320"`
	MeasurementPeriod *uint64                     `doc:",base=nonNegativeInteger,unit=s"` // s
}

// AvgRMSVoltageProfileEntry is the average voltage of a measurement period.
type AvgRMSVoltageProfileEntry struct {
	Value     *xmldoc.Decimal `doc:",unit=V"` // V
	Timestamp *time.Time
}

// ReadNetworkDataGas is what a GSME knows of the flow of gas.
type ReadNetworkDataGas struct {
	NetworkDataLog *NetworkDataLog
}

// NetworkDataLog is the volumes of gas that a GSME was told to record.
type NetworkDataLog struct {
	LogEntry []NetworkDataLogEntry `doc:",n=0..41"`
}

// NetworkDataLogEntry is a volume of gas.
type NetworkDataLogEntry struct {
	Value     *xmldoc.Decimal `doc:",unit=m3"` // m3
	Timestamp *time.Time
}

// RecordNetworkDataGASRsp answers SRV 14.1 Record Network Data (GAS): the number of the record
// that was begun.
type RecordNetworkDataGASRsp struct {
	MessageSuccess *bool `doc:",attr"`
	SampleID       *int64
}

// Element is the name of the element.
func (*RecordNetworkDataGASRsp) Element() string   { return "RecordNetworkDataGASRsp" }
func (r *RecordNetworkDataGASRsp) success() **bool { return &r.MessageSuccess }

// ReadEventOrSecurityLogRsp answers SRV 6.13 Read Event Or Security Log: the events of a log.
type ReadEventOrSecurityLogRsp struct {
	MessageSuccess *bool      `doc:",attr"`
	Log            *Log       `doc:",one=?"`
	ALCSEvent      *ALCSEvent `doc:",one=?"`
}

// Element is the name of the element.
func (*ReadEventOrSecurityLogRsp) Element() string   { return "ReadEventOrSecurityLogRsp" }
func (r *ReadEventOrSecurityLogRsp) success() **bool { return &r.MessageSuccess }

// Log is the events of a log.
type Log struct {
	LogEntry []LogEntry `doc:",n=0..100"`
}

// LogEntry is an event.
type LogEntry struct {
	Timestamp                  *time.Time
	LogCode                    []byte  `doc:",base=hexBinary,optional"` // 2 octets
	LogMeaning                 *string `doc:",len=0..200"`
	OtherInformation           []byte  `doc:",base=hexBinary,optional"`
	OtherInformationLogMeaning *string `doc:",len=0..200"`
}

// ALCSEvent is the events of auxiliary controllers.
type ALCSEvent struct {
	ALCSEventLogEntry []ALCSEventLogEntry `doc:",n=0..100"`
}

// ALCSEventLogEntry is an event of an auxiliary controller.
type ALCSEventLogEntry struct {
	Timestamp                *time.Time
	SwitchNumber             *int64  `doc:",range=1..5"` // 1 to 5
	SwitchAction             *string `doc:",is=SwitchAction"`
	Outcome                  *string `doc:",is=SwitchOutcome"`
	HANCommandID             *int64
	AuxiliaryControllerLevel *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}
