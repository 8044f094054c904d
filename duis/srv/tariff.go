package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var tariff = []*Variant{
	UpdateImportTariffPrimaryElement,
	UpdateImportTariffSecondaryElement,
	UpdatePricePrimaryElement,
	UpdatePriceSecondaryElement,
	UpdateMeterBalance,
	UpdatePaymentMode,
	ResetTariffBlockCounterMatrix,
}

// The response codes of tariffs.
const (
	tableInconsistent  duis.ResponseCode = "E010101" // the switching table, by itself
	pricesInconsistent duis.ResponseCode = "E010102" // switching table and prices
)

// UpdateImportTariffPrimaryElement is SRV 1.1.1: it replaces switching table, special days,
// thresholds and prices, those of electricity on an ESME and those of gas on a GSME.
// DUIS 3.8.
var UpdateImportTariffPrimaryElement = From(Variant{
	SRV:      "1.1.1",
	Name:     "Update Import Tariff (Primary Element)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateImportTariffPrimaryElement]{UseCase: usecase.ECS01a,
		Why:   "the body has ElecTariffElements",
		When:  func(b *duis.UpdateImportTariffPrimaryElement) bool { return b.ElecTariffElements != nil },
		Write: func(w *Writer, b *duis.UpdateImportTariffPrimaryElement) { w.elecTariff(b) },
		Read:  func(r *Reader, b *duis.UpdateImportTariffPrimaryElement) { r.elecTariff(b) },
	},
	To[duis.UpdateImportTariffPrimaryElement]{UseCase: usecase.GCS01a,
		Why:   "the body has GasTariffElements",
		When:  func(b *duis.UpdateImportTariffPrimaryElement) bool { return b.GasTariffElements != nil },
		Write: func(w *Writer, b *duis.UpdateImportTariffPrimaryElement) { w.gasTariff(b) },
		Read:  func(r *Reader, b *duis.UpdateImportTariffPrimaryElement) { r.gasTariff(b) },
	},
)

// UpdateImportTariffSecondaryElement is SRV 1.1.2: it replaces switching table, special days
// and prices of the second element of a twin-element ESME. DUIS 3.8.
var UpdateImportTariffSecondaryElement = From(Variant{
	SRV:      "1.1.2",
	Name:     "Update Import Tariff (Secondary Element)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdateImportTariffSecondaryElement]{UseCase: usecase.ECS01c,
		Write: func(w *Writer, b *duis.UpdateImportTariffSecondaryElement) { w.secondaryTariff(b) },
		Read:  func(r *Reader, b *duis.UpdateImportTariffSecondaryElement) { r.secondaryTariff(b) },
	},
)

// UpdatePricePrimaryElement is SRV 1.2.1: it replaces prices and standing charge, those of
// electricity on an ESME and those of gas on a GSME. Whether they fit the tariff is for the
// Device to say. DUIS 3.8.
var UpdatePricePrimaryElement = From(Variant{
	SRV:      "1.2.1",
	Name:     "Update Price (Primary Element)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdatePricePrimaryElement]{UseCase: usecase.ECS01b,
		Why: "the body has ElectricityPriceElements",
		When: func(b *duis.UpdatePricePrimaryElement) bool {
			return b.PriceElements.ElectricityPriceElements != nil
		},
		Write: func(w *Writer, b *duis.UpdatePricePrimaryElement) {
			w.execution(b.ExecutionDateTime)
			w.elecPrices(b.PriceElements.ElectricityPriceElements)
		},
		Read: func(r *Reader, b *duis.UpdatePricePrimaryElement) {
			asked := r.Asked.Body.(*duis.UpdatePricePrimaryElement).PriceElements
			b.ExecutionDateTime = r.execution()
			b.PriceElements.ElectricityPriceElements = r.elecPrices(asked.ElectricityPriceElements)
		},
	},
	To[duis.UpdatePricePrimaryElement]{UseCase: usecase.GCS01b,
		Why: "the body has GasPriceElements",
		When: func(b *duis.UpdatePricePrimaryElement) bool {
			return b.PriceElements.GasPriceElements != nil
		},
		Write: func(w *Writer, b *duis.UpdatePricePrimaryElement) {
			prices := b.PriceElements.GasPriceElements
			w.gasStart(b.ExecutionDateTime)
			w.gasPrices(prices)
			if prices.BlockTariff != nil {
				w.Add(usecase.NumberOfBlockThresholds.Is(prices.BlockTariff.NumberOfThresholds))
			}
		},
		Read: func(r *Reader, b *duis.UpdatePricePrimaryElement) {
			b.ExecutionDateTime = r.gasStart()
			b.PriceElements.GasPriceElements = r.gasPrices()
			if block := b.PriceElements.GasPriceElements.BlockTariff; block != nil {
				block.NumberOfThresholds = take(r, usecase.NumberOfBlockThresholds)
			}
		},
	},
)

