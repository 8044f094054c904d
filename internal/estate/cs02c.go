package estate

import (
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// Codes of what a Device does not do with its own keys. GBCS CS02c, CS02d, CS02e.
const (
	notGenerated    = 2 // keyPairGenerationFailed
	notACertificate = 1 // invalidCertificate
	notOurs         = 2 // wrongDeviceIdentity
	noSuchPair      = 4 // noCorrespondingKeyPairGenerated
	notForDevices   = 1 // invalidKeyUsage
	noneHeld        = 2 // noCertificateHeld
)

// issueCredentials says that the Device makes no other keys: they follow from its seed.
// GBCS CS02c.
func issueCredentials(*action, *unit, *command) (answer usecase.Args, ok bool) {
	return usecase.Args{usecase.IssueCredentialsResponseCode.Is(notGenerated)}, false
}

// updateCertificate refuses a certificate: for another Device, or for a key pair that was
// never made. GBCS CS02d.
func updateCertificate(_ *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	der, _ := usecase.DeviceCertificate.Of(c.tree.Args())
	code := uint8(noSuchPair)
	switch certificate, err := smki.ParseCertificate(der); {
	case err != nil || certificate.Kind != smki.Device:
		code = notACertificate
	case certificate.EUI != u.EUI:
		code = notOurs
	}
	return usecase.Args{usecase.UpdateSecurityCredentialsResponseCode.Is(code)}, false
}

// provideCertificate gives one of the Device's own certificates. GBCS CS02e.
func provideCertificate(a *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	usage, _ := usecase.CellKeyUsage.Of(c.tree.Args())
	if usage != smki.DigitalSignature && usage != smki.KeyAgreement {
		code := usecase.RetrieveDeviceSecurityCredentialsStatusCode.Is(notForDevices)
		return usecase.Args{code}, false
	}
	if a.Certificate != nil {
		der, err := a.Certificate(a.ctx, u.EUI, usage)
		if err == nil {
			return usecase.Args{usecase.DeviceCertificate.Is(der)}, true
		}
		a.Log.WarnContext(a.ctx, "no certificate", "device", u.EUI, "err", err)
	}
	return usecase.Args{usecase.RetrieveDeviceSecurityCredentialsStatusCode.Is(noneHeld)}, false
}
