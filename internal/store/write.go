package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

const (
	// maxBatch is how many functions share one commit. Past a few hundred the cost
	// of the sync no longer shows in each of them, and all of them fail together.
	maxBatch = 512
	// maxBatchTime is how long functions join a batch that has begun: what the
	// first may wait for the others, short beside what a User notices.
	maxBatchTime = 20 * time.Millisecond
	// maxQueued is how many functions wait for the next batch; then Write itself
	// waits, which is the back pressure. Two batches: one to run, one to gather.
	maxQueued = 2 * maxBatch
)

// write is one call of Write.
type write struct {
	fn    func(*sql.Tx) error
	state atomic.Int32
	done  chan error // holds one
}

// The states of a write: whoever changes it from waiting has it.
const (
	waiting int32 = iota
	running
	dropped
)

// writes is the goroutine that runs all writes, and the way to it.
type writes struct {
	db       *sql.DB
	engine   engine
	queue    chan *write
	failed   once
	finished sync.WaitGroup

	mu     sync.RWMutex // held for reading while a write is put in the queue
	closed bool
}

// Write runs fn in a transaction and returns when what it did is durable. Calls
// made at the same time share one commit, each in a savepoint of its own: an error
// or a panic of fn undoes only what fn did, and is returned. fn sees what the calls
// before it did. When the commit fails every call in it fails.
//
// A call whose ctx is done before fn began is dropped. From then on the answer is
// that of the commit; statements in fn run to their end. After an error of the
// commit on PostgreSQL (a lost connection) the effect may still be there: writes
// are made so that they can be repeated.
//
// fn runs alone, so it must be short and not wait for anything; it does not end the
// transaction, call Write (it would wait for itself), or call t.Fatal.
func (db *DB) Write(ctx context.Context, fn func(*sql.Tx) error) error {
	w := &write{fn: fn, done: make(chan error, 1)}
	if err := db.writes.put(ctx, w); err != nil {
		return err
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		if w.state.CompareAndSwap(waiting, dropped) {
			return ctx.Err()
		}
		return <-w.done
	}
}

// Failed receives one error, and is then closed, when the database can take no
// more writes: its disk is full or broken. Reading may still work. Every write
// from then on returns the same error.
func (db *DB) Failed() <-chan error { return db.writes.failed.ready }

func (q *writes) start(db *sql.DB, e engine) {
	q.db, q.engine = db, e
	q.queue = make(chan *write, maxQueued)
	q.failed.ready = make(chan error, 1)
	q.finished.Go(q.run)
}

// stop ends the goroutine when the queue is empty; it reports whether this call did.
func (q *writes) stop() bool {
	q.mu.Lock()
	if q.closed {
		q.mu.Unlock()
		return false
	}
	q.closed = true
	close(q.queue)
	q.mu.Unlock()
	q.finished.Wait()
	return true
}

func (q *writes) put(ctx context.Context, w *write) error {
	q.mu.RLock()
	defer q.mu.RUnlock()
	if q.closed {
		return ErrClosed
	}
	if err := q.failed.get(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case q.queue <- w:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run takes what is queued, batch by batch, until the queue is closed and empty.
func (q *writes) run() {
	var b batch
	clean := false
	defer func() {
		if clean {
			return
		}
		// A function called runtime.Goexit. Nobody must wait for us for ever.
		q.failed.set(errors.New("store: a function given to Write ended the writer (t.Fatal in it?)"))
		b.answer(q.failed.get())
		for w := range q.queue {
			w.done <- q.failed.get()
		}
	}()
	for w := range q.queue {
		if err := q.failed.get(); err != nil {
			w.done <- err
			continue
		}
		b = batch{db: q.db, engine: q.engine}
		b.answer(q.check(q.gather(&b, w)))
	}
	clean = true
}

// gather runs w and whatever else is queued in one transaction, and commits it.
func (q *writes) gather(b *batch, w *write) error {
	wall := clock.Real()
	began := wall.Now()
	for {
		if w.state.CompareAndSwap(waiting, running) {
			if err := b.add(w); err != nil {
				return err
			}
		}
		if len(b.all) >= maxBatch || wall.Now().Sub(began) >= maxBatchTime {
			return b.commit()
		}
		select {
		case next, ok := <-q.queue:
			if !ok {
				return b.commit()
			}
			w = next
		default: // nobody waits: so neither do we
			return b.commit()
		}
	}
}

// check gives an error of a batch its class, and notes when it is the last one.
func (q *writes) check(err error) error {
	if err == nil {
		return nil
	}
	err, fatal := q.engine.classify(err)
	err = fmt.Errorf("store: write: %w", err)
	if fatal {
		q.failed.set(err)
	}
	return err
}

// batch is the writes that share one transaction.
type batch struct {
	db     *sql.DB
	engine engine
	tx     *sql.Tx
	all    []*write
	errs   []error // of the function of each, nil where it stands
	kept   int     // how many stand
}

// add runs one function. An error returned is one of the batch, which is over.
func (b *batch) add(w *write) error {
	b.all, b.errs = append(b.all, w), append(b.errs, nil)
	if b.tx == nil {
		tx, err := b.db.BeginTx(context.Background(), nil)
		if err != nil {
			return err
		}
		b.tx = tx
	}
	// The first to stand needs no savepoint: if it fails, all of the transaction
	// is its own. A lone write is the common case, and saves two statements.
	alone := b.kept == 0
	if !alone {
		if err := b.exec("SAVEPOINT one"); err != nil {
			return err
		}
	}
	fault := call(w.fn, b.tx)
	b.errs[len(b.errs)-1] = fault
	switch {
	case fault == nil && alone:
		b.kept++
		return nil
	case fault == nil:
		b.kept++
		return b.exec("RELEASE SAVEPOINT one")
	case alone:
		err := b.tx.Rollback()
		b.tx = nil
		return b.broken(fault, err)
	default:
		err := b.exec("ROLLBACK TO SAVEPOINT one")
		if err == nil {
			err = b.exec("RELEASE SAVEPOINT one")
		}
		return b.broken(fault, err)
	}
}

// broken tells a fault of one function from the end of the batch: one after which
// the database takes no more writes, or one that cannot be undone alone, as when
// the engine has itself undone the whole transaction under the savepoint.
func (b *batch) broken(fault, undo error) error {
	if _, fatal := b.engine.classify(fault); fatal {
		return fault
	}
	if undo != nil {
		return errors.Join(fault, undo)
	}
	return nil
}

func (b *batch) exec(query string) error {
	_, err := b.tx.ExecContext(context.Background(), query)
	return err
}

// commit makes the batch durable.
func (b *batch) commit() error {
	if b.tx == nil {
		return nil // nobody came, or nobody's work stands
	}
	return b.tx.Commit()
}

// answer tells every caller of the batch. After an error of the batch that is what
// all are told: a refusal may have rested on what was not committed.
func (b *batch) answer(err error) {
	if err != nil && b.tx != nil {
		_ = b.tx.Rollback() // it is given up either way; the connection is checked on its next use
	}
	for i, w := range b.all {
		if err != nil {
			w.done <- err
		} else {
			w.done <- b.errs[i]
		}
	}
	b.all = nil
}

// call runs fn, and makes an error of a panic.
func call(fn func(*sql.Tx) error, tx *sql.Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store: panic in a write: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}