// UpdatePriceSecondaryElement is SRV 1.2.2: it replaces the prices of the second element of
// a twin-element ESME. DUIS 3.8.
var UpdatePriceSecondaryElement = From(Variant{
	SRV:      "1.2.2",
	Name:     "Update Price (Secondary Element)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdatePriceSecondaryElement]{UseCase: usecase.ECS01d,
		Write: func(w *Writer, b *duis.UpdatePriceSecondaryElement) {
			w.execution(b.ExecutionDateTime)
			w.secondaryPrices(&b.PriceElements)
		},
		Read: func(r *Reader, b *duis.UpdatePriceSecondaryElement) {
			b.ExecutionDateTime = r.execution()
			b.PriceElements = r.secondaryPrices(
				&r.Asked.Body.(*duis.UpdatePriceSecondaryElement).PriceElements)
		},
	},
)

// UpdateMeterBalance is SRV 1.5: it adds an amount to the balance or sets it back. An ESME
// has one balance and one Use Case for either; those of a GSME are also by payment mode.
// DUIS 3.8.
var UpdateMeterBalance = From(Variant{
	SRV:      "1.5",
	Name:     "Update Meter Balance",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateMeterBalance]{UseCase: usecase.ECS04a,
		Why:  "the balance is adjusted",
		When: func(b *duis.UpdateMeterBalance) bool { return !balanceOf(b).ResetMeterBalance },
		Write: func(w *Writer, b *duis.UpdateMeterBalance) {
			if by := balanceOf(b).AdjustMeterBalance; by != nil {
				w.Add(usecase.AdjustMeterBalance.Is(*by))
			}
		},
		Read: func(r *Reader, b *duis.UpdateMeterBalance) {
			r.balance(b, duis.AdjustOrReset{AdjustMeterBalance: new(take(r, usecase.AdjustMeterBalance))})
		},
	},
	gasBalance(usecase.GCS40a, true, false),
	To[duis.UpdateMeterBalance]{UseCase: usecase.ECS04b,
		Why:  "the balance is reset",
		When: func(b *duis.UpdateMeterBalance) bool { return balanceOf(b).ResetMeterBalance },
		Read: func(r *Reader, b *duis.UpdateMeterBalance) {
			r.balance(b, duis.AdjustOrReset{ResetMeterBalance: true})
		},
	},
	gasBalance(usecase.GCS40b, true, true),
	gasBalance(usecase.GCS40c, false, false),
	gasBalance(usecase.GCS40d, false, true),
)

// balanceOf is what is done to the balance, whatever the payment mode is said to be.
func balanceOf(b *duis.UpdateMeterBalance) duis.AdjustOrReset {
	switch {
	case b.PrepaymentMode != nil:
		return *b.PrepaymentMode
	case b.CreditMode != nil:
		return *b.CreditMode
	}
	return duis.AdjustOrReset{}
}

// balance fills in what is done to the balance of an ESME, under the payment mode of the
// request: the message has none.
func (r *Reader) balance(b *duis.UpdateMeterBalance, done duis.AdjustOrReset) {
	if r.Asked.Body.(*duis.UpdateMeterBalance).CreditMode != nil {
		b.CreditMode = &done
	} else {
		b.PrepaymentMode = &done
	}
}

