package governancetest

import (
	"container/heap"
	"context"
	"database/sql"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/demo"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// Large says how much a made register holds, about.
type Large struct {
	Modifications int // of the years from LargeStart to LargeEnd
	Parties       int
	Responses     int // to consultations
	Meetings      int // of bodies
	Editions      int // of the newsletter
	Seed          uint64
}

// Full is the register that the speed of the Code is measured with.
var Full = Large{Modifications: 10_000, Parties: 1_000, Responses: 200_000, Meetings: 3_000,
	Editions: 220, Seed: 1}

// Little is Full on the scale of a test: every list has several pages.
var Little = Large{Modifications: 100, Parties: 60, Responses: 400, Meetings: 30, Editions: 3,
	Seed: 1}

// LargeStart and LargeEnd are the instants between which everything in a made register has
// become known.
var (
	LargeStart = time.Date(2013, 9, 23, 9, 0, 0, 0, time.UTC)
	LargeEnd   = time.Date(2032, 6, 30, 10, 0, 0, 0, time.UTC)
)

// Build makes a register of years in an empty database: plausible, in the order in which it
// would have become known, the same for the same seed but for its ids.
func Build(ctx context.Context, where store.Config, large Large) error {
	db, err := store.Open(ctx, where)
	if err != nil {
		return err
	}
	m := &maker{Large: large, clock: clock.NewFrozen(LargeStart), ids: map[string]bool{},
		random: rand.New(rand.NewPCG(large.Seed, large.Seed)), acts: map[slot]*act{},
		first: calendar.DateOf(LargeStart), last: calendar.DateOf(LargeEnd)}
	if where.Dir != "" {
		err = hurry(ctx, db)
	}
	if err == nil {
		err = m.begin(ctx, db)
	}
	if err == nil {
		m.plan()
		err = m.run(ctx)
	}
	if closed := db.Close(); err == nil {
		err = closed
	}
	return err
}

// hurry lets SQLite keep in memory what it is to write: it would write most of it many times.
func hurry(ctx context.Context, db *store.DB) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `PRAGMA cache_size = -1000000; PRAGMA wal_autocheckpoint = 50000`)
		return err
	})
}

// maker makes a register: what is to be done waits for its day, and what is done then plans
// what follows from it.
type maker struct {
	Large
	random *rand.Rand
	clock  *clock.Adjustable
	code   *governance.Code
	first  calendar.Date
	last   calendar.Date

	agenda slots
	acts   map[slot]*act
	verbs  []string // in the order of their first use, which is that of a day
	ids    map[string]bool

	parties  []*member
	board    []*record.Seat // of the Change Board
	releases []*record.Release
	asked    int // consultations so far
	answered int // responses so far
}

// slot is when an act is: all that is done of a kind in a day is one act.
type slot struct {
	day  calendar.Date
	verb int
}

// act is what is done at once.
type act struct{ steps []func(*register.Tx) error }

// slots is a heap, the first first.
type slots []slot

func (s slots) Len() int { return len(s) }
func (s slots) Less(i, j int) bool {
	if s[i].day != s[j].day {
		return s[i].day.Before(s[j].day)
	}
	return s[i].verb < s[j].verb
}
func (s slots) Swap(i, j int) { s[i], s[j] = s[j], s[i] }

// Push implements heap.Interface, as does Pop.
func (s *slots) Push(x any) { *s = append(*s, x.(slot)) }

// Pop takes the last.
func (s *slots) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// begin loads the demo register as if it had been known from the start.
func (m *maker) begin(ctx context.Context, db *store.DB) (err error) {
	m.code, err = governance.Open(ctx, governance.Config{DB: db, Clock: m.clock,
		Random: rand.NewChaCha8([32]byte{byte(m.Seed)})})
	if err != nil {
		return err
	}
	from, err := demo.Register()
	if err != nil {
		return err
	}
	from.KnownAt = LargeStart.Add(-time.Hour)
	if err := m.code.Import(ctx, from, nil); err != nil {
		return err
	}
	now := m.code.Now()
	v := m.code.Register().View(ctx, system, register.Moment{So: now, Known: now})
	m.board, err = register.All[*record.Seat](v, register.Query{Key: "body", Is: "change_board"})
	if err != nil {
		return err
	}
	parties, err := register.All[*record.Party](v, register.Query{})
	groups := map[string]string{}
	for _, p := range parties {
		groups[p.ID] = p.VotingGroup
		m.parties = append(m.parties, &member{Party: p, signatory: p.ID + "-signatory", active: true})
	}
	for _, s := range m.board { // those of Large Suppliers vote for a group
		if s.Constituency == "LS" {
			s.VotingGroup = groups[s.Party]
		}
	}
	return err
}

