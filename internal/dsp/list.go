package dsp

import (
	"context"
	"database/sql"
	"errors"
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

const deliveryRowColumns = `id, service_user, state, attempts, fault, created`

// scanDeliveryRow reads the columns of a row, and what stands behind them.
func scanDeliveryRow(row interface{ Scan(...any) error }, more ...any) (d DeliveryRow, err error) {
	var user string
	var created int64
	err = row.Scan(append([]any{&d.ID, &user, &d.State, &d.Attempts, &d.Fault, &created}, more...)...)
	if err != nil {
		return DeliveryRow{}, err
	}
	d.Created = store.Time(created)
	d.User, err = eui.Parse(user)
	return d, err
}

// Deliveries lists the latest documents for Users, the latest first.
func (g *Gateway) Deliveries(ctx context.Context, limit int) ([]DeliveryRow, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT `+deliveryRowColumns+`
		FROM delivery ORDER BY created DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []DeliveryRow
	for rows.Next() {
		d, err := scanDeliveryRow(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// Delivery is the document for a User of that ID, as it was signed, and where it stands. It is
// not ok where there is none.
func (g *Gateway) Delivery(ctx context.Context, id string) (
	d DeliveryRow, document []byte, ok bool, err error,
) {
	d, err = scanDeliveryRow(g.DB.QueryRowContext(ctx, `SELECT `+deliveryRowColumns+`, document
		FROM delivery WHERE id = $1`, id), &document)
	if errors.Is(err, sql.ErrNoRows) {
		return DeliveryRow{}, nil, false, nil
	}
	return d, document, err == nil, err
}
