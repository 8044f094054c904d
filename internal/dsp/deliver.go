package dsp

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/store"
)

// States of a delivery. docs/states.md draws the machine.
const (
	undelivered state = "undelivered" // to be posted when due
	delivered   state = "delivered"   // the User said 2xx
	kept        state = "kept"        // no address, or tried long enough
)

// postLimit is how long a User may take to say that it has a document. The
// published clients answer within 3 s; a slower one is tried again.
const postLimit = 10 * time.Second

// safetyNet is when the scheduler looks at a delivery that its own process was
// about to make, in case that process is gone.
const safetyNet = time.Minute

// delivery is one signed document for one User.
type delivery struct {
	id       string
	user     eui.ID
	request  string // RequestID, empty for alerts
	document []byte
	state    state
	attempts int
	created  time.Time
}

// heldBack keeps the wall time until which deliveries keep their least delay.
type heldBack struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// leaveWithDeliver writes a delivery, once for each id.
func (g *Gateway) leaveWithDeliver(ctx context.Context, tx *sql.Tx, d delivery) error {
	now := g.Clock.Now()
	_, err := tx.ExecContext(ctx, `INSERT INTO delivery
		(id, service_user, request, document, state, attempts, created, due, fault)
		VALUES ($1, $2, $3, $4, $5, 0, $6, $7, '') ON CONFLICT (id) DO NOTHING`,
		d.id, d.user.String(), d.request, d.document, undelivered,
		store.Micros(now), store.Micros(now.Add(safetyNet)))
	return err
}

// release puts a delivery into the OUTBOX when its least delay is over. Where the
// process ends before, the scheduler of the next one does it.
func (g *Gateway) release(d delivery) {
	until := g.least()
	g.held.mu.Lock()
	g.held.until[d.id] = until
	g.held.mu.Unlock()
	g.work.Go(func() {
		defer func() {
			g.held.mu.Lock()
			delete(g.held.until, d.id)
			g.held.mu.Unlock()
		}()
		if g.Wall.Sleep(g.stopped, until.Sub(g.Wall.Now())) == nil {
			g.post(g.stopped, d)
		}
	})
}

// post puts a delivery into the OUTBOX.
func (g *Gateway) post(ctx context.Context, d delivery) {
	err := g.Bus.Publish(ctx, bus.Message{
		Subject: bus.OutboxSubject(d.user, d.id),
		ID:      d.id + "#" + strconv.Itoa(d.attempts),
		Data:    []byte(d.id),
	})
	if err != nil {
		g.Log.WarnContext(ctx, "post", "delivery", d.id, "err", err)
	}
}

// deliverAll posts documents to Users until ctx ends.
func (g *Gateway) deliverAll(ctx context.Context) error {
	return g.Bus.Consume(ctx, bus.Outbox, "delivery", func(ctx context.Context, m bus.Message) error {
		return g.deliver(ctx, string(m.Data))
	})
}

// deliver posts one document and records what came of it.
func (g *Gateway) deliver(ctx context.Context, id string) error {
	d, err := g.delivery(ctx, id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && d.state != undelivered {
		return nil
	}
	if err != nil {
		return err
	}
	urls, err := g.addresses(ctx, d)
	if err != nil {
		return err
	}
	fault := errors.New("the User has no address")
	for _, url := range urls {
		if fault = g.postTo(ctx, url, d.document); fault == nil {
			break
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return g.record(ctx, d, len(urls) > 0, fault)
}

// record keeps the outcome of a delivery. A process that ends just before this
// delivers the same document once more: Users are told to expect that.
func (g *Gateway) record(ctx context.Context, d delivery, addressed bool, fault error) error {
	d.attempts++
	now, reason := g.Clock.Now(), ""
	due := now
	switch {
	case fault == nil:
		d.state = delivered
	case !addressed || now.Sub(d.created) >= g.Timers.KeepTrying:
		d.state, reason = kept, fault.Error()
	default:
		due, reason = now.Add(g.Timers.redeliver(d.attempts)), fault.Error()
	}
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		if !addressed { // unless the User was given an address since it was looked for
			var found int
			err := tx.QueryRowContext(ctx, `SELECT count(*) FROM service_user
				WHERE eui = $1 AND receive_url <> ''`, d.user.String()).Scan(&found)
			if err != nil {
				return err
			}
			if found > 0 {
				d.state = undelivered
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE delivery SET state = $1, attempts = $2, due = $3,
			fault = $4 WHERE id = $5`, d.state, d.attempts, store.Micros(due), reason, d.id)
		return err
	})
	if err != nil {
		return fmt.Errorf("record %s: %w", d.id, err)
	}
	g.Metrics.deliveries.WithLabelValues(string(d.state)).Inc()
	g.Log.InfoContext(ctx, "deliver", "delivery", d.id, "user", d.user.String(),
		"state", string(d.state), "attempt", d.attempts, "fault", reason)
	if d.state == undelivered {
		g.wakeBy(due)
	}
	return nil
}

// postTo posts a document to a User's receive service. Any 2xx is success;
// everything else is tried again.
func (g *Gateway) postTo(ctx context.Context, url string, document []byte) error {
	ctx, cancel := context.WithTimeout(ctx, postLimit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(document))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := g.Client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	// What a User says beside its status is of no use; reading a little of it
	// lets the connection be used again.
	_, _ = io.CopyN(io.Discard, resp.Body, 4096)
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("POST %s: %s", url, resp.Status)
	}
	return nil
}

// addresses are where a delivery may go, in order: where the answer to this one
// request was asked for, then the User's own address.
func (g *Gateway) addresses(ctx context.Context, d delivery) ([]string, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT 0, url FROM receiver WHERE request = $1 AND $1 <> ''
		UNION ALL SELECT 1, receive_url FROM service_user WHERE eui = $2 AND receive_url <> ''
		ORDER BY 1`, d.request, d.user.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var urls []string
	for rows.Next() {
		var order int
		var url string
		if err := rows.Scan(&order, &url); err != nil {
			return nil, err
		}
		urls = append(urls, url)
	}
	return urls, rows.Err()
}

const deliveryColumns = `id, service_user, request, document, state, attempts, created`

func scanDelivery(row interface{ Scan(...any) error }) (delivery, error) {
	var d delivery
	var user string
	var created int64
	err := row.Scan(&d.id, &user, &d.request, &d.document, &d.state, &d.attempts, &created)
	if err != nil {
		return delivery{}, err
	}
	d.created = store.Time(created)
	d.user, err = eui.Parse(user)
	return d, err
}

func (g *Gateway) delivery(ctx context.Context, id string) (delivery, error) {
	return scanDelivery(g.DB.QueryRowContext(ctx,
		`SELECT `+deliveryColumns+` FROM delivery WHERE id = $1`, id))
}

// dueDeliveries lists up to limit deliveries whose time has come and that no
// least delay holds back.
func (g *Gateway) dueDeliveries(ctx context.Context, now time.Time, limit int) ([]delivery, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT `+deliveryColumns+` FROM delivery
		WHERE state = $1 AND due <= $2 ORDER BY due LIMIT $3`, undelivered, store.Micros(now), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var due []delivery
	for rows.Next() {
		d, err := scanDelivery(rows)
		if err != nil {
			return nil, err
		}
		due = append(due, d)
	}
	return due, rows.Err()
}

// holdsBack reports whether this process keeps the least delay of a delivery.
func (h *heldBack) holdsBack(id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, held := h.until[id]
	return held
}
