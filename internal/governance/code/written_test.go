package code_test

import (
	"context"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// asker asks a written Code at random: for addresses as they were at dates.
type asker struct {
	*governancetest.Written
	testing.TB
	where  store.Config
	random *rand.Rand
}

// newAsker makes a text of the Code in a directory, or opens it.
func newAsker(t testing.TB, dir string, size repotest.Size) *asker {
	t.Helper()
	where := store.Config{Dir: dir}
	return &asker{governancetest.Write(t, where, size), t, where, rand.New(rand.NewPCG(7, 7))}
}

// question is an address as it was.
type question struct {
	address   string
	so, known time.Time
}

// instant is one at random at which there is a text.
func (a *asker) instant() time.Time {
	first := a.Days[0].Start()
	return first.Add(time.Duration(a.random.Int64N(int64(a.Code.Now().Sub(first)))))
}

// question is one for something in the text of an instant; what was known is what is known now,
// or was then.
func (a *asker) question(address func(*wording.Text) string) question {
	a.Helper()
	q := question{so: a.instant(), known: a.Code.Now()}
	if a.random.IntN(2) == 0 {
		q.known = q.so
	}
	s, err := a.Library.At(a.Code.Register().View(context.Background(), policy.System(),
		register.Moment{So: q.so, Known: q.known}))
	if err != nil {
		a.Fatal(err)
	}
	q.address = address(s.Text)
	return q
}

// document is one at random.
func (a *asker) document(text *wording.Text) *legal.Document {
	a.Helper()
	slugs := text.Slugs()
	d, err := text.Document(context.Background(), slugs[a.random.IntN(len(slugs))])
	if err != nil {
		a.Fatal(err)
	}
	return d
}

// clausePage, documentPage and termPage are addresses at random.
func (a *asker) clausePage(text *wording.Text) string {
	d := a.document(text)
	return "/code/" + d.Slug() + "/" +
		url.PathEscape(d.Clauses[a.random.IntN(len(d.Clauses))].Number)
}

func (a *asker) documentPage(text *wording.Text) string {
	return "/code/" + a.document(text).Slug()
}

func (a *asker) termPage(text *wording.Text) string {
	d, err := text.Document(context.Background(), "section-a")
	if err != nil {
		a.Fatal(err)
	}
	terms := legal.Terms(d)
	return "/code/terms/" + legal.Slug(terms[a.random.IntN(len(terms))].Term)
}

// redline is a question for the redline between two days.
func (a *asker) redline() question {
	from, to := a.instant(), a.instant()
	now := a.Code.Now()
	return question{"/code/compare?from=" + from.Format(time.DateOnly) +
		"&to=" + to.Format(time.DateOnly), now, now}
}

// page asks.
func (a *asker) page(q question) *page.View {
	a.Helper()
	v, err := a.ViewAsAt("", q.address, q.so, q.known)
	if err != nil {
		a.Fatalf("%s as at %s, known %s: %v", q.address, q.so, q.known, err)
	}
	return v
}

// html asks for a page as a browser has it.
func (a *asker) html(q question) []byte {
	return a.page(q).AppendHTML(nil, page.Frame{Self: page.Address(q.address)})
}

// json asks for the data of a page.
func (a *asker) json(q question) []byte {
	b, err := a.page(q).AppendJSON(nil)
	if err != nil {
		a.Fatal(err)
	}
	return b
}
