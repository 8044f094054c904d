package system

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/estate"
)

// controlLimit bounds the body of a control, in octets.
const controlLimit = 64 << 10

// nameLimit bounds the name of a fault, in octets.
const nameLimit = 100

// errControl marks what the caller of a control got wrong.
var errControl = errors.New("control")

// wrong is an error of the caller's.
func wrong(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errControl}, args...)...)
}

// controls is the listener of test controls, apart from every protocol so that
// nothing a client does by accident can reach one.
func (s *System) controls() http.Handler {
	mux := http.NewServeMux()
	for _, c := range s.controlTable() {
		mux.HandleFunc(c.pattern, func(w http.ResponseWriter, r *http.Request) {
			s.control(w, r, c.serve)
		})
	}
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /{$}", s.listControls)
	return mux
}

type control struct {
	pattern string
	help    string
	serve   func(*http.Request) (any, error)
}

// controlTable is every control, once: the router and the list at / read it.
func (s *System) controlTable() []control {
	return []control{
		{"GET /clock", "the time", s.getClock},
		{"POST /clock", `{"set": time} {"advance": "3m"} {"rate": 60} {"frozen": true}`, s.setClock},
		{"GET /homes", "Devices, with what waits for them", s.getHomes},
		{"GET /requests", "the latest requests and where they stand", s.getRequests},
		{"POST /devices/{id}/wake", "a GSME fetches what waits for it", s.wake},
		{"POST /devices/{id}/status", `{"status": "Decommissioned"}, in the inventory`, s.setStatus},
		{"POST /devices/{id}/alert", `{"code": "8F3F"}: the Device sends an alert`, s.raiseAlert},
		{"POST /hubs/{id}/power", `{"on": false}: cut the supply of a home`, s.setPower},
		{"GET /faults", "faults in force", s.getFaults},
		{"POST /faults", `{"device": id, "use_case": "ECS17b", "nth": 3, "kind": "wrong-mac"}`,
			s.addFault},
		{"DELETE /faults/{fault}", "end a fault", s.removeFault},
		{"GET /users", "Users and where their answers go", s.getUsers},
		{"PUT /users/{id}", `{"receive_url": url, "active": true}`, s.putUser},
		{"POST /invitations", `{"person": id, "secret": text}: an address that signs them in once`,
			s.invite},
		{"POST /code", `{"show": true, "of": id, "secret": text}: what the register says`, s.ask},
		{"POST /archive", `{"for": id, "to": file, "secret": text}: what they may see, as a new file`,
			s.archiveTo},
		{"POST /backup", `{"to": file, "secret": text}: all of this installation, as a new file`,
			s.backupTo},
		{"PUT /receivers", `{"request_id": id, "url": url}: where one answer goes`, s.putReceiver},
	}
}

