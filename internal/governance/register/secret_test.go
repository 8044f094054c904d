package register_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// who is what the secret of a record says.
func who(t testing.TB, v *register.View, id string) register.Secret {
	t.Helper()
	n, err := register.Get[*thing](v, id)
	if err != nil {
		t.Fatal(err)
	}
	return n.Who
}

func (r rig) erase(t testing.TB, id, why string) time.Time {
	t.Helper()
	return r.act(t, func(tx *register.Tx) error { return tx.Erase("thing", id, why) })
}

func TestErase(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		n := &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("first"),
			Remarks: []remark{{By: register.NewSecret("in a list")}}}
		then := r.put(t, n)
		n.Who = register.NewSecret("second")
		r.put(t, n, &thing{ID: "m", Title: "x", Mark: policy.White, Who: register.NewSecret("other")})
		future := day.AddDate(0, 1, 0)
		r.act(t, func(tx *register.Tx) error {
			return tx.PutFrom(&thing{ID: "n", Title: "coming", Mark: policy.White}, future)
		})
		want(t, "before", who(t, r.at(policy.Public(), then, then), "n").Text(), "first")
		c.Advance(time.Hour)
		when := r.erase(t, "n", "they asked for it")
		for _, at := range []time.Time{then, r.Now()} {
			v := r.at(policy.Public(), at, at)
			for _, s := range secretsOf(t, v, "n") {
				got, why, erased := s.Erased()
				if s.Text() != "" || !erased || !got.Equal(when) || why != "they asked for it" {
					t.Errorf("at %s: %q, %v %q %v", at, s.Text(), got, why, erased)
				}
			}
		}
		want(t, "of another record", who(t, r.now(policy.Public()), "m").Text(), "other")
		want(t, "what is to come", title(t, r.at(policy.Public(), future, r.Now()), "n"), "coming")
		events, err := r.now(policy.Public()).History("thing", "n")
		if err != nil || len(events) != 4 || events[3].Erased != "they asked for it" ||
			events[3].Before != events[3].After {
			t.Errorf("%+v, %v", events, err)
		}
		for _, e := range events {
			for _, text := range []string{"first", "second", "in a list"} {
				if strings.Contains(e.Before+e.After, text) {
					t.Errorf("the journal holds %q", text)
				}
			}
		}
		r.sound(t)
	})
}

func secretsOf(t testing.TB, v *register.View, id string) (all []register.Secret) {
	t.Helper()
	n, err := register.Get[*thing](v, id)
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, n.Who)
	for _, r := range n.Remarks {
		all = append(all, r.By)
	}
	return all
}

// TestEraseEnded erases what a record that is no more has said.
func TestEraseEnded(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		then := r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("a")})
		r.act(t, func(tx *register.Tx) error { return tx.End("thing", "n", tx.Now()) })
		r.erase(t, "n", "its time is over")
		want(t, "then", who(t, r.at(policy.Public(), then, then), "n").Text(), "")
		want(t, "now", title(t, r.now(policy.Public()), "n"), "-")
		_, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
			return tx.Erase("thing", "none", "why not")
		})
		if !errors.Is(err, register.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
		if _, err = r.Act(t.Context(), writes, func(tx *register.Tx) error {
			return tx.Erase("thing", "n", "")
		}); err == nil {
			t.Error("erased without saying why")
		}
		r.sound(t)
	})
}

// TestSecretAgain does an act again with the same record after it was refused, and puts one
// record twice in one act.
func TestSecretAgain(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		n := &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("a person")}
		refusal := errors.New("no")
		if _, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
			return errors.Join(tx.Put(n), refusal)
		}); !errors.Is(err, refusal) {
			t.Fatal(err)
		}
		want(t, "the record in hand", n.Who.Text(), "a person")
		r.put(t, n, n)
		want(t, "kept", who(t, r.now(policy.Public()), "n").Text(), "a person")
		r.sound(t)
	})
}

