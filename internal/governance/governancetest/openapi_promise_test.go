package governancetest_test

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/openapi"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// notations are all forms of an address beside HTML.
var notations = []page.Kind{{Suffix: ".json", Media: "application/json"},
	{Suffix: ".atom", Media: "application/atom+xml"}, {Suffix: ".csv", Media: "text/csv"},
	{Suffix: ".ics", Media: "text/calendar"}, {Suffix: ".pdf", Media: "application/pdf"}}

// blank prints nothing on every page.
type blank struct{}

func (blank) Print(context.Context, string, []byte) ([]byte, error) { return []byte("%PDF"), nil }

// TestOpenAPIPromises asks all addresses for all forms, in January 2022, and in June, when next to
// nothing is ahead: what the description promises is answered, nothing else is, and what comes in
// place of an answer is as it says.
func TestOpenAPIPromises(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(openapi.Document())
	if err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t, store.Config{Dir: t.TempDir()}, governancetest.Start)
	addresses, taken := rare(t, b.w), map[string]bool{}
	for _, address := range b.examples(t) {
		if p := b.pattern(address); !taken[p] {
			taken[p] = true
			addresses = append(addresses, address)
		}
	}
	asked := map[string]bool{}
	for _, at := range []time.Time{governancetest.Start.Add(time.Hour),
		time.Date(2022, 6, 15, 10, 0, 0, 0, time.UTC)} {
		b.w.Clock.Set(at)
		if err := b.w.Code.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, address := range addresses {
			if b.w.Routes()[b.pattern(address)].View != nil && b.promised(t, doc, address) {
				asked[b.pattern(address)] = true
			}
		}
	}
	if len(asked) < doc.Paths.Len()*2/3 { // of the others there is nothing in the demo register
		t.Errorf("only %d of %d paths were asked", len(asked), doc.Paths.Len())
	}
	for _, address := range []string{"/modifications/MP999", "/feed?limit=0", "/feed?cursor=none"} {
		b.problem(t, doc, address)
	}
}

// promised holds an address to its description, as the first reader who sees it; not ok where
// nobody does.
func (b *browser) promised(t *testing.T, doc *openapi3.T, address string) (ok bool) {
	t.Helper()
	i := slices.IndexFunc(readers3, func(who string) bool {
		return b.get(who, address).Code == http.StatusOK
	})
	pattern := b.pattern(address)
	item := doc.Paths.Value(strings.ReplaceAll(pattern, "{$}", ""))
	if i < 0 || item == nil {
		return false
	}
	who, now := readers3[i], b.w.Code.Now().Format(time.DateOnly)
	view, err := b.w.View(who, address)
	if err != nil {
		t.Fatalf("%s as %q: %v", address, who, err)
	}
	declared(t, address, view)
	title := cmp.Or(b.w.Routes()[pattern].Title, view.Title)
	if !strings.Contains(strings.TrimSuffix(pattern, "{$}"), "{") && item.Get.Summary != title {
		t.Errorf("%s on %s is %q; it is described as %q", address, now, title, item.Get.Summary)
	}
	for _, form := range notations {
		is := item.Get.Responses.Value("200").Value.Content[form.Media] != nil
		by := b.want(who, address, form.Media)
		media, _, _ := strings.Cut(by.Header().Get("Content-Type"), ";")
		if is && (by.Code != http.StatusOK || media != form.Media) ||
			!is && by.Code != http.StatusNotAcceptable {
			t.Errorf("%s on %s as %s: %d, %s; promised: %t", address, now, form.Media, by.Code, media, is)
		}
		to := string(page.Address(address).As(form.Suffix))
		if got := b.get(who, to).Code; is && got != http.StatusOK || !is && got != http.StatusNotFound {
			t.Errorf("%s on %s: %d; promised: %t", to, now, got, is)
		}
	}
	return true
}

// problem holds what comes in place of an answer to its description.
func (b *browser) problem(t *testing.T, doc *openapi3.T, address string) {
	t.Helper()
	item := doc.Paths.Value(b.pattern(address))
	content := item.Get.Responses.Default().Value.Content
	got := b.want("", address, "application/json")
	var value any
	if err := json.Unmarshal(got.Body.Bytes(), &value); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	form := content[got.Header().Get("Content-Type")]
	if got.Code < 400 || form == nil {
		t.Fatalf("%s: %d, %s is not described", address, got.Code, got.Header().Get("Content-Type"))
	}
	if err := form.Schema.Value.VisitJSON(value); err != nil {
		t.Errorf("%s does not fit: %v", address, err)
	}
}

// declared holds a list without declared dates to having none.
func declared(t *testing.T, address string, view *page.View) {
	t.Helper()
	if view.List == nil || view.List.Dated {
		return
	}
	for _, e := range view.List.Entries {
		if !e.Starts.IsZero() || e.Day != "" {
			t.Errorf("%s: %s has a date, and the list is not declared to be dated", address, e.ID)
			return
		}
	}
}
