package srv

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// ConfigureAlertBehaviour is SRV 6.22: it sets what a meter does about the events that it
// names. The branch of the body says what that is, and whose events they are. DUIS 3.8.
var ConfigureAlertBehaviour = From(Variant{
	SRV:    "6.22",
	Name:   "Configure Alert Behaviour",
	Roles:  Roles{duis.IS, duis.GS, duis.ED},
	SMETS1: RecalledSMETS1,
	Note: "An ESME leaves events that are not named as they are. Of an event of a GSME all is set: " +
		"where the body has GasSupplierAlerts, what it does not say is set as GSMEs are delivered.",
},
	supplierEvents(usecase.ECS25a, "ElectricitySupplierAlerts", usecase.SupplierWANAlertChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricitySupplierAlerts {
			return &b.ElectricitySupplierAlerts
		}),
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.GCS20,
		Why: "GasSupplierAlertEventSettings",
		When: func(b *duis.ConfigureAlertBehaviour) bool {
			return b.GasSupplierAlertEventSettings != nil
		},
		Write: writeGasEvents,
		Read:  readGasEvents,
	},
	networkEvents(usecase.ECS25b, "ElectricityNetworkOperatorAlerts",
		usecase.NetworkWANAlertChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricityNetworkOperatorAlerts {
			return &b.ElectricityNetworkOperatorAlerts
		}),
	supplierEvents(usecase.ECS25a1, "ElectricitySupplierHANAlertSettings",
		usecase.SupplierHANAlertChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricitySupplierAlerts {
			return &b.ElectricitySupplierHANAlertSettings
		}),
	supplierEvents(usecase.ECS25a2, "ElectricitySupplierAlarmSettings",
		usecase.SupplierAlarmChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricitySupplierAlerts {
			return &b.ElectricitySupplierAlarmSettings
		}),
	supplierEvents(usecase.ECS25a3, "ElectricitySupplierLoggingSettings",
		usecase.SupplierLoggingChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricitySupplierAlerts {
			return &b.ElectricitySupplierLoggingSettings
		}),
	networkEvents(usecase.ECS25b3, "ElectricityNetworkOperatorLoggingSettings",
		usecase.NetworkLoggingChanges,
		func(b *duis.ConfigureAlertBehaviour) **duis.ElectricityNetworkOperatorAlerts {
			return &b.ElectricityNetworkOperatorLoggingSettings
		}),
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.GCS20,
		Why:   "GasSupplierAlerts",
		When:  func(b *duis.ConfigureAlertBehaviour) bool { return b.GasSupplierAlerts != nil },
		Write: writeGasAlerts,
		Read:  readGasAlerts,
	},
)

// switches are events and whether each is handled from now on, by names such as x810D.
type switches = map[string]duis.EnableDisableAlert

// supplierEvents is the Route of a body with a branch about the Supplier's events of an ESME.
func supplierEvents(u *usecase.UseCase, name string, place *usecase.Bits,
	branch func(*duis.ConfigureAlertBehaviour) **duis.ElectricitySupplierAlerts,
) To[duis.ConfigureAlertBehaviour] {
	return To[duis.ConfigureAlertBehaviour]{UseCase: u,
		Why:  name,
		When: func(b *duis.ConfigureAlertBehaviour) bool { return *branch(b) != nil },
		Write: func(w *Writer, b *duis.ConfigureAlertBehaviour) {
			alerts := *branch(b)
			w.onlyRole(duis.IS)
			w.polyPhaseEvents(alerts.SupplierESMEPolyPhase)
			w.Add(place.Is(
				w.changes(0x8100, alerts.SupplierESMECommon, alerts.SupplierESMEPolyPhase)))
		},
		Read: func(r *Reader, b *duis.ConfigureAlertBehaviour) {
			asked := *branch(r.Asked.Body.(*duis.ConfigureAlertBehaviour))
			said := r.changes(take(r, place), "x81", asked.SupplierESMECommon,
				asked.SupplierESMEPolyPhase)
			*branch(b) = &duis.ElectricitySupplierAlerts{
				SupplierESMECommon: said[0], SupplierESMEPolyPhase: said[1],
			}
		},
	}
}

