package post

import (
	"context"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Sends reports whether there is a server to send with.
func (o *Office) Sends() bool { return o.config.Send != nil }

// Takes reports whether mail comes in here.
func (o *Office) Takes() bool { return o.config.Bounces }

// Overdue says of what is to be sent whether anything waits that was queued before an instant,
// and whether anything that was queued since was sent.
func (o *Office) Overdue(ctx context.Context, before time.Time) (waits, sent bool, err error) {
	var late, out int
	err = o.config.DB.QueryRowContext(ctx, `SELECT
		(SELECT COUNT(*) FROM post_message WHERE state = 'waiting' AND queued < $1),
		(SELECT COUNT(*) FROM post_message WHERE state = 'sent' AND queued >= $1)`,
		store.Micros(before)).Scan(&late, &out)
	if err != nil {
		return false, false, fmt.Errorf("post: what is overdue: %w", err)
	}
	return late > 0, out > 0, nil
}
