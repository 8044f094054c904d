package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// UpdateDeviceConfigurationVoltage is SRV 6.5: it sets the voltage limits of an ESME. The body
// says whether for one phase or for three, and whether the counters are set to zero. DUIS 3.8.
var UpdateDeviceConfigurationVoltage = From(Variant{
	SRV:    "6.5",
	Name:   "Update Device Configuration (Voltage)",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29a, Phases: SinglePhase,
		Why: "SinglePhaseVoltageSettings without RMSVoltageCountersNotReset",
		When: func(b *duis.UpdateDeviceConfigurationVoltage) bool {
			return b.SinglePhaseVoltageSettings != nil && !b.RMSVoltageCountersNotReset
		},
		Write: writeSinglePhaseVoltage,
		Read:  readSinglePhaseVoltage,
	},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29b, Phases: PolyPhase,
		Why: "PolyPhaseVoltageSettings without RMSVoltageCountersNotReset",
		When: func(b *duis.UpdateDeviceConfigurationVoltage) bool {
			return b.SinglePhaseVoltageSettings == nil && !b.RMSVoltageCountersNotReset
		},
		Write: writePolyPhaseVoltage,
		Read:  readPolyPhaseVoltage,
	},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29c, Phases: SinglePhase,
		Why: "SinglePhaseVoltageSettings with RMSVoltageCountersNotReset",
		When: func(b *duis.UpdateDeviceConfigurationVoltage) bool {
			return b.SinglePhaseVoltageSettings != nil && b.RMSVoltageCountersNotReset
		},
		Write: writeSinglePhaseVoltage,
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationVoltage) {
			readSinglePhaseVoltage(r, b)
			b.RMSVoltageCountersNotReset = true
		},
	},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29d, Phases: PolyPhase,
		Why: "PolyPhaseVoltageSettings with RMSVoltageCountersNotReset",
		When: func(b *duis.UpdateDeviceConfigurationVoltage) bool {
			return b.SinglePhaseVoltageSettings == nil && b.RMSVoltageCountersNotReset
		},
		Write: writePolyPhaseVoltage,
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationVoltage) {
			readPolyPhaseVoltage(r, b)
			b.RMSVoltageCountersNotReset = true
		},
	},
)

// UpdateDeviceConfigurationRMSVoltageCounterReset is SRV 6.27: it sets the voltage counters of
// an ESME to zero, those of one phase or of three. DUIS 3.8.
var UpdateDeviceConfigurationRMSVoltageCounterReset = From(Variant{
	SRV:    "6.27",
	Name:   "Update Device Configuration (RMS Voltage Counter Reset)",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
},
	To[duis.UpdateDeviceConfigurationRMSVoltageCounterReset]{
		UseCase: usecase.ECS29e, Phases: SinglePhase,
	},
	To[duis.UpdateDeviceConfigurationRMSVoltageCounterReset]{
		UseCase: usecase.ECS29f, Phases: PolyPhase,
	},
)

func writeSinglePhaseVoltage(w *Writer, b *duis.UpdateDeviceConfigurationVoltage) {
	w.voltageLimits(&b.RMSVoltageSettings)
	w.voltagePhase(usecase.VoltagePhase1, b.SinglePhaseVoltageSettings)
}

func writePolyPhaseVoltage(w *Writer, b *duis.UpdateDeviceConfigurationVoltage) {
	w.voltageLimits(&b.RMSVoltageSettings)
	var settings [3]*duis.AverageRMSVoltageSettings
	for i := range b.PolyPhaseVoltageSettings {
		p := &b.PolyPhaseVoltageSettings[i]
		if p.Phase < 1 || p.Phase > 3 || settings[p.Phase-1] != nil {
			w.Refuse("E060502", "settings for phase %d: want one each for 1, 2 and 3", p.Phase)
			return
		}
		settings[p.Phase-1] = &p.PhaseVoltageSettings
	}
	for i, phase := range voltagePhases() {
		if settings[i] == nil {
			w.Refuse("E060502", "no settings for phase %d", i+1)
			return
		}
		w.voltagePhase(phase, settings[i])
	}
}

// voltagePhases are the phases, the first at index 0.
func voltagePhases() [3]*usecase.VoltagePhase {
	return [3]*usecase.VoltagePhase{
		usecase.VoltagePhase1, usecase.VoltagePhase2, usecase.VoltagePhase3,
	}
}

