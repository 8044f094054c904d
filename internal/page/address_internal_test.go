package page

import (
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestRelative(t *testing.T) {
	for _, c := range []struct {
		from, to Address
		want     string
	}{
		{"/modifications/DP197", "/consultations/c1", "../consultations/c1"},
		{"/modifications/DP197", "/modifications/DP198", "DP198"},
		{"/modifications/DP197", "/modifications/DP197/history", "DP197/history"},
		{"/modifications/DP197", "/modifications", "../modifications"},
		{"/modifications/DP197", "/", "../"},
		{"/modifications/DP197", "/modifications/", "./"},
		{"/modifications/DP197", "/modifications/DP197", "DP197"},
		{"/modifications/DP197", "/modifications/DP197#votes", "#votes"},
		{"/list?page=2", "/list#top", "list#top"},
		{"/list?page=2", "/list?page=2#top", "list?page=2#top"},
		{"/list?page=2", "/list?page=3", "list?page=3"},
		{"/", "/", "./"},
		{"/", "/?q=a/b", "./?q=a/b"},
		{"/", "/a/b?c=/d#e/f", "a/b?c=/d#e/f"},
		{"/a", "/2022-01-20T10:00/b", "./2022-01-20T10:00/b"},
		{"/a/b/c/d", "/a/x", "../../x"},
		{"/ab/c", "/abc/d", "../abc/d"},
	} {
		if got := relative(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// addresses draws addresses, most of them with much in common.
func addresses() *rapid.Generator[Address] {
	return rapid.Custom(func(t *rapid.T) Address {
		segment := rapid.OneOf(rapid.SampledFrom([]string{"a", "b", "a:b", "é", "a b", "..."}),
			rapid.StringMatching(`[^./\x00][^/\x00]{0,3}`))
		a := At(rapid.SliceOfN(segment, 0, 4).Draw(t, "segments")...)
		if a != "/" && rapid.Bool().Draw(t, "slash") {
			a += "/"
		}
		if rapid.Bool().Draw(t, "query") {
			a = a.With(url.Values{"q": {rapid.SampledFrom([]string{"", "1", "/?#&"}).Draw(t, "q")}})
		}
		return a
	})
}

// TestRelativeResolves holds relative references to lead to where the addresses do, and to
// the same place below any prefix.
func TestRelativeResolves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := addresses().Draw(t, "from"), addresses().Draw(t, "to")
		if !from.valid() || !to.valid() {
			t.Fatalf("not an address: %q or %q", from, to)
		}
		if rapid.Bool().Draw(t, "fragment") {
			to += "#f/?g"
		}
		reference, err := url.Parse(relative(from, to))
		if err != nil {
			t.Fatal(err)
		}
		for _, prefix := range []string{
			"https://example.com", "https://example.com/as-at/2022-01-20T10:00",
		} {
			base, err := url.Parse(prefix + string(from))
			if err != nil {
				t.Fatal(err)
			}
			got := base.ResolveReference(reference).String()
			if got != prefix+string(to) {
				t.Fatalf("from %q to %q: %q leads to %q", from, to, reference, got)
			}
		}
	})
}

func TestAs(t *testing.T) {
	for _, c := range []struct{ from, want Address }{
		{"/events", "/events.json"}, {"/events?a=1", "/events.json?a=1"}, {"/", "/index.json"},
		{"/?a=/b", "/index.json?a=/b"}, {"/a/b.c#d", "/a/b.c.json#d"},
	} {
		if got := c.from.As(".json"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.from, got, c.want)
		}
	}
}

// TestEscape holds escaped text to lose nothing that a document can hold, and to have
// nothing in it that is markup.
func TestEscape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[<>&"'a\n;#]*`),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		).Draw(t, "text")
		got := string(escape([]byte("before"), text))
		got, appended := strings.CutPrefix(got, "before")
		if !appended || strings.ContainsAny(got, `<>"'`) || !utf8.ValidString(got) {
			t.Fatalf("%q becomes %q", text, got)
		}
		want := make([]rune, 0, len(text))
		for i, r := range text {
			if _, n := utf8.DecodeRuneInString(text[i:]); unfit(r, n) {
				r = utf8.RuneError
			}
			want = append(want, r)
		}
		if back := html.UnescapeString(got); back != string(want) {
			t.Fatalf("%q becomes %q, which is %q", text, got, back)
		}
	})
}
