package bus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

const (
	// maxStore bounds the files of the embedded server, in octets. What waits there
	// is a few hours' work at most; SQL keeps the rest.
	maxStore = 16 << 30
	// maxMemory bounds streams in memory, of which we have none.
	maxMemory = 16 << 20
	// syncInterval is how often the disk is told to keep what it was given: what a
	// power cut may cost.
	syncInterval = time.Second
	// startTimeout is for a server with many messages to read, on a slow disk.
	startTimeout = 30 * time.Second
	// storeName is the directory that the server makes below ours.
	storeName = "jetstream"
)

// embed starts a server in this process, without a listener, and connects to it.
func embed(ctx context.Context, c Config) (*Bus, error) {
	failed := make(chan error, 1)
	s, err := start(c, failed)
	if err != nil {
		return nil, err
	}
	b, err := connect(ctx, c, s)
	if err != nil {
		s.Shutdown()
		s.WaitForShutdown()
		return nil, err
	}
	b.failed = failed
	return b, nil
}

func start(c Config, failed chan<- error) (*server.Server, error) {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("bus: data directory: %w", err)
	}
	if err := wipeConsumers(c.Dir); err != nil {
		return nil, fmt.Errorf("bus: data directory: %w", err)
	}
	s, err := server.NewServer(&server.Options{
		ServerName:             "mains",
		DontListen:             true,
		NoSigs:                 true,
		NoLog:                  true,
		DisableJetStreamBanner: true,
		JetStream:              true,
		StoreDir:               c.Dir,
		JetStreamMaxMemory:     maxMemory,
		JetStreamMaxStore:      maxStore,
		SyncInterval:           syncInterval,
		SyncAlways:             c.SyncAlways,
	})
	if err != nil {
		return nil, fmt.Errorf("bus: embedded server: %w", err)
	}
	s.SetLogger(&serverLog{c.Log, failed}, false, false)
	s.Start()
	if s.ReadyForConnections(startTimeout) && s.JetStreamEnabled() {
		return s, nil
	}
	s.Shutdown()
	s.WaitForShutdown()
	return nil, errors.New("bus: embedded server did not start: see the log for why")
}

// wipe removes the files of the streams.
func wipe(dir string) error {
	return os.RemoveAll(filepath.Join(dir, storeName))
}

// wipeConsumers removes what the server wrote down of its consumers, in its layout: which
// messages were given out. Whoever had them is gone with the server, and what is left in a
// stream is what nobody is done with. Without this a message of a process that was killed
// would come again only after ackWait, behind newer ones, and a Device refuses a Command
// whose counter is not above the last one.
func wipeConsumers(dir string) error {
	paths, err := fs.Glob(os.DirFS(dir), storeName+"/*/streams/*/obs")
	for _, path := range paths {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, filepath.FromSlash(path))))
	}
	return err
}

// serverLog takes the log lines of the embedded server. What it notices is detail
// to us; what it calls fatal must not end the process. That its disk is full it says here
// and nowhere else: a publisher gets no answer.
type serverLog struct {
	log    *slog.Logger
	failed chan<- error
}

func (l *serverLog) Noticef(format string, v ...any) { l.log.Debug(line(format, v)) }
func (l *serverLog) Warnf(format string, v ...any)   { l.log.Warn(line(format, v)) }
func (l *serverLog) Fatalf(format string, v ...any)  { l.log.Error(line(format, v)) }
func (l *serverLog) Debugf(string, ...any)           {}
func (l *serverLog) Tracef(string, ...any)           {}

func (l *serverLog) Errorf(format string, v ...any) {
	l.log.Error(line(format, v))
	for _, value := range v {
		if err, is := value.(error); is && errors.Is(err, syscall.ENOSPC) {
			select {
			case l.failed <- fmt.Errorf("%w: make room and start again: %w", ErrFull, err):
			default: // it was said
			}
		}
	}
}

func line(format string, v []any) string { return "nats: " + fmt.Sprintf(format, v...) }
