package notice_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/mail/mailtest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// replay is the demo register on its way through January and February 2022, with a server of mail.
type replay struct {
	t     *testing.T
	db    *store.DB
	clock *clock.Adjustable
	code  *governance.Code
	relay *mailtest.Server
	own   map[string]bool // addresses of outsiders that are confirmed
}

func (r *replay) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// start opens the system, as after a restart.
func (r *replay) start() {
	server, err := mail.ParseServer(r.relay.URL())
	r.must(err)
	r.t.Cleanup(func() { _ = server.Close() }) // the test is over
	r.code, err = governance.Open(r.t.Context(), governance.Config{DB: r.db, Clock: r.clock,
		Random: rand.NewChaCha8([32]byte{byte(r.clock.Now().Day())}),
		Mail:   post.Config{Send: server}})
	r.must(err)
	_, err = r.code.Begin(r.t.Context())
	r.must(err)
	r.must(r.code.Settle(r.t.Context()))
}

// submit fills in the form at a pattern of a record.
func (r *replay) submit(who, pattern, id string, pairs ...string) {
	r.t.Helper()
	r.fill(who, pattern, map[string]string{"id": id}, pairs...)
}

// fill fills in the form at a pattern.
func (r *replay) fill(who, pattern string, path map[string]string, pairs ...string) {
	r.t.Helper()
	routes := r.code.Routes()
	i := slices.IndexFunc(routes, func(at page.Route) bool { return at.Pattern == pattern })
	if i < 0 {
		r.t.Fatalf("no route %s", pattern)
	}
	now := r.code.Now()
	ask := &page.Ask{Context: r.t.Context(), Who: who, Path: path,
		Moment: page.Moment{So: now, Known: now}}
	form, err := routes[i].Form(ask)
	r.must(err)
	in := page.Input{Values: map[string][]string{}, Version: form.Version}
	for _, f := range form.Fields {
		in.Values[f.Name] = f.Values
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		in.Values[pairs[i]] = []string{pairs[i+1]}
	}
	in = form.Keep(in)
	r.must(form.Check(in).Err())
	_, err = routes[i].Submit(ask, in)
	r.must(err)
}

// acts is what happens on the way, by day.
func (r *replay) acts(day string) {
	const id = "consultation-mp192-refinement"
	switch day {
	case "2022-01-21":
		for _, o := range outsiders {
			r.submit(public, "/subscriptions", "", "address", o.address, "topics", o.topic, "how", o.how)
		}
	case "2022-01-24":
		r.submit(signs, "/consultations/{id}/respond", id, "q1-position", "support",
			"q1-text", "It is sound")
		r.submit(signs, "/consultations/{id}/respond/check", id)
	case "2022-01-26":
		r.submit(analyst, "/consultations/{id}/extend", id, "closes-on-day", "11",
			"closes-on-month", "2", "closes-on-year", "2022", "reason", "Parties asked for more time")
	case "2022-01-31":
		r.start()
	case "2022-02-01":
		r.submit("demo-secas-secretary", "/meetings/{id}/move", "csc-36", "day-day", "17",
			"day-month", "2", "day-year", "2022", "reason", "The chair is ill")
	case "2022-02-02":
		r.submit(rival, "/subscriptions", "", "topic-consultations", "at_once")
	case "2022-02-03":
		r.submit(analyst, "/consultations/{id}/extend", "consultation-ecos-jip-cr", "closes-on-day",
			"9", "closes-on-month", "2", "closes-on-year", "2022", "reason", "More time")
	}
}

// outsiders are nobody of the register.
var outsiders = []struct{ address, topic, how string }{
	{"once@outside.example", "consultations", string(record.AtOnce)},
	{"daily@outside.example", "consultations", string(record.Daily)},
	{"weekly@outside.example", "consultations", string(record.Weekly)},
}

// confirm presses the buttons in messages that ask outsiders whether an address is theirs.
func (r *replay) confirm(m *mail.Incoming) {
	_, link, is := strings.Cut(m.Text, "<http://localhost/subscriptions/confirm/")
	if !is || r.own[m.Recipient] {
		return
	}
	link, _, _ = strings.Cut(link, ">")
	id, token, _ := strings.Cut(link, "/")
	r.fill(public, "/subscriptions/confirm/{id}/{token}", map[string]string{"id": id, "token": token})
	r.own[m.Recipient] = true
}

