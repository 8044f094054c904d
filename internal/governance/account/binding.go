package account

import (
	"context"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Subject is somebody as an identity provider knows them (OpenID Connect Core 2).
type Subject struct {
	Issuer string // the provider's identifier, a URL
	Name   string // never given to anybody else by that provider
}

// Bind says whom a subject means, from now on.
func (a *Accounts) Bind(ctx context.Context, s Subject, person string, at time.Time) error {
	return a.write(ctx, `INSERT INTO account_binding (issuer, subject, person, made)
		VALUES ($1, $2, $3, $4) ON CONFLICT (issuer, subject)
		DO UPDATE SET person = excluded.person, made = excluded.made`,
		s.Issuer, s.Name, person, store.Micros(at))
}

// Unbind says that a subject means nobody.
func (a *Accounts) Unbind(ctx context.Context, s Subject) error {
	return a.write(ctx, `DELETE FROM account_binding WHERE issuer = $1 AND subject = $2`,
		s.Issuer, s.Name)
}

// Bound finds whom a subject means; ok is false where it is nobody.
func (a *Accounts) Bound(ctx context.Context, s Subject) (person string, ok bool, err error) {
	ok, err = found(a.db.QueryRowContext(ctx, `SELECT person FROM account_binding
		WHERE issuer = $1 AND subject = $2`, s.Issuer, s.Name).Scan(&person))
	return person, ok, err
}
