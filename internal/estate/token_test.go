package estate

import (
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// TestTopUp credits a token of the supplier's once, at both meters, and no other.
func TestTopUp(t *testing.T) {
	w := sqlite(t)
	for to, uc := range map[usecase.Device]*usecase.UseCase{
		usecase.ESME: usecase.CS01a, usecase.GSME: usecase.CS01b,
	} {
		amount, err := utrn.InPence(1234)
		w.must(err)
		counter := utrn.Counter(77)
		parties := utrn.Parties{Supplier: supplier, Device: at(to), Secret: w.agree(supplier, at(to))}
		token := utrn.Make(parties, counter, amount)
		enter := func(c utrn.Counter) *gbcs.Message {
			h := w.letterhead(uc, supplier, at(to))
			h.Counter = c.OriginatorCounter()
			m := w.write(uc, h, usecase.UTRN.Is(token.String()))
			m.Seal(w.agree(broker, at(to)))
			w.deliver(at(to), m.Append(nil))
			if to == usecase.GSME {
				w.must(w.e.Wake(t.Context(), at(to)))
			}
			return w.answer()
		}
		if a := w.read(enter(counter), supplier); !a.Success {
			t.Errorf("%v: %+v", to, a.Rows)
		}
		if a := w.read(enter(counter+1), supplier); a.Success {
			t.Errorf("%v: the token was taken under another counter", to)
		}
		balance := usecase.ECS82
		if to == usecase.GSME {
			balance = usecase.GCS60
		}
		a := w.exchange(balance, to)
		want := int32(1234 * millipence)
		for _, row := range a.Rows {
			if (row.Name == usecase.MeterBalance.Name || row.Name == usecase.CreditRemaining.Name) &&
				row.Value != want {
				t.Errorf("%v: %s %v, want %d", to, row.Name, row.Value, want)
			}
		}
		// Other Commands count by themselves.
		if to == usecase.ESME {
			w.exchange(usecase.ECS38, to, usecase.RandomisedOffsetLimit.Is(1))
		}
	}
}