// TestSecretOfAnother moves secrets between records, as copies of their own.
func TestSecretOfAnother(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("a person")})
		m := &thing{ID: "m", Title: "x", Mark: policy.White, Who: who(t, r.now(policy.Public()), "n")}
		r.put(t, m)
		r.erase(t, "n", "they asked for it")
		want(t, "the copy", who(t, r.now(policy.Public()), "m").Text(), "a person")
		m.Who = who(t, r.now(policy.Public()), "n") // erased
		r.put(t, m)
		if s := who(t, r.now(policy.Public()), "m"); !s.Empty() {
			t.Errorf("a copy of what was erased is not empty: %+v", s)
		}
		r.sound(t)

		// What only names a secret, as JSON from outside can, gets at nothing.
		body, err := json.Marshal(who(t, r.now(policy.Public()), "n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(body), `{"secret":"00","hash":"00"}`} {
			if err := json.Unmarshal([]byte(text), &m.Who); err != nil {
				t.Fatal(err)
			}
			if _, err := r.Act(t.Context(), writes, func(tx *register.Tx) error {
				return tx.Put(m)
			}); err == nil {
				t.Errorf("%s: a record names a secret that is not its own", text)
			}
		}
	})
}

// TestSecretJSON: reading text over a secret replaces it.
func TestSecretJSON(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.put(t, &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("old")})
		n, err := register.Get[*thing](r.now(policy.Public()), "n")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(`{"who":"new"}`), n); err != nil {
			t.Fatal(err)
		}
		r.put(t, n)
		want(t, "kept", who(t, r.now(policy.Public()), "n").Text(), "new")
		if b, err := json.Marshal(register.NewSecret("x")); err == nil {
			t.Errorf("a secret that is not kept is written as %s, and lost", b)
		}
	})
}

// hidden is a record whose secret stands where it cannot be kept apart.
type hidden struct {
	ID  string
	Who map[string]register.Secret
}

func (h *hidden) Named() (kind, id string) { return "hidden", h.ID }
func (h *hidden) Label() policy.Label      { return policy.Label{Mark: policy.White} }
func (h *hidden) Words() []string          { return nil }
func (h *hidden) Keys() []register.Key     { return nil }

func TestSecretInMap(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		h, err := register.Open(t.Context(), register.Config{DB: r.db, Clock: c, Random: random(),
			Kinds: []register.Kind{{Name: "hidden", New: func() register.Record { return new(hidden) }}}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Act(t.Context(), writes, func(tx *register.Tx) error {
			return tx.Put(&hidden{ID: "h", Who: map[string]register.Secret{"a": register.NewSecret("b")}})
		})
		if err == nil {
			t.Error("taken, and its text is lost")
		}
	})
}

// TestManySecrets reads more secrets than one query asks for.
func TestManySecrets(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		const records, each = 3, 250
		for i := range records {
			n := &thing{ID: fmt.Sprint("n", i), Title: "x", Mark: policy.White}
			for j := range each {
				n.Remarks = append(n.Remarks, remark{By: register.NewSecret(fmt.Sprint(i, " ", j))})
			}
			r.put(t, n)
		}
		all, err := register.All[*thing](r.now(policy.Public()), register.Query{})
		if err != nil || len(all) != records {
			t.Fatalf("%d records, %v", len(all), err)
		}
		for _, n := range all {
			for j, remark := range n.Remarks {
				if got := fmt.Sprint(n.ID[1:], " ", j); remark.By.Text() != got {
					t.Fatalf("%s: %q, want %q", n.ID, remark.By.Text(), got)
				}
			}
		}
	})
}

// TestSecretWithinAct: what is erased is gone from every view, the act's own too.
func TestSecretWithinAct(t *testing.T) {
	each(t, func(t *testing.T, r rig, c *clock.Adjustable) {
		r.act(t, func(tx *register.Tx) error {
			n := &thing{ID: "n", Title: "x", Mark: policy.White, Who: register.NewSecret("a")}
			if err := tx.Put(n); err != nil {
				return err
			}
			want(t, "within", who(t, tx.View, "n").Text(), "a")
			if err := tx.Erase("thing", "n", "at once"); err != nil {
				return err
			}
			want(t, "erased within", who(t, tx.View, "n").Text(), "")
			n.Who = register.NewSecret("b")
			return tx.Put(n)
		})
		want(t, "after", who(t, r.now(policy.Public()), "n").Text(), "b")
		r.sound(t)
		if err := r.Settle(context.Background()); err != nil {
			t.Error(err)
		}
	})
}
