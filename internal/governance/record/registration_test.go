package record_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestUncounted: what everyone is told of a registration says which event, whether it has a seat,
// since when, and nothing of whose it is.
func TestUncounted(t *testing.T) {
	r := &record.Registration{Head: record.Head{ID: "registration-of-p1", Note: "p1 rang"},
		Event: "event-1", Person: "p1", State: record.RegistrationSeated,
		Name: register.NewSecret("n-p1"), Address: register.NewSecret("p1@example.com"),
		Organisation: register.NewSecret("o-p1"), Token: register.NewSecret("t-p1"),
		Since: time.Unix(1, 0), AskedAt: time.Unix(2, 0)}
	part, of := r.Uncounted()
	text, err := json.Marshal(part)
	if err != nil || strings.Contains(string(text), "p1") {
		t.Errorf("it says %s: %v", text, err)
	}
	if of != (register.Hit{Kind: "event", ID: "event-1"}) {
		t.Errorf("it is of %v", of)
	}
	keys := map[string]bool{}
	for _, k := range part.(*record.Registration).Keys() {
		keys[k.Name+" "+k.Value] = true
	}
	if !keys["seated event-1"] || keys["personal event-1"] {
		t.Errorf("it is found by %v", keys)
	}
}
