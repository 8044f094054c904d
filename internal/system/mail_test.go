package system_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/system"
)

func TestMailCheck(t *testing.T) {
	for _, c := range []struct {
		mail system.Mail
		good bool
	}{
		{system.Mail{}, true},
		{system.Mail{Server: "smtp://user:p@relay.example", From: "SEC <sec@example.org>",
			Helpdesk: "helpdesk@example.org", Site: "https://code.example:8443"}, true},
		{system.Mail{Server: "relay.example"}, false},
		{system.Mail{From: "sec"}, false},
		{system.Mail{From: "sec@example.org\r\nBcc: x@example.com"}, false},
		{system.Mail{Helpdesk: "helpdesk"}, false},
		{system.Mail{Helpdesk: "sixteen-letters-@example.org"}, false},
		{system.Mail{Site: "code.example"}, false},
		{system.Mail{Site: "https://"}, false},
		{system.Mail{Site: "https://code.example/"}, false},
		{system.Mail{Site: "ftp://code.example"}, false},
		{system.Mail{Site: "https://user@code.example"}, false},
	} {
		if err := c.mail.Check(); (err == nil) != c.good {
			t.Errorf("%+v: %v", c.mail, err)
		}
	}
}
