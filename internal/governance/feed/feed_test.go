package feed_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/feed"
)

// at is where the feeds of the tests are found.
var at = &url.URL{Scheme: "https", Host: "body.example", Path: "/news/feed"}

const (
	atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>tag:1</id><title type="html">Charging &amp;amp; &lt;b&gt;more&lt;/b&gt;</title>
<link rel="edit" href="/edit"/><link href="../consultations/1"/>
<updated>2022-01-20T10:00:00Z</updated>
<summary>Closes 4 February 2022</summary></entry>
<entry><title>Without a name</title><link href="https://body.example/2"/></entry>
<entry><id>tag:1</id><title>Twice</title></entry><entry><id>tag:3</id></entry></feed>`
	rss2 = `<rss version="2.0"><channel><title>News</title><item><guid>1</guid>
<title>First</title><link>https://body.example/1</link>
<pubDate>Thu, 20 Jan 2022 10:00:00 GMT</pubDate>
<description><![CDATA[<p>Some<br>text</p><script>alert(1)</script>]]></description></item>
<item><title>Second</title><link>javascript:alert(1)</link><guid>2</guid></item></channel></rss>`
	rss1 = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="https://body.example/1"><title>First</title><link>https://body.example/1</link>
<dc:date>2022-01-20</dc:date></item></rdf:RDF>`
	jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[
{"id":1,"title":"First","url":"/1","content_html":"<p>Some text</p>",
"date_published":"2022-01-20T10:00:00Z"},{"id":"2","content_text":"Only a text"}]}`
)

// TestParse: the forms say the same, in plain text, with whole addresses.
func TestParse(t *testing.T) {
	day := time.Date(2022, 1, 20, 0, 0, 0, 0, time.UTC)
	ten := day.Add(10 * time.Hour)
	for name, each := range map[string]struct {
		text string
		want []feed.Entry
	}{
		"Atom": {atom, []feed.Entry{
			{"tag:1", "Charging & more", "https://body.example/consultations/1",
				"Closes 4 February 2022", ten},
			{"https://body.example/2", "Without a name", "https://body.example/2", "", time.Time{}}}},
		"RSS 2.0": {rss2, []feed.Entry{
			{"1", "First", "https://body.example/1", "Some text", ten},
			{"2", "Second", "", "", time.Time{}}}},
		"RSS 1.0": {rss1, []feed.Entry{
			{"https://body.example/1", "First", "https://body.example/1", "", day}}},
		"JSON Feed": {jsonFeed, []feed.Entry{
			{"1", "First", "https://body.example/1", "Some text", ten},
			{"2", "Only a text", "", "Only a text", time.Time{}}}},
		"empty": {`<rss version="2.0"><channel/></rss>`, []feed.Entry{}},
		"Latin 1": {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><guid>1</guid>" +
			"<title>\xa35 and caf\xe9</title></item></channel></rss>",
			[]feed.Entry{{ID: "1", Title: "£5 and café"}}},
	} {
		got, err := feed.Parse([]byte(each.text), at)
		if err != nil || len(got) != len(each.want) {
			t.Errorf("%s: %+v, %v", name, got, err)
			continue
		}
		for i := range got {
			if got[i] != each.want[i] {
				t.Errorf("%s: entry %d is\n%+v, want\n%+v", name, i, got[i], each.want[i])
			}
		}
	}
}

// TestHostile: what is no feed, or means harm, is refused.
func TestHostile(t *testing.T) {
	deep := "<rss><channel><item>" + strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100) +
		"</item></channel></rss>"
	for name, text := range map[string]string{
		"nothing": "", "text": "hello", "a page": "<!doctype html><html><body>x</body></html>",
		"other JSON": `{"items":[]}`, "broken JSON": `{"version":`, "broken XML": "<rss><channel>",
		"deep": deep, "an array": "[1,2]",
		"another charset": `<?xml version="1.0" encoding="x-none"?><rss/>`,
		"entities": `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>` +
			`<rss><channel><item><guid>1</guid><title>&b;</title></item></channel></rss>`,
		"a file": `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>` +
			`<rss><channel><item><guid>1</guid><title>&f;</title></item></channel></rss>`,
	} {
		if got, err := feed.Parse([]byte(text), at); !errors.Is(err, feed.ErrForm) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	many := "<rss><channel>" + strings.Repeat("<item><title>x</title><guid>y</guid></item>", 100_000)
	if got, err := feed.Parse([]byte(many), at); err != nil || len(got) != 1 {
		t.Errorf("many entries: %d, %v", len(got), err)
	}
}

// FuzzParse: whatever comes, entries are named, titled, bounded and lead to http or https.
func FuzzParse(f *testing.F) {
	for _, text := range []string{atom, rss1, rss2, jsonFeed, ""} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		entries, err := feed.Parse(body, at)
		if err != nil && (!errors.Is(err, feed.ErrForm) || entries != nil) {
			t.Fatalf("%v, %v", entries, err)
		}
		for _, e := range entries {
			if e.ID == "" || e.Title == "" || len([]rune(e.Title)) > 300 || len([]rune(e.Summary)) > 2000 ||
				e.Link != "" && !strings.HasPrefix(e.Link, "http") || strings.Contains(e.Title, "\n") {
				t.Fatalf("%+v", e)
			}
		}
	})
}
