package system

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/smki"
)

// The street that is asked, how often each read is done, and the seed of what is random.
const (
	agreeHomes  = 3
	agreeRounds = 6
	agreeSeed   = 7
)

// agreement is a read whose answer is held against the state of the Device that gives it.
type agreement struct {
	service string
	on      usecase.Device // one or several
	by      string         // the alias of the User; empty: the supplier
	body    func(duis.ReadLogPeriod) duis.Body
	after   []string           // changes that it is read after, by their services
	changed bool               // only of a Device that was changed
	want    func(held) mmc.Rsp // what the answer should be, but for its MessageSuccess
}

// held is what is held of a Device when it is asked.
type held struct {
	usecase.Args
	certificate []byte             // of its key agreement key, DER
	period      duis.ReadLogPeriod // that is asked for
}

// TestDevicesAndParseAgree asks Devices of several homes, at random and while what is set in
// them changes, for all that Use Cases read: about 840 requests that go the whole way. What the
// parser of documents makes of each answer is what the Device knew, value for value.
func TestDevicesAndParseAgree(t *testing.T) {
	s := street{
		newWhole(t, ""), &draw{Rand: rand.New(rand.NewPCG(agreeSeed, 0))},
		make(map[string]int), make(map[string]int),
	}
	s.lengthen(agreeHomes)
	s.clock.Freeze()
	for home := range agreeHomes - 1 { // the last one is as it was made
		for _, i := range s.draw.Perm(len(changes)) {
			s.change(changes[i], home)
		}
	}
	for range agreeRounds {
		for _, i := range s.draw.Perm(len(agreements)) {
			s.reads(agreements[i])
		}
	}
	for _, a := range agreements {
		for _, d := range estate.HomeOf(0).Devices {
			name := a.service + " " + d.Type.String()
			if a.on.Has(d.Type) && s.compared[name] == 0 {
				t.Errorf("%s: nothing was compared", name)
			}
		}
	}
	t.Logf("values compared: %v", s.compared)
	t.Logf("requests: %v", s.made)
}

// street is a whole system of several homes.
type street struct {
	*whole
	draw     *draw
	compared map[string]int // how many values of the answers to which read agree
	made     map[string]int // how many requests were made, and what became of them
}

// pass lets some time pass.
func (s *street) pass() {
	s.clock.Advance(time.Duration(s.draw.IntN(90)) * time.Minute)
	s.draw.now = s.clock.Now()
}

// change has the Devices of a home change something. What the DCC refuses is not changed.
func (s *street) change(c change, home int) {
	s.Helper()
	s.draw.home = home
	for _, d := range estate.HomeOf(home).Devices {
		if !c.on.Has(d.Type) {
			continue
		}
		s.pass()
		what, detail := classify(s.asks(c.by, d, c.service, c.body(s.draw)))
		s.made["changes, "+what]++
		if what == fault || what == deviceFailure {
			s.Errorf("change %s of %v: %s: %s", c.service, d, what, detail)
		}
	}
}

// reads does a read in a home that was changed, and now and then in the one that was not.
func (s *street) reads(a agreement) {
	s.Helper()
	homes := []int{s.draw.IntN(agreeHomes - 1)}
	if !a.changed && s.draw.IntN(3) == 0 {
		homes = append(homes, agreeHomes-1)
	}
	for _, home := range homes {
		for _, c := range changes {
			if home < agreeHomes-1 && slices.Contains(a.after, c.service) && a.on&c.on != 0 {
				s.change(c, home)
			}
		}
		for _, d := range estate.HomeOf(home).Devices {
			if !a.on.Has(d.Type) {
				continue
			}
			s.pass()
			n, err := s.agree(a, d, s.somePeriod())
			if err != nil {
				s.Errorf("%s of %v: %v", a.service, d, err)
			}
			s.compared[a.service+" "+d.Type.String()] += n
			s.made["reads"]++
		}
	}
}

