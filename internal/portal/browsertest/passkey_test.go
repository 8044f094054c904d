package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
)

// passkey adds a passkey to an account, signs in with it, and removes it. The authenticator is
// the browser's own for tests.
func (s *suite) passkey(t *testing.T) {
	tab := s.tab(t)
	tab.base = strings.Replace(s.base, "127.0.0.1", "localhost", 1)
	call(tab, webauthn.Enable, webauthn.EnableParams{})
	call(tab, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
		Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, HasResidentKey: true,
			Transport: webauthn.AuthenticatorTransportInternal, HasUserVerification: true,
			IsUserVerified: true, AutomaticPresenceSimulation: true}})
	const who = "Signatory of Demo Gas Network A"
	tab.signIn(who, "/account/passkeys")
	tab.fill("What to call it", "The laptop")
	tab.press("Add a passkey")
	tab.reads("The laptop", "Never used")
	tab.audit(s.axe)

	tab.follow("Sign out")
	tab.press("Sign out")
	tab.lacks(who)
	tab.open("/sign-in?then=%2Faccount%2Fpasskeys")
	tab.press("Use a passkey")
	tab.at("/account/passkeys")
	tab.reads(who, "Last used")
	tab.follow("Remove The laptop")
	tab.press("Remove passkey")
	tab.reads("The passkey was removed", "You have none yet")
}
