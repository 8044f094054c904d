package mmc

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// clear opens what [usecase.UseCase.RandomAnswer] leaves in the clear.
var clear = usecase.DecrypterFunc(func(_ *gbcs.Header, item []byte) ([]byte, error) {
	const header = 5
	return item[header : len(item)-gbcs.MACSize], nil
})

// randomDocuments gives each a document of every Use Case that answers a Service Request or
// reports, several times, with values at random.
func randomDocuments(
	t *testing.T, times int, each func(u *usecase.UseCase, service string, d *Document),
) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, u := range usecase.All {
		services := u.SRVs
		if u.IsAlert() {
			services = []string{""}
		}
		for _, service := range services {
			for range times {
				m := randomMessage(t, r, u)
				if m == nil {
					continue
				}
				var p Parser
				if err := p.tree.Read(m, clear); err != nil {
					t.Fatalf("%s: %v", u.Code, err)
				}
				each(u, service, p.document(service))
			}
		}
	}
}

// randomMessage is an answer or Alert of u with values at random; nil for none.
func randomMessage(t testing.TB, r *rand.Rand, u *usecase.UseCase) *gbcs.Message {
	at := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(1e9)) * time.Second)
	h := gbcs.Header{
		Flag: gbcs.Response, Message: u.Message, Counter: 1 + r.Uint64N(1<<40),
		Originator: eui.ID{1}, Recipient: eui.ID{2},
	}
	if u.Dated {
		h.DateTime = new(dlms.DateTimeOf(at, dlms.Reliable))
	}
	m := &gbcs.Message{Header: h, Form: gbcs.Inner}
	if !u.IsAlert() {
		if m.Payload = u.RandomAnswer(r, &h); m.Payload == nil {
			return nil
		}
		return m
	}
	m.Flag = gbcs.Alert
	event := usecase.Event{Code: 0x8F72, At: at, Device: usecase.ESME}
	if len(u.Alert.Codes) > 0 {
		event.Code = u.Alert.Codes[r.IntN(len(u.Alert.Codes))]
	}
	seal := func(dst, plain []byte) []byte {
		return append(append(append(dst, make([]byte, 5)...), plain...), make([]byte, gbcs.MACSize)...)
	}
	payload, err := u.AppendAlert(nil, &m.Header, event, u.Random(r), seal)
	if err != nil {
		t.Fatalf("%s: %v", u.Code, err)
	}
	m.Payload = payload
	return m
}

// TestRandomAnswers shows answers and alerts of every Use Case with any values: each is a
// document that the schema allows.
func TestRandomAnswers(t *testing.T) {
	shown := 0
	randomDocuments(t, 20, func(u *usecase.UseCase, service string, d *Document) {
		doc := d.Append(nil)
		again, err := ParseDocument(doc)
		if err != nil {
			t.Fatalf("%s for %s: %v\n%s", u.Code, service, err, doc)
		}
		if got := again.Append(nil); string(got) != string(doc) {
			t.Fatalf("%s for %s: written again\n got %s\nwant %s", u.Code, service, got, doc)
		}
		shown++
	})
	t.Logf("%d documents", shown)
}

// unsourced are the elements of the catalogue that no message here has: what the number means is
// not known of any code, and a count has no unit. TestSeldom has the others.
var unsourced = map[string]bool{
	"OtherInformationLogMeaning":    true,
	"AvgRMSOverVoltageCounter/Unit": true, "AvgRMSUnderVoltageCounter/Unit": true,
	"DayProfile/BlockTariff": true,
	"LimitAPCLevelCommandProcessedDeviceAlert/InputFromControlledLoad": true,
}

// TestEveryElement compares the elements that answers at random have with all that the
// catalogue declares: each has a source, or is known to have none.
func TestEveryElement(t *testing.T) {
	seen := map[string]bool{}
	randomDocuments(t, 60, func(u *usecase.UseCase, service string, d *Document) {
		parsed, err := xmldsig.Parse(d.Append(nil))
		if err != nil {
			t.Fatal(err)
		}
		walkElements(parsed.Root, "", seen)
	})
	for _, p := range allPublished(t) {
		parsed, err := xmldsig.Parse(p.xml)
		if err != nil {
			t.Fatal(err)
		}
		walkElements(parsed.Root, "", seen)
	}
	for _, doc := range seldomDocuments(t) {
		parsed, err := xmldsig.Parse(doc)
		if err != nil {
			t.Fatal(err)
		}
		walkElements(parsed.Root, "", seen)
	}
	declared := map[string]bool{}
	for _, rsp := range rsps {
		declare(declared, "/GBCSResponse/Body/ResponseMessage/SMETSData/"+rsp.Element(), planOf(rsp))
	}
	for _, p := range alertPayloads {
		declare(declared, "/GBCSResponse/Body/DeviceAlertMessage/DeviceAlertContent/Payload/"+p.Element(),
			planOf(p))
	}
	var missing []string
	for _, path := range slices.Sorted(maps.Keys(declared)) {
		if !seen[path] {
			missing = append(missing, path)
		}
	}
	for _, path := range missing {
		names := strings.Split(path, "/")
		last := names[len(names)-1]
		if !unsourced[last] && !unsourced[names[len(names)-2]+"/"+last] {
			t.Errorf("no answer has %s", path)
		}
	}
	t.Logf("%d of %d elements seen", len(declared)-len(missing), len(declared))
}

// walkElements notes the path of each element.
func walkElements(e *xmldsig.Element, path string, seen map[string]bool) {
	path += "/" + e.Local
	seen[path] = true
	for inside := range e.Elements() {
		walkElements(inside, path, seen)
	}
}

// declare notes the paths of the elements in a content model.
func declare(declared map[string]bool, path string, c *xmldoc.Content) {
	declared[path] = true
	if c.Name == "Date" || c.Name == "GasDateWithWildcards" { // they have a test of their own
		return
	}
	for _, p := range c.Parts {
		inside := path
		if p.Key != "" {
			continue
		}
		if p.Name != "" {
			inside += "/" + p.Name
			declared[inside] = true
		}
		if p.Inner != nil && p.Inner.Value == nil {
			declare(declared, inside, p.Inner)
		}
	}
}
