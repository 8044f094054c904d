package mmc

import (
	"time"

	"github.com/mains-energy/mains/xmldoc"
)

// IndexedInteger is a number of a matrix, with its place.
type IndexedInteger struct {
	Index int64 `doc:"index,attr,optional,base=positiveInteger"` // from 1; 0: not said
	Value int64 `doc:",value"`
}

// IndexedDecimal is a decimal of a matrix, with its place.
type IndexedDecimal struct {
	Index int64          `doc:"index,attr,optional,base=decimal"` // from 1; 0: not said
	Value xmldoc.Decimal `doc:",value"`
}

// ReadInstantaneousImportRegistersRsp answers SRV 4.1.1 Read Instantaneous Import Registers:
// what was imported.
type ReadInstantaneousImportRegistersRsp struct {
	MessageSuccess *bool                                        `doc:",attr"`
	Gas            *ReadInstantaneousImportRegistersGas         `doc:",one"`
	Electricity    *ReadInstantaneousImportRegistersElectricity `doc:",one"`
}

// Element is the name of the element.
func (*ReadInstantaneousImportRegistersRsp) Element() string {
	return "ReadInstantaneousImportRegistersRsp"
}
func (r *ReadInstantaneousImportRegistersRsp) success() **bool { return &r.MessageSuccess }

// ReadInstantaneousImportRegistersGas is the register of a GSME.
type ReadInstantaneousImportRegistersGas struct {
	ConsumptionRegister *ConsumptionRegister
}

// ReadInstantaneousImportRegistersElectricity is the registers of an ESME.
type ReadInstantaneousImportRegistersElectricity struct {
	ActiveImportRegister          *ActiveEnergyRegister
	ReactiveImportRegister        *ReactiveEnergyRegister
	SecondaryActiveImportRegister *ActiveEnergyRegister // of a twin element ESME
}

// ConsumptionRegister is a volume of gas.
type ConsumptionRegister struct {
	Value *xmldoc.Decimal `doc:",unit=m3"`               // m3
	Unit  *string         `doc:",is=GasConsumptionUnit"` // m3
}

// ActiveEnergyRegister is an active energy.
type ActiveEnergyRegister struct {
	Value            *int64  `doc:",unit=Wh"`             // Wh
	ActiveEnergyUnit *string `doc:",is=ActiveEnergyUnit"` // Wh
}

// ReactiveEnergyRegister is a reactive energy.
type ReactiveEnergyRegister struct {
	Value              *int64  `doc:",unit=varh"`             // varh
	ReactiveEnergyUnit *string `doc:",is=ReactiveEnergyUnit"` // varh
}

// ReadInstantaneousImportTOUMatricesRsp answers SRV 4.1.2 Read Instantaneous Import TOU
// Matrices: what was imported, by time of use.
type ReadInstantaneousImportTOUMatricesRsp struct {
	MessageSuccess *bool                                          `doc:",attr"`
	Gas            *ReadInstantaneousImportTOUMatricesGas         `doc:",one"`
	Electricity    *ReadInstantaneousImportTOUMatricesElectricity `doc:",one"`
}

// Element is the name of the element.
func (*ReadInstantaneousImportTOUMatricesRsp) Element() string {
	return "ReadInstantaneousImportTOUMatricesRsp"
}
func (r *ReadInstantaneousImportTOUMatricesRsp) success() **bool { return &r.MessageSuccess }

// ReadInstantaneousImportTOUMatricesGas is the matrix of a GSME.
type ReadInstantaneousImportTOUMatricesGas struct {
	TariffTOURegisterMatrix *TariffTOURegisterMatrix
}

// TariffTOURegisterMatrix is volumes of gas by time of use.
type TariffTOURegisterMatrix struct {
	TOURegisterMatrixValue []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
}

// ReadInstantaneousImportTOUMatricesElectricity is the matrices of an ESME.
type ReadInstantaneousImportTOUMatricesElectricity struct {
	TariffTOURegisterCollection *TariffTOURegisterCollection
}

// TariffTOURegisterCollection is active energy by time of use.
type TariffTOURegisterCollection struct {
	TOUPrimaryRegisterValue []IndexedInteger `doc:",n=0..48,unit=Wh"` // Wh
	TOUSecondRegisterValue  []IndexedInteger `doc:",n=0..4,unit=Wh"`  // Wh, of a twin element ESME
}

// ReadInstantaneousImportTOUWithBlocksMatricesRsp answers SRV 4.1.3 Read Instantaneous Import
// TOU With Blocks Matrices: what was imported, by block and time of use.
type ReadInstantaneousImportTOUWithBlocksMatricesRsp struct {
	MessageSuccess                   *bool `doc:",attr"`
	TariffBlockTOURegisterCollection *TariffBlockTOURegisterCollection
}

// Element is the name of the element.
func (*ReadInstantaneousImportTOUWithBlocksMatricesRsp) Element() string {
	return "ReadInstantaneousImportTOUWithBlocksMatricesRsp"
}
func (r *ReadInstantaneousImportTOUWithBlocksMatricesRsp) success() **bool {
	return &r.MessageSuccess
}

// TariffBlockTOURegisterCollection is active energy by block and time of use.
type TariffBlockTOURegisterCollection struct {
	TariffBlock []TariffBlock `doc:",n=0..4"`
}

