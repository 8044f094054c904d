package governancetest_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
)

// site is where the feeds of these tests say that they are from.
const site = "https://mains.example"

// opinion is a program that reads calendars or feeds, and was written by others.
type opinion struct {
	name    string // of its package in Debian
	command []string
	probe   string // works where it is installed
}

// Debian's own Python has Debian's packages.
const python = "/usr/bin/python3"

var calendarReaders = []opinion{
	{"python3-icalendar", []string{python, "ical_icalendar.py"}, "import icalendar"},
	{"python3-vobject", []string{python, "ical_vobject.py"}, "import vobject"},
	{"gir1.2-ical-3.0", []string{python, "ical_libical.py"},
		"import gi; gi.require_version('ICalGLib', '3.0')"},
}

var feedReaders = []opinion{
	{"python3-feedparser", []string{python, "atom_feedparser.py"}, "import feedparser"},
	{"libxml-atom-perl", []string{"perl", "atom_xmlatom.pl"}, "use XML::Atom"},
	{"libxml-feedpp-perl", []string{"perl", "atom_feedpp.pl"}, "use XML::FeedPP"},
}

// here reports whether a program is installed.
func (o opinion) here() bool {
	flag := "-c"
	if o.command[0] == "perl" {
		flag = "-e"
	}
	return exec.Command(o.command[0], flag, o.probe).Run() == nil
}

// reads is what a program reads in files of a directory, as sorted lines of columns.
func (o opinion) reads(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	script := filepath.Join("testdata", "feeds", o.command[1])
	var all []string
	for some := range slices.Chunk(files, 500) {
		cmd := exec.Command(o.command[0], append([]string{script}, some...)...)
		var faults bytes.Buffer
		cmd.Stderr = &faults
		out, err := cmd.Output()
		if err != nil || faults.Len() > 0 {
			t.Fatalf("%s: %v\n%s", o.name, err, faults.String())
		}
		all = append(all, strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")...)
	}
	slices.Sort(all)
	return all
}

// agree holds what programs read in files of a directory to what was written, each line as
// columns.
func agree(t *testing.T, readers []opinion, dir string, written [][]string) {
	t.Helper()
	for _, o := range readers {
		if !o.here() {
			t.Logf("%s is not installed: no second opinion of it", o.name)
			continue
		}
		var want []string
		for _, columns := range written {
			want = append(want, strings.Join(columns, "\t"))
		}
		slices.Sort(want)
		got := o.reads(t, dir)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s reads %d, want %d, which differ from the %dth on:\n%s\nwant\n%s", o.name,
					len(got), len(want), i+1, at(got, i), at(want, i))
				break
			}
		}
		t.Logf("%s reads all %d", o.name, len(got))
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing more"
}

// eventful is a site where meetings and events were moved, postponed and cancelled, and where
// somebody has a seat.
func eventful(t *testing.T) governancetest.Site {
	s := governancetest.NewSite(t)
	const staff = "demo-secas-analyst"
	s.Do(staff, "/meetings/csc-36/move", "day", "2022-02-17", "reason", "The chair is ill")
	s.Do(staff, "/meetings/ssc-140/cancel", "reason", "There is nothing to decide")
	s.Do(staff, "/events/event-dcc-ipv-workshop/postpone", "reason", "The speaker is ill")
	s.Do(staff, "/events/event-security-assessment-guidance/cancel", "reason", "Too few people")
	s.Do(staff, "/events/event-credit-cover/change", "join", "https://call.example/a?b=1,2;c=3")
	s.Do("demo-ls-a-signatory", "/events/event-credit-cover/register")
	for _, on := range []string{"2022-03-27", "2022-10-30"} { // the days of changes of the clock
		to := string(s.Do(staff, "/events/new", "title", "Clocks; go, \\back\\ – “now”", "kind", "webinar",
			"mode", "online", "on", on, "starts", "00:30", "ends", "02:30", "seats", "2", "registration",
			"open", "venue", "1, High Street; Town").To)
		s.Do(staff, to+"/announce")
		s.Do("demo-ls-a-signatory", to+"/register")
	}
	return s
}

