package usecase

// The limits of the RMS voltage of all phases, in volts, and for how long the voltage must
// be beyond, in seconds, before an ESME takes note. SMETS2 voltage quality.
var (
	RMSExtremeOverVoltageThreshold  = voltageLimit("RMSExtremeOverVoltageThreshold")
	RMSExtremeUnderVoltageThreshold = voltageLimit("RMSExtremeUnderVoltageThreshold")
	RMSVoltageSagThreshold          = voltageLimit("RMSVoltageSagThreshold")
	RMSVoltageSwellThreshold        = voltageLimit("RMSVoltageSwellThreshold")

	RMSExtremeOverVoltageMeasurementPeriod = voltagePeriod(
		"RMSExtremeOverVoltageMeasurementPeriod")
	RMSExtremeUnderVoltageMeasurementPeriod = voltagePeriod(
		"RMSExtremeUnderVoltageMeasurementPeriod")
	RMSVoltageSagMeasurementPeriod   = voltagePeriod("RMSVoltageSagMeasurementPeriod")
	RMSVoltageSwellMeasurementPeriod = voltagePeriod("RMSVoltageSwellMeasurementPeriod")
)

// voltageLimit is a number of volts.
func voltageLimit(name string) *Slot[uint32] {
	return &Slot[uint32]{Name: name, Unit: Volts, Clause: "SMETS2 " + name}
}

// voltagePeriod is a number of seconds.
func voltagePeriod(name string) *Slot[uint32] {
	return &Slot[uint32]{Name: name, Unit: Seconds, Clause: "SMETS2 " + name}
}

// The objects of the limits of the RMS voltage.
var (
	voltageExtremeOver  = LN{0, 0, 17, 0, 1, 255}
	voltageExtremeUnder = LN{0, 0, 17, 0, 2, 255}
	voltageSag          = LN{0, 0, 17, 0, 3, 255}
	voltageSwell        = LN{0, 0, 17, 0, 4, 255}

	extremeOverThreshold = Attr(Limiter, voltageExtremeOver, 4, RMSExtremeOverVoltageThreshold)
	extremeOverPeriod    = Attr(Limiter, voltageExtremeOver, 6,
		RMSExtremeOverVoltageMeasurementPeriod)
	extremeUnderThreshold = Attr(Limiter, voltageExtremeUnder, 4,
		RMSExtremeUnderVoltageThreshold)
	extremeUnderPeriod = Attr(Limiter, voltageExtremeUnder, 6,
		RMSExtremeUnderVoltageMeasurementPeriod)
	sagThreshold   = Attr(Limiter, voltageSag, 4, RMSVoltageSagThreshold)
	sagPeriod      = Attr(Limiter, voltageSag, 6, RMSVoltageSagMeasurementPeriod)
	swellThreshold = Attr(Limiter, voltageSwell, 4, RMSVoltageSwellThreshold)
	swellPeriod    = Attr(Limiter, voltageSwell, 6, RMSVoltageSwellMeasurementPeriod)
)

// VoltagePhase is what an ESME measures of the voltage of one phase, and the limits of it.
// SMETS2 voltage quality.
type VoltagePhase struct {
	// OverThreshold is the AverageRMSOverVoltageThreshold, in volts.
	OverThreshold *Slot[uint32]
	// UnderThreshold is the AverageRMSUnderVoltageThreshold, in volts.
	UnderThreshold *Slot[uint32]
	// OverCounter is the AverageRMSOverVoltageCounter: how often the average went over.
	OverCounter *Slot[uint32]
	// UnderCounter is the AverageRMSUnderVoltageCounter: how often it went under.
	UnderCounter *Slot[uint32]
	// Period is the AverageRMSVoltageMeasurementPeriod, in seconds.
	Period *Slot[uint32]
	// Profile is the AverageRMSVoltageProfileDataLog. A record has [RecordTime] and
	// [AverageRMSVoltage].
	Profile *List

	overThreshold, underThreshold                     *Object
	overCounter, overCounterUnit, overCounterReset    *Object
	underCounter, underCounterUnit, underCounterReset *Object
	profile, period                                   *Object
}

// The phases. A single-phase ESME has the first. SMETS2 voltage quality.
var (
	VoltagePhase1 = voltagePhase("Phase[1]/", 32)
	VoltagePhase2 = voltagePhase("Phase[2]/", 52)
	VoltagePhase3 = voltagePhase("Phase[3]/", 72)
)

// AverageRMSVoltage is the average over one measurement period, in volts.
// SMETS2 AverageRMSVoltageProfileDataLog.
var AverageRMSVoltage = &Slot[uint32]{
	Name: "AverageRMSVoltage", Unit: Volts, Clause: "SMETS2 AverageRMSVoltageProfileDataLog",
}

// voltagePhase is the phase with this value in group C of logical names.
func voltagePhase(prefix string, c uint8) *VoltagePhase {
	number := func(name string, unit Unit) *Slot[uint32] {
		return &Slot[uint32]{Name: prefix + name, Unit: unit, Clause: "SMETS2 " + name}
	}
	p := &VoltagePhase{
		OverThreshold:  number("AverageRMSOverVoltageThreshold", Volts),
		UnderThreshold: number("AverageRMSUnderVoltageThreshold", Volts),
		OverCounter:    number("AverageRMSOverVoltageCounter", NoUnit),
		UnderCounter:   number("AverageRMSUnderVoltageCounter", NoUnit),
		Period:         number("AverageRMSVoltageMeasurementPeriod", Seconds),
		Profile: &List{
			Name: prefix + "AverageRMSVoltageProfileDataLog", Max: 4320,
			Clause: "SMETS2 AverageRMSVoltageProfileDataLog",
		},
	}
	over, under, log := LN{1, 0, c, 36, 0, 4}, LN{1, 0, c, 32, 0, 4}, LN{1, 0, c, 24, 0, 255}
	p.underThreshold = Attr(Data, LN{1, 0, c, 31, 0, 4}, 2, p.UnderThreshold)
	p.overThreshold = Attr(Data, LN{1, 0, c, 35, 0, 4}, 2, p.OverThreshold)
	p.underCounter = Attr(RegisterClass, under, 2, p.UnderCounter)
	p.underCounterUnit = Attr(RegisterClass, under, 3, ScalerUnit(p.UnderCounter))
	p.underCounterReset = Method(p.UnderCounter.Name+".reset", RegisterClass, under, 1, nil)
	p.overCounter = Attr(RegisterClass, over, 2, p.OverCounter)
	p.overCounterUnit = Attr(RegisterClass, over, 3, ScalerUnit(p.OverCounter))
	p.overCounterReset = Method(p.OverCounter.Name+".reset", RegisterClass, over, 1, nil)
	p.profile = Attr(ProfileGeneric, log, 2, LogOf(p.Profile, RecordTime, AverageRMSVoltage))
	p.period = Attr(ProfileGeneric, log, 4, p.Period)
	return p
}
