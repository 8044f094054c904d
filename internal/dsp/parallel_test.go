package dsp_test

import (
	"database/sql"
	"sync"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/smki"
)

// street adds n ESMEs with the parties of the home, each with a hub of its own.
func (w *world) street(n int) (ids []eui.ID) {
	w.Helper()
	w.stop() // nobody looks at the keys meanwhile
	for i := range n {
		id := eui.ID{0x02, 0x4D, 0x41, 0x49, 0x4E, byte(i >> 8), byte(i), 0xA0}
		w.has(id, smki.Other, smki.DigitalSignature, smki.KeyAgreement)
		ids = append(ids, id)
	}
	w.must(w.db.Write(w.Context(), func(tx *sql.Tx) error {
		for _, id := range ids {
			hub := id
			hub[7] = 0xA2
			err := dsp.PutDevice(w.Context(), tx, dsp.Device{
				EUI: id, Type: usecase.ESME, Status: dsp.Commissioned, Hub: hub, Region: "North",
				ImportMPxN: mpan, GBCSVersion: "4.2", Supplier: supplier, NetworkOperator: network,
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	w.start()
	return ids
}

// together calls f n times at once and returns what the calls return.
func together[T any](n int, f func(i int) T) []T {
	results := make([]T, n)
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-begin
			results[i] = f(i)
		})
	}
	close(begin)
	all.Wait()
	return results
}

// codeOf is the response code in a reply.
func codeOf(w *world, document []byte) duis.ResponseCode {
	_, reply := w.call(srv.SendCommand, document)
	response, err := duis.ParseResponse(reply)
	if err != nil {
		w.Errorf("%v in %s", err, reply)
		return ""
	}
	return response.Code
}

// TestParallel sends 200 requests at once. Each is acknowledged and answered once.
func TestParallel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var documents [][]byte
		ids := map[duis.RequestID]int{}
		for _, id := range w.street(100) {
			for _, user := range []eui.ID{supplier, network} {
				r := w.readImport(user, id)
				ids[r.RequestID] = 0
				documents = append(documents, w.signed(r))
			}
		}
		for _, code := range together(len(documents), func(i int) duis.ResponseCode {
			return codeOf(w, documents[i])
		}) {
			if code != duis.I99 {
				t.Errorf("got %s, want I99", code)
			}
		}
		for range 100 {
			for _, user := range []eui.ID{supplier, network} {
				response, err := duis.ParseResponse(w.delivered(user))
				w.must(err)
				if response.Code != duis.I0 {
					t.Errorf("%s: got %s, want I0", response.RequestID, response.Code)
				}
				ids[*response.RequestID]++
			}
		}
		for id, n := range ids {
			if n != 1 {
				t.Errorf("%s: %d answers, want one", id, n)
			}
		}
		w.untilIdle()
		w.silent(supplier)
		w.silent(network)
	})
}

// TestParallelReplay sends one request fifty times at once: it is accepted once. Of
// requests with counters of their own each is accepted, or an older one than one that was.
func TestParallelReplay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		same := w.signed(w.readImport(supplier, esme))
		got := map[duis.ResponseCode]int{}
		for _, code := range together(50, func(int) duis.ResponseCode { return codeOf(w, same) }) {
			got[code]++
		}
		if got[duis.I99] != 1 || got[duis.E51] != 49 {
			t.Errorf("got %v, want one I99 and 49 E51", got)
		}
		var documents [][]byte
		for range 50 {
			documents = append(documents, w.signed(w.readImport(network, esme)))
		}
		codes := together(50, func(i int) duis.ResponseCode { return codeOf(w, documents[i]) })
		accepted := 0
		for _, code := range codes {
			if code == duis.I99 {
				accepted++
			} else if code != duis.E51 {
				t.Errorf("got %s, want I99 or E51", code)
			}
		}
		if codes[49] != duis.I99 {
			t.Errorf("the largest counter: got %s, want I99", codes[49])
		}
		w.home.untilSent(1 + accepted)
		critical := w.setLimit(9)
		signed := w.signed(w.signedPreCommand(critical, 5, w.preCommand(critical)))
		clear(got)
		for _, code := range together(50, func(int) duis.ResponseCode { return codeOf(w, signed) }) {
			got[code]++
		}
		if got[duis.I99] != 1 || got[duis.E51] != 49 {
			t.Errorf("a Signed Pre-Command: got %v, want one I99 and 49 E51", got)
		}
	})
}