// control serves one control: JSON in, JSON out, or a status and a sentence.
func (s *System) control(
	w http.ResponseWriter, r *http.Request, serve func(*http.Request) (any, error),
) {
	r.Body = http.MaxBytesReader(w, r.Body, controlLimit)
	result, err := serve(r)
	switch {
	case errors.Is(err, dsp.ErrTaken):
		http.Error(w, err.Error(), http.StatusConflict)
	case errors.Is(err, errControl), errors.Is(err, dsp.ErrUnknown),
		errors.Is(err, estate.ErrUnknown), errors.Is(err, estate.ErrRefused):
		http.Error(w, err.Error(), http.StatusBadRequest)
	case r.Context().Err() != nil: // the caller has gone
	case err != nil:
		s.log.ErrorContext(r.Context(), "control", "path", r.URL.Path, "err", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case result == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Set("Content-Type", "application/json")
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		// A caller that has gone needs no answer.
		_ = encoder.Encode(result)
	}
}

// listControls says what controls there are, for who opens the listener's root.
func (s *System) listControls(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	for _, c := range s.controlTable() {
		fmt.Fprintf(w, "%-30s %s\n", c.pattern, c.help)
	}
	fmt.Fprintf(w, "%-30s %s\n%-30s %s\n", "GET /metrics", "Prometheus metrics",
		"GET /debug/pprof/", "profiles")
}

// body reads the JSON body of a control into v; an unknown member is refused.
func body(r *http.Request, v any) error {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return wrong("the body is not the JSON that this control takes: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return wrong("the body goes on after its JSON")
	}
	return nil
}

// pathID is the EUI-64 in the path of a control.
func pathID(r *http.Request) (eui.ID, error) {
	id, err := eui.Parse(r.PathValue("id"))
	if err != nil {
		return id, wrong("%w", err)
	}
	return id, nil
}

type clockState struct {
	Now time.Time `json:"now"`
}

func (s *System) getClock(*http.Request) (any, error) { return clockState{s.clock.Now()}, nil }

// clockChange is what the clock control takes. Its parts are applied in this order.
type clockChange struct {
	Rate    *float64   `json:"rate"`
	Frozen  *bool      `json:"frozen"`
	Set     *time.Time `json:"set"`
	Advance string     `json:"advance"`
}

// check says what of a change cannot be applied, before any of it is.
func (c clockChange) check(now time.Time) (advance time.Duration, err error) {
	if c.Set != nil {
		now = *c.Set
	}
	if c.Advance != "" {
		if advance, err = time.ParseDuration(c.Advance); err != nil || advance < 0 {
			return 0, wrong("advance %q: want a duration such as 3m or 24h", c.Advance)
		}
	}
	if err := checkTime(now.Add(advance)); err != nil {
		return 0, wrong("%w", err)
	}
	if c.Rate != nil && !(*c.Rate > 0 && *c.Rate <= clock.MaxRate) {
		return 0, wrong("rate %v: want above 0 and at most %v", *c.Rate, float64(clock.MaxRate))
	}
	return advance, nil
}

func (s *System) setClock(r *http.Request) (any, error) {
	var change clockChange
	if err := body(r, &change); err != nil {
		return nil, err
	}
	advance, err := change.check(s.clock.Now())
	if err != nil {
		return nil, err
	}
	if change.Rate != nil {
		if err := s.clock.SetRate(*change.Rate); err != nil {
			return nil, wrong("%w", err)
		}
	}
	if change.Frozen != nil && *change.Frozen {
		s.clock.Freeze()
	} else if change.Frozen != nil {
		s.clock.Unfreeze()
	}
	if change.Set != nil {
		s.clock.Set(*change.Set)
	}
	s.clock.Advance(advance)
	if err := s.saveClock(r.Context()); err != nil {
		return nil, err
	}
	return clockState{s.clock.Now()}, nil
}

func (s *System) getHomes(r *http.Request) (any, error) { return s.estate.Describe(r.Context()) }

func (s *System) wake(r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	return nil, s.estate.Wake(r.Context(), id)
}

func (s *System) setStatus(r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	var change struct {
		Status dsp.Status `json:"status"`
	}
	if err := body(r, &change); err != nil {
		return nil, err
	}
	if !change.Status.Valid() {
		return nil, wrong("%q is no status of a Device", change.Status)
	}
	return nil, s.gateway.SetStatus(r.Context(), id, change.Status)
}

func (s *System) raiseAlert(r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	var alert struct {
		Code string `json:"code"`
	}
	if err := body(r, &alert); err != nil {
		return nil, err
	}
	code, err := parseAlertCode(alert.Code)
	if err != nil {
		return nil, err
	}
	return nil, s.estate.RaiseAlert(r.Context(), id, code)
}

func (s *System) setPower(r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	var power struct {
		On *bool `json:"on"`
	}
	if err := body(r, &power); err != nil {
		return nil, err
	}
	if power.On == nil {
		return nil, wrong(`want {"on": true} or {"on": false}`)
	}
	return nil, s.estate.Power(r.Context(), id, *power.On)
}

func (s *System) getFaults(r *http.Request) (any, error) { return s.estate.ListFaults(r.Context()) }

func (s *System) addFault(r *http.Request) (any, error) {
	var fault estate.Fault
	if err := body(r, &fault); err != nil {
		return nil, err
	}
	if len(fault.Name) > nameLimit || strings.ContainsAny(fault.Name, "/?#") {
		return nil, wrong("a name has at most %d characters and none of / ? #", nameLimit)
	}
	return s.estate.AddFault(r.Context(), fault)
}

func (s *System) removeFault(r *http.Request) (any, error) {
	return nil, s.estate.RemoveFault(r.Context(), r.PathValue("fault"))
}

type userState struct {
	EUI        eui.ID   `json:"eui"`
	Name       string   `json:"name"`
	Roles      []string `json:"roles"`
	Active     bool     `json:"active"`
	ReceiveURL string   `json:"receive_url"`
}

func (s *System) getUsers(r *http.Request) (any, error) {
	users, err := s.gateway.Users(r.Context())
	if err != nil {
		return nil, err
	}
	states := make([]userState, len(users))
	for i, u := range users {
		states[i] = userState{u.EUI, u.Name, nil, u.Active, u.ReceiveURL}
		for _, role := range u.Roles {
			states[i].Roles = append(states[i].Roles, role.String())
		}
	}
	return states, nil
}

func (s *System) putUser(r *http.Request) (any, error) {
	id, err := pathID(r)
	if err != nil {
		return nil, err
	}
	var change struct {
		ReceiveURL *string `json:"receive_url"`
		Active     *bool   `json:"active"`
	}
	if err := body(r, &change); err != nil {
		return nil, err
	}
	if change.Active != nil {
		if err := s.gateway.SetActive(r.Context(), id, *change.Active); err != nil {
			return nil, err
		}
	}
	if change.ReceiveURL == nil {
		return nil, nil
	}
	return nil, s.receiveAt(func(ctx context.Context) error {
		return s.gateway.SetReceiveURL(ctx, id, *change.ReceiveURL)
	}, r)
}

func (s *System) putReceiver(r *http.Request) (any, error) {
	var receiver struct {
		RequestID duis.RequestID `json:"request_id"`
		URL       string         `json:"url"`
	}
	if err := body(r, &receiver); err != nil {
		return nil, err
	}
	if receiver.RequestID.IsZero() {
		return nil, wrong("want a request_id")
	}
	return nil, s.receiveAt(func(ctx context.Context) error {
		return s.gateway.ReceiveAt(ctx, receiver.RequestID, receiver.URL)
	}, r)
}

// receiveAt makes a bad address an error of the caller's.
func (s *System) receiveAt(set func(context.Context) error, r *http.Request) error {
	err := set(r.Context())
	if errors.Is(err, dsp.ErrAddress) {
		return wrong("%w", err)
	}
	return err
}

// requestsListed is how many of the latest requests the control lists.
const requestsListed = 100

func (s *System) getRequests(r *http.Request) (any, error) {
	return console{s}.Requests(r.Context(), requestsListed)
}

// parseAlertCode reads four hexadecimal digits.
func parseAlertCode(text string) (gbcs.AlertCode, error) {
	code, err := strconv.ParseUint(text, 16, 16)
	if err != nil || len(text) != 4 {
		return 0, wrong("alert code %q: want four hexadecimal digits such as 8F3F", text)
	}
	return gbcs.AlertCode(code), nil
}
