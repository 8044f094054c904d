package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

// maxRemembered is how many statements a connection keeps: more than one page or act has, and
// each takes some kilobytes. When they are too many all are parsed anew, which is rare.
const maxRemembered = 256

// remembering is a connector whose connections keep the statements that they have parsed:
// SQLite takes as long to parse a small query and to plan it as to run it. The texts of
// statements are constants, or made of few parts. pgx does so by itself.
type remembering struct{ driver.Connector }

func (r remembering) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &rememberingConn{Conn: c, known: map[string]*parsed{}}, nil
}

// rememberingConn is used by one goroutine at a time, as all connections are.
type rememberingConn struct {
	driver.Conn
	known map[string]*parsed
}

// parsed is a statement that is kept. It is busy while rows of it are read.
type parsed struct {
	driver.Stmt
	busy bool
}

// parse is the statement with a text; nil where it is busy, or has no arguments and so is
// one of few: a schema, the bounds of a transaction.
func (c *rememberingConn) parse(ctx context.Context, query string, args int) (*parsed, error) {
	if args == 0 {
		return nil, nil
	}
	if s, ok := c.known[query]; ok {
		if s.busy {
			return nil, nil
		}
		return s, nil
	}
	if len(c.known) >= maxRemembered {
		if err := c.forget(); err != nil {
			return nil, err
		}
	}
	s, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	c.known[query] = &parsed{Stmt: s}
	return c.known[query], nil
}

// forget lets go of all statements that are not busy.
func (c *rememberingConn) forget() error {
	var errs []error
	for query, s := range c.known {
		if !s.busy {
			errs = append(errs, s.Close())
			delete(c.known, query)
		}
	}
	return errors.Join(errs...)
}

func (c *rememberingConn) ExecContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Result, error) {
	s, err := c.parse(ctx, query, len(args))
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (c *rememberingConn) QueryContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Rows, error) {
	s, err := c.parse(ctx, query, len(args))
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return parsedRows{rows, s}, nil
}

// parsedRows are rows of a statement that is kept.
type parsedRows struct {
	driver.Rows
	of *parsed
}

func (r parsedRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

func (c *rememberingConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
}

func (c *rememberingConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

func (c *rememberingConn) ResetSession(ctx context.Context) error {
	return c.Conn.(driver.SessionResetter).ResetSession(ctx)
}

func (c *rememberingConn) IsValid() bool { return c.Conn.(driver.Validator).IsValid() }

func (c *rememberingConn) Ping(ctx context.Context) error {
	return c.Conn.(driver.Pinger).Ping(ctx)
}

func (c *rememberingConn) Close() error { return errors.Join(c.forget(), c.Conn.Close()) }
