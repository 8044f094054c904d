package bus

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/mains-energy/mains/internal/clock"
)

const (
	// ackWait is how long the server waits for word of a message before it gives it
	// to somebody else. Where the server outlives a process that is killed, what that
	// process held stands still for this long.
	ackWait = 5 * time.Second
	// heartbeat is how often the server is told that messages are still being
	// handled, or wait for their turn; two may be lost before ackWait is over.
	heartbeat = ackWait / 3
	// maxPending bounds the messages of a stream that were given out and are not
	// done with, over all processes; it bounds the queues in this one.
	maxPending = 1024
	// The wait before a message that failed comes again: doubled each time.
	firstRetry = 100 * time.Millisecond
	lastRetry  = 30 * time.Second
)

// Handler handles one message. nil means that its effect is durable: the message
// is gone. After an error or a panic it comes again, later and later up to every
// 30 s. Its ctx ends when Consume is to end.
type Handler func(ctx context.Context, m Message) error

// Consume handles the messages of a stream until ctx is done or the Bus is closed;
// it then waits for the handlers, and returns nil. Any other end is an error.
//
// The messages of a partition are handled one at a time and in the order in which
// they were stored; up to [Partitions] partitions are handled at once. That order
// is not kept for a message that failed, which comes again after later ones, nor
// between processes: those that consume under the same durable name share the work
// message by message, so two of them may hold messages of one partition at the same
// moment. A message whose process dies comes again within seconds. Handlers
// therefore rest on what SQL says and not on order.
//
// A stream has one durable name: a second one is refused by the server.
func (b *Bus) Consume(ctx context.Context, stream, durable string, handle Handler) error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return ErrClosed
	}
	b.consumes.Add(1)
	b.mu.Unlock()
	defer b.consumes.Done()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	consumer, err := b.consumer(ctx, stream, durable)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("bus: consume %s as %s: %w", stream, durable, err)
	}
	c := consumption{bus: b, ctx: ctx, handle: handle, held: map[jetstream.Msg]struct{}{},
		queues: map[string][]jetstream.Msg{}}
	feed, err := consumer.Consume(c.take, jetstream.PullMaxMessages(maxPending),
		jetstream.ConsumeErrHandler(func(_ jetstream.ConsumeContext, err error) {
			b.log.Warn("bus: consume", "stream", stream, "err", err)
		}))
	if err != nil {
		return fmt.Errorf("bus: consume %s as %s: %w", stream, durable, err)
	}
	ended := c.keep(b.closing, feed)
	cancel()
	feed.Drain() // what has come this far is given back, and need not be waited for
	c.stop(feed.Closed())
	if ended {
		return fmt.Errorf("bus: consume %s as %s: ended by the server", stream, durable)
	}
	return nil
}

// consumer makes the durable consumer, or finds it.
func (b *Bus) consumer(
	ctx context.Context, stream, durable string,
) (jetstream.Consumer, error) {
	config := jetstream.ConsumerConfig{
		Durable:       durable,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       ackWait,
		MaxDeliver:    -1,
		MaxAckPending: maxPending,
	}
	return b.js.CreateOrUpdateConsumer(ctx, stream, config)
}

// consumption is one call of Consume: the messages it was given and has not
// answered for, in a queue for each partition.
type consumption struct {
	bus    *Bus
	ctx    context.Context
	handle Handler

	mu      sync.Mutex
	stopped bool
	held    map[jetstream.Msg]struct{}
	queues  map[string][]jetstream.Msg // by subject; one is here while it has a worker
	workers sync.WaitGroup
}

// keep tells the server that what is held is in hand, until all is to end. It
// reports whether it was the server that ended it.
func (c *consumption) keep(closing <-chan struct{}, feed jetstream.ConsumeContext) bool {
	beat := clock.Real().NewTimer(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return false
		case <-closing:
			return false
		case <-feed.Closed():
			return true
		case <-beat.C:
			beat.Reset(heartbeat)
			c.mu.Lock()
			for m := range c.held {
				c.told(m.InProgress())
			}
			c.mu.Unlock()
		}
	}
}

// take queues a message behind the others of its partition. It does not wait:
// maxPending bounds the queues.
func (c *consumption) take(m jetstream.Msg) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped {
		c.told(m.Nak())
		return
	}
	c.held[m] = struct{}{}
	queue, working := c.queues[m.Subject()]
	c.queues[m.Subject()] = append(queue, m)
	if !working {
		c.workers.Go(func() { c.work(m.Subject()) })
	}
}

// work handles the queue of one partition until it is empty.
func (c *consumption) work(subject string) {
	for m := c.next(subject); m != nil; m = c.next(subject) {
		err := c.ctx.Err()
		if err == nil {
			err = c.call(received(m))
		}
		c.mu.Lock()
		delete(c.held, m)
		c.mu.Unlock()
		switch {
		case err == nil:
			c.told(m.Ack())
		case c.ctx.Err() != nil: // we are leaving: somebody else may have it at once
			c.told(m.Nak())
		default:
			c.again(m, err)
		}
	}
}

// next takes the first of a queue, or gives the queue up when it is empty.
func (c *consumption) next(subject string) jetstream.Msg {
	c.mu.Lock()
	defer c.mu.Unlock()
	queue := c.queues[subject]
	if len(queue) == 0 {
		delete(c.queues, subject)
		return nil
	}
	m := queue[0]
	queue[0] = nil
	c.queues[subject] = queue[1:]
	return m
}

// again gives back a message that failed.
func (c *consumption) again(m jetstream.Msg, cause error) {
	delivered := uint64(1)
	if meta, err := m.Metadata(); err == nil {
		delivered = meta.NumDelivered
	}
	delay := retryDelay(delivered)
	c.bus.log.Warn("bus: handler", "subject", m.Subject(), "delivered", delivered,
		"again_in", delay, "err", cause)
	c.told(m.NakWithDelay(delay))
}

// retryDelay is the wait after the given number of deliveries.
func retryDelay(delivered uint64) time.Duration {
	delay := firstRetry
	for i := uint64(1); i < delivered && delay < lastRetry; i++ {
		delay *= 2
	}
	return min(delay, lastRetry)
}

// call runs the handler, and makes an error of a panic.
func (c *consumption) call(m Message) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return c.handle(c.ctx, m)
}

// told looks at the outcome of a word to the server. There is nothing to do about
// an error but to say so: the message comes again, and handlers expect that.
func (c *consumption) told(err error) {
	if err != nil && !errors.Is(err, jetstream.ErrMsgAlreadyAckd) {
		c.bus.log.Warn("bus: answer for a message", "err", err)
	}
}

// stop waits for the last messages to come in, and for the workers, which give back
// what they have not begun; then it sees to it that the server has heard all of it.
func (c *consumption) stop(drained <-chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), requestTimeout)
	defer cancel()
	select {
	case <-drained:
	case <-ctx.Done(): // the server is away
	}
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	c.workers.Wait()
	c.told(c.bus.conn.FlushWithContext(ctx))
}
