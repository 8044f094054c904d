package dsp

import (
	"context"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
)

// RequestRow is a request and where it stands, for people.
type RequestRow struct {
	ID       string // RequestID as the User wrote it
	Variant  string // Service Reference Variant
	UseCase  string // empty until it is transformed
	State    string
	Attempts int
	Received time.Time
}

// Requests lists the latest requests, the latest first.
func (g *Gateway) Requests(ctx context.Context, limit int) ([]RequestRow, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT written, variant, use_case, state, attempts, received
		FROM request ORDER BY received DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []RequestRow
	for rows.Next() {
		var r RequestRow
		var received int64
		err := rows.Scan(&r.ID, &r.Variant, &r.UseCase, &r.State, &r.Attempts, &received)
		if err != nil {
			return nil, err
		}
		r.Received = store.Time(received)
		list = append(list, r)
	}
	return list, rows.Err()
}

// DeliveryRow is a document for a User and where it stands, for people.
type DeliveryRow struct {
	ID       string
	User     eui.ID
	State    string
	Attempts int
	Fault    string // of the last attempt
	Created  time.Time
}

// Deliveries lists the latest documents for Users, the latest first.
func (g *Gateway) Deliveries(ctx context.Context, limit int) ([]DeliveryRow, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT id, service_user, state, attempts, fault, created
		FROM delivery ORDER BY created DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []DeliveryRow
	for rows.Next() {
		var d DeliveryRow
		var user string
		var created int64
		if err := rows.Scan(&d.ID, &user, &d.State, &d.Attempts, &d.Fault, &created); err != nil {
			return nil, err
		}
		d.Created = store.Time(created)
		if d.User, err = eui.Parse(user); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}
