package dsp_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// start is where the clock of the system stands when a test begins.
var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// patience is how long a test waits, in real time, for what is to happen at once.
const patience = 20 * time.Second

// The parties.
var (
	broker   = eui.MustParse("90-B3-D5-1F-30-00-00-02")
	coSParty = eui.MustParse("90-B3-D5-1F-30-00-00-04")
	supplier = eui.MustParse("90-B3-D5-1F-30-01-00-00") // IS and GS of the home, in its cells
	network  = eui.MustParse("90-B3-D5-1F-30-02-00-00") // ED and GT of the home, in its cells
	other    = eui.MustParse("90-B3-D5-1F-30-03-00-00") // OU
	rival    = eui.MustParse("90-B3-D5-1F-30-04-00-00") // IS, registered at the twin only
	idle     = eui.MustParse("90-B3-D5-1F-30-05-00-00") // IS, not active
	stranger = eui.MustParse("90-B3-D5-1F-30-06-00-00") // has certificates, is no User
)

// The Devices.
var (
	esme   = eui.MustParse("00-DB-12-34-56-78-90-A0")
	gsme   = eui.MustParse("00-DB-12-34-56-78-90-A1")
	chf    = eui.MustParse("00-DB-12-34-56-78-90-A2")
	gpf    = eui.MustParse("00-DB-12-34-56-78-90-A3")
	twin   = eui.MustParse("00-DB-12-34-56-78-91-A0") // ESME: rival supplies, cells as at home
	twinHu = eui.MustParse("00-DB-12-34-56-78-91-A2")
	gone   = eui.MustParse("00-DB-12-34-56-78-92-A0") // ESME, decommissioned
	nobody = eui.MustParse("00-DB-12-34-56-78-99-A0") // not in the inventory
)

const (
	mpan     = "1200000000012"
	mprn     = "1234567890"
	twinMPAN = "1200000000021"
)

// world is a gateway with all that it stands on and all who talk to it.
type world struct {
	testing.TB
	*pki
	db     *store.DB
	bus    *bus.Bus
	clock  *clock.Adjustable
	wall   *clock.Adjustable
	timers dsp.Timers
	home   *home
	user   *httptest.Server

	arrived func() // for benchmarks: takes the place of keeping what Users get, and the log

	gateway *dsp.Gateway
	ends    []func() // what Run and the WAN need to end, the latest last

	mu      sync.Mutex
	changed chan struct{} // closed and made anew with every change of what is below
	logged  []record
	posts   []post
	replies map[string][]int // statuses that the User answers with, by path; then 204
	seen    map[string]int   // documents handed to the test so far, by path
	counter uint64
}

// record is a line of the log.
type record struct {
	message string
	fields  map[string]string
}

// post is a document that came to a User's receive service.
type post struct {
	path     string
	document []byte
}

// each runs a test on a gateway on every database.
func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Parallel() // worlds share nothing, and wait for their disks
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, newWorld(t, db)) })
}

// one runs a test on a gateway on SQLite, where the database makes no difference.
func one(t testing.TB) *world {
	t.Helper()
	return newWorld(t, storetest.Open(t, store.Config{Dir: filepath.Join(t.TempDir(), "sql")}))
}

// newWorld is a running gateway on db, a home and its Users. Documents are delivered
// without their least delay.
func newWorld(t testing.TB, db *store.DB) *world {
	t.Helper()
	w := &world{
		TB: t, pki: newPKI(t), db: db, clock: clock.NewFrozen(start), wall: clock.NewFrozen(start),
		timers: dsp.DefaultTimers(), changed: make(chan struct{}), replies: map[string][]int{},
		seen: map[string]int{}, counter: 1000,
	}
	w.timers.LeastDelay = 0
	w.home = newHome(w)
	w.user = httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(w.user.Close)
	for id, role := range map[eui.ID]smki.Role{
		supplier: smki.Supplier, network: smki.NetworkOperator, other: smki.Other, rival: smki.Supplier,
		idle: smki.Supplier, stranger: smki.Supplier,
	} {
		if role != smki.Other {
			w.has(id, role, smki.DigitalSignature, smki.KeyAgreement)
		}
		w.has(id, smki.XMLSign, smki.DigitalSignature)
	}
	w.has(broker, smki.AccessControlBroker, smki.DigitalSignature, smki.KeyAgreement)
	w.has(coSParty, smki.TransitionalCoS, smki.DigitalSignature)
	w.has(broker, smki.DSPXMLSign, smki.DigitalSignature)
	for _, id := range []eui.ID{esme, gsme, chf, gpf, twin, twinHu, gone, nobody} {
		w.has(id, smki.Other, smki.DigitalSignature, smki.KeyAgreement)
	}
	w.must(db.Write(t.Context(), w.inventory))
	w.openBus()
	w.start()
	t.Cleanup(w.stop)
	return w
}

