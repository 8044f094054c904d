package system

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/governance/inquiry"
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
	rec, ok, err := inquiry.Called(inquiry.Everything(ctx, c), person, "person")
	if err != nil {
		return "", err
	}
	if !ok {
		return "", fmt.Errorf("%w %s: mains code list people says whom it has", errNobody, person)
	}
	to, err := portal.Invite(ctx, code{c}, accounts{account.New(db)}, rec.Identity(), now, rand.Reader)
	return string(to), err
}

// Secret is what a control asks for, beside being reached, that lets in anybody or shows
// everything: it is for who may read the data directory. Each start has another.
func (s *System) Secret() string { return s.secret }

// knows refuses who does not know the secret.
func (s *System) knows(secret string) error {
	if subtle.ConstantTimeCompare([]byte(secret), []byte(s.secret)) != 1 {
		return wrong("that is not the secret in addresses.json of the data directory")
	}
	return nil
}

// invite is the control that invites a person.
func (s *System) invite(r *http.Request) (any, error) {
	var asked struct {
		Person string `json:"person"`
		Secret string `json:"secret"`
	}
	if err := body(r, &asked); err != nil {
		return nil, err
	}
	if err := s.knows(asked.Secret); err != nil {
		return nil, err
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

// Told is the answer of a running system to a question.
type Told struct {
	Text  string `json:"text"`
	Fault string `json:"fault,omitempty"` // why it failed
}

// ask is the control that answers a question.
func (s *System) ask(r *http.Request) (any, error) {
	var asked struct {
		inquiry.Question
		Secret string `json:"secret"`
	}
	if err := body(r, &asked); err != nil {
		return nil, err
	}
	if err := s.knows(asked.Secret); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	told := Told{}
	if err := asked.Answer(r.Context(), s.code, &out, nil); err != nil {
		told.Fault = err.Error()
	}
	told.Text = out.String()
	return told, nil
}
