package system_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
)

// start opens a system on a data directory by a wall clock that shows wall, runs it until
// it has noted its time, and stops it.
func start(t *testing.T, data string, wall, asAt time.Time) error {
	t.Helper()
	s, err := system.Open(t.Context(), system.Config{
		Data: data, PortOffset: system.Anywhere, Homes: 1, AsAt: asAt,
		Wall: clock.New(wall), Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // the time is noted at the start and at the end
	if err := s.Run(ctx); err != nil {
		t.Error(err)
	}
	return s.Close()
}

// A wall clock that is far off is refused; a time that somebody names is not, unless it is
// before the last change of the register, and then the clock stays as it was.
func TestClockFarOff(t *testing.T) {
	data := t.TempDir()
	noon := time.Date(2022, 1, 31, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name       string
		wall, asAt time.Time
		want       string
	}{
		{"first start", noon, time.Time{}, ""},
		{"a little earlier", noon.Add(-10 * time.Minute), time.Time{}, ""},
		{"a day earlier", noon.AddDate(0, 0, -1), time.Time{},
			"the clock says 2022-01-30T12:00:00Z, but this system was running at 2022-01-31T"},
		{"not set", time.Unix(0, 0), time.Time{},
			"1970-01-01T00:00:00Z cannot be the time of a system"},
		{"a day that is named", noon, noon.AddDate(1, 0, 0), ""},
		{"remembered", noon, time.Time{}, ""},
		{"before the last change", noon, noon.AddDate(-1, 0, 0),
			"--as-at 2021-01-31T12:00:00Z is before the last change of the register, which is of 2022-"},
		{"still remembered", noon, time.Time{}, ""},
		{"no day of ours", noon, noon.AddDate(-20, 0, 0), "cannot be the time of a system"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := start(t, data, tt.wall, tt.asAt)
			if tt.want == "" && err != nil || tt.want != "" &&
				(err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// A first start that is interrupted while it makes homes is completed by the next one.
func TestInterruptedFirstStart(t *testing.T) {
	data := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := system.Open(ctx, system.Config{
		Data: data, PortOffset: system.Anywhere, Homes: 401, Log: slog.New(slog.DiscardHandler),
		Progress: func(step string, done, _ int) {
			if step == "homes" && done < 401 {
				cancel()
			}
		},
	})
	if err == nil {
		t.Fatal("the start was not interrupted")
	}
	s, err := system.Open(t.Context(), system.Config{
		Data: data, PortOffset: system.Anywhere, Homes: 1, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Summary(), "401 homes, 2807 Devices"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), store.Config{Dir: filepath.Join(data, "db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var devices, users int
	err = db.QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM device),
		(SELECT count(*) FROM service_user)`).Scan(&devices, &users)
	if err != nil || devices != 2807 || users == 0 {
		t.Errorf("%d Devices and %d Users in the inventory, %v", devices, users, err)
	}
}