// lists calls use for every page that is a list, as some readers see it.
func lists(t *testing.T, s governancetest.Site, use func(who, address string, v *page.View)) {
	t.Helper()
	const examples = 4 // of each address, or all
	for pattern, route := range s.Routes() {
		if route.View == nil {
			continue
		}
		path := strings.TrimSuffix(pattern, "{$}")
		addresses := []string{path}
		if strings.Contains(path, "{") {
			addresses = nil
			if route.Examples == nil {
				continue
			}
			found, err := route.Examples(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("MAINS_ALL") == "" && !strings.HasPrefix(path, "/events/") {
				found = found[:min(len(found), examples)]
			}
			for _, e := range found {
				filled := path
				for name, value := range e {
					filled = strings.ReplaceAll(filled, "{"+name+"}", url.PathEscape(value))
				}
				addresses = append(addresses, filled)
			}
		}
		for _, address := range addresses {
			for _, who := range []string{"", "demo-ls-a-signatory", "demo-secas-analyst"} {
				if v, err := s.View(who, address); err == nil && v.List != nil {
					use(who, address, v)
				}
			}
		}
	}
}

// stampOf is an instant as the programs print it.
func stampOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestCalendarsAreRead gives every calendar to programs that others wrote: each reads every entry
// as it was meant, what was moved and what was cancelled too.
func TestCalendarsAreRead(t *testing.T) {
	s := eventful(t)
	dir := t.TempDir()
	var written [][]string
	states := map[string]int{}
	lists(t, s, func(who, address string, v *page.View) {
		if err := v.Gather(); err != nil {
			t.Fatal(err)
		}
		latest, dated := time.Unix(0, 0), 0
		for _, at := range []time.Time{v.Published, v.Updated} {
			latest = later(latest, at)
		}
		for _, e := range v.List.Entries {
			latest = later(latest, e.Updated)
		}
		file := url.PathEscape(who + address)
		for _, e := range v.List.Entries {
			if e.Starts.IsZero() && e.Day == "" {
				continue
			}
			dated++
			row := entryRow(file, e, latest)
			states[row[4]+" "+row[5]]++
			written = append(written, row)
		}
		if dated == 0 {
			return
		}
		text := v.AppendICal(nil, site, page.Address(address))
		if err := os.WriteFile(filepath.Join(dir, file), text, 0o600); err != nil {
			t.Fatal(err)
		}
	})
	for _, want := range []string{"CONFIRMED 0", "CONFIRMED 1", "CANCELLED 1"} {
		if states[want] == 0 {
			t.Errorf("no entry is %s: %v", want, states)
		}
	}
	agree(t, calendarReaders, dir, written)
}

// entryRow is an entry of a calendar as the programs print it.
func entryRow(file string, e page.Entry, latest time.Time) []string {
	status, starts, ends, alarms := "CONFIRMED", stampOf(e.Starts), "", []string{}
	if starts == "" {
		starts = e.Day
	} else if e.Ends.After(e.Starts) {
		ends = stampOf(e.Ends)
	}
	if e.Cancelled {
		status = "CANCELLED"
	} else {
		for _, at := range e.Alarms {
			alarms = append(alarms, stampOf(at))
		}
	}
	slices.Sort(alarms)
	if !e.Updated.IsZero() {
		latest = e.Updated
	}
	return []string{file, e.ID + "@mains.example", starts, ends, status, fmt.Sprint(e.Sequence),
		stampOf(latest), strings.Join(alarms, ","), oneLine(e.Title)}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// TestFeedsAreRead gives every feed to programs that others wrote: each reads every entry as it
// was meant.
func TestFeedsAreRead(t *testing.T) {
	s := eventful(t)
	dir := t.TempDir()
	var written [][]string
	lists(t, s, func(who, address string, v *page.View) {
		if err := v.Date(); err != nil {
			t.Fatal(err)
		}
		file := url.PathEscape(who + address)
		self := page.Address(address)
		text := v.AppendAtom(nil, site, self)
		if err := os.WriteFile(filepath.Join(dir, file), text, 0o600); err != nil {
			t.Fatal(err)
		}
		written = append(written, feedRows(file, self, v)...)
	})
	agree(t, feedReaders, dir, written)
}

// feedRows are a feed and its entries as the programs print them.
func feedRows(file string, self page.Address, v *page.View) (rows [][]string) {
	entries := v.List.Entries
	if v.List.Feed != nil {
		entries = v.List.Feed
	}
	latest := later(later(time.Unix(0, 0), v.Published), v.Updated)
	for _, e := range entries {
		latest = later(latest, e.Updated)
	}
	row := func(id, title string, at time.Time, to page.Address) {
		if title == "" {
			title = "Untitled"
		}
		rows = append(rows, []string{file, "tag:mains.example,2022:" +
			strings.ReplaceAll(url.PathEscape(id), "%2F", "/"), oneLine(title), stampOf(at),
			site + string(to)})
	}
	title := v.List.Title
	if title == "" {
		title = v.Title
	}
	row("feed"+string(self), title, latest, self)
	for _, e := range entries {
		at, to := latest, self
		if !e.Updated.IsZero() {
			at = e.Updated
		}
		if e.To != "" {
			to = e.To
		}
		row(e.ID, e.Title, at, to)
	}
	return rows
}
