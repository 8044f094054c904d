package srv

import (
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var supply = []*Variant{
	EnableSupply,
	DisableSupply,
	ArmSupply,
	ReadSupplyStatus,
	ActivateAuxiliaryLoad,
	DeactivateAuxiliaryLoad,
	ReadALCSData,
	ResetAuxiliaryLoad,
	AddAuxiliaryLoadToBoostButton,
	RemoveAuxiliaryLoadFromBoostButton,
	ReadBoostButtonDetails,
	SetRandomisedOffsetLimit,
	SetAuxiliaryControllerState,
	ReadAuxiliaryControllerConfigurationData,
	ReadAuxiliaryControllerOperationalData,
	LimitAPCLevel,
}

// EnableSupply is SRV 7.1: it closes the load switch of an ESME. No request opens the valve
// of a GSME. DUIS 3.8.
var EnableSupply = From(Variant{
	SRV:      "7.1",
	Name:     "Enable Supply",
	Critical: true,
	Roles:    Roles{duis.IS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.EnableSupply]{UseCase: usecase.ECS42},
)

// DisableSupply is SRV 7.2: it opens the load switch of an ESME, or closes the valve of a
// GSME. DUIS 3.8.
var DisableSupply = From(Variant{
	SRV:      "7.2",
	Name:     "Disable Supply",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.DisableSupply]{UseCase: usecase.ECS43},
	numberedEvent[duis.DisableSupply](usecase.GCS32),
)

// ArmSupply is SRV 7.3: it lets the consumer restore the supply at the meter. DUIS 3.8.
var ArmSupply = From(Variant{
	SRV:      "7.3",
	Name:     "Arm Supply",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.ArmSupply]{UseCase: usecase.ECS44},
	numberedEvent[duis.ArmSupply](usecase.GCS39),
)

// ReadSupplyStatus is SRV 7.4: it reads whether there is supply. DUIS 3.8.
var ReadSupplyStatus = From(Variant{
	SRV:    "7.4",
	Name:   "Read Supply Status",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadSupplyStatus]{UseCase: usecase.ECS45},
	To[duis.ReadSupplyStatus]{UseCase: usecase.GCS33},
)

// ActivateAuxiliaryLoad is SRV 7.5: it switches one auxiliary load on for some minutes.
// DUIS 3.8.
var ActivateAuxiliaryLoad = From(Variant{
	SRV:      "7.5",
	Name:     "Activate Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.ActivateAuxiliaryLoad]{UseCase: usecase.ECS47,
		Write: func(w *Writer, b *duis.ActivateAuxiliaryLoad) {
			w.switchFor(b.ActivateALCSHCALCS, usecase.SwitchActivateAdHoc, usecase.SwitchActivateDurations)
		},
		Read: func(r *Reader, b *duis.ActivateAuxiliaryLoad) {
			b.ActivateALCSHCALCS = r.switchFor(0x11, usecase.SwitchActivateDurations)
		},
	},
)

// DeactivateAuxiliaryLoad is SRV 7.6: it switches one auxiliary load off for some minutes.
// DUIS 3.8.
var DeactivateAuxiliaryLoad = From(Variant{
	SRV:      "7.6",
	Name:     "Deactivate Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.DeactivateAuxiliaryLoad]{UseCase: usecase.ECS47,
		Write: func(w *Writer, b *duis.DeactivateAuxiliaryLoad) {
			w.switchFor(b.DeactivateALCSHCALCS, usecase.SwitchDeactivateAdHoc,
				usecase.SwitchDeactivateDurations)
		},
		Read: func(r *Reader, b *duis.DeactivateAuxiliaryLoad) {
			b.DeactivateALCSHCALCS = r.switchFor(0x12, usecase.SwitchDeactivateDurations)
		},
	},
)

// ReadALCSData is SRV 7.7: it reads the names, the calendar and the states of the auxiliary
// loads. DUIS 3.8.
var ReadALCSData = From(Variant{
	SRV:    "7.7",
	Name:   "Read Auxiliary Load Switch Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadALCSData]{UseCase: usecase.ECS61a},
)

// ResetAuxiliaryLoad is SRV 7.8: it gives one auxiliary load back to its calendar. DUIS 3.8.
var ResetAuxiliaryLoad = From(Variant{
	SRV:      "7.8",
	Name:     "Reset Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.ResetAuxiliaryLoad]{UseCase: usecase.ECS47,
		Write: func(w *Writer, b *duis.ResetAuxiliaryLoad) {
			if n, ok := w.controller(b.ResetALCSHCALCS.Index); ok {
				w.Add(usecase.AuxiliaryStateCommand.Is(n | usecase.SwitchReset))
			}
		},
		Read: func(r *Reader, b *duis.ResetAuxiliaryLoad) {
			b.ResetALCSHCALCS.Index = r.switched(0x20)
		},
	},
)

// AddAuxiliaryLoadToBoostButton is SRV 7.9: it says of each of the five controllers whether
// the boost function acts on it. DUIS 3.8.
var AddAuxiliaryLoadToBoostButton = From(Variant{
	SRV:    "7.9",
	Name:   "Add Auxiliary Load To Boost Button",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
},
	To[duis.AddAuxiliaryLoadToBoostButton]{UseCase: usecase.ECS62,
		Write: func(w *Writer, b *duis.AddAuxiliaryLoadToBoostButton) {
			w.boost(b.AddToBoostButton, false)
		},
		Read: func(r *Reader, b *duis.AddAuxiliaryLoadToBoostButton) {
			for i, controls := range usecase.BoostFunctionControls {
				b.AddToBoostButton = append(b.AddToBoostButton,
					duis.AddToBoostButton{Index: uint8(i + 1), Value: take(r, controls)})
			}
		},
	},
)

// RemoveAuxiliaryLoadFromBoostButton is SRV 7.10: it says of each of the five controllers
// whether the boost function no longer acts on it. The message has the opposite of each
// value. DUIS 3.8.
var RemoveAuxiliaryLoadFromBoostButton = From(Variant{
	SRV:    "7.10",
	Name:   "Remove Auxiliary Load From Boost Button",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
},
	To[duis.RemoveAuxiliaryLoadFromBoostButton]{UseCase: usecase.ECS62,
		Write: func(w *Writer, b *duis.RemoveAuxiliaryLoadFromBoostButton) {
			w.boost(b.RemoveFromBoostButton, true)
		},
		Read: func(r *Reader, b *duis.RemoveAuxiliaryLoadFromBoostButton) {
			for i, controls := range usecase.BoostFunctionControls {
				b.RemoveFromBoostButton = append(b.RemoveFromBoostButton,
					duis.AddToBoostButton{Index: uint8(i + 1), Value: !take(r, controls)})
			}
		},
	},
)

// ReadBoostButtonDetails is SRV 7.11: it reads on what the boost function acts, and when it
// was used. DUIS 3.8.
var ReadBoostButtonDetails = From(Variant{
	SRV:    "7.11",
	Name:   "Read Boost Button Details",
	Roles:  Roles{duis.IS, duis.OU},
	Future: FutureDSP,
},
	log[duis.ReadBoostButtonDetails](usecase.ECS61c),
)

// SetRandomisedOffsetLimit is SRV 7.12: it bounds the offset, in seconds, by which an ESME
// delays switching. DUIS 3.8.
var SetRandomisedOffsetLimit = From(Variant{
	SRV:      "7.12",
	Name:     "Set Randomised Offset Limit",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.SetRandomisedOffsetLimit]{
		UseCase: usecase.ECS38,
		Write: func(w *Writer, b *duis.SetRandomisedOffsetLimit) {
			w.Add(usecase.RandomisedOffsetLimit.Is(b.RandomisedOffsetLimit))
		},
		Read: func(r *Reader, b *duis.SetRandomisedOffsetLimit) {
			b.RandomisedOffsetLimit = take(r, usecase.RandomisedOffsetLimit)
		},
	},
)

// SetAuxiliaryControllerState is SRV 7.13: it sets the state of one auxiliary controller
// from one time to another. DUIS 3.8.
var SetAuxiliaryControllerState = From(Variant{
	SRV:      "7.13",
	Name:     "Set Auxiliary Controller State",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.SetAuxiliaryControllerState]{UseCase: usecase.ECS47a,
		Write: func(w *Writer, b *duis.SetAuxiliaryControllerState) {
			w.commanded(b, usecase.AuxiliaryStateCommand, usecase.AuxiliarySettingStarts,
				usecase.AuxiliarySettingEnds)
		},
		Read: func(r *Reader, b *duis.SetAuxiliaryControllerState) {
			*b = r.commanded(usecase.AuxiliaryStateCommand, usecase.AuxiliarySettingStarts,
				usecase.AuxiliarySettingEnds)
		},
	},
)

// ReadAuxiliaryControllerConfigurationData is SRV 7.14: it reads the names and the calendar
// of the auxiliary controllers. DUIS 3.8.
var ReadAuxiliaryControllerConfigurationData = From(Variant{
	SRV:    "7.14",
	Name:   "Read Auxiliary Controller Configuration Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadAuxiliaryControllerConfigurationData]{UseCase: usecase.ECS61d},
)

// ReadAuxiliaryControllerOperationalData is SRV 7.15: it reads the types and the states of
// the auxiliary controllers. DUIS 3.8.
var ReadAuxiliaryControllerOperationalData = From(Variant{
	SRV:    "7.15",
	Name:   "Read Auxiliary Controller Operational Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadAuxiliaryControllerOperationalData]{UseCase: usecase.ECS61e},
)

// LimitAPCLevel is SRV 7.16: it limits the level of one auxiliary proportional controller
// from one time to another. DUIS 3.8.
var LimitAPCLevel = From(Variant{
	SRV:      "7.16",
	Name:     "Limit APC Level",
	Critical: true,
	Roles:    Roles{duis.LC},
},
	To[duis.LimitAPCLevel]{UseCase: usecase.ECS47e,
		Write: func(w *Writer, b *duis.LimitAPCLevel) {
			w.commanded((*duis.SetAuxiliaryControllerState)(b), usecase.AuxiliaryLimitCommand,
				usecase.AuxiliaryLimitStarts, usecase.AuxiliaryLimitEnds)
		},
		Read: func(r *Reader, b *duis.LimitAPCLevel) {
			*b = duis.LimitAPCLevel(r.commanded(usecase.AuxiliaryLimitCommand,
				usecase.AuxiliaryLimitStarts, usecase.AuxiliaryLimitEnds))
		},
	},
)

// numberedEvent is the Route of a body without values to a ZigBee command, of which only
// the number is not fixed.
func numberedEvent[B any](u *usecase.UseCase) To[B] {
	return To[B]{UseCase: u,
		Write: func(w *Writer, _ *B) { w.Add(usecase.IssuerEventID.Is(w.issued())) },
		Read:  func(r *Reader, _ *B) { take(r, usecase.IssuerEventID) },
	}
}

// controllers is how many auxiliary controllers there are; requests count them from 1.
const controllers = 5

// controller is the number of an auxiliary controller as scripts have it, and whether there
// is such a controller.
func (w *Writer) controller(n uint8) (usecase.AuxiliaryCommand, bool) {
	if n < 1 || n > controllers {
		w.Refuse(duis.E64, "auxiliary controller %d: there are 1 to %d", n, controllers)
		return 0, false
	}
	return usecase.AuxiliaryCommand(n) * usecase.AuxiliaryController, true
}

// controller takes the script that p has and splits it into the number of the controller,
// which is one that there is, and the rest.
func (r *Reader) controller(p place[usecase.AuxiliaryCommand]) (n uint8, rest uint16) {
	script := uint16(take(r, p))
	n, rest = uint8(script>>8&0xF), script&0xF0FF
	if n < 1 || n > controllers {
		r.Fail("the script %04X is for auxiliary controller %d, which does not exist", script, n)
		n = 1
	}
	return n, rest
}

// switchFor switches one auxiliary load for some minutes.
func (w *Writer) switchFor(
	b duis.ActivateDeactivateALCSHCALCS, script usecase.AuxiliaryCommand,
	durations [controllers]*usecase.Slot[uint16],
) {
	if n, ok := w.controller(b.Index); ok {
		w.Add(durations[b.Index-1].Is(b.Duration), usecase.AuxiliaryStateCommand.Is(n|script))
	}
}

// switchFor takes the script and the duration of the controller that it names.
func (r *Reader) switchFor(
	script uint16, durations [controllers]*usecase.Slot[uint16],
) duis.ActivateDeactivateALCSHCALCS {
	n := r.switched(script)
	return duis.ActivateDeactivateALCSHCALCS{Index: n, Duration: take(r, durations[n-1])}
}

// switched takes a script that must be want, and returns the controller that it is for.
func (r *Reader) switched(want uint16) uint8 {
	n, got := r.controller(usecase.AuxiliaryStateCommand)
	if got != want {
		r.Fail("the script without its controller is %04X: want %04X", got, want)
	}
	return n
}

// boost says of each controller whether the boost function acts on it: the value, or its
// opposite.
func (w *Writer) boost(buttons []duis.AddToBoostButton, opposite bool) {
	if len(buttons) != controllers {
		w.Refuse(duis.E64, "%d controllers: want %d", len(buttons), controllers)
		return
	}
	for i, b := range buttons {
		if int(b.Index) != i+1 {
			w.Refuse(duis.E64, "index %d is missing or stands twice: want 1 to %d", i+1, controllers)
			return
		}
		w.Add(usecase.BoostFunctionControls[i].Is(b.Value != opposite))
	}
}

// commanded gives one controller a level from one time to another. Whether the end is late
// enough is for the Device to say.
func (w *Writer) commanded(
	b *duis.SetAuxiliaryControllerState, script *usecase.Slot[usecase.AuxiliaryCommand],
	starts, ends [controllers]*usecase.Moment,
) {
	n, ok := w.controller(b.AuxiliaryControllerN)
	if b.CommandedStateLevel > 100 {
		w.Refuse(duis.E64, "level %d: want 0 to 100", b.CommandedStateLevel)
	}
	if !ok {
		return
	}
	direction := usecase.AuxiliaryOutput
	if b.InputFromControlledLoad {
		direction = usecase.AuxiliaryInput
	}
	at := b.AuxiliaryControllerN - 1
	w.Add(
		starts[at].Is(dlms.DateTimeOf(w.wholeSecond(b.StartDateTime), dlms.NotSpecified)),
		ends[at].Is(dlms.DateTimeOf(w.wholeSecond(b.EndDateTime), dlms.NotSpecified)),
		script.Is(direction|n|usecase.AuxiliaryCommand(b.CommandedStateLevel)),
	)
}

// commanded takes a level of one controller, from when and until when.
func (r *Reader) commanded(
	script place[usecase.AuxiliaryCommand], starts, ends [controllers]*usecase.Moment,
) (b duis.SetAuxiliaryControllerState) {
	n, rest := r.controller(script)
	b.AuxiliaryControllerN, b.CommandedStateLevel = n, uint8(rest)
	b.StartDateTime, b.EndDateTime = r.instant(take(r, starts[n-1])), r.instant(take(r, ends[n-1]))
	switch rest >> 12 {
	case 1: // output
	case 2:
		b.InputFromControlledLoad = true
	default:
		r.Fail("the script has direction %d: want 1 or 2", rest>>12)
	}
	return b
}
