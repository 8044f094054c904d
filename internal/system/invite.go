package system

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
	"github.com/mains-energy/mains/internal/store"
)

// errNobody: an invitation is for nobody in the register.
var errNobody = errors.New("the register has no person")

// Invite makes an address, to be put after the portal's, that signs a person of the register in
// once within a day of now, which is wall time. The database is that of the register.
func Invite(
	ctx context.Context, db *store.DB, c *governance.Code, person string, now time.Time,
) (string, error) {
	to, err := portal.Invite(ctx, code{c}, accounts{account.New(db)}, person, now, rand.Reader)
	if errors.Is(err, page.ErrNotFound) {
		return "", fmt.Errorf("%w %s: mains code list people says whom it has", errNobody, person)
	}
	return string(to), err
}

// Secret is what a control asks for that could let in anybody, beside being reached: it is for
// who may read the data directory. Each start has another.
func (s *System) Secret() string { return s.secret }

// invite is the control that invites a person.
func (s *System) invite(r *http.Request) (any, error) {
	var asked struct {
		Person string `json:"person"`
		Secret string `json:"secret"`
	}
	if err := body(r, &asked); err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare([]byte(asked.Secret), []byte(s.secret)) != 1 {
		return nil, wrong("that is not the secret in addresses.json of the data directory")
	}
	to, err := Invite(r.Context(), s.db, s.code, asked.Person, s.config.Wall.Now())
	if errors.Is(err, errNobody) {
		return nil, wrong("%w", err)
	}
	if err != nil {
		return nil, err
	}
	site := s.localOrigin()
	if site == "" {
		site = s.URL(Portal)
	}
	s.log.InfoContext(r.Context(), "portal: invited", "person", asked.Person)
	return struct {
		Address string `json:"address"`
	}{site + to}, nil
}
