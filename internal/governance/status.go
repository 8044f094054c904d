package governance

import (
	"context"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/statement"
	"github.com/mains-energy/mains/internal/store"
)

// From when on the parts of the system are at fault. [D]
const (
	mailLate = time.Hour        // a message waits
	hookLate = 10 * time.Minute // a message to a webhook was not tried, since it was due
	feedLate = 24 * time.Hour   // a feed of others was not read
)

// metaBackup is the row of the store's meta table that says when the last backup was made.
const metaBackup = "backup"

// NoteBackup notes in a database, for who asks how the system stands, that a backup of it is made.
func NoteBackup(ctx context.Context, db *store.DB, at time.Time) error {
	return db.SetMeta(ctx, metaBackup, at.UTC().Format(time.RFC3339))
}

// lastBackup is when the last backup was made; the zero time: none was noted.
func (c *Code) lastBackup(ctx context.Context) (time.Time, error) {
	text, known, err := c.db.Meta(ctx, metaBackup)
	if err != nil || !known {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, text)
}

// measures are how the parts of the system that are of the Code are measured.
func (c *Code) measures() statement.Measures {
	return statement.Measures{record.PartRegister: c.measureRegister,
		record.PartMailOut: c.measureMailOut, record.PartMailIn: c.measureMailIn,
		record.PartFeeds: c.measureFeeds, record.PartWebhooks: c.measureWebhooks}
}

func (c *Code) measureRegister(ctx context.Context) (statement.Measured, error) {
	_, err := c.desk.Now(ctx).As(policy.Public()).Changes(time.Time{}, 1)
	return statement.Measured{State: statement.Works}, err
}

func (c *Code) measureMailOut(ctx context.Context) (statement.Measured, error) {
	if !c.post.Sends() {
		return statement.Measured{State: statement.Off,
			Says: "Messages are kept here, and can be read by whom they are to."}, nil
	}
	waits, sent, err := c.post.Overdue(ctx, c.clock.Now().Add(-mailLate))
	switch {
	case err != nil || !waits:
		return statement.Measured{State: statement.Works}, err
	case sent:
		return statement.Measured{State: statement.Partly,
			Says: "Some messages wait for more than an hour. They are tried again."}, nil
	}
	return statement.Measured{State: statement.AtFault,
		Says: "Messages wait for more than an hour. They go out as soon as they can."}, nil
}

// measureMailIn needs to ask nothing: where mail cannot be listened for, the system ends.
func (c *Code) measureMailIn(context.Context) (statement.Measured, error) {
	if !c.post.Takes() {
		return statement.Measured{State: statement.Off,
			Says: "The helpdesk is written to by its form."}, nil
	}
	return statement.Measured{State: statement.Works}, nil
}

func (c *Code) measureFeeds(ctx context.Context) (statement.Measured, error) {
	all, err := register.All[*record.IndustryFeed](c.desk.Now(ctx), register.Query{})
	if err != nil {
		return statement.Measured{}, err
	}
	read, faults, now := 0, 0, c.clock.Now()
	for _, f := range all {
		if f.Paused {
			continue
		}
		read++
		if f.Fault != "" || !f.ReadAt.IsZero() && now.Sub(f.ReadAt) > feedLate {
			faults++
		}
	}
	switch {
	case read == 0:
		return statement.Measured{State: statement.Off, Says: "No feed of another body is read."}, nil
	case faults == 0:
		return statement.Measured{State: statement.Works}, nil
	case faults < read:
		return statement.Measured{State: statement.Partly,
			Says: "Some cannot be read: consultations of others may be missing."}, nil
	}
	return statement.Measured{State: statement.AtFault,
		Says: "None can be read: new consultations of others are missing."}, nil
}

func (c *Code) measureWebhooks(ctx context.Context) (statement.Measured, error) {
	hooks, waits, err := c.data.Overdue(ctx, c.clock.Now().Add(-hookLate))
	switch {
	case err != nil:
		return statement.Measured{}, err
	case c.data.Held():
		return statement.Measured{State: statement.Off, Says: "Messages are held, and none is sent."}, nil
	case !hooks:
		return statement.Measured{State: statement.Off, Says: "None is set."}, nil
	case waits:
		return statement.Measured{State: statement.AtFault, Says: "Messages come late. None is lost: " +
			"what changed meanwhile is told afterwards."}, nil
	}
	return statement.Measured{State: statement.Works}, nil
}
