package estate

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// TestActorsForAllStructures wants an actor for every Command in ASN.1 that a Device of a
// home can be sent.
func TestActorsForAllStructures(t *testing.T) {
	of := actors()
	for _, uc := range usecase.All {
		if uc.Notation() == usecase.ASN1 && !uc.IsAlert() && of[uc] == nil {
			t.Errorf("%s has no actor", uc.Code)
		}
	}
}

// exchange sends a Command of the supplier's and reads the answer.
func (w *world) exchange(
	uc *usecase.UseCase, to usecase.Device, args ...usecase.Arg,
) *usecase.Answer {
	w.t.Helper()
	w.deliver(at(to), w.command(uc, supplier, at(to), args...))
	if to == usecase.GSME {
		w.must(w.e.Wake(w.t.Context(), at(to)))
	}
	return w.read(w.answer(), supplier)
}

// charge wants that the tariff of the ESME has that standing charge.
func (w *world) charge(when string, want int16) {
	w.t.Helper()
	a := w.exchange(usecase.ECS24, usecase.ESME)
	if !a.Success {
		w.t.Fatalf("%s: %+v", when, a.Rows)
	}
	for _, row := range a.Rows {
		if row.Name == usecase.StandingCharge.Name && row.Value != want {
			w.t.Errorf("%s: standing charge %v, want %d", when, row.Value, want)
		}
	}
}

// with are the least arguments of uc, but for these.
func with(uc *usecase.UseCase, args ...usecase.Arg) usecase.Args {
	out := usecase.Args(args)
	for _, arg := range uc.Example() {
		if !out.Has(arg.Place()) {
			out = append(out, arg)
		}
	}
	return out
}

// TestTariff writes a tariff for now, one for later, takes that back, and writes another
// that waits for its time.
func TestTariff(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		later := dlms.DateTimeOf(start.Add(48*time.Hour), dlms.NotSpecified)
		set := func(charge int16, when dlms.DateTime) {
			t.Helper()
			a := w.exchange(usecase.ECS01a, usecase.ESME, with(usecase.ECS01a,
				usecase.StandingCharge.Is(charge), usecase.ExecutionDateTime.Is(when))...)
			if !a.Success {
				t.Fatalf("%+v", a.Rows)
			}
		}
		least, _ := usecase.StandingCharge.Of(usecase.ECS01a.Example())
		w.charge("as made", least)
		set(11, dlms.ExecuteNow())
		w.charge("now", 11)
		set(12, later)
		w.charge("before its time", 11)
		set(13, dlms.ExecuteNever())
		w.clock.Advance(72 * time.Hour)
		w.charge("taken back", 11)
		set(14, dlms.DateTimeOf(w.clock.Now().Add(time.Hour), dlms.NotSpecified))
		w.open(w.db) // what is pending outlives the process
		w.clock.Advance(2 * time.Hour)
		w.charge("at its time", 14)
	})
}

// TestSupply works the load switch and the valve.
func TestSupply(t *testing.T) {
	w := sqlite(t)
	for _, tt := range []struct {
		uc   *usecase.UseCase
		want uint8
	}{{usecase.ECS43, disabled}, {usecase.ECS44, armed}, {usecase.ECS42, enabled}} {
		if a := w.exchange(tt.uc, usecase.ESME); !a.Success {
			t.Fatalf("%s: %+v", tt.uc.Code, a.Rows)
		}
		a := w.exchange(usecase.ECS45, usecase.ESME)
		if got := value(t, a, usecase.LoadSwitchState.Name); got != tt.want {
			t.Errorf("%s: the switch is %v, want %d", tt.uc.Code, got, tt.want)
		}
	}
	for _, uc := range []*usecase.UseCase{usecase.GCS32, usecase.GCS39} {
		a := w.exchange(uc, usecase.GSME, usecase.IssuerEventID.Is(1))
		said := value(t, a, usecase.GasSupplyStatus.Name)
		a = w.exchange(usecase.GCS33, usecase.GSME)
		if got := value(t, a, usecase.GasSupplyStatus.Name); got != said || got == uint8(valveOpen) {
			t.Errorf("%s: the valve is %v, the answer said %v", uc.Code, got, said)
		}
	}
}

// TestGasSettings writes what later answers say.
func TestGasSettings(t *testing.T) {
	w := sqlite(t)
	if a := w.exchange(usecase.GCS23, usecase.GSME,
		with(usecase.GCS23, usecase.CalorificValue.Is(395))...); !a.Success {
		t.Fatalf("%+v", a.Rows)
	}
	a := w.exchange(usecase.GCS21a, usecase.GSME)
	if got := value(t, a, usecase.CalorificValue.Name); got != uint32(395) || !a.Success {
		t.Errorf("calorific value %v", got)
	}
}

// TestReplaceAtItsTime has the supplier's signing key replaced later: until then the Device
// knows the one it was made with, and at that time it says what it has done.
func TestReplaceAtItsTime(t *testing.T) {
	w := sqlite(t)
	newer := certificate(t, reader, smki.Supplier, smki.DigitalSignature)
	args := usecase.Args{
		usecase.AuthorisingCell.Is(usecase.CellArgs(
			smki.Supplier, smki.DigitalSignature, usecase.Management)...),
		usecase.Replacements.Is(append(usecase.CellArgs(
			smki.Supplier, smki.DigitalSignature, usecase.Management),
			usecase.ReplacementCertificate.Is(newer.Raw))),
		usecase.CertificationPath.Is(), usecase.ExecuteAt.Is(start.Add(time.Hour)),
	}
	uc, esme := usecase.CS02bSupplierBySupplier, at(usecase.ESME)
	m := w.write(uc, w.letterhead(uc, supplier, esme), args...)
	w.must(m.Sign(nil, testSeed.key(supplier, forSigning)))
	m.Seal(w.agree(broker, esme))
	w.deliver(esme, m.Append(nil))
	if answer := w.answer(); answer.Flag != gbcs.Response || !w.read(answer, supplier).Success {
		t.Fatalf("answer %+v", answer.Header)
	}
	w.clock.Advance(2 * time.Hour)
	w.deliver(at(usecase.ESME), w.command(usecase.ECS17b, supplier, at(usecase.ESME)))
	sent := w.uplinks()
	if len(sent) != 2 {
		t.Fatalf("%d messages, want an alert and an answer; log:\n%s", len(sent), w.logged)
	}
	// The certificate is of no root that the Device knows: nothing is replaced.
	alert := w.message(sent[0])
	var tree usecase.Tree
	w.must(tree.Read(alert, nil))
	outcomes, _ := usecase.ReplacementOutcomes.Elements(tree.Args())
	if tree.Alert != laterFailed || len(outcomes) != 1 {
		t.Errorf("alert %v, %v", tree.Alert, tree.Args())
	}
	if status, _ := usecase.StatusCode.Of(outcomes[0]); status == usecase.CredentialSuccess {
		t.Error("a certificate without a root was taken")
	}
}
