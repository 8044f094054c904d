package mmc

import (
	"math/rand/v2"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// FuzzMessage shows any payload as an answer or Alert of any Use Case. What can be read makes a
// document that the schema allows.
func FuzzMessage(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, u := range usecase.All {
		if u.Command == nil && u.Alert == nil {
			continue
		}
		if m := randomMessage(f, r, u); m != nil {
			f.Add(uint16(u.Message), u.IsAlert(), m.Payload)
		}
	}
	f.Fuzz(func(t *testing.T, message uint16, alert bool, payload []byte) {
		m := &gbcs.Message{
			Header:  gbcs.Header{Flag: gbcs.Response, Message: gbcs.MessageCode(message)},
			Payload: payload, Form: gbcs.Inner,
		}
		if alert {
			m.Flag = gbcs.Alert
		}
		var p Parser
		if p.tree.Read(m, fuzzed) != nil {
			return
		}
		services := append([]string{""}, p.tree.UseCase.SRVs...)
		for _, service := range services {
			doc := p.document(service).Append(nil)
			if _, err := ParseDocument(doc); err != nil {
				t.Fatalf("%s for %s: %v\n%s", p.tree.UseCase.Code, service, err, doc)
			}
		}
	})
}

// fuzzed opens what is long enough to be an encrypted item.
var fuzzed = usecase.DecrypterFunc(func(h *gbcs.Header, item []byte) ([]byte, error) {
	if len(item) < 5+gbcs.MACSize {
		return nil, gbcs.ErrMAC
	}
	return clear(h, item)
})
