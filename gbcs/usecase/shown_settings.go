package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// showEvents writes which of 256 events are handled, into the elements that list those of
// some meters. An element takes the events that it lists and no others.
func showEvents(
	name string, first gbcs.AlertCode, elements func(mask []byte) []string,
) func(Form, any) {
	return func(to Form, value any) {
		mask := value.(BitString).Octets
		if len(mask) != eventBits/8 {
			return
		}
		for _, element := range elements(mask) {
			listed := to.In(name + "/" + element)
			for n := range eventBits {
				setting := "Disable"
				if mask[len(mask)-1-n/8]>>(n%8)&1 != 0 {
					setting = "Enable"
				}
				listed.Set(fmt.Sprintf("x%v", first+gbcs.AlertCode(n)), setting)
			}
		}
	}
}

// supplierElements are the elements for the events that a Supplier configures.
func supplierElements([]byte) []string {
	return []string{"SupplierESMECommon", "SupplierESMEPolyPhase"}
}

// networkElements are those for the events that a Network Operator configures. A message does
// not say how many phases a meter has: it is taken for one of several where an event of the
// second or third phase is on. That is chosen.
func networkElements(mask []byte) []string {
	for _, n := range polyPhaseEvents {
		if mask[len(mask)-1-n/8]>>(n%8)&1 != 0 {
			return []string{"NetworkOperatorESMECommon", "NetworkOperatorESMEPolyPhase"}
		}
	}
	return []string{"NetworkOperatorESMECommon", "NetworkOperatorESMESinglePhase"}
}

// polyPhaseEvents are the events of meters with several phases, by the last octet of their
// codes. GBCS Event and Alert Codes.
var polyPhaseEvents = []int{
	0x03, 0x04, 0x05, 0x07, 0x08, 0x09, 0x21, 0x22, 0x23, 0x25, 0x26, 0x27, 0x29, 0x2A, 0x2B,
	0x2D, 0x2E, 0x2F, 0x86, 0x87, 0x88, 0x8A, 0x8B, 0x8C, 0x8E, 0x8F, 0x90, 0x92, 0x93, 0x94,
	0x96, 0x97, 0x98, 0x9A, 0x9B, 0x9C, 0x11, 0x16, 0x13,
}

// showGasEvents writes what a GSME does about each event.
func showGasEvents(to Form, events any) {
	for _, event := range events.([]Args) {
		code, _ := EventID.Of(event)
		settings, ok := EventConfiguration.Of(event)
		if !ok {
			continue
		}
		for path, bit := range map[string]uint8{
			"WANAlert": 0x08, "HANAlert": 0x10, "EventLog": 0x03, "Alarm": 0x40,
		} {
			setting := "Disable"
			if settings&bit == bit {
				setting = "Enable"
			}
			to.Set(fmt.Sprintf("x%v/%s", code, path), setting)
		}
	}
}

// channelsOf are the number of the page of a channel mask, from 0, and its channels.
func channelsOf(b BitString) (page int, numbers []int, ok bool) {
	if b.N != 32 || len(b.Octets) != 4 {
		return 0, nil, false
	}
	if page = int(b.Octets[0]>>3) - 28; page < 0 || page >= len(subGHzPages) {
		return 0, nil, false
	}
	for n := range 27 {
		if b.Octets[3-n/8]>>(n%8)&1 != 0 {
			numbers = append(numbers, subGHzPages[page].first+n)
		}
	}
	return page, numbers, true
}

// showChannels writes a mask of Sub GHz channels.
func showChannels(element string) func(Form, any) {
	return func(to Form, value any) {
		_, numbers, ok := channelsOf(value.(BitString))
		if !ok {
			return
		}
		to = to.In(element)
		for _, n := range numbers {
			to.Set(fmt.Sprintf("Channel%d", n), true)
		}
	}
}

// showChannel writes the Sub GHz channel in use.
func showChannel(to Form, value any) {
	page, numbers, ok := channelsOf(value.(BitString))
	if !ok || len(numbers) != 1 {
		return
	}
	element := "OperatingLowerBandSubGHzChannel"
	if subGHzPages[page].band == "upper band" {
		element = "OperatingUpperBandSubGHzChannel"
	}
	to.Set(fmt.Sprintf("OperatingSubGHzChannel/%s/Channel%d", element, numbers[0]), true)
}

// shownSubGHz writes the masks of a configuration.
var shownSubGHz = func() Writers {
	by := Writers{}
	for _, mask := range []*Bits{
		LowerBandSubGHzChannels0To26, LowerBandSubGHzChannels27To34,
		LowerBandSubGHzChannels35To61, UpperBandSubGHzChannels0To26,
	} {
		by[mask] = showChannels(mask.Name)
	}
	return by
}()

