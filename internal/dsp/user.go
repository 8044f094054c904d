package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
)

const userColumns = `eui, name, roles, active, receive_url`

func scanUser(row interface{ Scan(...any) error }) (User, error) {
	var u User
	var id, roles string
	var active int
	if err := row.Scan(&id, &u.Name, &roles, &active, &u.ReceiveURL); err != nil {
		return User{}, err
	}
	u.Active = active != 0
	for name := range strings.FieldsSeq(roles) {
		role, err := duis.ParseUserRole(name)
		if err != nil {
			return User{}, err
		}
		u.Roles = append(u.Roles, role)
	}
	var err error
	u.EUI, err = eui.Parse(id)
	return u, err
}

// user finds a User, ErrUnknown where there is none.
func (g *Gateway) user(ctx context.Context, id eui.ID) (User, error) {
	u, err := scanUser(g.DB.QueryRowContext(ctx,
		`SELECT `+userColumns+` FROM service_user WHERE eui = $1`, id.String()))
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, ErrUnknown
	}
	return u, err
}

// Users lists the Users, by identifier.
func (g *Gateway) Users(ctx context.Context) ([]User, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT `+userColumns+` FROM service_user ORDER BY eui`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var users []User
	for rows.Next() {
		u, err := scanUser(rows)
		if err != nil {
			return nil, err
		}
		users = append(users, u)
	}
	return users, rows.Err()
}

// PutUser writes a User, new or changed.
func PutUser(ctx context.Context, tx *sql.Tx, u User) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO service_user (`+userColumns+`)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (eui) DO UPDATE SET name = excluded.name,
		roles = excluded.roles, active = excluded.active, receive_url = excluded.receive_url`,
		u.EUI.String(), u.Name, roleNames(u.Roles), number(u.Active), u.ReceiveURL)
	return err
}

// SetActive lets a User make requests, or not.
func (g *Gateway) SetActive(ctx context.Context, id eui.ID, active bool) error {
	return g.changeUser(ctx, id, func(tx *sql.Tx) (sql.Result, error) {
		return tx.ExecContext(ctx, `UPDATE service_user SET active = $1 WHERE eui = $2`,
			number(active), id.String())
	})
}

// SetReceiveURL says where a User's answers and alerts are posted, and posts what
// was kept for want of an address. An empty address keeps them again.
func (g *Gateway) SetReceiveURL(ctx context.Context, id eui.ID, address string) error {
	if err := checkAddress(address); address != "" && err != nil {
		return err
	}
	return g.changeUser(ctx, id, func(tx *sql.Tx) (sql.Result, error) {
		now := store.Micros(g.Clock.Now())
		_, err := tx.ExecContext(ctx, `UPDATE delivery SET state = $1, due = $2, created = $2
			WHERE service_user = $3 AND state = $4 AND $5 <> ''`,
			undelivered, now, id.String(), kept, address)
		if err != nil {
			return nil, err
		}
		return tx.ExecContext(ctx, `UPDATE service_user SET receive_url = $1 WHERE eui = $2`,
			address, id.String())
	})
}

func (g *Gateway) changeUser(
	ctx context.Context, id eui.ID, change func(*sql.Tx) (sql.Result, error),
) error {
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		found, err := changed(change(tx))
		if err == nil && !found {
			return fmt.Errorf("%s: %w", id, ErrUnknown)
		}
		return err
	})
	g.wake()
	return err
}

// ErrTaken says that another address is waiting for the answer to a request.
var ErrTaken = errors.New("dsp: somebody waits for the answer to this request")

// ReceiveAt says where the answer to one request is to be posted, before the
// User's own address. ErrTaken where another address has been named for it.
func (g *Gateway) ReceiveAt(ctx context.Context, id duis.RequestID, address string) error {
	if err := checkAddress(address); err != nil {
		return err
	}
	return g.DB.Write(ctx, func(tx *sql.Tx) error {
		fresh, err := changed(tx.ExecContext(ctx, `INSERT INTO receiver (request, url)
			VALUES ($1, $2) ON CONFLICT (request) DO UPDATE SET url = excluded.url
			WHERE receiver.url = excluded.url`, id.String(), address))
		if err == nil && !fresh {
			return ErrTaken
		}
		return err
	})
}

// ErrAddress says that nothing can be posted to an address.
var ErrAddress = errors.New("dsp: not an http or https address to post to")

func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%w: %q", ErrAddress, address)
	}
	return nil
}
