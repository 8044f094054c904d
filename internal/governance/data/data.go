// Package data is the register for programs: the feed from which a copy of all that a reader may
// see is made and kept, webhooks that say when there is something new, and the page that tells
// of all this.
package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// Config is what a Hub stands on.
type Config struct {
	DB      *store.DB
	Desk    *desk.Desk
	Clock   clock.Clock // of the system: webhooks wait by it
	Wall    clock.Clock // of the receivers of webhooks, who are real; nil: the machine's
	Random  io.Reader
	Outside outside.Config // where webhooks may lead
	Hold    bool           // nothing is sent to webhooks: what is for them waits
}

// Hub gives programs what they ask for, and tells those who asked to be told.
type Hub struct {
	*desk.Desk
	db      *store.DB
	clock   clock.Clock
	wall    clock.Clock
	random  io.Reader
	outside outside.Config
	client  *http.Client // that sends to webhooks
	hold    bool         // it sends nothing
	secret  []byte       // of cursors
	history [8]byte      // of the register: what was restored from a backup has another
	naming  naming

	gathering sync.Mutex    // one looks for what is new at a time
	swept     time.Time     // when old deliveries were deleted; under gathering
	turns     chan struct{} // of messages that are under way
	mu        sync.Mutex
	sending   map[string]bool // webhooks to which somebody sends; under mu
	wake      chan struct{}   // there is something to send
}

// Open is a hub on a database.
func Open(ctx context.Context, c Config) (*Hub, error) {
	reach := c.Outside
	reach.Size, reach.Redirects = maxAnswer, 0
	if c.Wall == nil {
		c.Wall = clock.Real()
	}
	h := &Hub{Desk: c.Desk, db: c.DB, clock: c.Clock, wall: c.Wall, random: c.Random,
		outside: reach, client: reach.Client(), hold: c.Hold,
		turns: make(chan struct{}, mostAtOnce), sending: map[string]bool{},
		wake: make(chan struct{}, 1)}
	lineage, err := c.DB.Lineage(ctx)
	if err != nil {
		return nil, err
	}
	h.history = historyOf(lineage)
	h.secret, err = secret(ctx, c.DB, c.Random)
	return h, err
}

// secret is that of the database, made when it is opened for the first time.
func secret(ctx context.Context, db *store.DB, random io.Reader) (secret []byte, err error) {
	const ask = `SELECT secret FROM data_secret WHERE one = 1`
	err = db.QueryRowContext(ctx, ask).Scan(&secret)
	if !errors.Is(err, sql.ErrNoRows) {
		return secret, err
	}
	fresh := make([]byte, 32)
	if _, err := io.ReadFull(random, fresh); err != nil {
		return nil, fmt.Errorf("data: random octets: %w", err)
	}
	err = db.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO data_secret (one, secret) VALUES (1, $1)
			ON CONFLICT (one) DO NOTHING`, fresh); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, ask).Scan(&secret)
	})
	return secret, err
}

// Routes are the addresses for programs, and of what tells about them.
func (h *Hub) Routes() []page.Route {
	return []page.Route{
		{Pattern: "/open-data", View: h.about},
		{Pattern: "/feed", View: h.feed},
		{Pattern: "/calendar/mine", View: h.mine},
		{Pattern: "/webhooks", View: h.mineHooks},
		{Pattern: "/webhooks/new", Form: h.newForm, Submit: h.newHook},
		{Pattern: "/webhooks/{id}", View: h.oneHook},
		{Pattern: "/webhooks/{id}/test", Form: h.deed(testing), Submit: h.do(testing)},
		{Pattern: "/webhooks/{id}/start", Form: h.deed(starting), Submit: h.do(starting)},
		{Pattern: "/webhooks/{id}/remove", Form: h.deed(removing), Submit: h.do(removing)},
		{Pattern: "/webhooks/{id}/again/{delivery}", Form: h.deed(again), Submit: h.do(again)},
	}
}
