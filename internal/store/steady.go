package store

import (
	"context"
	"database/sql/driver"
)

type connector = driver.Connector

// steady is a connector whose connections let every statement run to its end. A
// statement that is cut short takes its neighbours in the batch with it: SQLite
// undoes the whole transaction, and pgx closes the connection. So the context of
// a caller stops at database/sql, which looks at it before each statement.
type steady struct{ driver.Connector }

func (s steady) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return steadyConn{c}, nil
}

// steadyConn passes everything on but the end of the context. Both drivers have
// all the optional interfaces that are asserted here, but CheckNamedValue.
type steadyConn struct{ driver.Conn }

func (c steadyConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(context.WithoutCancel(ctx), o)
}

func (c steadyConn) ExecContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Result, error) {
	return c.Conn.(driver.ExecerContext).ExecContext(context.WithoutCancel(ctx), query, args)
}

func (c steadyConn) QueryContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Rows, error) {
	return c.Conn.(driver.QueryerContext).QueryContext(context.WithoutCancel(ctx), query, args)
}

func (c steadyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	s, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, err
	}
	return steadyStmt{s}, nil
}

func (c steadyConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.Conn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

func (c steadyConn) ResetSession(ctx context.Context) error {
	return c.Conn.(driver.SessionResetter).ResetSession(ctx)
}

func (c steadyConn) IsValid() bool {
	v, ok := c.Conn.(driver.Validator)
	return !ok || v.IsValid()
}

type steadyStmt struct{ driver.Stmt }

func (s steadyStmt) ExecContext(
	ctx context.Context, args []driver.NamedValue,
) (driver.Result, error) {
	return s.Stmt.(driver.StmtExecContext).ExecContext(context.WithoutCancel(ctx), args)
}

func (s steadyStmt) QueryContext(
	ctx context.Context, args []driver.NamedValue,
) (driver.Rows, error) {
	return s.Stmt.(driver.StmtQueryContext).QueryContext(context.WithoutCancel(ctx), args)
}
