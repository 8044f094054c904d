package mmc

import (
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
)

// ReadDeviceConfigurationVoltageRsp answers SRV 6.2.1 Read Device Configuration (Voltage): from
// which voltages on the ESME counts and alerts.
type ReadDeviceConfigurationVoltageRsp struct {
	MessageSuccess *bool `doc:",attr"`

	SinglePhaseVoltageSettings *AverageRMSVoltageSettings `doc:",one=?"`
	PolyPhaseVoltageSettings   []PolyPhaseVoltageSettings `doc:",one=?,n=0..3"`
	RMSVoltageSettings         *RMSVoltageSettings
}

// Element is the name of the element.
func (*ReadDeviceConfigurationVoltageRsp) Element() string {
	return "ReadDeviceConfigurationVoltageRsp"
}
func (r *ReadDeviceConfigurationVoltageRsp) success() **bool { return &r.MessageSuccess }

// AverageRMSVoltageSettings is the bounds of average voltage.
type AverageRMSVoltageSettings struct {
	AverageRMSOverVoltageThreshold  *uint32 `doc:",unit=V"` // V
	AverageRMSUnderVoltageThreshold *uint32 `doc:",unit=V"` // V
}

// PolyPhaseVoltageSettings is the bounds of average voltage of a phase.
type PolyPhaseVoltageSettings struct {
	Phase                *uint8 `doc:",base=positiveInteger,range=1..3"` // 1 to 3
	PhaseVoltageSettings *AverageRMSVoltageSettings
}

// RMSVoltageSettings is the bounds of voltage, and how long it is measured for.
type RMSVoltageSettings struct {
	RMSExtremeOverVoltageMeasurementPeriod  *uint32 `doc:",unit=s"` // s
	RMSExtremeOverVoltageThreshold          *uint32 `doc:",unit=V"` // V
	RMSExtremeUnderVoltageMeasurementPeriod *uint32 `doc:",unit=s"` // s
	RMSExtremeUnderVoltageThreshold         *uint32 `doc:",unit=V"` // V
	RMSVoltageSagMeasurementPeriod          *uint32 `doc:",unit=s"` // s
	RMSVoltageSagThreshold                  *uint32 `doc:",unit=V"` // V
	RMSVoltageSwellMeasurementPeriod        *uint32 `doc:",unit=s"` // s
	RMSVoltageSwellThreshold                *uint32 `doc:",unit=V"` // V
}

// ReadDeviceConfigurationRandomisationRsp answers SRV 6.2.2 Read Device Configuration
// (Randomisation): the random delay of switching times.
type ReadDeviceConfigurationRandomisationRsp struct {
	MessageSuccess *bool `doc:",attr"`

	RandomisedOffset       *int64 `doc:",unit=s"` // s
	RandomisedOffsetNumber *int64
	RandomisedOffsetLimit  *int64 `doc:",unit=s"` // s
}

// Element is the name of the element.
func (*ReadDeviceConfigurationRandomisationRsp) Element() string {
	return "ReadDeviceConfigurationRandomisationRsp"
}
func (r *ReadDeviceConfigurationRandomisationRsp) success() **bool { return &r.MessageSuccess }

// ReadDeviceConfigurationDataBillingCalendarRsp answers SRV 6.2.3 Read Device Configuration
// (Billing Calendar): when billing periods end.
type ReadDeviceConfigurationDataBillingCalendarRsp struct {
	MessageSuccess  *bool `doc:",attr"`
	BillingCalendar *BillingCalendar
}

// Element is the name of the element.
func (*ReadDeviceConfigurationDataBillingCalendarRsp) Element() string {
	return "ReadDeviceConfigurationDataBillingCalendarRsp"
}
func (r *ReadDeviceConfigurationDataBillingCalendarRsp) success() **bool {
	return &r.MessageSuccess
}

// BillingCalendar is when billing periods end.
type BillingCalendar struct {
	ElectricityBillingCalendar *ElectricityBillingCalendar `doc:",one"`
	GasBillingCalendar         *GasBillingCalendar         `doc:",one"`
}

// ElectricityBillingCalendar is a time of day, and the days on which it counts.
type ElectricityBillingCalendar struct {
	BillingTime xmldoc.TimeOfDay
	Daily       bool `doc:",one,empty"`
	// 1 is Monday, 7 Sunday.
	Weekly *uint8 `doc:",one,base=positiveInteger,range=1..7"`
	// 1 to 28.
	Monthly    *uint8               `doc:",one,base=positiveInteger,range=1..28"`
	Quarterly  *BillingCalendarQSMY `doc:",one"`
	SixMonthly *BillingCalendarQSMY `doc:",one"`
	Yearly     *BillingCalendarQSMY `doc:",one"`
}

