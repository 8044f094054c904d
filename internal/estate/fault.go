package estate

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
)

// FaultKind is what a Device does wrong.
type FaultKind string

// The kinds of fault. The Device carries the Command out in all of them.
const (
	Silent         FaultKind = "silent"          // it does not answer
	WrongMAC       FaultKind = "wrong-mac"       // its answer has a MAC that does not fit
	WrongSignature FaultKind = "wrong-signature" // its answer has a signature that does not fit
	Late           FaultKind = "late"            // its answer leaves after Delay
	Twice          FaultKind = "twice"           // its answer leaves two times
)

// Fault is something that goes wrong because somebody asked for it: the Nth Command of a
// Use Case to a Device, or to any Device of a Hub, is answered as Kind says. Answers that
// have no MAC, or no signature, are not struck by a fault of theirs and do not count.
type Fault struct {
	Name   string `json:"name,omitempty"` // empty: given by AddFault
	Device eui.ID `json:"device,omitzero"`
	Hub    eui.ID `json:"hub,omitzero"`
	// UseCase or Message say which Commands; neither: all.
	UseCase string           `json:"use_case,omitempty"` // its code, as ECS17b
	Message gbcs.MessageCode `json:"message_code,omitempty"`
	Nth     int              `json:"nth,omitempty"` // 1 is the next; 0 is every one
	Kind    FaultKind        `json:"kind"`
	Delay   Delay            `json:"delay,omitempty"` // of a Late answer, by the one clock
	// Seed decides which bit of a MAC or signature is wrong.
	Seed uint64 `json:"seed,omitempty"`

	seen    int64 // Commands that it might have struck
	striken bool  // by the last of them
}

// Delay is a duration that is written as text: 90s, 2h30m.
type Delay time.Duration

// MarshalText writes d as time.Duration does.
func (d Delay) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Delay) UnmarshalText(b []byte) error {
	parsed, err := time.ParseDuration(string(b))
	*d = Delay(parsed)
	return err
}

// check refuses a fault that can never strike, and says why.
func (f *Fault) check(e *Estate) error {
	_, device := e.device(f.Device)
	hub, isHub := e.device(f.Hub)
	switch {
	case f.Device.IsZero() == f.Hub.IsZero():
		return errors.New("want a device or a hub, and not both")
	case !f.Device.IsZero() && !device:
		return fmt.Errorf("%w: %s", ErrUnknown, f.Device)
	case !f.Hub.IsZero() && (!isHub || hub.Type != usecase.CHF):
		return fmt.Errorf("%w: %s is not a Communications Hub", ErrUnknown, f.Hub)
	case f.UseCase != "" && f.Message != 0:
		return errors.New("want a use_case or a message_code, and not both")
	case f.Nth < 0 || f.Delay < 0:
		return errors.New("nth and delay are not negative")
	case (f.Kind == Late) != (f.Delay > 0):
		return errors.New("a delay goes with the kind late, and late with a delay")
	}
	if f.UseCase != "" {
		if _, ok := usecase.ByCode(f.UseCase); !ok {
			return fmt.Errorf("no Use Case %q is known", f.UseCase)
		}
	}
	kinds := []FaultKind{Silent, WrongMAC, WrongSignature, Late, Twice}
	if !slices.Contains(kinds, f.Kind) {
		return fmt.Errorf("kind %q is not one of %q", f.Kind, kinds)
	}
	return nil
}

// line is the fault that repeats what f did just now.
func (f *Fault) line() string {
	again := *f
	if again.Nth == 0 {
		again.Nth = 1
	}
	b, err := json.Marshal(again)
	if err != nil {
		return err.Error() // all fields are plain
	}
	return string(b)
}

// faults are those in force.
type faults struct {
	mu  sync.Mutex
	all []*Fault
}

func (f *faults) load(ctx context.Context, db *store.DB) error {
	rows, err := db.QueryContext(ctx, `SELECT fault, seen FROM home_fault ORDER BY name`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		one := new(Fault)
		var seen int64
		if err := rows.Scan(&text, &seen); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text), one); err != nil {
			return fmt.Errorf("fault %q: %w", text, err)
		}
		one.seen = seen
		f.all = append(f.all, one)
	}
	return rows.Err()
}

