package estate

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// values are those of the Device of a type, with the records of the last day.
func (w *world) values(of usecase.Device) usecase.Args {
	w.t.Helper()
	now := w.clock.Now()
	values, err := w.e.Values(w.t.Context(), at(of), now.Add(-24*time.Hour), now)
	w.must(err)
	return values
}

// TestValues wants that a Device's values are those that were set, from when they hold on, and
// that to ask for them changes nothing.
func TestValues(t *testing.T) {
	w := sqlite(t)
	set := func(charge int16, when dlms.DateTime) {
		w.exchange(usecase.ECS01a, usecase.ESME, with(usecase.ECS01a,
			usecase.StandingCharge.Is(charge), usecase.ExecutionDateTime.Is(when))...)
	}
	charge := func(when string, want int16) {
		t.Helper()
		if got, _ := usecase.StandingCharge.Of(w.values(usecase.ESME)); got != want {
			t.Errorf("%s: standing charge %d, want %d", when, got, want)
		}
	}
	row := func() []byte {
		k, err := readState(t.Context(), w.db, at(usecase.ESME))
		w.must(err)
		b, err := k.state.encode()
		w.must(err)
		return b
	}
	set(7, dlms.ExecuteNow())
	set(8, dlms.DateTimeOf(start.Add(time.Hour), dlms.NotSpecified))
	was := row()
	charge("before its time", 7)
	w.clock.Advance(2 * time.Hour)
	charge("at its time", 8)
	if !bytes.Equal(row(), was) {
		t.Errorf("the row is %s, was %s", row(), was)
	}
	records, _ := usecase.ImportProfileRecords.Elements(w.values(usecase.ESME))
	if len(records) != 48 && len(records) != 49 {
		t.Errorf("%d half-hours of a day", len(records))
	}
	if _, err := w.e.Values(t.Context(), eui.ID{}, start, start); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown Device: %v", err)
	}
}

// TestGasPaymentMode sets both payment modes, in which a GSME is not made but for one: it and
// its Gas Proxy Function say so.
func TestGasPaymentMode(t *testing.T) {
	w := sqlite(t)
	const prepayment = 0x0497
	mode := func(when string, want uint16) {
		t.Helper()
		for _, of := range []usecase.Device{usecase.GSME, usecase.GPF} {
			a := w.exchange(usecase.GCS21j, of)
			if got := value(t, a, usecase.PaymentControlConfiguration.Name); got != want {
				t.Errorf("%s: %v says %04X, want %04X", when, of, got, want)
			}
			got, _ := usecase.PaymentControlConfiguration.Of(w.values(of))
			if got != want {
				t.Errorf("%s: %v has %04X, want %04X", when, of, got, want)
			}
		}
	}
	mode("as made", creditMode)
	w.exchange(usecase.GCS03, usecase.GSME, with(usecase.GCS03,
		usecase.PaymentControlConfiguration.Is(prepayment), usecase.GasStartTime.Is(0))...)
	mode("prepayment", prepayment)
	w.clock.Advance(time.Hour)
	w.exchange(usecase.GCS02, usecase.GSME,
		with(usecase.GCS02, usecase.GasStartTime.Is(0))...)
	mode("credit", creditMode)
}

// TestGasBilling sets the billing calendar of a GSME, which it and its Gas Proxy Function tell.
func TestGasBilling(t *testing.T) {
	w := sqlite(t)
	w.exchange(usecase.GCS25a, usecase.GSME, with(usecase.GCS25a,
		usecase.GasBillingPeriodStart.Is(usecase.SecondsOf(start)),
		usecase.BillingPeriodDuration.Is(3), usecase.BillingPeriodDurationType.Is(0x23))...)
	for _, of := range []usecase.Device{usecase.GSME, usecase.GPF} {
		a := w.exchange(usecase.GCS21k, of)
		if got := value(t, a, usecase.BillingPeriodDuration.Name); got != uint32(3) || !a.Success {
			t.Errorf("%v: a billing period of %v months, want 3", of, got)
		}
	}
}
