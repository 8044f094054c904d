package srv

import (
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// UpdateDeviceConfigurationLoadLimitingGeneralSettings is SRV 6.4.1: it sets the load limit of
// an ESME, from the execution date on. DUIS 3.8.
var UpdateDeviceConfigurationLoadLimitingGeneralSettings = From(Variant{
	SRV:      "6.4.1",
	Name:     "Update Device Configuration (Load Limiting General Settings)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings]{UseCase: usecase.ECS28a,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings) {
			w.Add(
				usecase.LoadLimitPeriod.Is(b.LoadLimitPeriod),
				usecase.LoadLimitPowerThreshold.Is(b.LoadLimitPowerThreshold),
				usecase.LoadLimitRestorationPeriod.Is(b.LoadLimitRestorationPeriod),
				usecase.LoadLimitSupplyState.Is(b.LoadLimitSupplyState == "Disable"))
			w.execution(b.ExecutionDateTime)
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings) {
			b.LoadLimitPeriod = take(r, usecase.LoadLimitPeriod)
			b.LoadLimitPowerThreshold = take(r, usecase.LoadLimitPowerThreshold)
			b.LoadLimitRestorationPeriod = take(r, usecase.LoadLimitRestorationPeriod)
			b.LoadLimitSupplyState = "Unchanged"
			if take(r, usecase.LoadLimitSupplyState) {
				b.LoadLimitSupplyState = "Disable"
			}
			b.ExecutionDateTime = r.execution()
		},
	},
)

// UpdateDeviceConfigurationLoadLimitingCounterReset is SRV 6.4.2: it sets the counter of the
// load limit to zero. DUIS 3.8.
var UpdateDeviceConfigurationLoadLimitingCounterReset = From(Variant{
	SRV:    "6.4.2",
	Name:   "Update Device Configuration (Load Limiting Counter Reset)",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationLoadLimitingCounterReset]{UseCase: usecase.ECS28b},
)

// UpdateDeviceConfigurationInstantaneousPowerThreshold is SRV 6.12: it sets the limits between
// low, medium and high power. DUIS 3.8.
var UpdateDeviceConfigurationInstantaneousPowerThreshold = From(Variant{
	SRV:    "6.12",
	Name:   "Update Device Configuration (Instantaneous Power Threshold)",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationInstantaneousPowerThreshold]{UseCase: usecase.ECS34,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationInstantaneousPowerThreshold) {
			w.Add(
				usecase.LowMediumPowerThreshold.Is(b.LowMediumPowerThreshold),
				usecase.MediumHighPowerThreshold.Is(b.MediumHighPowerThreshold))
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationInstantaneousPowerThreshold) {
			b.LowMediumPowerThreshold = take(r, usecase.LowMediumPowerThreshold)
			b.MediumHighPowerThreshold = take(r, usecase.MediumHighPowerThreshold)
		},
	},
)

// SetMaximumDemandConfigurableTimePeriod is SRV 6.18.1: it sets at which times of each day one
// of the maximum demand registers starts and ends. DUIS 3.8.
var SetMaximumDemandConfigurableTimePeriod = From(Variant{
	SRV:    "6.18.1",
	Name:   "Set Maximum Demand Configurable Time Period",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetMaximumDemandConfigurableTimePeriod]{UseCase: usecase.ECS37,
		Write: func(w *Writer, b *duis.SetMaximumDemandConfigurableTimePeriod) {
			times := b.MaximumDemandTimePeriodSchedule
			if times.StartTime == times.EndTime {
				w.Refuse("E061801", "the period starts and ends at %s", times.StartTime)
			}
			w.Add(usecase.MaximumDemandTimes.Is(
				w.demandTime(0, 1, times.StartTime), w.demandTime(1, 2, times.EndTime)))
		},
		Read: func(r *Reader, b *duis.SetMaximumDemandConfigurableTimePeriod) {
			var times []duis.TimeOfDay
			elements(r, usecase.MaximumDemandTimes, func(r *Reader) {
				same(r, usecase.ScheduleIndex, uint16(len(times)))
				same(r, usecase.ScheduleEnable, true)
				same(r, usecase.MaximumDemandAction, uint16(len(times)+1))
				times = append(times, r.timeOfDay(take(r, usecase.ScheduleSwitchTime)))
			})
			if len(times) != 2 {
				r.Fail("the message has %d times of day: want a start and an end", len(times))
				return
			}
			b.MaximumDemandTimePeriodSchedule.StartTime = times[0]
			b.MaximumDemandTimePeriodSchedule.EndTime = times[1]
		},
	},
)

