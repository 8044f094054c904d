package system

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

// answerLimit is how long one request may take, in real time.
const answerLimit = 4 * time.Second

// whole is a system in this process, and the Users who talk to it.
type whole struct {
	*testing.T
	*System
	counter client.Counter
	users   map[eui.ID]*person
	gsme    eui.ID
}

// person is a User with a receive service.
type person struct{ *client.Client }

// newWhole is a running system of one home, with the published keys where there are any.
func newWhole(t *testing.T, keys string) *whole {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s, err := Open(ctx, Config{
		Data: t.TempDir(), Keys: keys, PortOffset: Anywhere, Homes: 1,
		Log: slog.New(slog.NewTextHandler(logTo{t}, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, s.Close()); err != nil {
			t.Error(err)
		}
	})
	w := &whole{T: t, System: s, users: make(map[eui.ID]*person)}
	for _, d := range estate.HomeOf(0).Devices {
		if d.Type == usecase.GSME {
			w.gsme = d.EUI
		}
	}
	for _, p := range parties {
		u, err := p.User(s.ca.KeyStore())
		if p.EUI == Broker {
			u, err = w.broker(), nil
		}
		if err == nil {
			w.admit(u)
		}
	}
	return w
}

// logTo shows warnings of the system where a test fails.
type logTo struct{ t *testing.T }

func (l logTo) Write(b []byte) (int, error) {
	if l.t.Context().Err() == nil {
		l.t.Logf("%s", b)
	}
	return len(b), nil
}

// broker is the Access Control Broker as if it were a User, with the key it has for documents.
func (w *whole) broker() client.User {
	xml, _ := w.ca.KeyStore().Find(Broker, smki.DSPXMLSign, smki.DigitalSignature)
	return client.User{EUI: Broker, XML: xml}
}

// admit gives a User a receive service.
func (w *whole) admit(u client.User) {
	w.Helper()
	c, err := client.New(client.Config{
		Gateway: w.URL(Gateway), Repository: w.URL(Repository), User: u, Random: rand.Reader,
	})
	if err != nil {
		w.Fatal(err)
	}
	p := &person{c}
	server := httptest.NewServer(c)
	w.Cleanup(server.Close)
	w.users[u.EUI] = p
	if u.EUI != Broker {
		if err := w.gateway.SetReceiveURL(w.Context(), u.EUI, server.URL); err != nil {
			w.Fatal(err)
		}
	}
}

// send carries a document the whole way under a fresh counter. A GSME is woken meanwhile.
func (w *whole) send(document []byte) (*client.Outcome, error) {
	w.Helper()
	document, err := w.counter.Renew(document, time.Now())
	if err != nil {
		w.Fatal(err)
	}
	id, err := client.RequestID(document)
	if err != nil {
		w.Fatal(err)
	}
	u := w.users[id.Originator]
	if u == nil {
		w.Fatalf("no User %s", id.Originator)
	}
	ctx, cancel := context.WithTimeout(w.Context(), answerLimit)
	defer cancel()
	if id.Target == w.gsme {
		go w.keepAwake(ctx, id.Target)
	}
	return u.Do(ctx, document)
}

// keepAwake wakes a GSME until ctx ends.
func (w *whole) keepAwake(ctx context.Context, gsme eui.ID) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := w.estate.Wake(ctx, gsme); err != nil && ctx.Err() == nil {
				w.Error(err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// last are requests that take away what others need, by the beginning of their names.
var last = []string{"CCS02", "CS02b", "CS02g", "8.4", "8.14", "8.3"}

// publishedRequests are the names of the requests of the Reference Test Data Set.
func publishedRequests(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*"+published))
	if err != nil || len(files) == 0 {
		t.Fatal("no requests", err)
	}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), published))
	}
	rank := func(name string) int {
		return 1 + slices.IndexFunc(last, func(p string) bool { return strings.HasPrefix(name, p) })
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	return names
}

const published = "_REQUEST_DUIS.XML"

