// Package bus carries what moves: Commands to the WAN, Responses from it, and
// documents to Users. It is NATS JetStream, in this process or at a URL.
//
// [Bus.Publish] hands messages over; [Bus.Consume] handles those of one stream.
// A message is handled at least once and then gone; handlers make that exactly
// once by what they write in SQL, which is the truth. The bus can lose its memory
// without harm, and what was not handled is published again from there.
package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Config says where the bus is: exactly one of Dir and URL is set.
type Config struct {
	Dir string // of the embedded server's files; made when it is absent
	URL string // of an external server or cluster: nats://host:4222

	// Replicas is how many servers of a cluster keep each message; 0 means 1.
	Replicas int
	// SyncAlways makes the embedded server answer for a message when the disk has it,
	// so that a power cut loses none: some 500 a second for one publisher. Without
	// it, only the last second before a power cut is at risk, and nothing when the
	// process is killed. An external server has its own setting.
	SyncAlways bool
	// Log gets the warnings of the embedded server and of the connection; nil for none.
	Log *slog.Logger
}

const (
	// MaxData bounds Message.Data, in octets: GBCS messages are a few thousand, and
	// documents stay in SQL. The server takes 1 MiB with the headers.
	MaxData = 512 << 10
	// dedupWindow is for how long the ID of a message is remembered; each costs the
	// server about 130 octets. A retry that comes later than this meets handlers
	// that are idempotent.
	dedupWindow = 2 * time.Minute
	// maxPublishing bounds the messages of one Publish that await their answer.
	maxPublishing = 512
	// requestTimeout is how long an answer of the server is waited for when the
	// caller's context has no deadline.
	requestTimeout = 5 * time.Second
)

var (
	// ErrTooBig: Data is longer than MaxData.
	ErrTooBig = errors.New("bus: message too big")
	// ErrFull: the disk under the embedded server has no room.
	ErrFull = errors.New("bus: no space left for the streams")
	// ErrClosed: the Bus has been closed.
	ErrClosed = errors.New("bus: closed")
)

// Message is one message. Its slices and maps belong to whoever receives it.
type Message struct {
	Subject string // from CommandSubject, ResponseSubject or OutboxSubject
	ID      string // the same ID again within two minutes is stored once; may be empty
	Header  map[string]string
	Data    []byte
}

// Bus is a connection to the streams. Its methods may be called from several
// goroutines.
type Bus struct {
	log    *slog.Logger
	dir    string         // of the server, empty where it is external
	server *server.Server // nil where it is external
	conn   *nats.Conn
	js     jetstream.JetStream

	failed chan error // see Failed; nil where the server is external

	mu       sync.Mutex
	closed   bool
	closing  chan struct{}
	consumes sync.WaitGroup
}

// Open connects to the bus, after starting the server where it is embedded, and
// makes the streams that are not there. Embedded files that cannot be read are
// thrown away and made anew, with a line in the log: SQL has what was in them.
func Open(ctx context.Context, c Config) (*Bus, error) {
	if (c.Dir == "") == (c.URL == "") {
		return nil, errors.New("bus: want a directory or a server URL, and not both")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.URL != "" {
		return connect(ctx, c, nil)
	}
	b, err := embed(ctx, c)
	if err == nil || ctx.Err() != nil {
		return b, err
	}
	c.Log.WarnContext(ctx, "bus: files unusable, starting with empty streams",
		"dir", c.Dir, "err", err)
	if err := wipe(c.Dir); err != nil {
		return nil, fmt.Errorf("bus: %s: %w", c.Dir, err)
	}
	return embed(ctx, c)
}

// connect opens the connection, to s if it is not nil, and makes the streams.
func connect(ctx context.Context, c Config, s *server.Server) (_ *Bus, err error) {
	b := &Bus{log: c.Log, dir: c.Dir, server: s, closing: make(chan struct{})}
	options := []nats.Option{
		nats.Name("mains"),
		nats.MaxReconnects(-1),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			c.Log.Warn("bus: connection", "err", err)
		}),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil { // nil when we close it
				c.Log.Warn("bus: disconnected", "err", err)
			}
		}),
	}
	where := c.URL
	if s != nil {
		options = append(options, nats.InProcessServer(s))
	}
	if b.conn, err = nats.Connect(where, options...); err != nil {
		return nil, fmt.Errorf("bus: connect to %s: %w", redacted(where), err)
	}
	defer func() {
		if err != nil {
			b.conn.Close()
		}
	}()
	b.js, err = jetstream.New(b.conn,
		jetstream.WithPublishAsyncMaxPending(maxPublishing),
		jetstream.WithPublishAsyncTimeout(requestTimeout),
		jetstream.WithDefaultTimeout(requestTimeout))
	if err != nil {
		return nil, fmt.Errorf("bus: %w", err)
	}
	for name, subject := range map[string]string{
		Commands: "command.*.*", Responses: "response.*.*", Outbox: "outbox.*",
	} {
		_, err := b.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
			Name:       name,
			Subjects:   []string{subject},
			Retention:  jetstream.WorkQueuePolicy,
			Storage:    jetstream.FileStorage,
			Discard:    jetstream.DiscardNew, // a full stream refuses, it does not forget
			Duplicates: dedupWindow,
			Replicas:   max(1, c.Replicas),
		})
		if err != nil {
			return nil, fmt.Errorf("bus: stream %s: %w", name, err)
		}
	}
	return b, nil
}