// inventory is the home, its twin, a decommissioned ESME, and the Users.
func (w *world) inventory(tx *sql.Tx) error {
	ctx := w.Context()
	for _, u := range []dsp.User{
		{EUI: supplier, Name: "Supplier", Roles: []duis.UserRole{duis.IS, duis.GS}, Active: true},
		{EUI: network, Name: "Network", Roles: []duis.UserRole{duis.ED, duis.GT}, Active: true},
		{EUI: other, Name: "Other", Roles: []duis.UserRole{duis.OU}, Active: true},
		{EUI: rival, Name: "Rival", Roles: []duis.UserRole{duis.IS}, Active: true},
		{EUI: idle, Name: "Idle", Roles: []duis.UserRole{duis.IS}},
	} {
		u.ReceiveURL = w.address(u.EUI)
		if err := dsp.PutUser(ctx, tx, u); err != nil {
			return err
		}
	}
	for _, r := range []struct {
		mpxn string
		role duis.UserRole
		id   eui.ID
	}{
		{mpan, duis.IS, supplier}, {mpan, duis.ED, network}, {mprn, duis.GS, supplier},
		{mprn, duis.GT, network}, {twinMPAN, duis.IS, rival},
	} {
		if err := dsp.Register(ctx, tx, r.mpxn, r.role, r.id); err != nil {
			return err
		}
	}
	for _, d := range []dsp.Device{
		{EUI: esme, Type: usecase.ESME, Hub: chf, ImportMPxN: mpan},
		{EUI: gsme, Type: usecase.GSME, Hub: chf, ImportMPxN: mprn},
		{EUI: chf, Type: usecase.CHF, Hub: chf},
		{EUI: gpf, Type: usecase.GPF, Hub: chf},
		{EUI: twin, Type: usecase.ESME, Hub: twinHu, ImportMPxN: twinMPAN},
		{EUI: twinHu, Type: usecase.CHF, Hub: twinHu},
		{EUI: gone, Type: usecase.ESME, Hub: chf, ImportMPxN: mpan, Status: dsp.Decommissioned},
	} {
		if d.Status == "" {
			d.Status, d.Commissioned = dsp.Commissioned, start.AddDate(-1, 0, 0)
		}
		d.Region, d.Manufacturer, d.Model = "North", "ABCD", "EF012345"
		d.SMETSVersion, d.GBCSVersion, d.Firmware = "SMETS2 V5.1", "4.2", "00000001"
		d.PostCode, d.Address = "AB1 2CD", "7"
		d.Supplier, d.NetworkOperator = supplier, network
		if err := dsp.PutDevice(ctx, tx, d); err != nil {
			return err
		}
	}
	return nil
}

// address is where the documents of a User go.
func (w *world) address(id eui.ID) string { return w.user.URL + "/" + id.String() }

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// signer is a party of the DCC that signs.
type signer struct {
	*pki
	id eui.ID
}

func (s signer) ID() eui.ID { return s.id }

func (s signer) Sign(_ context.Context, m *gbcs.Message) error {
	return m.Sign(nil, s.private(s.id, smki.DigitalSignature))
}

// Sign signs as the Access Control Broker.
func (b *accessBroker) Sign(ctx context.Context, m *gbcs.Message) error {
	return signer{b.pki, broker}.Sign(ctx, m)
}

