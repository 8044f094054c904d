package browsertest_test

import (
	"net/http"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/mainstest"
)

// network looks at what Devices have answered: a profile that is drawn, and one that only its
// User can read.
func (s *suite) network(t *testing.T) {
	if err := os.MkdirAll(*shots, 0o777); *shots != "" && err != nil {
		t.Fatal(err)
	}
	system := mainstest.New(t, mainstest.AsAt(governancetest.Start))
	end := governancetest.Start.UTC().Truncate(30 * time.Minute)
	period := duis.ReadLogPeriod{StartDateTime: end.Add(-10 * 24 * time.Hour), EndDateTime: end}
	tab := s.browser.tab(t, system.Portal)
	for _, tt := range []struct {
		variant string
		body    duis.Body
		drawn   bool
	}{
		{"4.8.2", &duis.ReadReactiveImportProfileData{
			ReadLogFutureDatable: duis.ReadLogFutureDatable{ReadLogPeriod: period}}, true},
		{"4.8.1", &duis.ReadActiveImportProfileData{ReadLogFutureDatableAndURPCredentials: duis.
			ReadLogFutureDatableAndURPCredentials{ReadLogPeriod: period}}, false},
	} {
		system.Do(t, &duis.Request{Body: tt.body, Header: duis.Header{
			RequestID:      duis.RequestID{Target: mainstest.Device(0, usecase.ESME)},
			CommandVariant: 1, ServiceReference: "4.8", ServiceReferenceVariant: tt.variant,
		}})
		tab.open("/network")
		tab.open("/" + regexp.MustCompile(`network/deliveries/[^"]*`).FindString(
			evaluate[string](tab, `document.querySelector("main").innerHTML`)))
		tab.answers(http.StatusOK)
		if drawn := evaluate[bool](tab, `document.querySelector("main svg") != null`); drawn != tt.drawn {
			t.Errorf("%s: a picture: %v, want %v", tt.variant, drawn, tt.drawn)
		}
		if *shots != "" {
			tab.picture("_network_deliveries_" + tt.variant + "-wide")
			tab.media("", "prefers-color-scheme: dark")
			tab.picture("_network_deliveries_" + tt.variant + "-dark")
			tab.media("")
		}
		tab.audit(s.axe)
		tab.contrast(s.axe, "prefers-color-scheme: dark")
		tab.fits()
		tab.media("", "forced-colors: active")
		tab.report("forced colours", look[[]string](tab, "drowned()"))
		tab.media("")
	}
}