// BillingCalendarQSMY is a day of the month, and the first month in which it counts.
type BillingCalendarQSMY struct {
	DayOfMonth              uint8 `doc:",base=positiveInteger,range=1..28"` // 1 to 28
	BillingPeriodStartMonth uint8 `doc:",base=positiveInteger,range=1..12"` // 1 to 12
}

// GasBillingCalendar is when the first billing period starts, and how long each is.
type GasBillingCalendar struct {
	BillingPeriodStart time.Time
	Periodicity        string `doc:",is=Periodicity"`
}

// ReadDeviceConfigurationIdentityExcMPxNRsp answers SRV 6.2.4 Read Device Configuration
// (Identity Exc MPxN): what kind of Device it is, and who made it.
type ReadDeviceConfigurationIdentityExcMPxNRsp struct {
	MessageSuccess *bool `doc:",attr"`

	DeviceIdentifier       *eui.ID
	ModelType              *string                                            `doc:",len=0..8"`
	ManufacturerIdentifier *string                                            `doc:",len=0..32"`
	Electricity            *ReadDeviceConfigurationIdentityExcMPxNElectricity `doc:",one=?"`
	Gas                    *ReadDeviceConfigurationIdentityExcMPxNGas         `doc:",one=?"`
}

// Element is the name of the element.
func (*ReadDeviceConfigurationIdentityExcMPxNRsp) Element() string {
	return "ReadDeviceConfigurationIdentityExcMPxNRsp"
}
func (r *ReadDeviceConfigurationIdentityExcMPxNRsp) success() **bool { return &r.MessageSuccess }

// ReadDeviceConfigurationIdentityExcMPxNElectricity is what an ESME says beyond that.
type ReadDeviceConfigurationIdentityExcMPxNElectricity struct {
	SupplyTamperState *string `doc:",is=SupplyState"` // what a tamper does to supply
	MeterVariant      *string `doc:",len=0..1"`       // A: one element, one phase; and so on
}

// ReadDeviceConfigurationIdentityExcMPxNGas is what a GSME says beyond that.
type ReadDeviceConfigurationIdentityExcMPxNGas struct {
	SupplyTamperState    *string `doc:",is=SupplyState"` // what a tamper does to supply
	SupplyDepletionState *string `doc:",is=SupplyState"` // what a flat battery does to supply
}

// ReadDeviceConfigurationInstantaneousPowerThresholdsRsp answers SRV 6.2.5 Read Device
// Configuration (Instantaneous Power Thresholds): from which powers on the display shows more
// than low.
type ReadDeviceConfigurationInstantaneousPowerThresholdsRsp struct {
	MessageSuccess           *bool  `doc:",attr"`
	LowMediumPowerThreshold  *int64 `doc:",unit=W"` // W
	MediumHighPowerThreshold *int64 `doc:",unit=W"` // W
}

// Element is the name of the element.
func (*ReadDeviceConfigurationInstantaneousPowerThresholdsRsp) Element() string {
	return "ReadDeviceConfigurationInstantaneousPowerThresholdsRsp"
}
func (r *ReadDeviceConfigurationInstantaneousPowerThresholdsRsp) success() **bool {
	return &r.MessageSuccess
}

// ReadDeviceConfigurationMPxNRsp answers SRV 6.2.7 Read Device Configuration (MPxN): the numbers
// of the meter point.
type ReadDeviceConfigurationMPxNRsp struct {
	MessageSuccess *bool                                   `doc:",attr"`
	Electricity    *ReadDeviceConfigurationMPxNElectricity `doc:",one=?"`
	Gas            *ReadDeviceConfigurationMPxNGas         `doc:",one=?"`
}

// Element is the name of the element.
func (*ReadDeviceConfigurationMPxNRsp) Element() string {
	return "ReadDeviceConfigurationMPxNRsp"
}
func (r *ReadDeviceConfigurationMPxNRsp) success() **bool { return &r.MessageSuccess }

// ReadDeviceConfigurationMPxNElectricity is the numbers of an ESME's meter points.
type ReadDeviceConfigurationMPxNElectricity struct {
	ImportMPAN          *string `doc:",len=0..13"`
	SecondaryImportMPAN *string `doc:",len=0..13"`
	ExportMPAN          *string `doc:",len=0..13"`
}

// ReadDeviceConfigurationMPxNGas is the number of a GSME's meter point.
type ReadDeviceConfigurationMPxNGas struct {
	MPRN *string `doc:",len=0..10"`
}