// gasBalance is the Route of a change to the balance of a GSME: in prepayment or credit mode,
// a reset or an adjustment.
func gasBalance(u *usecase.UseCase, prepayment, reset bool) To[duis.UpdateMeterBalance] {
	in := func(b *duis.UpdateMeterBalance) **duis.AdjustOrReset {
		if prepayment {
			return &b.PrepaymentMode
		}
		return &b.CreditMode
	}
	why := map[bool]string{true: "prepayment", false: "credit"}[prepayment] +
		" mode; the balance is " + map[bool]string{true: "reset", false: "adjusted"}[reset]
	return To[duis.UpdateMeterBalance]{UseCase: u, Why: why,
		When: func(b *duis.UpdateMeterBalance) bool {
			done := *in(b)
			return done != nil && done.ResetMeterBalance == reset
		},
		Write: func(w *Writer, b *duis.UpdateMeterBalance) {
			w.Add(usecase.IssuerEventID.Is(w.issued()))
			if by := (*in(b)).AdjustMeterBalance; by != nil {
				w.Add(usecase.CreditAdjustmentValue.Is(*by))
			}
		},
		Read: func(r *Reader, b *duis.UpdateMeterBalance) {
			take(r, usecase.IssuerEventID)
			done := &duis.AdjustOrReset{ResetMeterBalance: reset}
			if !reset {
				done.AdjustMeterBalance = new(take(r, usecase.CreditAdjustmentValue))
			}
			*in(b) = done
		},
	}
}

// UpdatePaymentMode is SRV 1.6: it puts a meter into credit or prepayment mode, by the Use
// Case for that mode on that type of meter. DUIS 3.8.
var UpdatePaymentMode = From(Variant{
	SRV:      "1.6",
	Name:     "Update Payment Mode",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdatePaymentMode]{UseCase: usecase.ECS02, Why: "Credit",
		When: func(b *duis.UpdatePaymentMode) bool { return b.Credit },
		Write: func(w *Writer, b *duis.UpdatePaymentMode) {
			w.execution(b.ExecutionDateTime)
			w.creditMode()
		},
		Read: func(r *Reader, b *duis.UpdatePaymentMode) {
			b.ExecutionDateTime, b.Credit = r.execution(), true
			r.creditMode()
		},
	},
	To[duis.UpdatePaymentMode]{UseCase: usecase.ECS03, Why: "Prepayment",
		When: func(b *duis.UpdatePaymentMode) bool { return b.Prepayment != nil },
		Write: func(w *Writer, b *duis.UpdatePaymentMode) {
			w.execution(b.ExecutionDateTime)
			w.prepaymentMode(b.Prepayment)
		},
		Read: func(r *Reader, b *duis.UpdatePaymentMode) {
			b.ExecutionDateTime, b.Prepayment = r.execution(), r.prepaymentMode()
		},
	},
	To[duis.UpdatePaymentMode]{UseCase: usecase.GCS02, Why: "Credit",
		When: func(b *duis.UpdatePaymentMode) bool { return b.Credit },
		Write: func(w *Writer, b *duis.UpdatePaymentMode) {
			w.Add(usecase.IssuerEventID.Is(w.issued()),
				usecase.GasStartTime.Is(w.start(b.ExecutionDateTime, usecase.Never)))
		},
		Read: func(r *Reader, b *duis.UpdatePaymentMode) {
			take(r, usecase.IssuerEventID)
			b.ExecutionDateTime = r.start(take(r, usecase.GasStartTime), usecase.Never)
			b.Credit = true
		},
	},
	To[duis.UpdatePaymentMode]{UseCase: usecase.GCS03, Why: "Prepayment",
		When: func(b *duis.UpdatePaymentMode) bool { return b.Prepayment != nil },
		Write: func(w *Writer, b *duis.UpdatePaymentMode) {
			w.Add(usecase.IssuerEventID.Is(w.issued()),
				usecase.GasStartTime.Is(w.start(b.ExecutionDateTime, usecase.Never)))
			w.gasPrepaymentMode(b.Prepayment)
		},
		Read: func(r *Reader, b *duis.UpdatePaymentMode) {
			take(r, usecase.IssuerEventID)
			b.ExecutionDateTime = r.start(take(r, usecase.GasStartTime), usecase.Never)
			b.Prepayment = r.gasPrepaymentMode()
		},
	},
)

// ResetTariffBlockCounterMatrix is SRV 1.7: it sets the block counters of an ESME to zero.
// DUIS 3.8.
var ResetTariffBlockCounterMatrix = From(Variant{
	SRV:      "1.7",
	Name:     "Reset Tariff Block Counter Matrix",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.ResetTariffBlockCounterMatrix]{UseCase: usecase.ECS05},
)

// inOrder refuses a list, sorted, whose indexes are not 1, 2 and so on: the message has the
// elements without them.
func inOrder[T any](w *Writer, what string, list []T, index func(T) uint8) {
	for i, element := range list {
		if int(index(element)) != i+1 {
			w.Refuse(duis.E64, "%s %d is not where %d should be", what, index(element), i+1)
		}
	}
}