// lengthen makes a street of one home that long.
func (w *whole) lengthen(homes int) {
	w.Helper()
	anchors, err := w.anchors(w.Context())
	if err == nil {
		err = w.estate.Build(w.Context(), homes, w.issue, anchors)
	}
	if err == nil {
		err = w.commission(w.Context())
	}
	if err != nil {
		w.Fatal(err)
	}
	for _, u := range w.users { // whose addresses were forgotten
		w.admit(u.User)
	}
}

// somePeriod is a period within the last days.
func (s *street) somePeriod() duis.ReadLogPeriod {
	r, now := s.draw, s.clock.Now().UTC().Truncate(time.Second)
	end := now.Add(-time.Duration(r.IntN(2)*r.IntN(12)) * time.Hour)
	return duis.ReadLogPeriod{
		StartDateTime: end.Add(-24*time.Hour - time.Duration(r.IntN(4*24*60))*time.Minute),
		EndDateTime:   end,
	}
}

// agree does a read and says how many values of the answer are those of the Device. The error
// is which are not.
func (w *whole) agree(
	a agreement, d estate.Device, period duis.ReadLogPeriod,
) (values int, err error) {
	w.Helper()
	const around = 36 * time.Hour // which records answer is not left to the Device alone
	state, err := w.estate.Values(w.Context(), d.EUI,
		period.StartDateTime.Add(-around), period.EndDateTime.Add(around))
	if err != nil {
		return 0, err
	}
	got, err := w.answer(a.by, d, a.service, a.body(period))
	if err != nil {
		return 0, err
	}
	certificate, err := w.ca.Certificate(w.Context(), d.EUI, smki.KeyAgreement)
	if err != nil {
		return 0, err
	}
	want := a.want(held{state, certificate.Raw, period})
	found, expected := leaves(got), leaves(want)
	delete(found, ".MessageSuccess")
	for path, value := range expected {
		if found[path] != value {
			err = errors.Join(err,
				fmt.Errorf("%s is %q: the Device has %q", path, found[path], value))
		}
	}
	for path, value := range found {
		if _, ok := expected[path]; !ok {
			err = errors.Join(err,
				fmt.Errorf("%s is %q, of which the Device knows nothing", path, value))
		}
	}
	return len(found), err
}

// answer sends a request the whole way and reads the document of the answer, by way of its text,
// which fits the schema.
func (w *whole) answer(
	by string, d estate.Device, service string, body duis.Body,
) (mmc.Rsp, error) {
	w.Helper()
	outcome, err := w.asks(by, d, service, body)
	if what, detail := classify(outcome, err); what != "device success" {
		return nil, fmt.Errorf("%s: %s", what, detail)
	}
	parser := mmc.Parser{Keys: w.users[outcome.Request.RequestID.Originator].Keys(w.Context())}
	document, err := parser.Response(outcome.Answer.Response)
	if err != nil {
		return nil, err
	}
	if document, err = mmc.ParseDocument(document.Append(nil)); err != nil {
		return nil, err
	}
	message := document.Body.(*mmc.ResponseMessage)
	if message.SMETSData == nil {
		return nil, fmt.Errorf("%d parts and no values", len(message.GBCSData))
	}
	return message.SMETSData, nil
}

// asks sends a request the whole way.
func (w *whole) asks(
	by string, d estate.Device, service string, body duis.Body,
) (*client.Outcome, error) {
	w.Helper()
	p, ok := FindParty(by)
	if !ok {
		p = supplier
	}
	variant, _ := srv.Lookup(service)
	if d.Type == usecase.GSME {
		w.gsme = d.EUI
	}
	cv := uint8(1)
	if variant.Critical {
		cv = 4
	}
	return w.send(w.request(p, d.EUI, cv, variant.ServiceReference(), service, body))
}

// agreements are all reads.
var agreements = slices.Concat(agreedEnergy, agreedMoney, agreedTariff, agreedSettings, agreedHub,
	agreedProfiles, agreedGas, agreedPartners, agreedControllers)
