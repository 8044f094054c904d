package page_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// TestAssets holds what pages need to addresses that change with it, and to fetch nothing
// further but what a form answers.
func TestAssets(t *testing.T) {
	form := []byte(`fetch(form.getAttribute("action") || location.href,`)
	for _, c := range []struct {
		address page.Address
		content []byte
		want    string
	}{
		{page.StyleAddress(), page.Style(), `^/assets/style-[0-9a-f]{12}\.css$`},
		{page.ScriptAddress(), page.Script(), `^/assets/enhance-[0-9a-f]{12}\.js$`},
	} {
		if !regexp.MustCompile(c.want).MatchString(string(c.address)) {
			t.Errorf("%s: want %s", c.address, c.want)
		}
		elsewhere := regexp.MustCompile(`@import|url\(|https?:|fetch\(`)
		if fetches := elsewhere.Find(bytes.Replace(c.content, form, nil, 1)); fetches != nil {
			t.Errorf("%s has %s in it", c.address, fetches)
		}
		if bytes.Count(c.content, []byte("{")) != bytes.Count(c.content, []byte("}")) {
			t.Errorf("%s has a brace that is not closed", c.address)
		}
	}
}