// demandTime is the start or the end of the configurable time period.
func (w *Writer) demandTime(index, action uint16, at duis.TimeOfDay) usecase.Args {
	return usecase.Args{
		usecase.ScheduleIndex.Is(index), usecase.ScheduleEnable.Is(true),
		usecase.MaximumDemandAction.Is(action),
		usecase.ScheduleSwitchTime.Is(w.timeOfDay(at)),
	}
}

// ResetMaximumDemandRegisters is SRV 6.18.2: it sets those maximum demand registers to zero that
// it names. DUIS 3.8.
var ResetMaximumDemandRegisters = From(Variant{
	SRV:    "6.18.2",
	Name:   "Reset Maximum Demand Registers",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ResetMaximumDemandRegisters]{UseCase: usecase.ECS57,
		Write: func(w *Writer, b *duis.ResetMaximumDemandRegisters) {
			if b.MaxDemandActivePowerImportValue {
				w.Add(usecase.ResetMaximumDemandImport.Is(true))
			}
			if b.MaxDemandConfigTimeActivePowerImportValue {
				w.Add(usecase.ResetMaximumDemandPeriodImport.Is(true))
			}
			if b.MaxDemandActivePowerExportValue {
				w.Add(usecase.ResetMaximumDemandExport.Is(true))
			}
			if len(w.args) == 0 {
				w.Refuse("E061802", "no register to reset")
			}
		},
		Read: func(r *Reader, b *duis.ResetMaximumDemandRegisters) {
			b.MaxDemandActivePowerImportValue, _ = maybe(r, usecase.ResetMaximumDemandImport)
			b.MaxDemandActivePowerExportValue, _ = maybe(r, usecase.ResetMaximumDemandExport)
			b.MaxDemandConfigTimeActivePowerImportValue, _ = maybe(
				r, usecase.ResetMaximumDemandPeriodImport)
		},
	},
)

// SetElectricitySupplyTamperState is SRV 6.25: it sets whether an ESME locks the supply when it
// is tampered with. DUIS 3.8.
var SetElectricitySupplyTamperState = From(Variant{
	SRV:      "6.25",
	Name:     "Set Electricity Supply Tamper State",
	Critical: true,
	Roles:    Roles{duis.IS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.SetElectricitySupplyTamperState]{UseCase: usecase.ECS81,
		Write: func(w *Writer, b *duis.SetElectricitySupplyTamperState) {
			w.Add(usecase.SupplyTamperState.Is(b.SupplyTamperState == "Locked"))
		},
		Read: func(r *Reader, b *duis.SetElectricitySupplyTamperState) {
			b.SupplyTamperState = "Unchanged"
			if take(r, usecase.SupplyTamperState) {
				b.SupplyTamperState = "Locked"
			}
		},
	},
)

// UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix is SRV 6.26: it sets whether
// an ESME sets its block counters to zero each day. A message for no has no time for it.
// DUIS 3.8.
var UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix = From(Variant{
	SRV:      "6.26",
	Name:     "Update Device Configuration (daily resetting of Tariff Block Counter Matrix)",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix]{
		UseCase: usecase.ECS48,
		Write: func(
			w *Writer, b *duis.UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix,
		) {
			var times []usecase.Args
			if b.DailyTariffBlockCounterMatrixReset {
				times = append(times, usecase.Args{
					usecase.BlockCounterResetTime.Is(dlms.TimeOfDay{}),
					usecase.BlockCounterResetDate.Is(dlms.Date{0xFF, 0xFF, 0xFF, 0xFF, 0xFF}),
				})
			}
			w.Add(usecase.BlockCounterResets.Is(times...))
		},
		Read: func(
			r *Reader, b *duis.UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix,
		) {
			elements(r, usecase.BlockCounterResets, func(r *Reader) {
				b.DailyTariffBlockCounterMatrixReset = true
				at, on := take(r, usecase.BlockCounterResetTime), take(r, usecase.BlockCounterResetDate)
				if at.String() != "00:00:00" || on.String() != "*-*-*" {
					r.Fail("the counters are reset at %s on %s: want midnight of each day", at, on)
				}
			})
		},
	},
)
