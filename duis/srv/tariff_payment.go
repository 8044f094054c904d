package srv

import (
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// pairing is a charge that a credit of an ESME pays, each by its number among the credits
// 0-0:19.10.n.255 or the charges 0-0:19.20.n.255.
type pairing struct{ credit, charge byte }

// The pairings in the order of the wire. GBCS payment mode.
var (
	creditPairings     = []pairing{{0, 0}, {0, 4}}
	prepaymentPairings = []pairing{
		{0, 0}, {0, 4}, {0, 1}, {0, 2}, {0, 3}, // meter balance
		{1, 3}, {1, 0}, {1, 4}, {1, 1}, {1, 2}, // emergency credit
		{2, 4}, {2, 1}, {2, 2}, // accumulated debt
	}
	// What is more in the two modes on an ESME with two elements.
	creditTwin     = []pairing{{0, 5}}
	prepaymentTwin = []pairing{{0, 5}, {1, 5}}
)

// twin reports whether the ESME has two elements, as its variant in the inventory says.
func (w *Writer) twin() bool { return strings.HasPrefix(w.Inputs.ESMEVariant, "B") }

// creditMode gives what pays for what in credit mode.
func (w *Writer) creditMode() {
	w.pairings(creditPairings, creditTwin, func(pairing) bool { return true })
}

// prepaymentMode gives what pays for what in prepayment mode, and when the supply is
// disabled. Time debts are collected from meter balance and emergency credit while the
// supply is disabled unless SuspendDebtDisabled, and from accumulated debt where
// SuspendDebtEmergency. The latter is chosen: published messages have it always so.
func (w *Writer) prepaymentMode(p *duis.Prepayment) {
	w.Add(usecase.DisablementThreshold.Is(p.DisablementThreshold))
	w.pairings(prepaymentPairings, prepaymentTwin, func(of pairing) bool {
		switch {
		case of.charge != 1 && of.charge != 2:
			return true
		case of.credit == 2:
			return p.SuspendDebtEmergency
		}
		return !p.SuspendDebtDisabled
	})
}

// pairings gives what pays for what, and for each whether it does while the supply is
// disabled.
func (w *Writer) pairings(list, twin []pairing, always func(pairing) bool) {
	if w.twin() {
		list = append(list[:len(list):len(list)], twin...)
	}
	elements := make([]usecase.Args, len(list))
	for i, of := range list {
		bits := byte(0b110_00000)
		if always(of) {
			bits = 0b111_00000
		}
		elements[i] = usecase.Args{
			usecase.CreditReference.Is([]byte{0, 0, 19, 10, of.credit, 255}),
			usecase.ChargeReference.Is([]byte{0, 0, 19, 20, of.charge, 255}),
			usecase.CollectionConfiguration.Is(usecase.BitString{Octets: []byte{bits}, N: 3}),
		}
	}
	w.Add(usecase.CreditChargeConfiguration.Is(elements...))
}

// gasPrepaymentMode gives mode and threshold of a GSME.
func (w *Writer) gasPrepaymentMode(p *duis.Prepayment) {
	configuration := uint16(0x0097)
	if p.SuspendDebtDisabled {
		configuration |= 0x0400
	}
	if !p.SuspendDebtEmergency {
		configuration |= 0x0800
	}
	w.Add(usecase.PaymentControlConfiguration.Is(configuration),
		usecase.CutOffValue.Is(p.DisablementThreshold))
}

// creditMode takes what pays for what in credit mode, on an ESME with one element or two.
func (r *Reader) creditMode() {
	switch got := r.configuration(); got {
	case "00+ 04+ ", "00+ 04+ 05+ ":
	default:
		r.Fail("the credit charge configuration is not that of credit mode: %s", got)
	}
}

// prepaymentMode takes what pays for what in prepayment mode, on an ESME with one element or
// two, and when the supply is disabled.
func (r *Reader) prepaymentMode() *duis.Prepayment {
	got := strings.TrimSuffix(r.configuration(), "05+ 15+ ")
	p := &duis.Prepayment{DisablementThreshold: take(r, usecase.DisablementThreshold)}
	switch got {
	case "00+ 04+ 01+ 02+ 03+ 13+ 10+ 14+ 11+ 12+ 24+ 21+ 22+ ":
		p.SuspendDebtEmergency = true
	case "00+ 04+ 01- 02- 03+ 13+ 10+ 14+ 11- 12- 24+ 21+ 22+ ":
		p.SuspendDebtDisabled, p.SuspendDebtEmergency = true, true
	case "00+ 04+ 01+ 02+ 03+ 13+ 10+ 14+ 11+ 12+ 24+ 21- 22- ":
	case "00+ 04+ 01- 02- 03+ 13+ 10+ 14+ 11- 12- 24+ 21- 22- ":
		p.SuspendDebtDisabled = true
	default:
		r.Fail("the credit charge configuration is not one of prepayment mode: %s", got)
	}
	return p
}

// configuration takes what pays for what as text: for each the numbers of credit and charge,
// and + where it is collected always, - where not while the supply is disabled.
func (r *Reader) configuration() string {
	var text strings.Builder
	elements(r, usecase.CreditChargeConfiguration, func(r *Reader) {
		credit, charge := take(r, usecase.CreditReference), take(r, usecase.ChargeReference)
		if !strings.HasPrefix(string(credit), "\x00\x00\x13\x0A") || credit[5] != 255 || credit[4] > 9 ||
			!strings.HasPrefix(string(charge), "\x00\x00\x13\x14") || charge[5] != 255 || charge[4] > 9 {
			r.Fail("%X pays for %X: want a credit and a charge", credit, charge)
			return
		}
		text.WriteString(string([]byte{'0' + credit[4], '0' + charge[4]}))
		switch bits := take(r, usecase.CollectionConfiguration).String(); bits {
		case "111":
			text.WriteString("+ ")
		case "110":
			text.WriteString("- ")
		default:
			r.Fail("a collection configuration is %s: want 111 or 110", bits)
		}
	})
	return text.String()
}

// gasPrepaymentMode takes mode and threshold of a GSME.
func (r *Reader) gasPrepaymentMode() *duis.Prepayment {
	p := &duis.Prepayment{DisablementThreshold: take(r, usecase.CutOffValue)}
	switch configuration := take(r, usecase.PaymentControlConfiguration); configuration {
	case 0x0497:
		p.SuspendDebtEmergency, p.SuspendDebtDisabled = true, true
	case 0x0097:
		p.SuspendDebtEmergency = true
	case 0x0C97:
		p.SuspendDebtDisabled = true
	case 0x0897:
	default:
		r.Fail("the payment control configuration %04X is not one of prepayment", configuration)
	}
	return p
}
