package portal

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// visit is one request on its way: where it leads, who asks, and as at when.
type visit struct {
	*Portal
	w http.ResponseWriter
	r *http.Request
	reader
	body io.Reader // of the request, without a limit
	address
	query    url.Values // without what says as at when
	moment   page.Moment
	route    *route
	values   map[string]string // of the pattern
	standing int               // how many notices hold for the whole site
}

// route is an address and what answers there: as a subject declares it, or by the portal
// itself.
type route struct {
	page.Route
	get, post func(*visit) error // in place of View, Form and Submit
	names     []string           // of the values in the pattern
	live      bool               // there is no view of it as at a moment
}

// serve answers one request.
func (p *Portal) serve(w http.ResponseWriter, r *http.Request) {
	v := &visit{Portal: p, w: w, r: r, body: r.Body}
	defer v.recovered()
	if err := v.answer(); err != nil {
		v.refuse(err)
	}
}

// answer finds out what is asked, by whom and as at when, and does it.
func (v *visit) answer() (err error) {
	var ok bool
	now := v.now()
	v.moment = page.Moment{So: now, Known: now}
	if v.address, ok = parse(v.r.URL.EscapedPath()); !ok {
		return page.ErrNotFound
	}
	v.reader, err = v.read(v.r)
	if err := errors.Join(v.counted(), err); err != nil {
		return err
	}
	if v.query, err = url.ParseQuery(v.r.URL.RawQuery); err != nil {
		return page.ErrNotFound
	}
	if err := v.settle(); err != nil {
		return err
	}
	if path := strings.TrimSuffix(v.path, "/"); path != "" && path != v.path {
		return &page.Moved{To: page.Address(path)}
	}
	if !v.match() {
		return page.ErrNotFound
	}
	if err := v.keyReads(); err != nil {
		return err
	}
	if v.moment.AsAt && (v.route.live || v.route.Form != nil) {
		return onlyNow
	}
	switch v.r.Method {
	case http.MethodGet, http.MethodHead:
		return v.show()
	case http.MethodPost:
		return v.submit()
	}
	return v.otherMethod()
}

// match finds the route of the path.
func (v *visit) match() bool {
	path, err := url.PathUnescape(v.path)
	if err != nil {
		return false
	}
	found := &found{}
	r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path, RawPath: v.path}}
	// What the mux itself would answer, that there is nothing or that it is elsewhere, is
	// not wanted.
	v.routes.ServeHTTP(nowhere{}, r.WithContext(context.WithValue(context.Background(),
		foundKey{}, found)))
	v.route, v.values = found.route, found.values
	return v.route != nil
}

// found is the route that a path leads to.
type found struct {
	route  *route
	values map[string]string
}

type foundKey struct{}

// ServeHTTP notes that the path leads here.
func (r *route) ServeHTTP(_ http.ResponseWriter, asked *http.Request) {
	f := asked.Context().Value(foundKey{}).(*found)
	f.route, f.values = r, make(map[string]string, len(r.names))
	for _, name := range r.names {
		f.values[name] = asked.PathValue(name)
	}
}

// nowhere takes an answer that is for nobody.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) WriteHeader(int)             {}

// names are those of the values in a pattern.
func names(pattern string) (names []string) {
	for {
		_, rest, found := strings.Cut(pattern, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return names
		}
		if name = strings.TrimSuffix(name, "..."); name != "$" {
			names = append(names, name)
		}
		pattern = after
	}
}

// ask is the question, as subjects are asked it.
func (v *visit) ask() *page.Ask {
	return &page.Ask{
		Context: context.WithValue(v.r.Context(), visitKey{}, v), Who: v.person.ID,
		Moment: v.moment, Path: v.values, Query: v.query,
	}
}

type visitKey struct{}

// visited is the visit that an ask is of, for the portal's own routes.
func visited(ask *page.Ask) *visit { return ask.Context.Value(visitKey{}).(*visit) }

// show answers GET and HEAD.
func (v *visit) show() error {
	switch {
	case v.route.get != nil:
		if v.suffix != "" {
			return page.ErrNotFound
		}
		return v.route.get(v)
	case v.route.Form != nil:
		return v.showForm()
	case v.route.View != nil:
		return v.showView()
	}
	return v.otherMethod()
}

func (v *visit) showForm() error {
	if v.suffix != "" {
		return page.ErrNotFound
	}
	form, err := v.route.Form(v.ask())
	if err != nil {
		return err
	}
	return v.sendForm(http.StatusOK, form)
}

func (v *visit) showView() error {
	view, err := v.route.View(v.ask())
	if err != nil {
		return err
	}
	view.Print = view.Print && v.printer != nil
	n, err := v.pick(view)
	if err != nil {
		return err
	}
	return v.sendView(n, view)
}

// pick finds the notation that the reader wants: that of the suffix, or by Accept.
func (v *visit) pick(view *page.View) (notation, error) {
	there := []notation{asHTML}
	for _, k := range view.Kinds() {
		there = append(there, suffixed(k.Suffix))
	}
	if v.suffix == "" {
		if n, ok := negotiate(strings.Join(v.r.Header.Values("Accept"), ","), there); ok {
			return n, nil
		}
		return 0, notAcceptable(there)
	}
	for _, n := range there[1:] {
		if notations[n].suffix == v.suffix {
			return n, nil
		}
	}
	return 0, page.ErrNotFound
}

// otherMethod says which methods there are.
func (v *visit) otherMethod() error {
	var allow []string
	if v.route.get != nil || v.route.View != nil || v.route.Form != nil {
		allow = append(allow, http.MethodGet, http.MethodHead)
	}
	if v.route.post != nil || v.route.Submit != nil {
		allow = append(allow, http.MethodPost)
	}
	v.w.Header().Set("Allow", strings.Join(allow, ", "))
	return wrongMethod
}

// settle finds out as at when the reader asks: the query counts before the prefix, since it
// is what was asked last.
func (v *visit) settle() error {
	text, known := v.address.moment, v.known
	if typed := strings.TrimSpace(v.query.Get(asAtQuery)); typed != "" {
		text, known = typed, v.query.Get(knownQuery) == "now"
	} else if text != "" && v.query.Get(knownQuery) == "now" {
		known = true
	}
	v.query.Del(asAtQuery)
	v.query.Del(knownQuery)
	if text == "" {
		return nil
	}
	if v.code == nil {
		return page.ErrNotFound
	}
	v.known = known
	so, err := v.code.ParseMoment(text)
	if err != nil {
		return &badMoment{text, err}
	}
	// Nothing is known yet in the future: what will be so is what is known of it now.
	now := v.moment.So
	known = known || so.After(now)
	v.moment = page.Moment{So: so, Known: so, AsAt: true}
	if known {
		v.moment.Known = now
	}
	v.address.moment, v.address.known = so.UTC().Format(time.RFC3339Nano), known
	return nil
}

// recovered answers where a subject has panicked.
func (v *visit) recovered() {
	switch fault := recover(); {
	case fault == nil:
	case fault == http.ErrAbortHandler:
		panic(fault)
	default:
		v.refuse(panicked(fault))
	}
}
