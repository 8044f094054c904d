// Package governance is the Code as a system: the register, and the subjects that work on it.
// [Open] puts them together; the portal serves the [Code.Routes].
//
// Each subject is a package below, with its rules, its commands and its pages. They stand on
// common ground: register, policy, record, desk, calendar, process and vote.
package governance

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/data"
	"github.com/mains-energy/mains/internal/governance/demo"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/event"
	"github.com/mains-energy/mains/internal/governance/feed"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/notice"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/statement"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// Config is what the Code stands on.
type Config struct {
	DB     *store.DB
	Clock  clock.Clock
	Random io.Reader
	// Mail says how mail goes out and comes in: its DB, Clock and Random are those above.
	Mail post.Config
	// Origin is the site, as links in messages have it: https://code.example. Empty: not known.
	Origin string
	// Outside says which addresses of users may be asked: those of webhooks and of feeds.
	Outside outside.Config
	// Wall is the clock of those outside; nil: the machine's.
	Wall clock.Clock
	// HoldWebhooks: nothing is sent to webhooks, and what is for them waits.
	HoldWebhooks bool
}

// Code is the register with its subjects.
type Code struct {
	register *register.Register
	desk     *desk.Desk
	clock    clock.Clock
	db       *store.DB
	post     *post.Office
	data     *data.Hub
	notices  *notice.Dispatcher
	watch    *statement.Watch
	workers  []worker
}

// worker is what goes on by itself: what its moment has come for, by the clock of the system.
type worker interface {
	// Run works until ctx ends; Settle does now what Run would do next.
	Run(ctx context.Context) error
	Settle(ctx context.Context) error
}

// Open opens the register of a database.
func Open(ctx context.Context, c Config) (*Code, error) {
	r, err := register.Open(ctx, register.Config{
		DB: c.DB, Clock: c.Clock, Random: c.Random, Kinds: record.Kinds(),
	})
	if err != nil {
		return nil, err
	}
	c.Mail.DB, c.Mail.Clock, c.Mail.Random = c.DB, c.Clock, c.Random
	office, err := post.Open(c.Mail)
	if err != nil {
		return nil, err
	}
	d := desk.New(r, wording.Open(repo.Open(c.DB)))
	hub, err := data.Open(ctx, data.Config{DB: c.DB, Desk: d, Clock: c.Clock, Random: c.Random,
		Outside: c.Outside, Wall: c.Wall, Hold: c.HoldWebhooks})
	if err != nil {
		return nil, err
	}
	notices, err := notice.Open(ctx, notice.Config{DB: c.DB, Desk: d, Clock: c.Clock,
		Random: c.Random, Post: office, Origin: c.Origin, Log: c.Mail.Log,
		Bodies: map[string]notice.Body{
			newsletter.Published: newsletter.Mail, newsletter.Proof: newsletter.Mail},
		Guest: event.Guest})
	if err != nil {
		return nil, err
	}
	ticket := helpdesk.Receive(d)
	office.Handle(post.Handlers{Bounced: notices.Bounced, May: notices.May,
		Ticket: func(ctx context.Context, in *mail.Incoming) error {
			defer notices.Wake() // who wrote is told that it came
			return ticket(ctx, in)
		}})
	code := &Code{register: r, desk: d, clock: c.Clock, db: c.DB, post: office, data: hub,
		notices: notices}
	code.watch = statement.NewWatch(c.Clock, code.measures())
	code.workers = []worker{r, hub, notices, office, feed.NewReader(d, c.Clock, c.Outside),
		event.NewKeeper(d, c.Clock, office.EraseAbout), code.watch} // which looks at the others last
	return code, nil
}

// Run keeps what happens by the clock, until ctx ends or a worker fails.
func (c *Code) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, len(c.workers))
	for _, w := range c.workers {
		go func() { ended <- w.Run(ctx) }()
	}
	var all error
	for range c.workers {
		if err := <-ended; err != nil {
			all = errors.Join(all, err)
			stop()
		}
	}
	return all
}