// networkEvents is the Route of a body with a branch about the Network Operator's events of an
// ESME.
func networkEvents(u *usecase.UseCase, name string, place *usecase.Bits,
	branch func(*duis.ConfigureAlertBehaviour) **duis.ElectricityNetworkOperatorAlerts,
) To[duis.ConfigureAlertBehaviour] {
	return To[duis.ConfigureAlertBehaviour]{UseCase: u,
		Why:  name,
		When: func(b *duis.ConfigureAlertBehaviour) bool { return *branch(b) != nil },
		Write: func(w *Writer, b *duis.ConfigureAlertBehaviour) {
			alerts := *branch(b)
			w.onlyRole(duis.ED)
			w.polyPhaseEvents(alerts.NetworkOperatorESMEPolyPhase)
			w.Add(place.Is(w.changes(0x8000, alerts.NetworkOperatorESMECommon,
				alerts.NetworkOperatorESMESinglePhase, alerts.NetworkOperatorESMEPolyPhase)))
		},
		Read: func(r *Reader, b *duis.ConfigureAlertBehaviour) {
			asked := *branch(r.Asked.Body.(*duis.ConfigureAlertBehaviour))
			said := r.changes(take(r, place), "x80", asked.NetworkOperatorESMECommon,
				asked.NetworkOperatorESMESinglePhase, asked.NetworkOperatorESMEPolyPhase)
			*branch(b) = &duis.ElectricityNetworkOperatorAlerts{
				NetworkOperatorESMECommon: said[0], NetworkOperatorESMESinglePhase: said[1],
				NetworkOperatorESMEPolyPhase: said[2],
			}
		},
	}
}

// onlyRole refuses a branch that is for Users in another role.
func (w *Writer) onlyRole(role duis.UserRole) {
	if w.Inputs.Role != 0 && w.Inputs.Role != role {
		w.Refuse("E062202", "the events are for the role %s, not %s", role, w.Inputs.Role)
	}
}

// polyPhaseEvents refuses events of three phases for an ESME with one.
func (w *Writer) polyPhaseEvents(events switches) {
	if variant := w.Inputs.ESMEVariant; len(events) > 0 && variant != "" && !PolyPhase.Has(variant) {
		w.Refuse("E062203", "an ESME of variant %s has one phase", variant)
	}
}

// event is the code that a name such as x810D stands for.
func (w *Writer) event(name string) gbcs.AlertCode {
	code, err := strconv.ParseUint(strings.TrimPrefix(name, "x"), 16, 16)
	if err != nil {
		w.Refuse(duis.E64, "%q names no event", name)
	}
	return gbcs.AlertCode(code)
}

// changes are a mask of the events that sets name, 256 from first on, and whether each of them
// is handled from now on. In both the last bit is that of the first event.
func (w *Writer) changes(first gbcs.AlertCode, sets ...switches) usecase.BitString {
	const octets = 256 / 8
	bits := make([]byte, 2*octets)
	mask, action := bits[:octets], bits[octets:]
	for _, set := range sets {
		for name, setting := range set {
			n := int(w.event(name)) - int(first)
			if n < 0 || n > 255 {
				w.Refuse(duis.E64, "%s is no event of this kind", name)
				continue
			}
			mask[octets-1-n/8] |= 1 << (n % 8)
			if setting == duis.EnableAlert {
				action[octets-1-n/8] |= 1 << (n % 8)
			}
		}
	}
	return usecase.BitString{Octets: bits, N: 8 * len(bits)}
}

// changes says what a message changes, in sets that have the events that those of the request
// have. Names begin with prefix.
func (r *Reader) changes(b usecase.BitString, prefix string, asked ...switches) []switches {
	said := make([]switches, len(asked))
	for i, set := range asked {
		if set != nil {
			said[i] = switches{}
		}
	}
	for at := range 256 {
		changed := b.Octets[at/8]<<(at%8)&0x80 != 0
		on := b.Octets[(at+256)/8]<<(at%8)&0x80 != 0
		name := fmt.Sprintf("%s%02X", prefix, 255-at)
		switch in := setWith(asked, name); {
		case !changed && on:
			r.Fail("the message says what becomes of the event %s and does not change it", name)
		case !changed:
		case in < 0:
			r.Fail("the message changes the event %s, which the request does not name", name)
		case on:
			said[in][name] = "Enable"
		default:
			said[in][name] = "Disable"
		}
	}
	return said
}

// setWith finds the set that has an event, or -1.
func setWith(sets []switches, name string) int {
	return slices.IndexFunc(sets, func(set switches) bool { _, ok := set[name]; return ok })
}

// The bits of what a GSME does about an event.
const (
	gasLogged  = 0x03 // of three bits for the log: the Event Log
	gasWAN     = 0x08 // an Alert to the Supplier
	gasHAN     = 0x10 // Devices in the home are told
	gasAudible = 0x40 // an alarm
)

func writeGasEvents(w *Writer, b *duis.ConfigureAlertBehaviour) {
	events := map[uint8][]gbcs.AlertCode{}
	for name, s := range b.GasSupplierAlertEventSettings {
		configuration := uint8(0)
		for bits, setting := range map[uint8]string{
			gasLogged: s.EventLog, gasWAN: s.WANAlert, gasHAN: s.HANAlert, gasAudible: s.Alarm,
		} {
			if setting == "Enable" {
				configuration |= bits
			}
		}
		events[configuration] = append(events[configuration], w.event(name))
	}
	w.gasEvents(events)
}

