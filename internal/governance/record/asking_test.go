package record_test

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestAsksAgain: an address is written to again after an hour, and then each time after as long as
// all that went before.
func TestAsksAgain(t *testing.T) {
	first := time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)
	for _, each := range []struct {
		last, now time.Duration // after first
		want      bool
	}{
		{0, 0, false}, {0, time.Hour - 1, false}, {0, time.Hour, true},
		{time.Hour, 2*time.Hour - 1, false}, {time.Hour, 2 * time.Hour, true},
		{2 * time.Hour, 4*time.Hour - 1, false}, {2 * time.Hour, 4 * time.Hour, true},
		{64 * time.Hour, 128*time.Hour - 1, false}, {64 * time.Hour, 128 * time.Hour, true},
	} {
		if got := record.AsksAgain(first, first.Add(each.last), first.Add(each.now)); got != each.want {
			t.Errorf("asked last after %s, and after %s: got %v, want %v", each.last, each.now, got,
				each.want)
		}
	}
	if !record.AsksAgain(first, time.Time{}, first) {
		t.Error("who was never written to is not written to")
	}
}

func TestConfirms(t *testing.T) {
	asked := time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)
	for _, each := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {record.ConfirmWithin - 1, true}, {record.ConfirmWithin, false}} {
		if got := record.Confirms(asked, asked.Add(each.after)); got != each.want {
			t.Errorf("after %s: got %v, want %v", each.after, got, each.want)
		}
	}
}

// TestOpens: a token opens what it stands in, and nothing opens what has none.
func TestOpens(t *testing.T) {
	for _, each := range []struct {
		kept, token string
		want        bool
	}{{"abc", "abc", true}, {"abc", "abd", false}, {"abc", "ab", false}, {"abc", "", false},
		{"", "", false}, {"", "abc", false}} {
		if got := record.Opens(register.NewSecret(each.kept), each.token); got != each.want {
			t.Errorf("%q opens %q: got %v, want %v", each.token, each.kept, got, each.want)
		}
	}
}
