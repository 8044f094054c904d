package governancetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/store"
)

// Written is a register that has a text of the Code with its history, and nothing else.
type Written struct {
	*World
	Library *wording.Library // beside that of the Code, whose memory it leaves alone
	Days    []calendar.Date  // from which each text is in force, the first first
}

// before is an instant at which a register that is to be written is still empty: the demo is not
// known of yet.
var before = time.Unix(1_000_000_000, 0)

// untilLive is how many days after it is drafted a text comes into force.
const untilLive = 14

// Write makes a text of the Code and its Releases, each of two Modifications, in an empty
// database; where it is there already, that one is opened. The clock stands after the last.
func Write(t testing.TB, where store.Config, size repotest.Size) *Written {
	t.Helper()
	w := &Written{World: Open(t, where, clock.NewFrozen(before))}
	w.Library = wording.Open(repo.Open(w.DB))
	last := w.Code.Register().Last()
	if last.IsZero() {
		versions, err := repotest.History(t.Context(), w.Library.Repo, size)
		if err != nil {
			t.Fatal(err)
		}
		for i := range versions {
			if err := w.version(t.Context(), versions, i); err != nil {
				t.Fatal(err)
			}
		}
		last = w.Clock.Now()
	}
	w.Clock.Set(last.AddDate(0, 0, 2*untilLive))
	now := w.Clock.Now()
	v := w.Code.Register().View(t.Context(), system, register.Moment{So: now, Known: now})
	history, err := w.Library.History(v, "", "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range history {
		w.Days = append(w.Days, history[len(history)-1-i].On)
	}
	return w
}

// version puts what the register says of the n-th version.
func (w *Written) version(ctx context.Context, versions []repotest.Version, n int) error {
	is := versions[n]
	day := calendar.DateOf(is.At)
	w.Clock.Set(is.At)
	text := &record.CodeText{Head: record.Head{ID: record.CodeTextOf("adopted")}, AdoptedOn: day,
		Commit: is.Commit, DraftedAt: is.At}
	put := []register.Record{text}
	if n > 0 {
		day, id := day.AddDays(untilLive), fmt.Sprintf("release-%03d", n)
		release := &record.Release{Head: record.Head{ID: id}, Title: "Release of " + day.Long(),
			GoesLiveOn: day, Content: record.TextOnly, SECVersion: fmt.Sprintf("%d.0", n)}
		*text = record.CodeText{Head: record.Head{ID: record.CodeTextOf(id)}, Release: id,
			Base: versions[n-1].Commit, Commit: is.Commit, DraftedAt: is.At}
		for side, commit := range is.Branches {
			legal, mod, err := w.modification(ctx, 2*n-1+side, text.Base, commit, is.At)
			if err != nil {
				return err
			}
			mod.TargetRelease, mod.ImplementedOn = id, day
			release.Modifications = append(release.Modifications, mod.ID)
			text.Modifications = append(text.Modifications, mod.ID)
			text.LegalTexts = append(text.LegalTexts, legal.ID)
			put = append(put, mod, legal)
		}
		put = append(put, release)
	}
	redlines, err := w.Library.Repo.Compare(ctx, text.Base, text.Commit)
	if err != nil {
		return err
	}
	text.Documents, text.Clauses = wording.Changed(redlines)
	if n == 0 {
		text.Clauses = nil // all
	}
	_, err = w.Code.Register().Act(ctx, register.Act{Who: register.ByClock, Verb: "draft the text"},
		func(tx *register.Tx) error {
			for _, rec := range put {
				if err := tx.Put(rec); err != nil {
					return err
				}
			}
			return nil
		})
	return err
}

// modification is the number-th Modification, which a branch is the legal text of.
func (w *Written) modification(
	ctx context.Context, number int, base, commit string, at time.Time,
) (*record.LegalText, *record.Modification, error) {
	id := record.Number{Era: "MP", N: number}.String()
	redlines, err := w.Library.Repo.Compare(ctx, base, commit)
	if err != nil {
		return nil, nil, err
	}
	text := &record.LegalText{Head: record.Head{ID: "legal-text-" + id}, Modification: id,
		Version: "1.0", Base: base, Commit: commit, AddedAt: at, PublishedAt: at}
	text.Documents, text.Clauses = wording.Changed(redlines)
	return text, &record.Modification{Head: record.Head{ID: id}, Title: "Change of the words",
		Stage: "implemented", StageSince: at}, nil
}
