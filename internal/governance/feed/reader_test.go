package feed_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/feed"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/outside"
)

const (
	staff = "demo-secas-analyst"
	lists = "/open-industry-consultations"
)

// body is the site of another body, with a feed of as many entries as it is told to have.
type body struct {
	*httptest.Server
	entries atomic.Int32
	asked   atomic.Int32
	answer  atomic.Pointer[http.HandlerFunc] // in place of the feed
}

func newBody(t *testing.T) *body {
	b := &body{}
	b.entries.Store(2)
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.asked.Add(1)
		if other := b.answer.Load(); other != nil {
			(*other)(w, r)
			return
		}
		_, _ = fmt.Fprint(w, "<rss><channel>")
		for i := range b.entries.Load() {
			_, _ = fmt.Fprintf(w, "<item><guid>%d</guid><title>Consultation %d</title><link>/c/%d</link>"+
				"<description>It closes on Friday 11th February 2022.</description></item>", i, i, i)
		}
		_, _ = fmt.Fprint(w, "</channel></rss>")
	}))
	t.Cleanup(b.Close)
	return b
}

// reader reads the feeds of a site; networks may be asked beside the public ones.
func reader(s governancetest.Site, networks ...netip.Prefix) *feed.Reader {
	d := desk.New(s.Code.Register(), s.Code.Library())
	return feed.NewReader(d, s.Clock, outside.Config{Allow: networks})
}

var loopback = netip.MustParsePrefix("127.0.0.0/8")

// settle reads what is to be read.
func settle(t *testing.T, r *feed.Reader) {
	t.Helper()
	if err := r.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// add adds a feed.
func add(s governancetest.Site, address string) (feed string) {
	return string(s.Do(staff, "/industry-feeds/new", "title", "News of a body", "source", "A body",
		"type", "open_industry", "address", address, "audience", "sec_parties").To)
}

// set sets the clock, and no more: the reader of the site would read as well, and may not ask
// this machine.
func set(t *testing.T, s governancetest.Site, text string) {
	t.Helper()
	at, err := calendar.ParseAsAt(text)
	if err != nil {
		t.Fatal(err)
	}
	s.Clock.Set(at)
}

// waits counts the suggestions that wait.
func waits(t *testing.T, s governancetest.Site) int {
	t.Helper()
	form, err := s.Form(staff, "/suggestions/decide")
	if err != nil {
		t.Fatal(err)
	}
	return len(form.Fields) / 2
}

// TestReader: a feed is read at its hours, each entry is suggested once, and the administrator
// lists or declines all with one press.
func TestReader(t *testing.T) {
	s, other := governancetest.NewSite(t), newBody(t)
	r := reader(s, loopback)
	s.Refused(staff, "/industry-feeds/new", "whole address", "title", "x", "source", "y", "type",
		"open_industry", "address", "ftp://example.org/feed")
	one := add(s, other.URL+"/feed")
	settle(t, r)
	settle(t, r) // it was read: nothing is asked
	if n := other.asked.Load(); n != 1 || waits(t, s) != 2 {
		t.Fatalf("asked %d times, %d suggestions", n, waits(t, s))
	}
	if text := s.Text(staff, one); !strings.Contains(text, "It is read") ||
		!strings.Contains(text, "2 that wait") {
		t.Errorf("the feed says %s", text)
	}
	form, _ := s.Form(staff, "/suggestions/decide")
	first, second := form.Fields[0].Name, form.Fields[2].Name
	if form.Fields[1].Values[0] != "2022-02-11" {
		t.Errorf("the closing day is %v", form.Fields[1].Values)
	}
	s.Do(staff, "/suggestions/decide", first, "listed", second, "declined")
	s.Says(lists, "Consultation ", "Closes on 11 February 2022", "by A body")
	other.entries.Store(3)
	set(t, s, "2022-01-20T11:59:59")
	settle(t, r)
	if waits(t, s) != 0 {
		t.Error("it was read before its hour")
	}
	set(t, s, "2022-01-20T12:00")
	settle(t, r)
	if waits(t, s) != 1 {
		t.Errorf("%d suggestions wait, want the new one", waits(t, s))
	}
	s.Do(staff, one+"/pause")
	s.Refused(staff, one+"/pause", "paused already")
	set(t, s, "2022-01-21T12:00")
	settle(t, r)
	if other.asked.Load() != 2 {
		t.Error("it was read while it was paused")
	}
	s.Do(staff, one+"/read")
	settle(t, r)
	if other.asked.Load() != 3 {
		t.Error("it was not read again")
	}
}

// TestClosed: what has closed is not suggested, to the hour of its last day; entries without an
// address of their own are not said to be there already, as all of them have that of the feed.
func TestClosed(t *testing.T) {
	s, other := governancetest.NewSite(t), newBody(t)
	closed := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "<rss><channel>")
		for _, of := range []string{"over</title><description>Closes 4 January 2022.",
			"today</title><description>Closes 20 January 2022.", "no day</title><description>News."} {
			_, _ = fmt.Fprintf(w, "<item><guid>%s</guid><title>Consultation %s</description></item>",
				of[:4], of)
		}
		_, _ = fmt.Fprint(w, "</channel></rss>")
	})
	other.answer.Store(&closed)
	add(s, other.URL+"/feed")
	settle(t, reader(s, loopback))
	form, err := s.Form(staff, "/suggestions/decide")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%+v", form)
	if !strings.Contains(text, "Consultation today") ||
		!strings.Contains(text, "Consultation no day") || strings.Contains(text, "Consultation over") ||
		strings.Contains(text, "there already") {
		t.Errorf("suggested: %s", text)
	}
	set(t, s, "2022-01-20T17:00")
	add(s, other.URL+"/again")
	settle(t, reader(s, loopback))
	if n := waits(t, s); n != 3 {
		t.Errorf("%d suggestions wait, want one more: the last day of the other is over", n)
	}
}