// ReadDeviceConfigurationGasRsp answers SRV 6.2.8 Read Device Configuration (Gas): how volume
// becomes energy, and when flow is out of control.
type ReadDeviceConfigurationGasRsp struct {
	MessageSuccess *bool `doc:",attr"`

	CalorificValue          *xmldoc.Decimal `doc:",unit=MJ/m3"` // MJ/m3
	ConversionFactor        *xmldoc.Decimal
	UncontrolledGasFlowRate *xmldoc.Decimal
	FlowStabilisationPeriod *int64 `doc:",unit=0.1 s"` // tenths of a second
	FlowMeasurementPeriod   *int64 `doc:",unit=s"`     // s
}

// Element is the name of the element.
func (*ReadDeviceConfigurationGasRsp) Element() string   { return "ReadDeviceConfigurationGasRsp" }
func (r *ReadDeviceConfigurationGasRsp) success() **bool { return &r.MessageSuccess }

// ReadDeviceConfigurationPaymentModeRsp answers SRV 6.2.9 Read Device Configuration (Payment
// Mode): whether energy is paid for in advance.
type ReadDeviceConfigurationPaymentModeRsp struct {
	MessageSuccess *bool `doc:",attr"`

	PaymentMode          *string `doc:",is=PaymentMode"`
	SuspendDebtEmergency *bool   // while emergency credit is used
	SuspendDebtDisabled  *bool   // while supply is off
}

// Element is the name of the element.
func (*ReadDeviceConfigurationPaymentModeRsp) Element() string {
	return "ReadDeviceConfigurationPaymentModeRsp"
}
func (r *ReadDeviceConfigurationPaymentModeRsp) success() **bool { return &r.MessageSuccess }

// SynchroniseClockRsp answers SRV 6.11 Synchronise Clock: the time of the Device.
type SynchroniseClockRsp struct {
	MessageSuccess *bool `doc:",attr"`

	DeviceTime  *time.Time
	Electricity *SynchroniseClockElectricity `doc:",one=?"`
	Gas         *SynchroniseClockGas         `doc:",one=?"`
}

// Element is the name of the element.
func (*SynchroniseClockRsp) Element() string   { return "SynchroniseClockRsp" }
func (r *SynchroniseClockRsp) success() **bool { return &r.MessageSuccess }

// CommissionDeviceSynchroniseClockRsp answers SRV 8.1.1 Commission Device: the time of the
// Device.
type CommissionDeviceSynchroniseClockRsp struct {
	MessageSuccess *bool `doc:",attr"`

	DeviceTime  *time.Time
	Electricity *SynchroniseClockElectricity `doc:",one=?"`
	Gas         *SynchroniseClockGas         `doc:",one=?"`
}

// Element is the name of the element.
func (*CommissionDeviceSynchroniseClockRsp) Element() string {
	return "CommissionDeviceSynchroniseClockRsp"
}
func (r *CommissionDeviceSynchroniseClockRsp) success() **bool { return &r.MessageSuccess }

// SynchroniseClockElectricity is how far the clock of an ESME may be trusted.
type SynchroniseClockElectricity struct {
	ElecClockTimeStatus *ElecClockTimeStatus
}

// ElecClockTimeStatus is how far the clock of an ESME may be trusted, by number and name.
type ElecClockTimeStatus struct {
	TimeStatusCode int64  `doc:",attr"`
	TimeStatus     string `doc:",is=DeviceClockStatus"` // reliable, invalid or unreliable
}

// SynchroniseClockGas is how far the clock of a GSME may be trusted.
type SynchroniseClockGas struct {
	GasClockTimeStatus *StatusASN1
}

// ReadFirmwareVersionRsp answers SRV 11.2 Read Firmware Version: the firmware that is running.
type ReadFirmwareVersionRsp struct {
	MessageSuccess  *bool   `doc:",attr"`
	FirmwareVersion *string // 8 hexadecimal digits
}

// Element is the name of the element.
func (*ReadFirmwareVersionRsp) Element() string   { return "ReadFirmwareVersionRsp" }
func (r *ReadFirmwareVersionRsp) success() **bool { return &r.MessageSuccess }

// ActivateFirmwareRsp answers SRV 11.3 Activate Firmware: how it went, and the firmware that is
// running.
type ActivateFirmwareRsp struct {
	MessageSuccess            *bool `doc:",attr"`
	ActivateImageResponseCode *StatusASN1
	FirmwareVersion           *string `doc:",is=FirmwareVersion"` // 1 to 8 characters
}

// Element is the name of the element.
func (*ActivateFirmwareRsp) Element() string   { return "ActivateFirmwareRsp" }
func (r *ActivateFirmwareRsp) success() **bool { return &r.MessageSuccess }