// AgreementCertificate is the certificate of a key agreement key.
func (p *pki) AgreementCertificate(_ context.Context, id eui.ID) ([]byte, error) {
	c, ok := p.gbcs(id, smki.KeyAgreement)
	if !ok {
		return nil, fmt.Errorf("%w: agreement of %s", dsp.ErrNoCertificate, id)
	}
	return c.Certificate.Raw, nil
}

// openBus makes a bus with nothing on it.
func (w *world) openBus() {
	w.Helper()
	dir, err := os.MkdirTemp(w.TempDir(), "bus")
	w.must(err)
	b, err := bus.Open(w.Context(), bus.Config{Dir: dir})
	w.must(err)
	w.bus = b
	w.Cleanup(func() {
		if err := b.Close(); err != nil {
			w.Error(err)
		}
	})
}

// loseBus puts a new bus in the place of the old one, and all that was on it is gone.
func (w *world) loseBus() {
	w.Helper()
	w.must(w.bus.Close())
	w.openBus()
}

// config is that of the next gateway.
func (w *world) config() dsp.Config {
	return dsp.Config{
		DB: w.db, Bus: w.bus, Clock: w.clock, Wall: w.wall, Random: rand.Reader,
		Broker: &accessBroker{pki: w.pki}, CoS: signer{w.pki, coSParty}, Certificates: w.pki,
		Signer: w.keys[holder{broker, smki.DSPXMLSign, smki.DigitalSignature}],
		Client: w.user.Client(), Timers: w.timers, Log: slog.New(logTo{w: w}),
		Metrics: dsp.NewMetrics(prometheus.NewRegistry()),
	}
}

// start runs a gateway and the WAN with the home behind it.
func (w *world) start() {
	w.Helper()
	var err error
	w.gateway, err = dsp.New(w.config())
	w.must(err)
	w.runGateway(w.gateway)
	w.goUntilStop("the WAN", func(ctx context.Context) error {
		return w.bus.Consume(ctx, bus.Commands, "wan", w.home.take)
	})
	w.untilRunning()
}

// untilRunning waits until the gateway takes what comes from homes, which it does once
// the journal is reopened: what a test does from here on is of the new process.
func (w *world) untilRunning() {
	w.Helper()
	if w.arrived != nil {
		return // nothing is logged
	}
	var alerts, deliveries int
	w.note(func() {
		alerts = w.logs("alert", "user", idle.String())
		deliveries = w.logs("deliver", "user", idle.String())
	})
	alert := w.home.alert(usecase.GenericCriticalAlert, 0x8F3F, esme, idle)
	w.home.send(w.home.uplink(command{hub: chf, device: esme}, alert.Append(nil)))
	w.untilLogged(alerts+1, "alert", "user", idle.String())
	if w.timers.LeastDelay == 0 {
		w.untilLogged(deliveries+1, "deliver", "user", idle.String())
	}
}

func (w *world) runGateway(g *dsp.Gateway) { w.goUntilStop("the gateway", g.Run) }

func (w *world) goUntilStop(what string, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(w.Context()))
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	w.ends = append(w.ends, func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				w.Errorf("%s ended with %v", what, err)
			}
		case <-time.After(patience):
			w.Errorf("%s does not end", what)
		}
	})
}

// stop is the end of the process, as far as the gateway and the WAN are concerned.
func (w *world) stop() {
	for _, end := range slices.Backward(w.ends) {
		end()
	}
	w.ends = nil
}

// note changes what tests wait for.
func (w *world) note(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
	close(w.changed)
	w.changed = make(chan struct{})
}

// until waits for a condition, which is looked at under the lock.
func (w *world) until(what string, condition func() bool) {
	w.Helper()
	deadline := time.After(patience)
	for {
		ok, changed := w.look(condition)
		if ok {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			w.Fatalf("waited in vain for %s; the log:\n%s", what, w.log())
		}
	}
}

