package page_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/page"
)

const base = "https://mains.example"

func TestKinds(t *testing.T) {
	suffixes := func(v *page.View) (list []string) {
		for _, k := range v.Kinds() {
			list = append(list, k.Suffix)
		}
		return list
	}
	for _, c := range []struct {
		view *page.View
		want []string
	}{
		{&page.View{}, nil},
		{&page.View{Data: 1}, []string{".json"}},
		{&page.View{List: &page.List{Entries: []page.Entry{{}}}}, []string{".atom", ".csv"}},
		{&page.View{Data: 1, List: &page.List{Dated: true}}, // none is ahead: it is a calendar still
			[]string{".json", ".atom", ".csv", ".ics"}},
		{&page.View{Data: 1, Print: true}, []string{".json", ".pdf"}},
	} {
		if got := suffixes(c.view); !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestJSON(t *testing.T) {
	got, err := sampleView().AppendJSON([]byte("before "))
	want := "before {\n  \"a<b\": 1,\n  \"closes\": \"2022-02-04T17:00:00Z\",\n  \"id\": \"MP192\"\n}\n"
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	if !json.Valid(got[len("before "):]) {
		t.Error("not JSON")
	}
	got, err = (&page.View{Title: "x", Data: func() {}}).AppendJSON([]byte("before"))
	if string(got) != "before" || err == nil || !strings.Contains(err.Error(), `"x"`) {
		t.Errorf("got %s, %v", got, err)
	}
}

// feed is what a reader of RFC 4287 reads.
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []link   `xml:"link"`
	Entries []struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Links   []link `xml:"link"`
	} `xml:"entry"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

func TestAtom(t *testing.T) {
	v := sampleList(2)
	v.List.Entries[1] = page.Entry{ID: "a/b c", Title: "<b> & \x00"}
	var got feed
	if err := xml.Unmarshal(v.AppendAtom(nil, base, "/consultations?a=1&b=2"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != "Consultations" || got.ID != "tag:mains.example,2022:feed/consultations" ||
		got.Updated != "2022-01-20T09:00:00Z" || got.Author != "mains" {
		t.Errorf("got %+v", got)
	}
	want := []link{
		{"self", "application/atom+xml", base + "/consultations.atom?a=1&b=2"},
		{"alternate", "text/html", base + "/consultations?a=1&b=2"},
		{"next", "application/atom+xml", base + "/consultations.atom?page=2"},
	}
	if !slices.Equal(got.Links, want) {
		t.Errorf("got %+v, want %+v", got.Links, want)
	}
	if len(got.Entries) != 2 {
		t.Fatalf("got %d entries", len(got.Entries))
	}
	e := got.Entries[0]
	if e.ID != "tag:mains.example,2022:consultation-c1" || e.Updated != "2022-01-14T09:00:00Z" ||
		e.Links[0].Href != base+"/consultations/c1" || e.Summary == "" {
		t.Errorf("got %+v", e)
	}
	e = got.Entries[1]
	if e.ID != "tag:mains.example,2022:a/b%20c" || e.Title != "<b> & \uFFFD" ||
		e.Updated != got.Updated || e.Links[0].Href != base+"/consultations?a=1&b=2" {
		t.Errorf("got %+v", e)
	}
}

func TestAtomUpdated(t *testing.T) {
	v := sampleList(3)
	v.List.Entries[1].Updated = day(2022, 3, 1, 12)
	var got feed
	if err := xml.Unmarshal(v.AppendAtom(nil, base, "/consultations"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Updated != "2022-03-01T12:00:00Z" {
		t.Errorf("got %s, want the latest of the entries", got.Updated)
	}
}

func TestAtomOfNothing(t *testing.T) {
	if got := (&page.View{}).AppendAtom([]byte("x"), base, "/"); string(got) != "x" {
		t.Errorf("got %s", got)
	}
	var got feed
	v := &page.View{Title: "News", List: &page.List{}}
	if err := xml.Unmarshal(v.AppendAtom(nil, "http://127.0.0.1:8080", "/"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != "News" || got.Updated != "1970-01-01T00:00:00Z" ||
		got.ID != "tag:127.0.0.1,2022:feed/" || got.Links[0].Href != "http://127.0.0.1:8080/index.atom" {
		t.Errorf("got %+v", got)
	}
}

func TestCSV(t *testing.T) {
	v := &page.View{List: &page.List{Columns: []string{"A", "B"}, Entries: []page.Entry{
		{Cells: []string{"plain text", `quo"te`}},
		{Cells: []string{"a,b", "c\nd"}},
		{Cells: []string{"=1+1", "+44 20"}},
		{Cells: []string{"@x", "-SUM(A1)"}},
		{Cells: []string{"\tx", "-12.5"}},
		{Cells: []string{"", " x"}},
	}}}
	want := "A,B\r\nplain text,\"quo\"\"te\"\r\n\"a,b\",\"c\nd\"\r\n'=1+1,'+44 20\r\n" +
		"'@x,'-SUM(A1)\r\n'\tx,-12.5\r\n,\" x\"\r\n"
	if got := string(v.AppendCSV(nil)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (&page.View{}).AppendCSV([]byte("x")); string(got) != "x" {
		t.Errorf("got %s", got)
	}
	plain := &page.View{List: &page.List{Entries: []page.Entry{
		{ID: "i", Title: "t", Summary: "s", To: "/a", Starts: day(2022, 7, 1, 23)},
		{Day: "2022-01-28"}}}}
	want = "ID,Title,Summary,Address,Day\r\ni,t,s,/a,2022-07-02\r\n,,,,2022-01-28\r\n"
	if got := string(plain.AppendCSV(nil)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCSVReads holds every list to be read back as it was, but for what makes it harmless.
func TestCSVReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 3).Draw(t, "width")
		cell := rapid.OneOf(rapid.StringMatching(`[=+@\-\t"', \na1.]{0,4}`), rapid.String())
		record := rapid.SliceOfN(cell, width, width)
		list := &page.List{Columns: record.Draw(t, "columns")}
		for _, cells := range rapid.SliceOfN(record, 0, 3).Draw(t, "rows") {
			list.Entries = append(list.Entries, page.Entry{Cells: cells})
		}
		text := string((&page.View{List: list}).AppendCSV(nil))
		got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(got) != 1+len(list.Entries) {
			t.Fatalf("%q: %d records, %v", text, len(got), err)
		}
		for i, row := range got {
			for j, cell := range row {
				want := list.Columns[j]
				if i > 0 {
					want = list.Entries[i-1].Cells[j]
				}
				want = strings.ReplaceAll(want, "\r\n", "\n") // as the reader has it
				want = strings.ReplaceAll(want, "\x00", "\uFFFD")
				if cell != want && cell != "'"+want {
					t.Fatalf("%q: got %q, want %q", text, cell, want)
				}
				if cell != "" && strings.Contains("=@\t\r", cell[:1]) {
					t.Fatalf("%q is a formula", cell)
				}
			}
		}
	})
}
