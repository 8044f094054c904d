package estate

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// meters are the two kinds of closed form.
var meters = map[string]func(uint64) meter{"electricity": electricity, "gas": gas}

// aTime is a microsecond between 2018 and 2038.
var aTime = rapid.Custom(func(t *rapid.T) time.Time {
	return time.UnixMicro(rapid.Int64Range(1514764800e6, 2145916800e6).Draw(t, "time")).UTC()
})

func TestRegisterNeverFalls(t *testing.T) {
	for name, make := range meters {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := make(rapid.Uint64().Draw(t, "seed"))
				at := aTime.Draw(t, "from")
				last := m.Register(at)
				for range 200 {
					at = at.Add(time.Duration(rapid.Int64Range(0, 7200e6).Draw(t, "step")) * time.Microsecond)
					now := m.Register(at)
					if now < last {
						t.Fatalf("at %v: %d after %d", at, now, last)
					}
					last = now
				}
			})
		})
	}
}

// TestHalfHoursAddUp walks every half-hour of a fortnight, across both changes of the
// clock: each is at least zero and the sum is the difference of the register.
func TestHalfHoursAddUp(t *testing.T) {
	for name, make := range meters {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := make(rapid.Uint64().Draw(t, "seed"))
				starts := []string{"2022-03-20", "2022-10-23", "2024-02-20", "2023-12-24"}
				from, _ := time.Parse(time.DateOnly, rapid.SampledFrom(starts).Draw(t, "from"))
				k := from.Unix() / halfHour
				var sum int64
				for n := range int64(14 * halvesPerDay) {
					half := m.boundary(k+n+1) - m.boundary(k+n)
					if half < 0 {
						t.Fatalf("half-hour %d: %d", n, half)
					}
					sum += half
				}
				want := m.Register(from.AddDate(0, 0, 14)) - m.Register(from)
				if sum != want {
					t.Fatalf("half-hours sum to %d, the register moved by %d", sum, want)
				}
			})
		})
	}
}

func TestYearIsWhatWasDrawn(t *testing.T) {
	for name, make := range meters {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				m := make(rapid.Uint64().Draw(t, "seed"))
				from := time.Date(rapid.IntRange(2022, 2035).Draw(t, "year"), 1, 1, 0, 0, 0, 0, time.UTC)
				total := float64(m.Register(from.AddDate(1, 0, 0)) - m.Register(from))
				// Two days of noise, and a leap day.
				if total < 0.985*m.annual || total > 1.015*m.annual {
					t.Fatalf("a year of %.0f, drawn %.0f", total, m.annual)
				}
			})
		})
	}
}

// TestEstateLooksLikeHomes checks the population against what the models are drawn from.
func TestEstateLooksLikeHomes(t *testing.T) {
	const homes = 400
	winter := time.Date(2023, 1, 16, 0, 0, 0, 0, time.UTC) // a Monday
	summer := time.Date(2023, 7, 17, 0, 0, 0, 0, time.UTC)
	var wh, evening, night, cold, warm int64
	between := func(m *meter, day time.Time, from, to float64) int64 {
		at := func(h float64) time.Time { return day.Add(time.Duration(h * float64(time.Hour))) }
		return m.Register(at(to)) - m.Register(at(from))
	}
	for n := range uint64(homes) {
		e, g := electricity(mix(n)), gas(mix(n))
		wh += between(&e, winter, 0, 365*24)
		evening += between(&e, winter, 17, 20)
		night += between(&e, winter, 2, 5)
		cold += between(&g, winter, 0, 7*24)
		warm += between(&g, summer, 0, 7*24)
	}
	if mean := wh / homes; mean < 2_400_000 || mean > 4_000_000 {
		t.Errorf("mean home uses %d Wh a year", mean)
	}
	if evening < 3*night {
		t.Errorf("winter evening %d Wh, night %d Wh: no peak", evening, night)
	}
	if cold < 4*warm {
		t.Errorf("gas in January %d dm3 a week, in July %d dm3", cold, warm)
	}
}

func TestLocalDays(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("no time zone database:", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := aTime.Draw(t, "at")
		local := at.In(london)
		want := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC).Unix() / day
		if got := dayOf(at.Unix()); got != want {
			t.Fatalf("%v is day %d, want %d", local, got, want)
		}
		c := calendarOf(want)
		midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, london)
		next := time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, london)
		if c.first != midnight.Unix()/halfHour || c.length != (next.Unix()-midnight.Unix())/halfHour {
			t.Fatalf("%v: %+v, want %d and %d half-hours", local, c, midnight.Unix()/halfHour,
				(next.Unix()-midnight.Unix())/halfHour)
		}
		weekend := local.Weekday() == time.Saturday || local.Weekday() == time.Sunday
		if c.weekend != weekend {
			t.Fatalf("%v: weekend %v", local, c.weekend)
		}
	})
}

func BenchmarkRegister(b *testing.B) {
	m := electricity(1)
	at := time.Date(2022, 1, 31, 12, 10, 0, 0, time.UTC)
	for b.Loop() {
		m.Register(at)
	}
}
