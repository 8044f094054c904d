package governancetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/page"
)

// Monkey is somebody of the demo who opens pages at random, and fills in at random the forms
// that are offered there. What it does is what its seed says.
type Monkey struct {
	W      *World
	Random *rand.Rand
	People []string // as whom it acts: "" is the public
	busy   []string // those of them who have the most to do
	// Done counts what was submitted with success, by the pattern of the form.
	Done map[string]int
	// Refused counts what was refused.
	Refused map[string]int
}

// NewMonkey is a monkey that acts as anybody of the demo.
func NewMonkey(t testing.TB, w *World, seed uint64) *Monkey {
	t.Helper()
	people, err := w.Code.Demo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m := &Monkey{W: w, Random: rand.New(rand.NewPCG(seed, seed)), People: []string{""},
		Done: map[string]int{}, Refused: map[string]int{}}
	for _, p := range people {
		m.People = append(m.People, p.ID)
		if p.Group == "Code administrator" || strings.Contains(p.ID, "signatory") {
			m.busy = append(m.busy, p.ID)
		}
	}
	return m
}

// Anybody is one of those whom it acts as.
func (m *Monkey) Anybody() string { return m.People[m.Random.IntN(len(m.People))] }

var hrefs = regexp.MustCompile(`href="([^"]+)"`)

// Somewhere is an address that a walk from the lists of the Code leads to, as a person sees it, and
// the view there.
func (m *Monkey) Somewhere(who string) (address string, view *page.View, err error) {
	starts := []string{"/"}
	for pattern, r := range m.W.routes {
		if r.View != nil && !strings.Contains(pattern, "{") {
			starts = append(starts, pattern)
		}
	}
	slices.Sort(starts)
	address = starts[m.Random.IntN(len(starts))]
	for steps := m.Random.IntN(5); ; steps-- {
		view, err = m.W.View(who, address)
		if err != nil {
			return address, nil, err
		}
		next := m.links(address, view)
		if steps <= 0 || len(next) == 0 {
			return address, view, nil
		}
		address = next[m.Random.IntN(len(next))]
	}
}

// links are the views that the main part of a view leads to.
func (m *Monkey) links(address string, view *page.View) (links []string) {
	base, err := url.Parse(address)
	if err != nil {
		return nil
	}
	for _, match := range hrefs.FindAllStringSubmatch(Main(view, address), -1) {
		to, err := base.Parse(strings.ReplaceAll(match[1], "&amp;", "&"))
		if err != nil || to.Host != "" || to.Scheme != "" {
			continue
		}
		to.Fragment = ""
		if _, route, err := m.W.ask("", to.String()); err == nil && route.View != nil {
			links = append(links, to.String())
		}
	}
	return links
}

// Act opens a page as somebody, and fills in a form that is offered there, where one is. An
// error is a fault of the Code: neither a refusal nor a sign-in.
func (m *Monkey) Act() error {
	const patience = 6 // pages that offer nothing
	var who, address string
	var view *page.View
	for range patience {
		who = m.Anybody()
		if m.Random.IntN(3) == 0 {
			who = m.busy[m.Random.IntN(len(m.busy))]
		}
		var err error
		address, view, err = m.Somewhere(who)
		if err != nil {
			return m.refusal(address, who, err)
		}
		if len(view.Actions) > 0 {
			break
		}
	}
	if len(view.Actions) == 0 {
		return nil
	}
	to := string(view.Actions[m.Random.IntN(len(view.Actions))].To)
	for range 4 { // as far as a form leads
		_, route, err := m.W.ask(who, to)
		if err != nil {
			return fmt.Errorf("%s offers %s to %q: %w", address, to, who, err)
		}
		if route.Form == nil {
			return nil
		}
		form, err := m.W.Form(who, to)
		if err != nil {
			return m.refusal(to, who, err)
		}
		done, err := m.W.press(who, to, m.fill(form), form.Second != "" && m.Random.IntN(4) == 0)
		if err != nil {
			m.Refused[route.Pattern]++
			return m.refusal(to, who, err)
		}
		m.Done[route.Pattern]++
		to = string(done.To)
	}
	return nil
}

// refusal passes on what is a fault, and drops what is an answer.
func (m *Monkey) refusal(address, who string, err error) error {
	var faults page.Faults
	var moved *page.Moved
	if errors.As(err, &faults) || errors.As(err, &moved) || errors.Is(err, page.ErrNotFound) ||
		errors.Is(err, page.ErrForbidden) || errors.Is(err, page.ErrSignIn) {
		return nil
	}
	return fmt.Errorf("%s as %q: %w", address, who, err)
}

// fill fills in a form.
func (m *Monkey) fill(form *page.Form) map[string][]string {
	values := map[string][]string{}
	for _, f := range form.Fields {
		if f.Control == page.Hidden || f.Values != nil && m.Random.IntN(2) == 0 ||
			f.Optional && m.Random.IntN(2) == 0 {
			continue
		}
		m.answer(values, f)
	}
	return values
}

// answer answers one question.
func (m *Monkey) answer(values map[string][]string, f page.Field) {
	switch f.Control {
	case page.Choice, page.Select:
		if len(f.Options) > 0 {
			values[f.Name] = []string{f.Options[m.Random.IntN(len(f.Options))].Value}
		}
	case page.Checks:
		values[f.Name] = []string{}
		for _, o := range f.Options {
			if m.Random.IntN(2) == 0 {
				values[f.Name] = append(values[f.Name], o.Value)
			}
		}
	case page.Day:
		d := calendar.DateOf(m.W.Clock.Now()).AddDays(m.Random.IntN(60) - 5)
		values[f.Name+"-day"] = []string{strconv.Itoa(d.Day)}
		values[f.Name+"-month"] = []string{strconv.Itoa(int(d.Month))}
		values[f.Name+"-year"] = []string{strconv.Itoa(d.Year)}
	case page.Number:
		values[f.Name] = []string{strconv.Itoa(1 + m.Random.IntN(30))}
	case page.Email:
		values[f.Name] = []string{"someone@example.org"}
	case page.Phone:
		values[f.Name] = []string{"020 7946 0000"}
	default:
		words := []string{"meter", "hub", "reads", "later", "<b>cost</b>", "Party", "& so on",
			"\"quoted\""}
		var text []string
		for range 1 + m.Random.IntN(6) {
			text = append(text, words[m.Random.IntN(len(words))])
		}
		values[f.Name] = []string{strings.Join(text, " ")}
	}
}

// Pass lets some time pass: seconds, hours, now and then days.
func (m *Monkey) Pass() {
	switch m.Random.IntN(6) {
	case 0:
	case 1, 2, 3:
		m.W.Clock.Advance(time.Duration(1+m.Random.IntN(3600)) * time.Second)
	case 4:
		m.W.Clock.Advance(time.Duration(1+m.Random.IntN(20)) * time.Hour)
	case 5:
		m.W.Clock.Advance(time.Duration(1+m.Random.IntN(3)) * 24 * time.Hour)
	}
}