// Settle does now what Run would do next.
func (c *Code) Settle(ctx context.Context) error {
	for _, w := range c.workers {
		if err := w.Settle(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Now is the instant that a reader of now is served at.
func (c *Code) Now() time.Time { return c.register.Now() }

// Routes are the addresses of the Code: those of the subjects, and for each kind of record
// what its subject leaves to the desk.
func (c *Code) Routes() (routes []page.Route) {
	for _, subject := range subjects {
		routes = append(routes, subject(c.desk)...)
	}
	routes = append(routes, newsletter.Routes(c.desk,
		func(v *register.View) (newsletter.Recipients, error) {
			reach, err := c.notices.Reach(v, newsletter.Topic)
			return newsletter.Recipients(reach), err
		})...)
	routes = append(routes, c.data.Routes()...)
	routes = append(routes, c.notices.Routes()...)
	routes = append(routes, statement.Config{Desk: c.desk, Mail: c.mail,
		Forget: c.forget, Watch: c.watch, LastBackup: c.lastBackup}.Routes()...)
	for _, r := range c.desk.Generic() {
		if !slices.ContainsFunc(routes, func(own page.Route) bool { return own.Pattern == r.Pattern }) {
			routes = append(routes, r)
		}
	}
	for i, r := range routes {
		if r.View != nil {
			routes[i].View = c.desk.Discreet(r.View)
		}
		if r.Submit != nil {
			routes[i].Submit = c.notices.Waking(r.Submit)
		}
	}
	return routes
}

// Import takes a register from files into an empty one, with the text of its Code where that is
// given; nil: it has none.
func (c *Code) Import(ctx context.Context, from *file.Register, texts *Texts) error {
	if c.clock.Now().Before(from.KnownAt) {
		return fmt.Errorf("the facts of the file count as known from %s, and the clock shows %s: "+
			"move the clock, or mend known_at", from.KnownAt.Format(time.RFC3339),
			c.clock.Now().Format(time.RFC3339))
	}
	var more []register.Record
	if texts != nil {
		var err error
		if more, err = texts.records(ctx, c.desk.Library, from.KnownAt); err != nil {
			return err
		}
	}
	err := from.Import(ctx, c.register,
		register.Act{Who: register.ByClock, Verb: "import a register", Reason: from.Title}, more...)
	if errors.Is(err, register.ErrNotEmpty) {
		return errNotEmpty
	}
	return err
}

var errNotEmpty = errors.New("this data directory has a register already: " +
	"a register is imported into an empty one, such as a fresh --data")

// Begin loads the demo register where there is none yet, and reports whether it did. Where
// the clock shows a day before its facts were known, it stays empty.
func (c *Code) Begin(ctx context.Context) (bool, error) {
	if !c.register.Last().IsZero() {
		return false, nil
	}
	from, err := demo.Register()
	if err != nil || c.clock.Now().Before(from.KnownAt) {
		return false, err
	}
	adopted, drafts, err := demo.Texts()
	if err != nil {
		return false, err
	}
	return true, c.Import(ctx, from, &Texts{On: demo.Adopted(), Documents: adopted, Drafts: drafts,
		Demo: true})
}

// Verify compares every row of the register with its journal.
func (c *Code) Verify(
	ctx context.Context, progress func(done, total int),
) ([]register.Fault, error) {
	return c.register.Verify(ctx, progress)
}

// Person is somebody who can sign in.
type Person struct {
	ID    string
	Name  string
	What  string
	Group string
	Roles []string
	Demo  bool
	Tip   string // what to sign in as them for, of those to begin with in the demo
}

// Person finds who an id is of, as of now; [page.ErrNotFound] where nobody is.
func (c *Code) Person(ctx context.Context, id string) (Person, error) {
	v := c.desk.Now(ctx)
	person, err := register.Get[*record.Person](v, id)
	if err != nil {
		return Person{}, desk.Refusal(err)
	}
	bodies, err := bodyNames(v)
	if err != nil {
		return Person{}, err
	}
	return c.person(ctx, v, person, bodies)
}

// Demo lists the people of a demo register, those of one organisation together.
func (c *Code) Demo(ctx context.Context) (people []Person, err error) {
	v := c.desk.Now(ctx)
	all, err := register.All[*record.Person](v, register.Query{})
	if err != nil {
		return nil, err
	}
	bodies, err := bodyNames(v)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if !p.Demo {
			continue
		}
		each, err := c.person(ctx, v, p, bodies)
		if err != nil {
			return nil, err
		}
		people = append(people, each)
	}
	slices.SortStableFunc(people, func(a, b Person) int {
		return cmp.Or(groupOrder(a)-groupOrder(b), strings.Compare(a.Group, b.Group))
	})
	return people, nil
}

// The groups that demo people are listed under: the administrator, each Party, and the others.
const (
	groupAdministrator = "Code administrator"
	groupOfficials     = "Authority and other officials"
	groupMembers       = "Members of the Panel"
)

func groupOrder(p Person) int {
	switch p.Group {
	case groupAdministrator:
		return 0
	case groupOfficials:
		return 2
	case groupMembers:
		return 3
	}
	return 1
}

// bodyNames are what the bodies are called, by their ids.
func bodyNames(v *register.View) (map[string]string, error) {
	bodies, err := register.All[*record.Body](v, register.Query{})
	names := map[string]string{}
	for _, b := range bodies {
		names[b.ID] = b.Heading()
	}
	return names, err
}

// person says who somebody is.
func (c *Code) person(
	ctx context.Context, v *register.View, p *record.Person, bodies map[string]string,
) (Person, error) {
	reader, err := c.desk.Reader(ctx, p.ID)
	if err != nil {
		return Person{}, err
	}
	rights := &reader.Rights
	who := Person{ID: p.ID, Name: p.Heading(), Demo: p.Demo, Tip: demo.Tip(p.ID)}
	org, ok, err := desk.Find(v, "party organisation", p.WorksFor)
	if err != nil {
		return Person{}, err
	}
	who.What = desk.Upper(desk.Plain(p.Role))
	if ok {
		who.What += ", " + org.Heading()
	}
	who.Roles = roles(rights, who.What, bodies)
	switch {
	case rights.Staff:
		who.Group = groupAdministrator
	case len(rights.Parties) > 0:
		who.Group = org.Heading()
	case p.Role == desk.RoleMember:
		who.Group = groupMembers
	default:
		who.Group = groupOfficials
	}
	return who, nil
}

// roles are a person's rights in sentences.
func roles(r *policy.Rights, what string, bodies map[string]string) (lines []string) {
	lines = append(lines, what+".")
	var sits []string
	for _, body := range r.Bodies {
		sits = append(sits, bodies[body])
	}
	if len(sits) > 0 {
		slices.Sort(sits)
		lines = append(lines, "A member or alternate of "+strings.Join(sits, ", ")+".")
	}
	if r.Staff {
		lines = append(lines, "Runs the processes of the Code for the administrator.")
	}
	if r.Authority {
		lines = append(lines, "Determines for the Authority.")
	}
	return lines
}

// ParseMoment reads an instant as people write it.
func (c *Code) ParseMoment(text string) (time.Time, error) { return calendar.ParseAsAt(text) }

// Moment writes an instant for people.
func (c *Code) Moment(t time.Time) string { return calendar.Moment(t) }

// Frame is what stands around every page.
func (c *Code) Frame(ask *page.Ask) page.Frame {
	return page.Frame{
		Nav: []page.Link{
			{Text: "The Code", To: "/code"},
			{Text: "Modifications", To: "/modifications"},
			{Text: "Consultations", To: "/consultations"},
			{Text: "Meetings", To: "/meetings"},
			{Text: "Releases", To: "/releases"},
			{Text: "Newsletter", To: "/newsletters"},
		},
		Foot:   statement.Foot(),
		Search: "/search",
	}
}

// Reader is a person with the rights that they have now.
func (c *Code) Reader(ctx context.Context, who string) (*policy.Reader, error) {
	return c.desk.Reader(ctx, who)
}

// Register is what the subjects stand on.
func (c *Code) Register() *register.Register { return c.register }

// Repository serves git, to clone the text of the Code with its history: all that everyone may
// see of it.
func (c *Code) Repository() http.Handler {
	return c.desk.Library.Repo.Handler(func(ctx context.Context) ([]repo.Ref, error) {
		now := c.Now()
		return c.desk.Library.Refs(c.register.View(ctx, policy.Public(),
			register.Moment{So: now, Known: now}))
	})
}

// Post is the office that mail goes out through, and comes in.
func (c *Code) Post() *post.Office { return c.post }

// Library is where the text of the Code is.
func (c *Code) Library() *wording.Library { return c.desk.Library }

// Notices tells people what concerns them.
func (c *Code) Notices() *notice.Dispatcher { return c.notices }

// mail counts the mail that waits to be sent, and that could not be.
func (c *Code) mail(ctx context.Context) (waiting, failed int, err error) {
	if waiting, err = c.post.Count(ctx, post.Query{State: post.Waiting}); err != nil {
		return 0, 0, err
	}
	failed, err = c.post.Count(ctx, post.Query{State: post.Failed})
	return waiting, failed, err
}

// forget erases what is kept of a person beside the register.
func (c *Code) forget(ctx context.Context, person string) error {
	return errors.Join(account.New(c.db).Erase(ctx, person), c.post.Erase(ctx, person, ""),
		c.notices.Forget(ctx, person))
}