// TestMoved: the links of a feed that has moved are those of where it is now.
func TestMoved(t *testing.T) {
	s, was, is := governancetest.NewSite(t), newBody(t), newBody(t)
	moved := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, is.URL+"/news/feed", http.StatusMovedPermanently)
	})
	was.answer.Store(&moved)
	add(s, was.URL+"/feed")
	settle(t, reader(s, loopback))
	form, err := s.Form(staff, "/suggestions/decide")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%+v", form)
	if !strings.Contains(text, is.URL+"/c/0") || strings.Contains(text, was.URL+"/c/") {
		t.Errorf("the suggestions lead elsewhere: %s", text)
	}
}

// TestChangedMeanwhile: where the address of a feed is changed while it is asked, nothing of the
// old one counts, and the new one is read.
func TestChangedMeanwhile(t *testing.T) {
	s, was, is := governancetest.NewSite(t), newBody(t), newBody(t)
	one := add(s, was.URL+"/feed")
	feed := was.Config.Handler
	was.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		s.Do(staff, one+"/change", "title", "News of a body", "source", "A body", "type",
			"open_industry", "address", is.URL+"/feed", "audience", "sec_parties")
		feed.ServeHTTP(w, q)
	})
	is.entries.Store(5)
	r := reader(s, loopback)
	settle(t, r)
	if n := waits(t, s); n != 0 {
		t.Errorf("%d suggestions of the address that was", n)
	}
	settle(t, r)
	if n := waits(t, s); n != 5 || was.asked.Load() != 1 {
		t.Errorf("%d suggestions of the new address, want 5", n)
	}
}

// TestMany: of many feeds that do not answer, so many are asked at once and no more; then the rest.
func TestMany(t *testing.T) {
	s, other := governancetest.NewSite(t), newBody(t)
	const all, most = 20, 8
	came, on := make(chan struct{}, all), make(chan struct{})
	var under, highest atomic.Int32
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := under.Add(1)
		for h := highest.Load(); n > h && !highest.CompareAndSwap(h, n); h = highest.Load() {
		}
		came <- struct{}{}
		<-on
		under.Add(-1)
		w.WriteHeader(http.StatusNotFound)
	})
	other.answer.Store(&slow)
	for n := range all {
		add(s, fmt.Sprintf("%s/feed%d", other.URL, n))
	}
	go func() {
		for range most {
			<-came
		}
		close(on)
	}()
	settle(t, reader(s, loopback))
	if got, asked := highest.Load(), other.asked.Load(); got != most || asked != all {
		t.Errorf("%d of %d feeds were asked at once, want %d of %d", got, asked, most, all)
	}
}

// TestFaults: what is wrong with a feed is said on its page, and nothing is suggested.
func TestFaults(t *testing.T) {
	s, other := governancetest.NewSite(t), newBody(t)
	one := add(s, other.URL+"/feed")
	says := func(r *feed.Reader, want string) {
		t.Helper()
		s.Do(staff, one+"/read")
		settle(t, r)
		if text := s.Text(staff, one); !strings.Contains(text, "It could not be read") ||
			!strings.Contains(text, want) {
			t.Errorf("it does not say %q: %s", want, text)
		}
	}
	says(reader(s), "no network that may be asked") // it is of this machine
	if other.asked.Load() != 0 {
		t.Error("this machine was asked")
	}
	r := reader(s, loopback)
	for want, answer := range map[string]http.HandlerFunc{
		"answers 500": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"not a feed": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, "<html></html>")
		},
		"larger than is read": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, "<rss>", strings.Repeat(" ", 2<<20), "</rss>")
		},
		"no network that may": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://10.0.0.1/feed", http.StatusFound)
		},
	} {
		other.answer.Store(&answer)
		says(r, want)
	}
	other.answer.Store(nil)
	s.Do(staff, one+"/read")
	settle(t, r)
	if waits(t, s) != 2 {
		t.Errorf("%d suggestions once it is mended", waits(t, s))
	}
	if text := s.Text(staff, one); strings.Contains(text, "Last fault") {
		t.Errorf("it still says a fault: %s", text)
	}
}