// TestReplay sends what January and February 2022 ask for through a real server of mail: at most
// one digest a Working Day to each reader, each deadline of one's own in time, and nothing of what
// a reader may not see.
func TestReplay(t *testing.T) { storetest.Each(t, replayed) }

// replayed is the two months on a database.
func replayed(t *testing.T, db *store.DB) {
	r := &replay{t: t, db: db, clock: clock.NewFrozen(governancetest.Start),
		relay: mailtest.Start(t, mailtest.Config{}), own: map[string]bool{}}
	r.start()
	all := map[string][]*mail.Incoming{} // by address
	taken := 0
	day := calendar.DateOf(governancetest.Start)
	for ; day.Month <= time.February; day = day.AddDays(1) {
		for _, hour := range []int{8, 12} {
			if at := day.At(hour, 0); at.After(r.clock.Now()) {
				r.clock.Set(at)
			}
			r.must(r.code.Settle(t.Context()))
			for _, e := range r.relay.Taken()[taken:] {
				m := mail.Parse(e)
				all[m.Recipient] = append(all[m.Recipient], m)
				taken++
				r.confirm(m)
			}
		}
		r.acts(day.String())
	}
	r.digests(all)
	r.deadlines(all)
	r.links(all)
	r.outside(all)
	r.table(all)
}

// digests: at most one a Working Day, and no message twice.
func (r *replay) digests(all map[string][]*mail.Incoming) {
	cal := calendar.Default()
	for to, messages := range all {
		days, ids := map[calendar.Date]bool{}, map[string]bool{}
		for _, m := range messages {
			day := calendar.DateOf(m.Date)
			if ids[m.ID] {
				r.t.Errorf("%s: twice: %s", to, m.Subject)
			}
			ids[m.ID] = true
			if !strings.Contains(m.Subject, "SEC digest") {
				continue
			}
			if days[day] || !cal.WorkingDay(day) {
				r.t.Errorf("%s: a digest too many on %s: %s", to, day, m.Subject)
			}
			days[day] = true
		}
	}
}

// on is a day of 2022.
func on(month time.Month, day int) calendar.Date {
	return calendar.Date{Year: 2022, Month: month, Day: day}
}

// deadlines: who acts for a Party that has not answered was told five Working Days before and on
// the one before, or in the first digest there was.
func (r *replay) deadlines(all map[string][]*mail.Incoming) {
	first := on(time.January, 21)
	for _, d := range []struct {
		title, by string
		closes    calendar.Date
		answered  string
	}{
		{"SEC Panel Draft Budget", "By 5pm on 28 January 2022", on(time.January, 28), ""},
		{"MP192 Refinement Consultation", "By 5pm on 11 February 2022", on(time.February, 11),
			signs},
		{"MP078 Modification Report", "By 8 February 2022", on(time.February, 8), ""},
		{"Joint Industry Plan", "By 5pm on 9 February 2022", on(time.February, 9), ""},
	} {
		for _, who := range []string{signs, rival, "demo-en-a-delegate", "demo-osp-b-signatory"} {
			for _, before := range []int{5, 1} {
				w, err := calendar.Default().Add(d.closes, -before)
				r.must(err)
				day := w.To
				if day.Before(first) {
					day = first
				}
				told := slices.ContainsFunc(all[who+"@demo.example"], func(m *mail.Incoming) bool {
					text := oneLine(m.Text)
					_, after, is := strings.Cut(text, d.title)
					return is && calendar.DateOf(m.Date) == day && strings.Contains(after, d.by)
				})
				if late := d.title == "Joint Industry Plan" && before == 5; late {
					continue // its day was moved later than that
				}
				if told == (who == d.answered) {
					r.t.Errorf("%s on %s: told of %s: %v", who, day, d.title, told)
				}
			}
		}
	}
}