// plan plans what begins by itself.
func (m *maker) plan() {
	m.planParties()
	m.planReleases()
	m.planModifications()
	m.planMeetings()
	m.planPublications()
}

// grid is how many days are taken together, for the sake of fewer commits.
const grid = 7

// on plans a step for a day or a little later, with others of its kind. What would be before
// the start or after the end is not done.
func (m *maker) on(day calendar.Date, verb string, step func(*register.Tx) error) {
	day = m.first.AddDays((int(day.Start().Sub(m.first.Start()).Hours()/24) + grid - 1) / grid * grid)
	if !day.After(m.first) || !day.Before(m.last) {
		return
	}
	s := slot{day, m.verb(verb)}
	if m.acts[s] == nil {
		m.acts[s] = &act{}
		heap.Push(&m.agenda, s)
	}
	m.acts[s].steps = append(m.acts[s].steps, step)
}

func (m *maker) verb(verb string) int {
	for i, v := range m.verbs {
		if v == verb {
			return i
		}
	}
	m.verbs = append(m.verbs, verb)
	return len(m.verbs) - 1
}

// staff are those who do what is done.
var staff = []string{"demo-secas-analyst", "demo-secas-secretary", "demo-secas-administrator",
	"demo-ls-a-signatory", "demo-ss-b-delegate"}

// run does what is planned, day by day.
func (m *maker) run(ctx context.Context) error {
	for m.agenda.Len() > 0 {
		s := heap.Pop(&m.agenda).(slot)
		steps := m.acts[s].steps
		delete(m.acts, s)
		at := s.day.Start().Add(9*time.Hour + time.Duration(s.verb)*7*time.Minute)
		if at.After(m.clock.Now()) {
			m.clock.Set(at)
		}
		who := register.Act{Who: staff[m.random.IntN(len(staff))], Verb: m.verbs[s.verb]}
		if m.random.IntN(4) == 0 {
			who.Reason = m.sentence(6)
		}
		_, err := m.code.Register().Act(ctx, who, func(tx *register.Tx) error {
			for _, step := range steps {
				if err := step(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("%s on %s: %w", m.verbs[s.verb], s.day, err)
		}
	}
	m.clock.Set(LargeEnd)
	return m.code.Settle(ctx)
}

// put puts records, the first first.
func put[T register.Record](tx *register.Tx, records ...T) error {
	for _, rec := range records {
		if err := tx.Put(rec); err != nil {
			return err
		}
	}
	return nil
}

// named is an id like those of register.Tx.NewID, without asking whether it is new.
func (m *maker) named(prefix string) string {
	for {
		var raw [8]byte
		binary.BigEndian.PutUint64(raw[:], m.random.Uint64())
		text := strings.ToLower(base32.StdEncoding.EncodeToString(raw[:5]))
		if !m.ids[text] {
			m.ids[text] = true
			return prefix + "-" + text
		}
	}
}

// head is that of a new record.
func (m *maker) head(prefix string) record.Head { return record.Head{ID: m.named(prefix)} }

// chance is true in so many of a hundred cases.
func (m *maker) chance(percent int) bool { return m.random.IntN(100) < percent }

// between is a number from low up to high.
func (m *maker) between(low, high int) int { return low + m.random.IntN(high-low+1) }

// someDay is a day within the years.
func (m *maker) someDay() calendar.Date { return m.first.AddDays(1 + m.random.IntN(m.days()-1)) }

// nth is the day of the nth of so many that are spread evenly.
func (m *maker) nth(n, of int) calendar.Date { return m.first.AddDays(1 + n*(m.days()-2)/of) }

// days is how many days the years have.
func (m *maker) days() int { return int(LargeEnd.Sub(LargeStart).Hours() / 24) }

// one of several.
func one[T any](m *maker, of ...T) T { return of[m.random.IntN(len(of))] }
