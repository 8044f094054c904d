package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
)

// codeCommand is about the register of the Code.
type codeCommand struct {
	Import     codeImport     `cmd:"" help:"Take a register from files into an empty data directory."`
	Newsletter codeNewsletter `cmd:"" help:"Print the edition of the newsletter that the records make."`
	Invite     codeInvite     `cmd:"" help:"Print an address that signs a person in once."`
	List       codeList       `cmd:"" help:"List the records of a kind."`
	Show       codeShow       `cmd:"" help:"Show a record."`
	Verify     codeVerify     `cmd:"" help:"Compare every row of the register with its journal."`
}

// Help says what the verbs have in common.
func (codeCommand) Help() string {
	return `Works on the register in --data, or in the database --db, without a running system.
While one runs on --data, newsletter, list and show ask its portal, and see what everyone may
see; invite has it invite.

  mains code import --dry-run register.yaml            every fault, by line, and nothing else
  mains code import --data DIR register.yaml
  mains code invite --data DIR PERSON                  an address that signs them in once
  mains code newsletter --data DIR --as-at 2022-01-20 --format html > edition.html
  mains code list consultations --as-at 2022-01-20
  mains code show MP192 --json
  mains code verify --data DIR

--as-at takes 2022-01-20 for the start of that day in London, 2022-01-20T10:00 for a time of
it, or a time with its offset: what was so then, as it was known then. docs/register.md
describes the files.`
}

// registerOf says which register.
type registerOf struct {
	Data string `default:"${data}" placeholder:"DIR" help:"Data directory (default ${data})."`
	DB   string `name:"db" placeholder:"URL" help:"PostgreSQL that holds the state: postgres://user@host/name."`
}

// asAt is the moment that a verb reads at.
type asAt struct {
	AsAt string `placeholder:"TIME" help:"Moment to read at: 2022-01-20 or 2022-01-20T10:00 in London (default: now)."`
}

// runningError says that a system keeps the register, and where its portal is.
type runningError struct {
	data   string
	portal string // empty: it does not say
}

func (e *runningError) Error() string {
	return fmt.Sprintf("a system is running on %s: stop it first", e.data)
}

// openDB is the database of a register. It fails with a *runningError where a system has it
// open. It is made only where fresh.
func (r registerOf) openDB(ctx context.Context, fresh bool) (*store.DB, error) {
	in := store.Config{Dir: filepath.Join(r.Data, "db")}
	if r.DB != "" {
		in = store.Config{URL: r.DB}
	} else if _, err := os.Stat(in.Dir); errors.Is(err, fs.ErrNotExist) && !fresh {
		return nil, r.nothing()
	}
	db, err := store.Open(ctx, in)
	if errors.Is(err, store.ErrLocked) {
		running := &runningError{data: r.Data}
		if at, failed := (where{Data: r.Data}).find(); failed == nil { // else it is just starting
			running.portal = at.Portal
		}
		return nil, running
	}
	return db, err
}

// openCode is a register, and what closes it, as openDB opens it.
func (r registerOf) openCode(
	ctx context.Context, fresh bool,
) (*governance.Code, func() error, error) {
	db, err := r.openDB(ctx, fresh)
	if err != nil {
		return nil, nil, err
	}
	code, err := governanceOf(ctx, db)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return code, db.Close, nil
}

// governanceOf opens the register of a database, at the time of its system.
func governanceOf(ctx context.Context, db *store.DB) (*governance.Code, error) {
	at, err := system.SavedClock(ctx, db, clock.Real())
	if err != nil {
		return nil, err
	}
	return governance.Open(ctx, governance.Config{DB: db, Clock: at, Random: rand.Reader})
}

// nothing says that there is no register.
func (r registerOf) nothing() error {
	return fmt.Errorf("there is no register in %s: mains code import FILE takes one from a file, and "+
		"mains serve begins with a demo", r.Data)
}

// read opens a register that is not empty, and calls do with it as at a moment, as one who may see
// what the reader sees.
func (r registerOf) read(
	ctx context.Context, moment time.Time, reader *policy.Reader, do func(*register.View) error,
) (err error) {
	code, closing, err := r.openCode(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	if code.Register().Last().IsZero() {
		return r.nothing()
	}
	if moment.IsZero() { // what the clock has reached becomes known
		if err := code.Settle(ctx); err != nil {
			return err
		}
	}
	now := code.Now()
	known := now
	if moment.IsZero() {
		moment = now
	}
	if moment.Before(now) {
		known = moment
	}
	return do(code.Register().View(ctx, reader, register.Moment{So: moment, Known: known}))
}

type codeVerify struct {
	registerOf
}

// Run verifies the register.
func (c *codeVerify) Run(ctx context.Context, env environment) (err error) {
	code, closing, err := c.openCode(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	bar := newProgress(env)
	records := 0
	faults, err := code.Verify(ctx, func(done, total int) {
		if records = total; env.terminal {
			bar.step("verify", done, total)
		}
	})
	bar.done()
	if err != nil {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(env.out, f)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%d faults: the register is not as its journal says", len(faults))
	}
	last := "there is no change yet"
	if at := code.Register().Last(); !at.IsZero() {
		last = "the last change is of " + at.Format(time.RFC3339)
	}
	fmt.Fprintf(env.out, "%d records hold with the journal; %s\n", records, last)
	return nil
}
