package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// writeDebtElectricity says debts in ECS07, whose rates have a scale of their own.
func writeDebtElectricity(w *Writer, b *duis.UpdateDebt) {
	first, second := &b.ElecDebtRecoveries.ElecDebtRecovery1, &b.ElecDebtRecoveries.ElecDebtRecovery2
	w.Add(
		usecase.AdjustTimeDebt1.Is(b.TimeDebtRegister1),
		usecase.AdjustTimeDebt2.Is(b.TimeDebtRegister2),
		usecase.AdjustPaymentDebt.Is(b.PaymentDebtRegister),
		usecase.DebtRecoveryPerPayment.Is(b.DebtRecoveryPerPayment),
		usecase.DebtRecoveryRate1.Is(first.DebtRecoveryRate),
		usecase.DebtRecoveryRatePriceScale1.Is(first.DebtRecoveryRatePriceScale),
		usecase.DebtRecoveryRatePeriod1.Is(w.seconds(first.DebtRecoveryRatePeriod)),
		usecase.DebtRecoveryRate2.Is(second.DebtRecoveryRate),
		usecase.DebtRecoveryRatePriceScale2.Is(second.DebtRecoveryRatePriceScale),
		usecase.DebtRecoveryRatePeriod2.Is(w.seconds(second.DebtRecoveryRatePeriod)),
	)
}

// seconds is the length of a period of debt recovery.
func (w *Writer) seconds(period string) uint32 {
	switch period {
	case "HOURLY":
		return 60 * 60
	case "DAILY":
		return 24 * 60 * 60
	}
	w.Refuse(duis.E64, "DebtRecoveryRatePeriod %q: want HOURLY or DAILY", period)
	return 0
}

func readDebtElectricity(r *Reader, b *duis.UpdateDebt) {
	b.TimeDebtRegister1 = take(r, usecase.AdjustTimeDebt1)
	b.TimeDebtRegister2 = take(r, usecase.AdjustTimeDebt2)
	b.PaymentDebtRegister = take(r, usecase.AdjustPaymentDebt)
	b.DebtRecoveryPerPayment = take(r, usecase.DebtRecoveryPerPayment)
	b.ElecDebtRecoveries = &duis.ElecDebtRecoveries{
		ElecDebtRecovery1: duis.ElecDebtRecovery{
			DebtRecoveryRate:           take(r, usecase.DebtRecoveryRate1),
			DebtRecoveryRatePriceScale: take(r, usecase.DebtRecoveryRatePriceScale1),
			DebtRecoveryRatePeriod:     r.every(take(r, usecase.DebtRecoveryRatePeriod1)),
		},
		ElecDebtRecovery2: duis.ElecDebtRecovery{
			DebtRecoveryRate:           take(r, usecase.DebtRecoveryRate2),
			DebtRecoveryRatePriceScale: take(r, usecase.DebtRecoveryRatePriceScale2),
			DebtRecoveryRatePeriod:     r.every(take(r, usecase.DebtRecoveryRatePeriod2)),
		},
	}
}

// every is the name of a period in seconds.
func (r *Reader) every(seconds uint32) string {
	name, ok := map[uint32]string{3600: "HOURLY", 86400: "DAILY"}[seconds]
	if !ok {
		r.Fail("debt is recovered every %d s: no request asks for that", seconds)
	}
	return name
}

// writeDebtGas says debts in GCS04, a command for each.
func writeDebtGas(w *Writer, b *duis.UpdateDebt) {
	first, second := &b.GasDebtRecoveries.GasDebtRecovery1, &b.GasDebtRecoveries.GasDebtRecovery2
	w.Add(
		usecase.IssuerEventID.Is(w.issued()),
		usecase.GasTimeDebt1.Is(w.timeDebt(b.TimeDebtRegister1, first)...),
		usecase.GasTimeDebt2.Is(w.timeDebt(b.TimeDebtRegister2, second)...),
		usecase.GasPaymentDebt.Is(
			usecase.DebtChange.Is(b.PaymentDebtRegister),
			usecase.DebtRecoveryBalancePercentage.Is(b.DebtRecoveryPerPayment)),
	)
}

// timeDebt is the change of a debt that is paid over time.
func (w *Writer) timeDebt(change int32, d *duis.GasDebtRecovery) usecase.Args {
	if d.DebtRecoveryRate < 0 {
		w.Refuse(duis.E64, "DebtRecoveryRate %d: a GSME has none below 0", d.DebtRecoveryRate)
	}
	frequency := uint8(0)
	switch d.DebtRecoveryRatePeriod {
	case "HOURLY":
	case "DAILY":
		frequency = 1
	default:
		w.Refuse(duis.E64, "DebtRecoveryRatePeriod %q: want HOURLY or DAILY", d.DebtRecoveryRatePeriod)
	}
	return usecase.Args{
		usecase.DebtChange.Is(change),
		usecase.DebtRecoveryFrequency.Is(frequency),
		usecase.DebtRecoveryAmount.Is(uint32(d.DebtRecoveryRate)),
	}
}

func readDebtGas(r *Reader, b *duis.UpdateDebt) {
	uniform(r, usecase.IssuerEventID)
	b.GasDebtRecoveries = new(duis.GasDebtRecoveries)
	group(r, usecase.GasTimeDebt1, func(r *Reader) {
		b.TimeDebtRegister1 = r.timeDebt(&b.GasDebtRecoveries.GasDebtRecovery1)
	})
	group(r, usecase.GasTimeDebt2, func(r *Reader) {
		b.TimeDebtRegister2 = r.timeDebt(&b.GasDebtRecoveries.GasDebtRecovery2)
	})
	group(r, usecase.GasPaymentDebt, func(r *Reader) {
		b.PaymentDebtRegister = take(r, usecase.DebtChange)
		b.DebtRecoveryPerPayment = take(r, usecase.DebtRecoveryBalancePercentage)
	})
}

// timeDebt is the inverse of that of [Writer].
func (r *Reader) timeDebt(d *duis.GasDebtRecovery) (change int32) {
	rate := take(r, usecase.DebtRecoveryAmount)
	if d.DebtRecoveryRate = int32(rate); d.DebtRecoveryRate < 0 {
		r.Fail("debt is recovered by %d: no request asks for so much", rate)
	}
	switch frequency := take(r, usecase.DebtRecoveryFrequency); frequency {
	case 0:
		d.DebtRecoveryRatePeriod = "HOURLY"
	case 1:
		d.DebtRecoveryRatePeriod = "DAILY"
	default:
		r.Fail("debt is recovered at frequency %d: no request asks for that", frequency)
	}
	return take(r, usecase.DebtChange)
}
