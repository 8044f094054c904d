package data_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/client/code"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// site serves the JSON of a world's pages to whoever is named as the key, and loses connections
// now and then.
type site struct {
	*httptest.Server
	w    atomic.Pointer[governancetest.World]
	lose atomic.Bool // the next answer, in its middle
}

func newSite(t *testing.T, w *governancetest.World) *site {
	t.Helper()
	s := &site{}
	s.w.Store(w)
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	who := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	view, err := s.w.Load().View(who, strings.Replace(r.URL.String(), ".json", "", 1))
	var wrong *page.Wrong
	switch {
	case errors.As(err, &wrong):
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"detail": %q}`, wrong.Text)
		return
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	body, err := view.AppendJSON(nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if s.lose.Swap(false) {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		body = body[:len(body)/2]
	}
	_, _ = w.Write(body) // the reader may have gone
}

// backup is a copy of a database.
type backup struct {
	made   time.Time
	schema []int64
	parts  [][]byte
}

func backupOf(t *testing.T, w *governancetest.World) *backup {
	t.Helper()
	schema, err := w.DB.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := &backup{made: w.Code.Now(), schema: schema}
	if err := w.DB.Dump(t.Context(), func(p store.Part) error {
		text, err := json.Marshal(p)
		b.parts = append(b.parts, text)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return b
}

// restored is a new database of the backup.
func (b *backup) restored(t *testing.T, lineage string) store.Config {
	t.Helper()
	where := store.Config{Dir: t.TempDir()}
	parts := b.parts
	if err := store.Load(t.Context(), where, store.Copy{Schema: b.schema, Lineage: lineage},
		func() (p store.Part, more bool, err error) {
			if len(parts) == 0 {
				return p, false, nil
			}
			err = json.Unmarshal(parts[0], &p)
			parts = parts[1:]
			return p, true, err
		}); err != nil {
		t.Fatal(err)
	}
	return where
}

// wants are the records that a person may see, as lists give them, by kind and id.
func wants(t *testing.T, w *governancetest.World, who string) map[string]string {
	t.Helper()
	reader, err := w.Code.Reader(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	now := w.Code.Register().Now()
	v := w.Code.Register().View(t.Context(), reader, register.Moment{So: now, Known: now})
	all := map[string]string{}
	for _, l := range record.Lists() {
		found, _, err := v.Records(l.Kind, register.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if found, err = desk.Discern(v, found); err != nil {
			t.Fatal(err)
		}
		for _, rec := range found {
			text, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			_, id := rec.Named()
			all[l.Kind+" "+id] = plain(t, text)
		}
	}
	return all
}

// plain is JSON with its fields in order.
func plain(t *testing.T, text []byte) string {
	t.Helper()
	var value any
	numbers := json.NewDecoder(bytes.NewReader(text))
	numbers.UseNumber()
	if err := numbers.Decode(&value); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// same compares a copy with what its reader may see.
func same(t *testing.T, w *governancetest.World, who string, c *code.Copy) {
	t.Helper()
	want := wants(t, w, who)
	got := map[string]string{}
	for kind, of := range c.State().Records {
		for id, text := range of {
			got[kind+" "+id] = plain(t, text)
		}
	}
	shown := 0
	for name, text := range want {
		if got[name] != text && shown < 3 {
			shown++
			t.Errorf("as %q, %s is\n%s\nwant\n%s", who, name, got[name], text)
		}
	}
	for name := range got {
		if _, is := want[name]; !is && shown < 6 {
			shown++
			t.Errorf("as %q, %s is in the copy, and not to be seen", who, name)
		}
	}
}