// redacted leaves the password out of a URL.
func redacted(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "the server"
	}
	return u.Redacted()
}

// Close ends what is consumed, waits for its handlers, and closes the connection
// and the embedded server.
func (b *Bus) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	close(b.closing)
	b.mu.Unlock()
	b.consumes.Wait()
	b.conn.Close()
	if b.server != nil {
		b.server.Shutdown()
		b.server.WaitForShutdown()
	}
	return nil
}

// Publish returns when the server has stored all messages. After an error some may
// be stored: publishing again with the same IDs is safe.
func (b *Bus) Publish(ctx context.Context, messages ...Message) error {
	for _, m := range messages {
		if len(m.Data) > MaxData {
			return fmt.Errorf("%w: %d octets on %s: the limit is %d",
				ErrTooBig, len(m.Data), m.Subject, MaxData)
		}
	}
	select {
	case <-b.closing:
		return ErrClosed
	default:
	}
	if len(messages) == 1 { // the usual case, answered without a queue
		if _, err := b.js.PublishMsg(ctx, messages[0].wire()); err != nil {
			return fmt.Errorf("bus: publish on %s: %w", messages[0].Subject, err)
		}
		return nil
	}
	var err error
	for part := range slices.Chunk(messages, maxPublishing) {
		err = errors.Join(err, b.publish(ctx, part))
	}
	return err
}

// Failed delivers an error, once, when the disk under the embedded server has no room: what
// is published from then on is refused, and to go on trying would be to wait for nothing.
func (b *Bus) Failed() <-chan error { return b.failed }

// publish sends all and then waits for the answers.
func (b *Bus) publish(ctx context.Context, messages []Message) error {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	var errs []error
	futures := make([]jetstream.PubAckFuture, 0, len(messages))
	for _, m := range messages {
		// Others publish too: with all places taken, waiting is the back pressure.
		f, err := b.js.PublishMsgAsync(m.wire(), jetstream.WithStallWait(requestTimeout))
		if err != nil {
			errs = append(errs, err)
			break
		}
		futures = append(futures, f)
	}
	for _, f := range futures {
		select {
		case <-f.Ok():
		case err := <-f.Err():
			errs = append(errs, err)
		case <-ctx.Done():
			return fmt.Errorf("bus: publish: %w", errors.Join(append(errs, ctx.Err())...))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("bus: publish: %w", err)
	}
	return nil
}

// wire is the message as NATS has it.
func (m Message) wire() *nats.Msg {
	w := &nats.Msg{Subject: m.Subject, Data: m.Data}
	if m.ID != "" || len(m.Header) > 0 {
		w.Header = make(nats.Header, len(m.Header)+1)
	}
	for k, v := range m.Header {
		w.Header[k] = []string{v}
	}
	if m.ID != "" {
		w.Header[jetstream.MsgIDHeader] = []string{m.ID}
	}
	return w
}

// received is the inverse of [Message.wire].
func received(w jetstream.Msg) Message {
	m := Message{Subject: w.Subject(), Data: w.Data()}
	headers := w.Headers()
	m.ID = headers.Get(jetstream.MsgIDHeader)
	m.Header = make(map[string]string, len(headers))
	for k := range maps.Keys(headers) {
		if k != jetstream.MsgIDHeader {
			m.Header[k] = headers.Get(k)
		}
	}
	return m
}
