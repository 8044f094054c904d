package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// UpdateDeviceConfigurationGasConversion is SRV 6.6: it sets how a GSME turns volume into
// energy. DUIS 3.8.
var UpdateDeviceConfigurationGasConversion = From(Variant{
	SRV:      "6.6",
	Name:     "Update Device Configuration (Gas Conversion)",
	Critical: true,
	Roles:    Roles{duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationGasConversion]{UseCase: usecase.GCS23,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationGasConversion) {
			w.Add(
				usecase.IssuerEventID.Is(w.issued()),
				usecase.CalorificValue.Is(b.CalorificValue),
				usecase.ConversionFactor.Is(b.ConversionFactor))
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationGasConversion) {
			r.unnumbered()
			b.CalorificValue = take(r, usecase.CalorificValue)
			b.ConversionFactor = take(r, usecase.ConversionFactor)
		},
	},
)

// UpdateDeviceConfigurationGasFlow is SRV 6.7: it sets which flow a GSME takes for uncontrolled,
// and what it does with its supply on tampering and without battery. The body says in which
// unit the flow is. DUIS 3.8.
var UpdateDeviceConfigurationGasFlow = From(Variant{
	SRV:      "6.7",
	Name:     "Update Device Configuration (Gas Flow)",
	Critical: true,
	Roles:    Roles{duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationGasFlow]{UseCase: usecase.GCS24,
		Why: "UncontrolledGasFlowRate",
		When: func(b *duis.UpdateDeviceConfigurationGasFlow) bool {
			return b.UncontrolledGasFlowRate != nil
		},
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationGasFlow) {
			w.Add(usecase.UncontrolledFlowThreshold.Is(*b.UncontrolledGasFlowRate))
			w.gasFlow(b)
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationGasFlow) {
			b.UncontrolledGasFlowRate = new(take(r, usecase.UncontrolledFlowThreshold))
			r.gasFlow(b)
		},
	},
	To[duis.UpdateDeviceConfigurationGasFlow]{UseCase: usecase.GCS24a,
		Why: "UncontrolledGasFlowRateDecimal",
		When: func(b *duis.UpdateDeviceConfigurationGasFlow) bool {
			return b.UncontrolledGasFlowRateDecimal != nil
		},
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationGasFlow) {
			w.Add(usecase.UncontrolledFlowThreshold.Is(*b.UncontrolledGasFlowRateDecimal))
			w.gasFlow(b)
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationGasFlow) {
			b.UncontrolledGasFlowRateDecimal = new(take(r, usecase.UncontrolledFlowThreshold))
			r.gasFlow(b)
		},
	},
)

// gasFlow gives all but the flow.
func (w *Writer) gasFlow(b *duis.UpdateDeviceConfigurationGasFlow) {
	reactions := map[string]uint8{"Locked": 0, "Unchanged": 3}
	w.Add(
		usecase.IssuerEventID.Is(w.issued()),
		usecase.FlowStabilisationPeriod.Is(b.StabilisationPeriod),
		usecase.FlowMeasurementPeriod.Is(b.MeasurementPeriod),
		usecase.GasSupplyDepletionState.Is(reactions[b.SupplyDepletionState]),
		usecase.GasSupplyTamperState.Is(reactions[b.SupplyTamperState]))
}

// gasFlow takes all but the flow.
func (r *Reader) gasFlow(b *duis.UpdateDeviceConfigurationGasFlow) {
	r.unnumbered()
	b.StabilisationPeriod = take(r, usecase.FlowStabilisationPeriod)
	b.MeasurementPeriod = take(r, usecase.FlowMeasurementPeriod)
	b.SupplyDepletionState = r.gasReaction(usecase.GasSupplyDepletionState)
	b.SupplyTamperState = r.gasReaction(usecase.GasSupplyTamperState)
}

// gasReaction takes what becomes of the supply.
func (r *Reader) gasReaction(p *usecase.Slot[uint8]) string {
	switch state := take(r, p); state {
	case 0:
		return "Locked"
	case 3:
		return "Unchanged"
	default:
		r.Fail("%s is %d: no request asks for that", p.Name, state)
		return ""
	}
}

// unnumbered takes what numbers a ZigBee command, which no request says.
func (r *Reader) unnumbered() {
	for numbered := true; numbered; {
		_, numbered = maybe(r, usecase.IssuerEventID)
	}
}
