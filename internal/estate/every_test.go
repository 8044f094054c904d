package estate

import (
	"math/rand/v2"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// TestEveryUseCase sends the least Command of every Use Case, and some at random, from a
// party that may to every Device that it is for: each is answered in a message that reads.
func TestEveryUseCase(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	w := sqlite(t)
	parties := []struct {
		role smki.Role
		id   eui.ID
	}{
		{smki.Supplier, supplier}, {smki.NetworkOperator, network},
		{smki.AccessControlBroker, broker}, {smki.TransitionalCoS, cos},
	}
	sent := 0
	for _, uc := range usecase.All {
		if uc.IsAlert() || uc.Command == nil || uc.Category == usecase.HANOnly {
			continue
		}
		for _, d := range HomeOf(0).Devices {
			if !uc.On.Has(d.Type) {
				continue
			}
			for _, p := range parties {
				role, may := w.e.trust(&unit{Device: d, state: new(state)}).roleFor(p.id, uc)
				if !may || role != p.role {
					continue
				}
				for _, args := range []usecase.Args{uc.Example(), uc.Random(r), uc.Random(r)} {
					w.answered(t, uc, p.id, role, d, args)
					sent++
				}
				break
			}
		}
	}
	if sent < 500 {
		t.Errorf("%d Commands sent", sent)
	}
}

// answered sends a Command, protected as its originator must, and wants one answer.
func (w *world) answered(
	t *testing.T, uc *usecase.UseCase, from eui.ID, role smki.Role, d Device, args usecase.Args,
) {
	t.Helper()
	h := w.letterhead(uc, from, d.EUI)
	if has(uc, usecase.UTRN) {
		h.Counter <<= 32
	}
	m := w.write(uc, h, args...)
	guard, _ := uc.Protection(usecase.PartyOf(role))
	if guard&usecase.Signature != 0 {
		w.must(m.Sign(nil, testSeed.key(from, forSigning)))
	}
	if guard&usecase.MAC != 0 {
		m.Seal(w.agree(broker, d.EUI))
	}
	w.deliver(d.EUI, m.Append(nil))
	if d.Type == usecase.GSME {
		w.must(w.e.Wake(t.Context(), d.EUI))
	}
	answers := 0
	for _, s := range w.uplinks() {
		message := w.message(s)
		if message.Flag != gbcs.Response {
			continue
		}
		answers++
		if _, err := uc.ParseAnswer(message, nil); err != nil {
			t.Errorf("%s to a %v: %v", uc.Code, d.Type, err)
		}
	}
	if answers != 1 {
		t.Errorf("%s to a %v from %v: %d answers; log:\n%s", uc.Code, d.Type, role, answers, w.logged)
	}
	w.logged.Reset()
}
