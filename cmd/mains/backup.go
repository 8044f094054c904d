package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/system"
)

type backupCommand struct {
	registerOf
	File string `arg:"" help:"The backup: a new file."`
	JSON bool   `name:"json" help:"Print the counts as JSON."`
}

// Help says what is in the file.
func (backupCommand) Help() string {
	return `Writes the keys of a data directory and its database, as of one moment, into one file,
whether a system runs on it or not. The file is the same for SQLite and PostgreSQL: mains
restore takes it into either. It has private keys, and all that anybody may see: keep it as you
keep those.`
}

// Run writes a backup.
func (c *backupCommand) Run(ctx context.Context, env environment) error {
	count, err := c.backup(ctx, env)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(env.out, count)
	}
	fmt.Fprintf(env.out, "%d files, and %d rows of %d tables, are in %s\n",
		count.Files, count.Rows, count.Tables, c.File)
	return nil
}

// backup writes it by way of the system, where one runs on the data.
func (c *backupCommand) backup(
	ctx context.Context, env environment,
) (count system.BackupCount, err error) {
	db, err := c.openDB(ctx, false)
	var running *runningError
	if errors.As(err, &running) {
		return count, running.keep(ctx, "/backup", c.File, "", &count)
	}
	if err != nil {
		return count, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	bar := newProgress(env)
	defer bar.done()
	at, err := system.SavedClock(ctx, db, clock.Real())
	if err != nil {
		return count, err
	}
	return system.BackupTo(ctx, c.File, db, c.Data, at.Now(), clock.Real().Now(), rowsOn(bar))
}

// rowsOn shows how many rows are done.
func rowsOn(bar *progress) func(rows int) { return func(rows int) { bar.count("rows", rows) } }

type restoreCommand struct {
	registerOf
	File   string `arg:"" help:"The backup."`
	Check  bool   `help:"Say what the backup holds and whether it is whole, and make nothing."`
	Signer string `placeholder:"KEY" help:"Fingerprint or public key that is to have signed the backup."`
	JSON   bool   `name:"json" help:"Print the counts as JSON."`
}

// Help says where to.
func (restoreCommand) Help() string {
	return `Makes an installation of a backup, in a data directory that is empty or not there, with its
database in it or in the PostgreSQL of --db. The backup is checked to its last octet before anything
is made. Where mains restore is cut off, run it again: until it has come to its end no command takes
what is there for an installation.`
}

// Run restores a backup.
func (c *restoreCommand) Run(ctx context.Context, env environment) error {
	signer, err := signerOf(c.Signer)
	if err != nil {
		return err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close() // it was read
	var count system.BackupCount
	if c.Check {
		if count, err = system.CheckBackup(f); err == nil {
			err = count.SignedBy(signer)
		}
	} else {
		bar := newProgress(env)
		count, err = system.Restore(ctx, f, c.Data, c.DB, signer, rowsOn(bar))
		bar.done()
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", c.File, err)
	case c.JSON:
		return writeJSON(env.out, count)
	case c.Check:
		fmt.Fprintf(env.out, "%s is whole: of %s, %d files, and %d rows of %d tables; signed by %s\n",
			c.File, count.Made.Format("2 January 2006, 15:04 MST"), count.Files, count.Rows, count.Tables,
			count.Signer)
		trust(env, signer)
		return nil
	}
	where := c.Data
	if c.DB != "" {
		where += " and the database"
	}
	fmt.Fprintf(env.out, "%d files, and %d rows of %d tables, are in %s\n"+
		"The backup was signed by %s\n", count.Files, count.Rows, count.Tables, where, count.Signer)
	return nil
}
