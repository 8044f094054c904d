package mmc

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

// published is an answer or Alert of the Reference Test Data Set, and its document.
type published struct {
	name    string
	service string
	message *gbcs.Message
	doc     *Document
	xml     []byte
}

// publishedKeys are the published keys.
func publishedKeys(tb testing.TB) gbcs.Keys {
	tb.Helper()
	store, err := smki.ReadDirectory(os.DirFS(filepath.Join(shared.Dir(tb), "rtds", "keystore")))
	if err != nil {
		tb.Fatal(err)
	}
	return usecase.KeysOf(store)
}

// allPublished are the documents of all published answers and alerts.
func allPublished(tb testing.TB) []published {
	tb.Helper()
	p := Parser{Keys: publishedKeys(tb)}
	var all []published
	messages := shared.Messages(tb)
	for _, name := range slices.Sorted(maps.Keys(messages)) {
		m, err := gbcs.Parse(messages[name])
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		if m.Flag == gbcs.Command {
			continue
		}
		if p.SRV = strings.Split(name, "_")[1]; p.SRV == "NA" { // no request asks for it
			p.SRV = ""
		}
		doc, err := p.Parse(messages[name])
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		all = append(all, published{
			strings.TrimSuffix(name, "_GBCS.HEX"), p.SRV, m, doc, doc.Append(nil),
		})
	}
	if len(all) == 0 {
		tb.Fatal("no answer found")
	}
	return all
}

// TestPublished shows every published answer and alert. Each document is valid by the published
// schema, none stays encrypted, and an answer to a service that has an element has it.
func TestPublished(t *testing.T) {
	all := allPublished(t)
	docs := make([][]byte, len(all))
	mapped := 0
	for i, p := range all {
		docs[i] = p.xml
		if _, err := ParseDocument(p.xml); err != nil {
			t.Errorf("%s: %v\n%s", p.name, err, p.xml)
		}
		switch body := p.doc.Body.(type) {
		case *ResponseMessage:
			switch {
			case body.SMETSData != nil:
				mapped++
			case ElementOf(p.service) != "":
				t.Errorf("%s: no SMETSData\n%s", p.name, p.xml)
			case len(body.GBCSData) == 0:
				t.Errorf("%s: neither SMETSData nor GBCSData", p.name)
			}
		case *DeviceAlertMessage:
			if body.DeviceAlertContent == nil {
				t.Errorf("%s: no content\n%s", p.name, p.xml)
			}
		}
	}
	t.Logf("%d documents, %d with SMETSData", len(all), mapped)
}