// look is whether a condition holds now, and what is closed when that may change.
func (w *world) look(condition func() bool) (bool, <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock() // also when the condition ends the test
	return condition(), w.changed
}

func (w *world) log() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var b strings.Builder
	for _, r := range w.logged {
		fmt.Fprintln(&b, r.message, r.fields)
	}
	return b.String()
}

// logs counts the lines of the log with a message and these fields, in pairs.
func (w *world) logs(message string, fields ...string) int {
	n := 0
	for _, r := range w.logged {
		ok := r.message == message
		for i := 0; i < len(fields); i += 2 {
			ok = ok && r.fields[fields[i]] == fields[i+1]
		}
		if ok {
			n++
		}
	}
	return n
}

// untilLogged waits for the nth line of the log with a message and these fields.
func (w *world) untilLogged(n int, message string, fields ...string) {
	w.Helper()
	w.until(fmt.Sprintf("line %d of %s %v", n, message, fields), func() bool {
		return w.logs(message, fields...) >= n
	})
}

// logTo keeps the log for the test.
type logTo struct {
	slog.Handler
	w *world
}

func (l logTo) Enabled(context.Context, slog.Level) bool { return l.w.arrived == nil }

func (l logTo) Handle(_ context.Context, r slog.Record) error {
	fields := map[string]string{}
	r.Attrs(func(a slog.Attr) bool {
		fields[a.Key] = a.Value.String()
		return true
	})
	l.w.note(func() { l.w.logged = append(l.w.logged, record{r.Message, fields}) })
	return nil
}

// receive is the receive service of all Users, each at a path of its own.
func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	document := new(bytes.Buffer)
	if _, err := document.ReadFrom(r.Body); err != nil || r.Method != http.MethodPost ||
		r.Header.Get("Content-Type") != "application/xml" {
		w.Errorf("%s %s %v: %v", r.Method, r.URL, r.Header, err)
	}
	status := http.StatusNoContent
	if w.arrived != nil {
		rw.WriteHeader(status)
		w.arrived()
		return
	}
	w.note(func() {
		w.posts = append(w.posts, post{r.URL.Path, document.Bytes()})
		if statuses := w.replies[r.URL.Path]; len(statuses) > 0 {
			status, w.replies[r.URL.Path] = statuses[0], statuses[1:]
		}
	})
	rw.WriteHeader(status)
}

// answers says how a receive service answers the next posts, before it takes them again.
func (w *world) answers(path string, statuses ...int) {
	w.note(func() { w.replies[path] = statuses })
}

func (w *world) postsTo(path string) (documents [][]byte) {
	for _, p := range w.posts {
		if p.path == path {
			documents = append(documents, p.document)
		}
	}
	return documents
}

// delivered waits for the next document that a User gets.
func (w *world) delivered(id eui.ID) []byte {
	w.Helper()
	return w.deliveredAt("/" + id.String())
}

func (w *world) deliveredAt(path string) (document []byte) {
	w.Helper()
	w.until("a document at "+path, func() bool {
		all := w.postsTo(path)
		if len(all) <= w.seen[path] {
			return false
		}
		document = all[w.seen[path]]
		w.seen[path]++
		return true
	})
	return document
}

// silent checks that a User has got no document that the test has not seen.
func (w *world) silent(id eui.ID) {
	w.Helper()
	path := "/" + id.String()
	w.mu.Lock()
	all, seen := w.postsTo(path), w.seen[path]
	w.mu.Unlock()
	if len(all) > seen {
		w.Errorf("%s got a document too many:\n%s", id, all[seen])
	}
}

// next is a RequestID that was not used.
func (w *world) next(originator, target eui.ID) duis.RequestID {
	w.counter++
	return duis.RequestID{Originator: originator, Target: target, Counter: w.counter}
}

// request is a Service Request.
func request(id duis.RequestID, cv uint8, variant string, body duis.Body) *duis.Request {
	reference := variant
	if v, ok := srv.Lookup(variant); ok {
		reference = v.ServiceReference()
	}
	return &duis.Request{
		Header: duis.Header{RequestID: id, CommandVariant: cv, ServiceReference: reference,
			ServiceReferenceVariant: variant},
		Body: body,
	}
}

