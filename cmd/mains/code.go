package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/inquiry"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
)

// codeCommand is about the register of the Code.
type codeCommand struct {
	Import     codeImport     `cmd:"" help:"Take a register from files, or from an archive, into an empty data directory."`
	Export     codeExport     `cmd:"" help:"Write all that a reader may see into a signed archive."`
	Adopt      codeAdopt      `cmd:"" help:"Make documents the text of the Code: Markdown, HTML or DOCX."`
	Newsletter codeNewsletter `cmd:"" help:"Print the edition of the newsletter that the records make."`
	Invite     codeInvite     `cmd:"" help:"Print an address that signs a person in once."`
	List       codeList       `cmd:"" help:"List the records of a kind."`
	Show       codeShow       `cmd:"" help:"Show a record."`
	Text       codeText       `cmd:"" help:"Print the text of the Code, of a document or of a clause."`
	Diff       codeDiff       `cmd:"" help:"Print what changed between two texts of the Code."`
	Log        codeLog        `cmd:"" help:"List what changed the Code, a document or a clause."`
	Verify     codeVerify     `cmd:"" help:"Compare every row of the register with its journal, or check an archive."`
}

// Help says what the verbs have in common.
func (codeCommand) Help() string {
	return `Works on the register in --data, or in the database --db. While a system runs on --data,
it is asked; only import and adopt need it stopped. What is printed is for who may see everything;
what is exported, for whom it says.
Case, and the use of - and _, do not count in ids and in the names of lists.

  mains code import --dry-run register.yaml            every fault, by line, and nothing else
  mains code import --data DIR register.yaml
  mains code adopt --dry-run section-f.docx             what is understood of it
  mains code invite --data DIR PERSON                  an address that signs them in once
  mains code newsletter --data DIR --as-at 2022-01-20 --format html > edition.html
  mains code list consultations --as-at 2022-01-20
  mains code show MP192 --json
  mains code text section-f F8.7 --as-at 2022-01-20
  mains code diff --from 2022-01-20 --to MP192
  mains code log section-f F8.7
  mains code verify --data DIR
  mains code export everyone.archive                   and --as PERSON for what they may see
  mains code verify everyone.archive                   no network, and no register, is asked
  mains code import --data NEW everyone.archive

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

// runningError says that a system keeps the register in a data directory.
type runningError struct{ data string }

func (e *runningError) Error() string {
	return fmt.Sprintf("a system is running on %s: stop it first", e.data)
}

// control has the running system do what needs the secret in its data directory.
func (e *runningError) control(ctx context.Context, path string, in map[string]any, out any) error {
	at, err := (where{Data: e.data}).find()
	if err != nil {
		return e // it is just starting, or runs on other data
	}
	in["secret"] = at.Secret
	return callControl(ctx, at, http.MethodPost, path, in, out)
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
		return nil, &runningError{r.Data}
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

// ask asks a register that is not empty, by way of the system where one runs on it.
func (r registerOf) ask(ctx context.Context, env environment, q inquiry.Question) (err error) {
	code, closing, err := r.openCode(ctx, false)
	var running *runningError
	if errors.As(err, &running) {
		return running.ask(ctx, env, q)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closing()) }()
	if code.Register().Last().IsZero() && !q.Verify {
		return r.nothing()
	}
	if q.AsAt.IsZero() && !q.Verify { // what the clock has reached becomes known
		if err := code.Settle(ctx); err != nil {
			return err
		}
	}
	bar := newProgress(env)
	defer bar.done()
	return q.Answer(ctx, code, env.out, func(done, total int) {
		if env.terminal {
			bar.step("verify", done, total)
		}
	})
}

// ask asks a running system.
func (e *runningError) ask(ctx context.Context, env environment, q inquiry.Question) error {
	text, err := json.Marshal(q)
	if err != nil {
		return err
	}
	in := map[string]any{}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	var told system.Told
	if err := e.control(ctx, "/code", in, &told); err != nil {
		return err
	}
	fmt.Fprint(env.out, told.Text)
	if told.Fault != "" {
		return errors.New(told.Fault)
	}
	return nil
}
