package data

import (
	"context"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Held reports whether nothing is sent to webhooks: the operator holds what is for them.
func (h *Hub) Held() bool { return h.hold }

// Overdue says whether there are webhooks that go on, and whether any of them has waited to be sent
// to since before an instant. One whose receiver does not take what is sent waits for its next try,
// and what stands behind it does too: that is no delay of ours.
func (h *Hub) Overdue(ctx context.Context, before time.Time) (hooks, waits bool, err error) {
	var on, late int
	err = h.db.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM data_hook WHERE stopped = 0),
		(SELECT COUNT(*) FROM (SELECT d.hook FROM data_delivery d JOIN data_hook k ON k.id = d.hook
			WHERE d.due > 0 AND k.stopped = 0 GROUP BY d.hook HAVING MAX(d.due) < $1) late)`,
		store.Micros(before)).Scan(&on, &late)
	if err != nil {
		return false, false, fmt.Errorf("data: what is overdue: %w", err)
	}
	return on > 0, late > 0, nil
}
