package estate

import (
	"slices"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// partner is a Device that another one has been told to communicate with.
type partner struct {
	EUI  eui.ID              `json:"eui"`
	Type usecase.PartnerType `json:"type"`
}

// partnersKept is how many Devices the log of one holds.
const partnersKept = 16

// Codes of the answers to joins. GBCS CS03, CS04.
const (
	joined         = 0
	logFull        = 4
	badCertificate = 11 // invalidOrMissingCertificate
	notInLog       = 1  // otherDeviceNotInDeviceLog
)

// methodC is the way of joining in which the Command brings the other's certificate.
const methodC = 3

// join notes the other Device. GBCS CS03.
func join(_ *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	args := c.tree.Args()
	method, _ := usecase.JoinMethodAndRole.Of(args)
	id, _ := usecase.OtherDeviceID.Of(args)
	kind, _ := usecase.OtherDeviceType.Of(args)
	der, certified := usecase.OtherDeviceCertificate.Of(args)
	code := u.joinTo(partner{id, kind})
	if method == methodC || certified {
		certificate, err := smki.ParseCertificate(der)
		if err != nil || certificate.Check(id, smki.KeyAgreement) != nil {
			code = badCertificate
		}
	}
	return usecase.Args{usecase.JoinResponseCode.Is(code)}, code == joined
}

// joinTo notes a partner, unless the log is full.
func (u *unit) joinTo(p partner) (code uint8) {
	others := u.without(p.EUI)
	if len(others) >= partnersKept {
		return logFull
	}
	u.Joined, u.changed = append(others, p), true
	return joined
}

// without are the partners but for one.
func (u *unit) without(id eui.ID) []partner {
	return slices.DeleteFunc(slices.Clone(u.Joined), func(p partner) bool { return p.EUI == id })
}

// unjoin strikes the other Device out. GBCS CS04.
func unjoin(_ *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	id, _ := usecase.OtherDeviceID.Of(c.tree.Args())
	left := u.without(id)
	if len(left) == len(u.Joined) {
		return usecase.Args{usecase.UnjoinResponseCode.Is(notInLog)}, false
	}
	u.Joined, u.changed = left, true
	return usecase.Args{usecase.UnjoinResponseCode.Is(joined)}, true
}

// readPartners lists the Devices that this one communicates with. GBCS CS07.
func readPartners(_ *action, u *unit, _ *command) (answer usecase.Args, ok bool) {
	return usecase.Args{
		usecase.ReadLogResponseCode.Is(0), usecase.DeviceLogEntries.Is(entriesOf(u.Joined)...),
	}, true
}

func entriesOf(partners []partner) (entries []usecase.Args) {
	for _, p := range partners {
		entries = append(entries, usecase.Args{
			usecase.LogEntryDeviceID.Is(p.EUI), usecase.LogEntryDeviceType.Is(p.Type)})
	}
	return entries
}

// restorePartners takes over the log of the Gas Proxy Function that this one replaces.
// GBCS GCS59.
func restorePartners(_ *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	entries, _ := usecase.DeviceLogEntries.Elements(c.tree.Args())
	ok = true
	var results []usecase.Args
	for _, entry := range entries {
		id, _ := usecase.LogEntryDeviceID.Of(entry)
		kind, _ := usecase.LogEntryDeviceType.Of(entry)
		code := u.joinTo(partner{id, kind})
		ok = ok && code == joined
		results = append(results, append(slices.Clone(entry), usecase.JoinResponseCode.Is(code)))
	}
	return usecase.Args{usecase.RestoreDeviceLogOutcomes.Is(results...)}, ok
}