// voltageLimits gives the limits of all phases.
func (w *Writer) voltageLimits(s *duis.RMSVoltageSettings) {
	w.Add(
		usecase.RMSExtremeOverVoltageMeasurementPeriod.Is(s.RMSExtremeOverVoltageMeasurementPeriod),
		usecase.RMSExtremeOverVoltageThreshold.Is(s.RMSExtremeOverVoltageThreshold),
		usecase.RMSExtremeUnderVoltageMeasurementPeriod.Is(s.RMSExtremeUnderVoltageMeasurementPeriod),
		usecase.RMSExtremeUnderVoltageThreshold.Is(s.RMSExtremeUnderVoltageThreshold),
		usecase.RMSVoltageSagMeasurementPeriod.Is(s.RMSVoltageSagMeasurementPeriod),
		usecase.RMSVoltageSagThreshold.Is(s.RMSVoltageSagThreshold),
		usecase.RMSVoltageSwellMeasurementPeriod.Is(s.RMSVoltageSwellMeasurementPeriod),
		usecase.RMSVoltageSwellThreshold.Is(s.RMSVoltageSwellThreshold))
}

// voltagePhase gives the limits of one phase.
func (w *Writer) voltagePhase(p *usecase.VoltagePhase, s *duis.AverageRMSVoltageSettings) {
	w.Add(
		p.OverThreshold.Is(s.AverageRMSOverVoltageThreshold),
		p.UnderThreshold.Is(s.AverageRMSUnderVoltageThreshold),
		p.Period.Is(s.AverageRMSVoltageMeasurementPeriod))
}

func readSinglePhaseVoltage(r *Reader, b *duis.UpdateDeviceConfigurationVoltage) {
	b.RMSVoltageSettings = r.voltageLimits()
	b.SinglePhaseVoltageSettings = new(r.voltagePhase(usecase.VoltagePhase1))
}

// readPolyPhaseVoltage has the phases in the order of the request, which the message has in
// its own.
func readPolyPhaseVoltage(r *Reader, b *duis.UpdateDeviceConfigurationVoltage) {
	b.RMSVoltageSettings = r.voltageLimits()
	said := []duis.PolyPhaseVoltageSettings{
		{Phase: 1, PhaseVoltageSettings: r.voltagePhase(usecase.VoltagePhase1)},
		{Phase: 2, PhaseVoltageSettings: r.voltagePhase(usecase.VoltagePhase2)},
		{Phase: 3, PhaseVoltageSettings: r.voltagePhase(usecase.VoltagePhase3)},
	}
	asked := r.Asked.Body.(*duis.UpdateDeviceConfigurationVoltage)
	b.PolyPhaseVoltageSettings = inOrderOf(asked.PolyPhaseVoltageSettings, said)
}

// voltageLimits takes the limits of all phases.
func (r *Reader) voltageLimits() duis.RMSVoltageSettings {
	return duis.RMSVoltageSettings{
		RMSExtremeOverVoltageThreshold:          take(r, usecase.RMSExtremeOverVoltageThreshold),
		RMSExtremeOverVoltageMeasurementPeriod:  take(r, usecase.RMSExtremeOverVoltageMeasurementPeriod),
		RMSExtremeUnderVoltageThreshold:         take(r, usecase.RMSExtremeUnderVoltageThreshold),
		RMSExtremeUnderVoltageMeasurementPeriod: take(r, usecase.RMSExtremeUnderVoltageMeasurementPeriod),
		RMSVoltageSagThreshold:                  take(r, usecase.RMSVoltageSagThreshold),
		RMSVoltageSagMeasurementPeriod:          take(r, usecase.RMSVoltageSagMeasurementPeriod),
		RMSVoltageSwellThreshold:                take(r, usecase.RMSVoltageSwellThreshold),
		RMSVoltageSwellMeasurementPeriod:        take(r, usecase.RMSVoltageSwellMeasurementPeriod),
	}
}

// voltagePhase takes the limits of one phase.
func (r *Reader) voltagePhase(p *usecase.VoltagePhase) duis.AverageRMSVoltageSettings {
	return duis.AverageRMSVoltageSettings{
		AverageRMSOverVoltageThreshold:     take(r, p.OverThreshold),
		AverageRMSUnderVoltageThreshold:    take(r, p.UnderThreshold),
		AverageRMSVoltageMeasurementPeriod: take(r, p.Period),
	}
}