// TariffBlock is active energy of a block by time of use.
type TariffBlock struct {
	// From 1; 0: not said.
	Index                  int64            `doc:"index,attr,optional,base=positiveInteger"`
	RegisterMatrixTOUValue []IndexedInteger `doc:",n=0..8,unit=Wh"` // Wh
	CounterMatrixTOUValue  []IndexedInteger `doc:",n=0..8,unit=Wh"` // Wh
}

// ReadInstantaneousImportBlockCountersRsp answers SRV 4.1.4 Read Instantaneous Import Block
// Counters: what was imported, by block.
type ReadInstantaneousImportBlockCountersRsp struct {
	MessageSuccess      *bool `doc:",attr"`
	ImportBlockCounters *ImportBlockCounters
}

// Element is the name of the element.
func (*ReadInstantaneousImportBlockCountersRsp) Element() string {
	return "ReadInstantaneousImportBlockCountersRsp"
}
func (r *ReadInstantaneousImportBlockCountersRsp) success() **bool { return &r.MessageSuccess }

// ImportBlockCounters is volumes of gas by block.
type ImportBlockCounters struct {
	TariffBlockCounterValue []IndexedDecimal `doc:",n=0..4,unit=m3"` // m3
}

// ReadInstantaneousExportRegistersRsp answers SRV 4.2 Read Instantaneous Export Registers: what
// was exported.
type ReadInstantaneousExportRegistersRsp struct {
	MessageSuccess         *bool `doc:",attr"`
	ActiveExportRegister   *ActiveEnergyRegister
	ReactiveExportRegister *ReactiveEnergyRegister
}

// Element is the name of the element.
func (*ReadInstantaneousExportRegistersRsp) Element() string {
	return "ReadInstantaneousExportRegistersRsp"
}
func (r *ReadInstantaneousExportRegistersRsp) success() **bool { return &r.MessageSuccess }

// ReadMaximumDemandImportRegistersRsp answers SRV 4.12.1 Read Maximum Demand Import Registers:
// the greatest power imported, and when it was measured.
type ReadMaximumDemandImportRegistersRsp struct {
	MessageSuccess *bool `doc:",attr"`

	MaxDemandConfigurableTimeActivePowerImport *MaximumDemand
	MaxDemandActiveEnergyImport                *MaximumDemand
	MaxDemandConfigurableTimePeriod            *MaxDemandConfigurableTimePeriod
}

// Element is the name of the element.
func (*ReadMaximumDemandImportRegistersRsp) Element() string {
	return "ReadMaximumDemandImportRegistersRsp"
}
func (r *ReadMaximumDemandImportRegistersRsp) success() **bool { return &r.MessageSuccess }

// ReadMaximumDemandExportRegistersRsp answers SRV 4.12.2 Read Maximum Demand Export Registers:
// the greatest power exported.
type ReadMaximumDemandExportRegistersRsp struct {
	MessageSuccess              *bool `doc:",attr"`
	MaxDemandActiveEnergyExport *MaximumDemand
}

// Element is the name of the element.
func (*ReadMaximumDemandExportRegistersRsp) Element() string {
	return "ReadMaximumDemandExportRegistersRsp"
}
func (r *ReadMaximumDemandExportRegistersRsp) success() **bool { return &r.MessageSuccess }

// MaximumDemand is the greatest power since a reset, over half an hour.
type MaximumDemand struct {
	Value             *int64 `doc:",unit=W"` // W
	CaptureTime       *time.Time
	LastResetDateTime *time.Time
}

// MaxDemandConfigurableTimePeriod is the part of each day in which maximum demand counts.
type MaxDemandConfigurableTimePeriod struct {
	StartTime xmldoc.TimeOfDay
	EndTime   xmldoc.TimeOfDay
}

// ReadLoadLimitDataRsp answers SRV 4.15 Read Load Limit Data: when the ESME cuts supply off, and
// how often it did.
type ReadLoadLimitDataRsp struct {
	MessageSuccess *bool `doc:",attr"`

	LoadLimitCounterValue      *int64
	LoadLimitPowerThreshold    *int64  `doc:",unit=W"`                         // W
	LoadLimitPeriod            *uint64 `doc:",base=nonNegativeInteger,unit=s"` // s
	LoadLimitRestorationPeriod *uint64 `doc:",base=nonNegativeInteger,unit=s"` // s
	LoadLimitSupplyState       *string `doc:",is=LoadLimitSupplyState"`
}

// Element is the name of the element.
func (*ReadLoadLimitDataRsp) Element() string   { return "ReadLoadLimitDataRsp" }
func (r *ReadLoadLimitDataRsp) success() **bool { return &r.MessageSuccess }

// ReadActivePowerImportRsp answers SRV 4.16 Read Active Power Import: the power imported now.
type ReadActivePowerImportRsp struct {
	MessageSuccess                *bool `doc:",attr"`
	ActivePowerImport             *ActivePowerImport
	PrimaryActivePowerImportValue *int64 `doc:",unit=W"` // W, of a twin element ESME
}

// Element is the name of the element.
func (*ReadActivePowerImportRsp) Element() string   { return "ReadActivePowerImportRsp" }
func (r *ReadActivePowerImportRsp) success() **bool { return &r.MessageSuccess }

// ActivePowerImport is an active power.
type ActivePowerImport struct {
	Value *int64 `doc:",unit=W"` // W
	Unit  *string
}
