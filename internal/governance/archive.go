package governance

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"

	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// everyone is whom an archive is for that has what nobody needs to sign in for.
const everyone = "everyone"

// Archive writes all that a person may see, or with an empty who everyone, as a file that can be
// checked by itself. [page.ErrNotFound] where the register has no such person.
func (c *Code) Archive(
	ctx context.Context, w io.Writer, who string, key ed25519.PrivateKey, progress func(done int),
) (archive.Count, error) {
	reader, name := policy.Public(), everyone
	if who != "" {
		if _, err := c.Person(ctx, who); err != nil {
			return archive.Count{}, err
		}
		var err error
		if reader, err = c.Reader(ctx, who); err != nil {
			return archive.Count{}, err
		}
		name = who
	}
	now := c.Now()
	return archive.Write(ctx, w, archive.Source{
		View: c.register.View(ctx, reader, register.Moment{So: now, Known: now}),
		Repo: c.desk.Library.Repo, For: name, Key: key, Progress: progress,
	})
}

// Restore makes an empty register of an archive: whoever it was made for is answered as they
// were. The clock is past what it has. The signer is the fingerprint of the key that is to have
// signed it; empty: any may have.
func (c *Code) Restore(
	ctx context.Context, from io.ReadSeeker, signer string,
) (archive.Summary, error) {
	s, err := archive.Restore(ctx, from, archive.Target{Register: c.register,
		Repo: c.desk.Library.Repo, Now: c.clock.Now(), Signer: signer})
	if errors.Is(err, register.ErrNotEmpty) {
		err = errNotEmpty
	}
	return s, err
}