// AddFault puts f in force, durably, and returns its name. A name that is taken is
// replaced and counts anew.
func (e *Estate) AddFault(ctx context.Context, f Fault) (string, error) {
	if err := f.check(e); err != nil {
		return "", fmt.Errorf("%w: fault: %w", ErrRefused, err)
	}
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	for n := len(e.faults.all) + 1; f.Name == ""; n++ {
		name := fmt.Sprintf("fault-%d", n)
		if e.faults.index(name) < 0 {
			f.Name = name
		}
	}
	text, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("estate: fault: %w", err)
	}
	err = e.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO home_fault (name, fault, seen)
			VALUES ($1, $2, 0) ON CONFLICT (name) DO UPDATE SET fault = excluded.fault, seen = 0`,
			f.Name, string(text))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("estate: fault: %w", err)
	}
	f.seen = 0
	if i := e.faults.index(f.Name); i >= 0 {
		e.faults.all = slices.Delete(e.faults.all, i, i+1)
	}
	e.faults.all = append(e.faults.all, &f)
	return f.Name, nil
}

// ListFaults are those in force, by name.
func (e *Estate) ListFaults(_ context.Context) ([]Fault, error) {
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	out := make([]Fault, len(e.faults.all))
	for i, f := range e.faults.all {
		out[i] = *f
	}
	slices.SortFunc(out, func(a, b Fault) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// RemoveFault takes a fault back; one that is not there is no error.
func (e *Estate) RemoveFault(ctx context.Context, name string) error {
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	err := e.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM home_fault WHERE name = $1`, name)
		return err
	})
	if i := e.faults.index(name); err == nil && i >= 0 {
		e.faults.all = slices.Delete(e.faults.all, i, i+1)
	}
	return err
}

func (f *faults) index(name string) int {
	return slices.IndexFunc(f.all, func(one *Fault) bool { return one.Name == name })
}

// strike counts a Command against the faults in force and returns copies of those that
// it might have struck. The counts change in memory when the action is durable.
func (f *faults) strike(d Device, uc *usecase.UseCase, answer *gbcs.Message) []*Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []*Fault
	for _, one := range f.all {
		if !one.concerns(d, uc, answer) {
			continue
		}
		c := *one
		c.seen++
		c.striken = c.Nth == 0 || c.seen == int64(c.Nth)
		out = append(out, &c)
	}
	return out
}

// concerns reports whether a Command of uc to d counts for f.
func (f *Fault) concerns(d Device, uc *usecase.UseCase, answer *gbcs.Message) bool {
	switch {
	case !f.Device.IsZero() && f.Device != d.EUI, !f.Hub.IsZero() && f.Hub != d.Hub:
		return false
	case f.UseCase != "" && f.UseCase != uc.Code, f.Message != 0 && f.Message != uc.Message:
		return false
	case f.Kind == WrongMAC && len(answer.MAC) == 0:
		return false
	case f.Kind == WrongSignature && len(answer.Signature) == 0:
		return false
	}
	return true
}

// writeStruck keeps the counts of faults that a Command concerned.
func writeStruck(ctx context.Context, tx *sql.Tx, struck []*Fault) error {
	for _, f := range struck {
		_, err := tx.ExecContext(ctx, `UPDATE home_fault SET seen = $2 WHERE name = $1`,
			f.Name, f.seen)
		if err != nil {
			return err
		}
	}
	return nil
}

// report takes over the counts of a durable action and logs what struck.
func (f *faults) report(log *slog.Logger, struck []*Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range struck {
		if i := f.index(c.Name); i >= 0 {
			f.all[i].seen = max(f.all[i].seen, c.seen)
		}
		if c.striken {
			log.Warn("fault struck", "fault", c.Name, "repeat", c.line())
		}
	}
}

// answer sends the answer to a Command, as the faults in force have it.
func (a *action) answer(u *unit, uc *usecase.UseCase, m *gbcs.Message) {
	var due time.Time
	copies := 1
	struck := a.faults.strike(u.Device, uc, m)
	a.struck = append(a.struck, struck...)
	for _, f := range struck {
		if !f.striken {
			continue
		}
		switch f.Kind {
		case Silent:
			copies = 0
		case WrongMAC:
			m.MAC = flip(m.MAC, f.Seed)
		case WrongSignature:
			m.Signature = flip(m.Signature, f.Seed)
		case Late:
			due = a.now.Add(time.Duration(f.Delay))
		case Twice:
			copies *= 2
		}
	}
	octets := m.Append(nil)
	for range copies {
		a.send(u, "", due, octets)
	}
}

// flip is b with one bit changed.
func flip(b []byte, seed uint64) []byte {
	b = slices.Clone(b)
	bit := mix(seed) % uint64(8*len(b))
	b[bit/8] ^= 1 << (bit % 8)
	return b
}