// refusals are the requests that the DCC refuses by rule, with the code, and why.
var refusals = map[string]struct {
	code duis.ResponseCode
	why  string
}{
	"CS02bACBByACB_8.5_SUCCESS":       {duis.E2, "dormant: no role may"},
	"CS02fMAC_6.24.1_SUCCESS":         {duis.E49, byBroker},
	"CS08_11.2_SUCCESS":               {duis.E49, byBroker},
	"GCS59_8.12.2_SUCCESS":            {duis.E49, byBroker},
	"CCS03_8.12.1_SUCCESS":            {"E081202", "the old CHF is not in the inventory"},
	"CS03A1_8.7.1_SUCCESS":            {"E080702", noPartner},
	"CS03A2Critical_8.7.1_SUCCESS":    {"E080702", noPartner},
	"CS03A2NonCritical_8.7.2_SUCCESS": {"E080702", noPartner},
	"CS03B_8.7.2_SUCCESS":             {"E080702", noPartner},
	"CS03CCritical_8.7.1_SUCCESS":     {"E080702", noPartner},
	"CS03CNonCritical_8.7.2_SUCCESS":  {"E080702", noPartner},
	"CS04ACCritical_8.8.1_SUCCESS":    {"E080801", noPartner},
	"CS04ACNonCritical_8.8.2_SUCCESS": {"E080801", noPartner},
	"CS04B_8.8.2_SUCCESS":             {"E080801", noPartner},
	"ECS17b_4.1.1_DSP_FUTURE_DATED":   {duis.E56, "the date is past"},
	"ECS21c_4.6.2_SUCCESS":            {duis.E2, "not for a supplier of imports"},
	"ECS39b_6.20.2_SUCCESS":           {duis.E2, "for a supplier of exports, of which there is none"},
	"ECS50_9.1_SUCCESS":               {duis.E2, "for an other User"},
	"GCS36_9.1_SUCCESS":               {duis.E2, "for an other User"},
	"ECS25a_6.22_SUCCESS":             {"E062203", polyphase},
	"ECS25b_6.22_SUCCESS":             {"E062203", polyphase},
	"ECS29b_6.5_SUCCESS":              {duis.E11, polyphase},
	"ECS29d_6.5_SUCCESS":              {duis.E11, polyphase},
	"GCS24_6.7_SUCCESS":               {duis.E60, "of an earlier GBCS version"},
}

const (
	byBroker  = "in the name of the Access Control Broker, which is no User"
	noPartner = "the other Device is none of this home"
	polyphase = "for a polyphase ESME"
)

// failing are the requests that the Device cannot carry out, and why.
var failing = map[string]string{
	"CS01a_2.2_SUCCESS":           token,
	"CS01b_2.2_SUCCESS":           token,
	"CS02c_6.17_SUCCESS":          "Devices keep the keys of their making",
	"CS02d_6.15.2_SUCCESS":        "Devices keep the keys of their making",
	"CS06_11.3_IMMEDIATE_SUCCESS": "no image was distributed",
	"DBCH01_6.31_SUCCESS":         "a Hub without Sub GHz",
	"ECS24b_4.11.2_SUCCESS":       "an ESME of one element",
	"ECS25r1_6.2.10_SUCCESS":      "what is handled by an alert is not modelled",
	"ECS25r2_6.2.10_SUCCESS":      "what is handled by an alert is not modelled",
	"ECS47Activate_7.5_SUCCESS":   noController, "ECS47Deactivate_7.6_SUCCESS": noController,
	"ECS47Reset_7.8_SUCCESS": noController, "ECS47a_7.13_ALCS_DEACTIVATE_SUCCESS": noController,
	"ECS47a_7.13_APC_INPUT_SUCCESS": noController, "ECS47a_7.13_APC_OUTPUT_SUCCESS": noController,
	"ECS47e_7.16_APC_INPUT_SUCCESS": noController, "ECS61a_7.7_ALL_OPTIONALS_SUCCESS": noController,
	"ECS61e_7.15_SUCCESS":           noController,
	"ECS70Commission_8.1.1_SUCCESS": clockPast, "ECS70_6.11_SUCCESS": clockPast,
	"GCS28Commission_8.1.1_SUCCESS": clockPast, "GCS28_6.11_SUCCESS": clockPast,
	"CS02bNOByNOHandover_6.21_SUCCESS":                 otherRoot,
	"CS02bNOByNO_6.15.1_SUCCESS":                       otherRoot,
	"CS02bSupplierBySupplierHandover_6.21_SUCCESS":     otherRoot,
	"CS02bSupplierBySupplier_6.15.1_IMMEDIATE_SUCCESS": otherRoot,
}

const (
	token        = "the token was made for another counter and another key"
	noController = "an ESME without auxiliary controllers"
	clockPast    = "the time is not in the interval, which is past"
	otherRoot    = "the certificates are of another root than the Device's"
)

// TestEveryPublishedRequest sends all requests that are published, with keys that are, to a
// home with the identifiers that they are for. Each is answered: by the Device, in a message
// that holds, or by the DCC.
func TestEveryPublishedRequest(t *testing.T) {
	dir := shared.Dir(t)
	w := newWhole(t, filepath.Join(dir, "rtds", "keystore"))
	table := &strings.Builder{}
	count := make(map[string]int)
	for _, name := range publishedRequests(t) {
		document, err := os.ReadFile(filepath.Join(dir, "rtds", "duis", name+published))
		if err != nil {
			t.Fatal(err)
		}
		w.record(table, count, name, document)
		for _, other := range w.others(name, document) {
			w.record(table, count, name+" "+other.as, other.document)
		}
	}
	t.Logf("%v\n%s", count, table)
}

