package usecase

import "github.com/mains-energy/mains/dlms"

// The load limit of an ESME: when active power import is above the threshold, in watts, for
// the period, in seconds, the ESME counts it and does with the supply what the state says,
// until the restoration period, in seconds, is over. SMETS2 load limiting.
var (
	LoadLimitPowerThreshold = &Slot[uint32]{
		Name: "LoadLimitPowerThreshold", Unit: Watts, Clause: "SMETS2 LoadLimitPowerThreshold",
	}
	LoadLimitPeriod = &Slot[uint32]{
		Name: "LoadLimitPeriod", Unit: Seconds, Clause: "SMETS2 LoadLimitPeriod",
	}
	LoadLimitRestorationPeriod = &Slot[uint32]{
		Name: "LoadLimitRestorationPeriod", Unit: Seconds,
		Clause: "SMETS2 LoadLimitRestorationPeriod",
	}
	LoadLimitSupplyState = &Flag{
		Name: "LoadLimitSupplyState", Yes: "Disable", No: "Unchanged",
		Clause: "SMETS2 LoadLimitSupplyState",
	}
	// LoadLimitCounter is how often the load limit was passed.
	LoadLimitCounter = &Slot[uint32]{
		Name: "LoadLimitCounter", Clause: "SMETS2 LoadLimitCounter",
	}
)

// The objects of the load limit: as it is, as it will be, and its counter.
var (
	loadLimitNow          = LN{0, 0, 17, 0, 0, 255}
	loadLimitSupply       = LN{0, 0, 94, 44, 0, 3}
	loadLimitNextTime     = LN{0, 0, 94, 44, 128, 6}
	loadLimitNextPower    = LN{0, 0, 94, 44, 128, 7}
	loadLimitNextRestored = LN{0, 0, 94, 44, 128, 8}
	loadLimitCount        = LN{0, 0, 94, 44, 42, 255}
)

// The load limit as it is.
var (
	loadLimitState       = Attr(ExtendedData, loadLimitSupply, 2, LoadLimitSupplyState)
	loadLimitThreshold   = Attr(Limiter, loadLimitNow, 4, LoadLimitPowerThreshold)
	loadLimitPeriod      = Attr(Limiter, loadLimitNow, 6, LoadLimitPeriod)
	loadLimitRestoration = Attr(Limiter, loadLimitNow, 7, LoadLimitRestorationPeriod)

	loadLimitCounter      = Attr(RegisterClass, loadLimitCount, 2, LoadLimitCounter)
	loadLimitCounterUnit  = Attr(RegisterClass, loadLimitCount, 3, ScalerUnit(LoadLimitCounter))
	loadLimitCounterReset = Method("LoadLimitCounter.reset",
		RegisterClass, loadLimitCount, 1, nil)
)

// The load limit as it will be, and from when.
var (
	loadLimitNextState     = Attr(ExtendedData, loadLimitSupply, 4, LoadLimitSupplyState)
	loadLimitNextPeriod    = Attr(ExtendedData, loadLimitNextTime, 4, LoadLimitPeriod)
	loadLimitNextThreshold = Attr(ExtendedData, loadLimitNextPower, 4,
		LoadLimitPowerThreshold)
	loadLimitNextRestoration = Attr(ExtendedData, loadLimitNextRestored, 4,
		LoadLimitRestorationPeriod)

	loadLimitStateTime     = activation("LoadLimitSupplyState", ExtendedData, loadLimitSupply, 6)
	loadLimitPeriodTime    = activation("LoadLimitPeriod(Timer)", ExtendedData, loadLimitNextTime, 6)
	loadLimitThresholdTime = activation("LoadLimitPowerThreshold",
		ExtendedData, loadLimitNextPower, 6)
	loadLimitRestorationTime = activation("LoadLimitRestorationPeriod(Timer)",
		ExtendedData, loadLimitNextRestored, 6)
)

// The limits between low, medium and high power on the display of an ESME, in watts.
// SMETS2 LowMediumPowerThreshold and MediumHighPowerThreshold.
var (
	LowMediumPowerThreshold = &Slot[uint32]{
		Name: "LowMediumPowerThreshold", Unit: Watts, Clause: "SMETS2 LowMediumPowerThreshold",
	}
	MediumHighPowerThreshold = &Slot[uint32]{
		Name: "MediumHighPowerThreshold", Unit: Watts,
		Clause: "SMETS2 MediumHighPowerThreshold",
	}

	powerThresholds = Attr(RegisterMonitor, LN{0, 0, 16, 0, 0, 255}, 2, Array{
		LowMediumPowerThreshold, MediumHighPowerThreshold,
	})
)

// MaximumDemand is one register of the highest average power of a half hour.
// SMETS2 maximum demand.
type MaximumDemand struct {
	Value     *Slot[uint32] // in watts
	Captured  *Moment       // when the half hour ended
	LastReset *Moment       // when the register was reset

	value, unit, captured, lastReset, reset *Object
}