func writeGasAlerts(w *Writer, b *duis.ConfigureAlertBehaviour) {
	events := map[uint8][]gbcs.AlertCode{}
	for name, setting := range b.GasSupplierAlerts {
		code := w.event(name)
		configuration := gasDefault(code)
		if setting == duis.EnableAlert {
			configuration |= gasWAN
		}
		events[configuration] = append(events[configuration], code)
	}
	w.gasEvents(events)
}

// gasDefault is what GSMEs do about an event as they are delivered, but for the Alert.
func gasDefault(code gbcs.AlertCode) (configuration uint8) {
	info, _ := usecase.AlertOf(code)
	if info.Logs&usecase.GSMEEventLog != 0 {
		configuration |= gasLogged
	}
	if info.HAN {
		configuration |= gasHAN
	}
	return configuration
}

// gasEvents gives events by what is done about them, each configuration once. The order is that
// of the published message: first what is told in the home, then what is told to the Supplier,
// and of these what is neither logged nor sounds an alarm.
func (w *Writer) gasEvents(events map[uint8][]gbcs.AlertCode) {
	w.onlyRole(duis.GS)
	rank := func(configuration uint8) uint8 {
		return (configuration ^ (gasLogged | gasAudible)) & (gasHAN | gasWAN | gasLogged)
	}
	order := slices.SortedFunc(maps.Keys(events), func(a, b uint8) int {
		return cmp.Or(-cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	var settings []usecase.Args
	for _, configuration := range order {
		slices.Sort(events[configuration])
		var codes []usecase.Args
		for _, code := range events[configuration] {
			codes = append(codes, usecase.Args{usecase.EventID.Is(code)})
		}
		settings = append(settings, usecase.Args{
			usecase.EventConfiguration.Is(configuration), usecase.ConfiguredEvents.Is(codes...),
		})
	}
	w.Add(usecase.IssuerEventID.Is(w.issued()), usecase.EventSettings.Is(settings...))
}

func readGasEvents(r *Reader, b *duis.ConfigureAlertBehaviour) {
	asked := r.Asked.Body.(*duis.ConfigureAlertBehaviour).GasSupplierAlertEventSettings
	b.GasSupplierAlertEventSettings = duis.SupplierGSMEAlertsEvents{}
	for name, configuration := range r.gasEvents() {
		if _, ok := asked[name]; !ok {
			r.Fail("the message configures the event %s, which the request does not name", name)
		}
		b.GasSupplierAlertEventSettings[name] = duis.WANHANEventLogAlarm{
			WANAlert: saidSetting(configuration & 0x08), HANAlert: saidSetting(configuration & 0x10),
			EventLog: saidSetting(configuration & 0x07), Alarm: saidSetting(configuration & 0x40),
		}
	}
}

func readGasAlerts(r *Reader, b *duis.ConfigureAlertBehaviour) {
	asked := r.Asked.Body.(*duis.ConfigureAlertBehaviour).GasSupplierAlerts
	b.GasSupplierAlerts = duis.SupplierGSME{}
	for name, configuration := range r.gasEvents() {
		if _, ok := asked[name]; !ok {
			r.Fail("the message configures the event %s, which the request does not name", name)
		}
		info := usecase.AlertInfo{}
		for _, one := range usecase.AlertCodes {
			if fmt.Sprintf("x%04X", uint16(one.Code)) == name {
				info = one
			}
		}
		logged, told := configuration&0x07 != 0, configuration&0x10 != 0
		if logged != info.Logs.Has(usecase.GSMEEventLog) || told != info.HAN || configuration&0x40 != 0 {
			r.Fail("the message does more about the event %s than to switch its Alert", name)
		}
		b.GasSupplierAlerts[name] = duis.EnableDisableAlert(saidSetting(configuration & 0x08))
	}
}

// gasEvents takes what is done about events, each of which a message has once.
func (r *Reader) gasEvents() map[string]uint8 {
	events := map[string]uint8{}
	r.unnumbered()
	elements(r, usecase.EventSettings, func(r *Reader) {
		configuration := take(r, usecase.EventConfiguration)
		if log := configuration & 0x07; configuration&0xA0 != 0 || log != 0 && log != 3 {
			r.Fail("the message has the configuration %02X: no request asks for that", configuration)
		}
		elements(r, usecase.ConfiguredEvents, func(r *Reader) {
			name := fmt.Sprintf("x%04X", uint16(take(r, usecase.EventID)))
			if _, again := events[name]; again {
				r.Fail("the message configures the event %s twice", name)
			}
			events[name] = configuration
		})
	})
	return events
}

// saidSetting is Enable for any bit.
func saidSetting(bits uint8) string {
	if bits != 0 {
		return "Enable"
	}
	return "Disable"
}