// signed is a request with the signature of its originator.
func (w *world) signed(r *duis.Request) []byte {
	w.Helper()
	return w.signedBy(r.Append(nil), w.xml(r.RequestID.Originator))
}

func (w *world) signedBy(document []byte, c *smki.Credential) []byte {
	w.Helper()
	out, err := xmldsig.Sign(rand.Reader, document, c.Key, c.Certificate.IssuerName(),
		c.Certificate.SerialNumber)
	w.must(err)
	return out
}

// call posts a document to a web service of the gateway.
func (w *world) call(service srv.Service, document []byte) (status int, reply []byte) {
	return w.do(httptest.NewRequest(http.MethodPost, service.Path(), bytes.NewReader(document)))
}

func (w *world) do(r *http.Request) (status int, reply []byte) {
	if r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/xml")
	}
	recorder := httptest.NewRecorder()
	w.gateway.Handler().ServeHTTP(recorder, r)
	return recorder.Code, recorder.Body.Bytes()
}

// ask sends a request to the service that is for it, and returns the reply.
func (w *world) ask(r *duis.Request) *duis.Response {
	w.Helper()
	return w.askSigned(srv.ServiceOf(r.CommandVariant), w.signed(r))
}

func (w *world) askSigned(service srv.Service, document []byte) *duis.Response {
	w.Helper()
	status, reply := w.call(service, document)
	if status != http.StatusOK {
		w.Fatalf("HTTP %d: %s", status, reply)
	}
	return w.read(reply)
}

// read reads a document of the DCC and checks that the DCC signed it.
func (w *world) read(document []byte) *duis.Response {
	w.Helper()
	response, err := duis.ParseResponse(document)
	if err != nil {
		w.Fatalf("%v in\n%s", err, document)
	}
	parsed, err := xmldsig.Parse(document)
	w.must(err)
	signature, err := xmldsig.Find(parsed)
	w.must(err)
	signer := w.keys[holder{broker, smki.DSPXMLSign, smki.DigitalSignature}].Certificate
	if signature.Serial.Cmp(signer.SerialNumber) != 0 ||
		!xmldsig.SameName(signature.IssuerName, signer.IssuerName()) {
		w.Errorf("signed under %s of %s", signature.Serial, signature.IssuerName)
	}
	w.must(signature.Verify(signer.ECDSA()))
	if now := w.clock.Now(); response.DateTime.After(now) || now.Sub(response.DateTime) > time.Minute {
		w.Errorf("ResponseDateTime is %s, the time %s", response.DateTime, now)
	}
	return response
}

// accepted sends a request that is to be acknowledged.
func (w *world) accepted(r *duis.Request) {
	w.Helper()
	if reply := w.ask(r); reply.Code != duis.I99 {
		w.Fatalf("%s %s: got %s, want I99; the log:\n%s", r.RequestID, r.ServiceReferenceVariant,
			reply.Code, w.log())
	}
}

// readImport is 4.1.1 of a User to a Device.
func (w *world) readImport(originator, target eui.ID) *duis.Request {
	return request(w.next(originator, target), 1, "4.1.1", &duis.ReadInstantaneousImportRegisters{})
}

// payload is the GBCS message in a Response to a request, whose header is checked.
func (w *world) payload(response *duis.Response, r *duis.Request) []byte {
	w.Helper()
	w.answersTo(response, r, duis.I0)
	body := response.Body.(*duis.ResponseMessage)
	payload, ok := body.Payload.(duis.GBCSPayload)
	if !ok {
		w.Fatalf("the payload is %T", body.Payload)
	}
	if want := r.RequestID.Response(); response.ResponseID == nil || *response.ResponseID != want {
		w.Errorf("ResponseID is %v, want %s", response.ResponseID, want)
	}
	return payload
}