// record sends a request, notes what became of it and holds that against the lists.
func (w *whole) record(table *strings.Builder, count map[string]int, name string, document []byte) {
	w.Helper()
	outcome, err := w.send(document)
	what, detail := classify(outcome, err)
	rule, refused := refusals[name]
	why, fails := failing[name]
	byDCC := outcome.Request != nil && outcome.Request.CommandVariant == 8
	switch {
	case what == fault:
		w.Errorf("%s: %s", name, detail)
	case byDCC: // what the answer is, other tests say
	case refused && outcome.RefusedWith() == rule.code:
		what, detail = "refused by rule", string(rule.code)+" "+rule.why
	case fails && what == deviceFailure:
		detail = why + ": " + detail
	case refused || fails || what == "refused" || what == deviceFailure:
		w.Errorf("%s: %s: %s", name, what, detail)
	}
	count[what]++
	fmt.Fprintf(table, "%-66s %-16s %s\n", name, what, detail)
}

// another is a request in another form than it is published in.
type another struct {
	as       string
	document []byte
}

// others are the forms of a request in which it can be carried out here: in the name of a
// User who may, or with another Device of this home.
func (w *whole) others(name string, document []byte) (forms []another) {
	w.Helper()
	rule := refusals[name]
	as := map[string]string{byBroker: "supplier", "for an other User": "other"}[rule.why]
	if p, ok := FindParty(as); ok && name != "GCS59_8.12.2_SUCCESS" {
		changed, err := client.SendAs(document, w.users[p.EUI].User)
		if err != nil {
			w.Fatal(err)
		}
		forms = append(forms, another{"as " + as, changed})
	}
	if partner, ok := partners[name]; ok {
		for _, d := range estate.HomeOf(0).Devices {
			if d.Type == partner {
				forms = append(forms, another{"with the " + partner.String(),
					otherDevice.ReplaceAll(document, []byte("${1}"+d.EUI.String()+"${2}"))})
			}
		}
	}
	return forms
}

// otherDevice is where a request names the other Device of a join.
var otherDevice = regexp.MustCompile(`(<sr:OtherDeviceID>)[^<]*(<)`)

// partners are the types of the other Devices of joins, in the place of those that are
// published. What is undone was done before.
var partners = map[string]usecase.Device{
	"CS03A1_8.7.1_SUCCESS": usecase.PPMID, "CS03A2Critical_8.7.1_SUCCESS": usecase.ESME,
	"CS03A2NonCritical_8.7.2_SUCCESS": usecase.ESME, "CS03B_8.7.2_SUCCESS": usecase.GPF,
	"CS03CCritical_8.7.1_SUCCESS": usecase.PPMID, "CS03CNonCritical_8.7.2_SUCCESS": usecase.GSME,
	"CS04ACCritical_8.8.1_SUCCESS": usecase.PPMID, "CS04ACNonCritical_8.8.2_SUCCESS": usecase.ESME,
	"CS04B_8.8.2_SUCCESS": usecase.GPF,
}

// What becomes of requests, beside the codes of the DCC.
const (
	fault         = "fault"
	deviceFailure = "device failure"
)

// classify says what became of a request.
func classify(o *client.Outcome, err error) (what, detail string) {
	if errors.Is(err, client.ErrRefused) {
		return "refused", err.Error()
	}
	if err != nil {
		return fault, err.Error()
	}
	switch {
	case o.Answer == nil:
		return fault, "no answer"
	case o.Answer.Signature != nil:
		return fault, o.Answer.Signature.Error()
	case o.Device == nil:
		return "DCC " + string(o.Answer.Code), payloadOf(o.Answer)
	case o.Device.Fault != nil:
		return fault, o.Device.Fault.Error()
	case !o.Device.Values.Success:
		return deviceFailure, failures(o.Device)
	}
	return "device success", o.Device.UseCase.Code + " " + string(o.Device.Protection)
}

func payloadOf(r *client.Reply) string {
	if m, ok := r.Body.(*duis.ResponseMessage); ok && m.Payload != nil {
		return m.Payload.Element()
	}
	return ""
}

// failures are the rows that failed.
func failures(a *client.DeviceAnswer) string {
	texts := []string{a.UseCase.Code}
	for _, row := range a.Values.Rows {
		if row.Failed {
			texts = append(texts, row.Name+": "+row.Result+" "+row.Text)
		}
	}
	return strings.Join(texts, "; ")
}