// shownHubDevice is an entry of the device log of a CHF.
var shownHubDevice = Paths{
	HubDeviceLog:   "CHFDeviceLog/CHFDeviceLogEntry",
	HubEntryStatus: Hidden, HubMaxRSSI: Hidden, HubMinRSSI: Hidden, HubMaxLQI: Hidden,
	HubAverageLQI: Hidden, HubMinLQI: Hidden, HubHops: Hidden, HubFailures: Hidden,
	HubSuccesses: Hidden, HubApplicationVersion: Hidden, HubStackVersion: Hidden,
}

// showChannelChange writes which channel was taken, and why.
func showChannelChange(to Form, value any) {
	b := value.([]byte)
	if len(b) != 7 || b[4] != byte(dlms.TagOctetString) || b[5] != 1 {
		return
	}
	showChannel(to, BitString{b[:4], 32})
	if trigger, ok := codeOf(scanTriggers, uint64(b[6])); ok {
		to.Set("ScanTrigger", trigger.Name)
	}
}

// showCharges writes the payment mode that pays for charges so, and in prepayment when debt
// is not collected.
func showCharges(to Form, charges any) {
	mode, disabled, emergency := "Credit", false, true
	for _, of := range charges.([]Args) {
		credit, _ := CreditReference.Of(of)
		charge, _ := ChargeReference.Of(of)
		when, _ := CollectionConfiguration.Of(of)
		if len(credit) != len(LN{}) || len(charge) != len(LN{}) {
			return
		}
		debt := LN(charge) == chargeTimeDebt1 || LN(charge) == chargeTimeDebt2
		suspended := when.String() == "110"
		if debt || LN(charge) == chargePaymentDebt {
			mode = "Prepayment"
		}
		switch {
		case debt && suspended && LN(credit) == creditMeterBalance:
			disabled = true
		case debt && suspended && LN(credit) == creditAccumulatedDebt:
			emergency = false
		}
	}
	to.Set("Electricity/PaymentMode", mode)
	if mode == "Prepayment" {
		to.Set("SuspendDebtDisabled", disabled)
		to.Set("SuspendDebtEmergency", emergency)
	}
}

// showGasPaymentMode writes the payment mode of a GSME, and in prepayment when debt is not
// collected.
func showGasPaymentMode(to Form, value any) {
	type suspends struct{ disabled, emergency bool }
	v := value.(uint16)
	if v == 0x0C94 {
		to.Set("PaymentMode", "Credit")
		return
	}
	by, ok := map[uint16]suspends{
		0x0497: {true, true}, 0x0097: {emergency: true}, 0x0C97: {disabled: true}, 0x0897: {},
	}[v]
	if !ok {
		return
	}
	to.Set("PaymentMode", "Prepayment")
	to.Set("SuspendDebtEmergency", by.emergency)
	to.Set("SuspendDebtDisabled", by.disabled)
}

// showRecoveryPeriod writes how often a debt is paid.
func showRecoveryPeriod(path string) func(Form, any) {
	return func(to Form, value any) {
		to.Set(path, map[uint8]string{0: "HOURLY", 1: "DAILY"}[value.(uint8)])
	}
}

// showGasSupply writes the state of the valve of a GSME.
func showGasSupply(to Form, value any) {
	to.Set("SupplyState", map[uint8]string{0: "Disabled", 1: "Armed", 2: "Enabled"}[value.(uint8)])
}

// showElecClock writes whether the clock of an ESME is right.
func showElecClock(to Form, value any) {
	n := value.(uint8)
	if c, ok := codeOf(timeStatuses, uint64(n)); ok {
		to = to.In("Electricity/ElecClockTimeStatus")
		to.Set("@TimeStatusCode", n)
		to.Set("TimeStatus", c.Name)
	}
}

// What a meter is: an ESME, and a GSME.
var (
	shownIdentity = Shown{As: Paths{
		MeterVariant: "Electricity/MeterVariant", SupplyTamperState: "Electricity/SupplyTamperState",
	}}
	shownGasIdentity = Shown{As: Paths{
		ManufacturerName: "ManufacturerIdentifier", ModelIdentifier: "ModelType", HWVersion: Hidden,
		GasSupplyTamperState:    "Gas/SupplyTamperState",
		GasSupplyDepletionState: "Gas/SupplyDepletionState",
	}}
)

// shownGasEvents is a log of events of a GSME.
var shownGasEvents = Shown{
	As: Paths{LoggedEvents: "Log/LogEntry", LoggedTime: "Timestamp", LoggedData: "OtherInformation"},
	By: Writers{EventID: showEventCode("LogCode", "LogMeaning")},
}