// answersTo checks that a Response repeats the identity of a request, and its code.
func (w *world) answersTo(response *duis.Response, r *duis.Request, code duis.ResponseCode) {
	w.Helper()
	if response.RequestID == nil || *response.RequestID != r.RequestID || response.Code != code {
		w.Fatalf("got %s for %v, want %s for %s", response.Code, response.RequestID, code, r.RequestID)
	}
	body, ok := response.Body.(*duis.ResponseMessage)
	if !ok {
		w.Fatalf("the body is %T", response.Body)
	}
	if body.ServiceReference != r.ServiceReference ||
		body.ServiceReferenceVariant != r.ServiceReferenceVariant {
		w.Errorf("the reference is %s %s, want %s %s", body.ServiceReference,
			body.ServiceReferenceVariant, r.ServiceReference, r.ServiceReferenceVariant)
	}
}

// timedOut checks that the next document of a User ends a request with a code.
func (w *world) timedOut(r *duis.Request, code duis.ResponseCode) {
	w.Helper()
	response := w.read(w.delivered(r.RequestID.Originator))
	w.answersTo(response, r, code)
	if response.ResponseID != nil || response.Body.(*duis.ResponseMessage).Payload != nil {
		w.Errorf("%s has the ResponseID %v and %v", code, response.ResponseID, response.Body)
	}
}

// gbcsOf reads a GBCS message.
func (w *world) gbcsOf(octets []byte) *gbcs.Message {
	w.Helper()
	m, err := gbcs.Parse(octets)
	w.must(err)
	return m
}

// dump is everything that is in the tables of the database, one text a row.
func (w *world) dump() []string {
	w.Helper()
	var all []string
	for _, table := range w.tables() {
		rows, err := w.db.QueryContext(w.Context(), "SELECT * FROM "+table)
		w.must(err)
		columns, err := rows.Columns()
		w.must(err)
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			w.must(rows.Scan(values...))
			line := table
			for i, v := range values {
				value := *v.(*any)
				if b, ok := value.([]byte); ok {
					value = base64.StdEncoding.EncodeToString(b)
				}
				line += fmt.Sprintf(" %s=%v", columns[i], value)
			}
			all = append(all, line)
		}
		w.must(rows.Err())
		w.must(rows.Close())
	}
	slices.Sort(all)
	return all
}

// tables are the names of all tables.
func (w *world) tables() (names []string) {
	w.Helper()
	rows, err := w.db.QueryContext(w.Context(), `SELECT name FROM sqlite_master WHERE type = 'table'`)
	if err != nil {
		rows, err = w.db.QueryContext(w.Context(),
			`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`)
	}
	w.must(err)
	defer rows.Close()
	for rows.Next() {
		var name string
		w.must(rows.Scan(&name))
		names = append(names, name)
	}
	w.must(rows.Err())
	if len(names) < 8 {
		w.Fatalf("the tables are %v", names)
	}
	return names
}

// sameTables checks that nothing in the database has changed.
func (w *world) sameTables(name string, before []string) {
	w.Helper()
	if diff := cmp.Diff(before, w.dump()); diff != "" {
		w.Errorf("%s: the database has changed (-before +after):\n%s", name, diff)
	}
}

// untilIdle waits until all that homes have sent by now is dealt with, since an alert of
// each hub that comes after it is delivered, and all deliveries are recorded.
func (w *world) untilIdle() {
	w.Helper()
	for hub, device := range map[eui.ID]eui.ID{chf: esme, twinHu: twin} {
		alert := w.home.alert(usecase.GenericCriticalAlert, 0x8F3F, device, other)
		w.home.send(w.home.uplink(command{hub: hub, device: device}, alert.Append(nil)))
		w.delivered(other)
	}
	w.untilDelivered()
}

// untilDelivered waits until no delivery is under way.
func (w *world) untilDelivered() {
	w.Helper()
	w.until("the deliveries", func() bool {
		return w.count(`SELECT count(*) FROM delivery WHERE state = 'undelivered'`) == 0
	})
}

// count is the number that a query finds.
func (w *world) count(query string, args ...any) (n int) {
	w.Helper()
	w.must(w.db.QueryRowContext(w.Context(), query, args...).Scan(&n))
	return n
}