// The maximum demand registers: import at any time, import in the configurable time
// period, and export. SMETS2 maximum demand.
var (
	MaximumDemandImport = maximumDemand("MaximumDemandActivePowerImportValue",
		LN{1, 0, 1, 6, 0, 255}, LN{0, 0, 94, 44, 5, 1})
	MaximumDemandPeriodImport = maximumDemand(
		"MaximumDemandConfigurableTimeActivePowerImportValue",
		LN{1, 0, 1, 6, 1, 255}, LN{0, 0, 94, 44, 5, 0})
	MaximumDemandExport = maximumDemand("MaximumDemandActivePowerExportValue",
		LN{1, 0, 2, 6, 0, 255}, LN{0, 0, 94, 44, 5, 2})
)

// maximumDemand is the register of that name; when it was reset stands in another object.
func maximumDemand(name string, register, reset LN) *MaximumDemand {
	d := &MaximumDemand{
		Value:     &Slot[uint32]{Name: name, Unit: Watts, Clause: "SMETS2 " + name},
		Captured:  &Moment{Name: name + "/CaptureTime", Clause: "SMETS2 " + name},
		LastReset: &Moment{Name: name + "/LastResetDateTime", Clause: "SMETS2 " + name},
	}
	d.value = Attr(ExtendedRegister, register, 2, d.Value)
	d.unit = Attr(ExtendedRegister, register, 3, ScalerUnit(d.Value))
	d.captured = Attr(ExtendedRegister, register, 5, d.Captured)
	d.lastReset = Attr(Data, reset, 2, d.LastReset)
	d.reset = Method(name+".reset", ExtendedRegister, register, 1, nil)
	return d
}

// Which maximum demand registers are reset. DUIS ResetMaximumDemandRegisters.
var (
	ResetMaximumDemandImport = &Flag{
		Name: "MaxDemandActivePowerImportValue", Clause: "DUIS ResetMaximumDemandRegisters",
	}
	ResetMaximumDemandPeriodImport = &Flag{
		Name:   "MaxDemandConfigTimeActivePowerImportValue",
		Clause: "DUIS ResetMaximumDemandRegisters",
	}
	ResetMaximumDemandExport = &Flag{
		Name: "MaxDemandActivePowerExportValue", Clause: "DUIS ResetMaximumDemandRegisters",
	}
)

// MaximumDemandTimes are the times of day at which the configurable time period starts and
// ends. An element has [ScheduleIndex], [ScheduleEnable], [MaximumDemandAction] and
// [ScheduleSwitchTime]. SMETS2 MaximumDemandConfigurableTimePeriod.
var MaximumDemandTimes = &List{
	Name: "MaximumDemandConfigurableTimePeriod", Min: 1, Max: 2,
	Clause: "SMETS2 MaximumDemandConfigurableTimePeriod",
	Of: Struct{
		ScheduleIndex, ScheduleEnable,
		Fixed{"script table", dlms.Octets([]byte{0, 0, 10, 128, 100, 255})},
		MaximumDemandAction, ScheduleSwitchTime, Fixed{"validity window", dlms.U16(0xFFFF)},
		Fixed{"weekdays", dlms.Bits([]byte{0xFE}, 7)},
		Fixed{"special days", dlms.Bits(nil, 0)},
		Fixed{"begin date", dlms.Octets([]byte{0, 0, 1, 0xFF, 0xFF})},
		Fixed{"end date", dlms.Octets([]byte{0xFF, 0xFF, 0xFF, 0xFF, 0xFF})},
	},
}

// MaximumDemandAction is what happens at a time of the configurable time period.
// SMETS2 MaximumDemandConfigurableTimePeriod.
var MaximumDemandAction = &Slot[uint16]{
	Name: "ScriptSelector", Codes: []Code{{Value: 1, Name: "start"}, {Value: 2, Name: "end"}},
	Clause: "SMETS2 MaximumDemandConfigurableTimePeriod",
}

var maximumDemandTimes = Attr(Schedule, LN{0, 0, 12, 0, 0, 255}, 2, MaximumDemandTimes)

// BillingTimes are when billing periods end, one to four times: each a time of day on the
// dates that the parts say which are not left open. An element has [BillingTime] and
// [BillingDate]. SMETS2 BillingCalendar.
//
//	every day      * * * *
//	every week     day of the week
//	every month    day
//	longer         month and day, an element for each in a year
var BillingTimes = &List{
	Name: "BillingCalendar", Of: Struct{BillingTime, BillingDate}, Min: 1, Max: 4,
	Clause: "SMETS2 BillingCalendar",
}

// The parts of a billing calendar. SMETS2 BillingCalendar.
var (
	BillingTime = &TimeOfDay{Name: "BillingTime", Clause: "SMETS2 BillingCalendar"}
	BillingDate = &Date{Name: "BillingDate", Clause: "SMETS2 BillingCalendar"}
)

var billingCalendar = Attr(SingleActionSchedule, LN{0, 0, 15, 0, 0, 255}, 4, BillingTimes)