// outside: outsiders are told of what they chose, as soon as they chose, of nothing else, and each
// message ends them by one press.
func (r *replay) outside(all map[string][]*mail.Incoming) {
	for _, o := range outsiders {
		own := all[o.address]
		if !r.own[o.address] || len(own) < 2 {
			r.t.Errorf("%s: %d messages, confirmed: %v", o.address, len(own), r.own[o.address])
			continue
		}
		weeks := map[int]bool{}
		for _, m := range own[1:] {
			digest := strings.Contains(m.Subject, "SEC digest")
			if digest == (o.how == string(record.AtOnce)) {
				r.t.Errorf("%s asked for %s: %s", o.address, o.how, m.Subject)
			}
			if o.how == string(record.Weekly) {
				_, week := m.Date.ISOWeek()
				if weeks[week] {
					r.t.Errorf("%s: twice in week %d: %s", o.address, week, m.Subject)
				}
				weeks[week] = true
			}
			if strings.Contains(m.Text, "deadline") {
				r.t.Errorf("%s has no deadlines: %s\n%s", o.address, m.Subject, m.Text)
			}
			if !strings.Contains(m.Text, "http://localhost/subscriptions/of/") {
				r.t.Errorf("%s: no way to what they chose: %s\n%s", o.address, m.Subject, m.Text)
			}
		}
	}
}

var recordLinks = regexp.MustCompile(`<http://localhost(/[^>]+)>`)

// links: every record that a message leads to is one that its reader may see.
func (r *replay) links(all map[string][]*mail.Incoming) {
	checked := 0
	for to, messages := range all {
		who, _ := strings.CutSuffix(to, "@demo.example")
		if r.own[to] {
			who = public
		}
		reader, err := r.code.Reader(r.t.Context(), who)
		r.must(err)
		now := r.code.Now()
		v := r.code.Register().View(r.t.Context(), reader, register.Moment{So: now, Known: now})
		names := map[register.Hit]bool{}
		for _, m := range messages {
			for _, link := range recordLinks.FindAllStringSubmatch(m.Text, -1) {
				if hit, is := record.At(link[1]); is && hit.Kind != "subscription" {
					names[hit] = true
				}
			}
		}
		seen, err := v.Some(slices.Collect(maps.Keys(names)))
		r.must(err)
		for hit := range names {
			checked++
			if !seen[hit] {
				r.t.Errorf("%s is told of %s %s, which they may not see", who, hit.Kind, hit.ID)
			}
		}
	}
	if checked == 0 {
		r.t.Error("no message leads to a record")
	}
}

// table prints how many messages each kind of reader had.
func (r *replay) table(all map[string][]*mail.Incoming) {
	type sum struct{ people, messages, digests, deadlines, most int }
	kinds := map[string]*sum{}
	people, err := register.All[*record.Person](r.code.Register().View(r.t.Context(),
		policy.System(), register.Moment{So: r.code.Now(), Known: r.code.Now()}), register.Query{})
	r.must(err)
	count := func(kind, address string) {
		if kinds[kind] == nil {
			kinds[kind] = &sum{}
		}
		s := kinds[kind]
		s.people++
		own := all[address]
		s.messages += len(own)
		s.most = max(s.most, len(own))
		for _, m := range own {
			if strings.Contains(m.Subject, "SEC digest") {
				s.digests++
			}
			if strings.Contains(m.Subject, "deadline") {
				s.deadlines++
			}
		}
	}
	for _, p := range people {
		kind := cmp.Or(p.WorksFor, "nobody")
		if parts := strings.Split(kind, "-"); len(parts) > 2 {
			kind = parts[0] + "-" + parts[1]
		}
		count(kind, p.Email.Text())
	}
	for _, o := range outsiders {
		count("outside, "+o.how, o.address)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-22s %7s %9s %8s %15s %5s\n", "works for", "people", "messages", "digests",
		"with deadlines", "most")
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		s := kinds[kind]
		fmt.Fprintf(&b, "%-22s %7d %9d %8d %15d %5d\n", kind, s.people, s.messages, s.digests,
			s.deadlines, s.most)
	}
	r.t.Log(b.String())
}
