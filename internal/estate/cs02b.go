package estate

import (
	"slices"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// replaces says whose cells each mode of CS02b and CS02g may fill; all those of recovery and
// contingency. GBCS CS02b.
var replaces = map[usecase.ReplacementMode]smki.Role{
	usecase.RootBySupplier:                   smki.Root,
	usecase.RootByWanProvider:                smki.Root,
	usecase.SupplierBySupplier:               smki.Supplier,
	usecase.NetworkOperatorByNetworkOperator: smki.NetworkOperator,
	usecase.AccessControlBrokerByACB:         smki.AccessControlBroker,
	usecase.WanProviderByWanProvider:         smki.WANProvider,
	usecase.TransCoSByTransCoS:               smki.TransitionalCoS,
	usecase.SupplierByTransCoS:               smki.Supplier,
	usecase.LoadControllerByLoadController:   smki.LoadController,
	usecase.LoadControllerBySupplier:         smki.LoadController,
}

// replaceCredentials puts new certificates into Trust Anchor Cells, at once or at a time.
// What is for later is answered by its acceptance alone. GBCS CS02b.
func replaceCredentials(a *action, u *unit, c *command) (answer usecase.Args, ok bool) {
	at, dated := usecase.ExecuteAt.Of(c.tree.Args())
	if !dated || !at.After(a.now) {
		return a.replaceNow(u, c)
	}
	u.forget(c.code())
	if !at.Equal(usecase.Cancelled()) {
		u.Later = append(u.Later, later{at.UnixMicro(), c.Append(nil)})
	}
	u.changed = true
	return nil, true
}

// later is a Command that is to be carried out at a time, in microseconds.
type later struct {
	At      int64  `json:"at"`
	Command []byte `json:"command"`
}

// forget drops what is to be done later by a Command of this Message Code: a newer one
// takes its place.
func (u *unit) forget(code gbcs.MessageCode) {
	u.Later = slices.DeleteFunc(slices.Clone(u.Later), func(l later) bool {
		m, err := gbcs.Parse(l.Command)
		return err != nil || m.Header.Message == code
	})
}

// Codes of the Alerts that say what became of a Command for later.
const (
	laterDone   gbcs.AlertCode = 0x8F66
	laterFailed gbcs.AlertCode = 0x8F67
)

// doLater carries out the replacements whose time has come, and reports each to whoever
// ordered it.
func (a *action) doLater(u *unit) {
	for len(u.Later) > 0 {
		i := slices.IndexFunc(u.Later, func(l later) bool { return l.At <= a.now.UnixMicro() })
		if i < 0 {
			return
		}
		octets := u.Later[i].Command
		u.Later = slices.Delete(slices.Clone(u.Later), i, i+1)
		u.changed = true
		m, err := gbcs.Parse(octets)
		if err != nil {
			continue // it was parsed before it was kept
		}
		c := &command{Message: m}
		if err := c.wellFormed(); err != nil {
			continue // likewise
		}
		outcome, ok := a.replaceNow(u, c)
		code := laterDone
		if !ok {
			code = laterFailed
		}
		outcome = append(outcome, usecase.AuthorisingCounter.Is(m.Counter))
		if mode, ok := usecase.CredentialsReplacementMode.Of(c.tree.Args()); ok {
			outcome = append(outcome, usecase.CredentialsReplacementMode.Is(mode))
		}
		uc := usecase.FutureDatedUpdateCredentialsAlert
		if err := a.alert(u, uc, code, m.Originator, outcome); err != nil {
			a.Log.WarnContext(a.ctx, "no alert", "device", u.EUI, "err", err)
		}
	}
}

// change is one certificate of a Command, and the cell that it goes to.
type change struct {
	place  place
	usage  usecase.CellUsage
	was    cell
	new    cell
	der    []byte
	status usecase.CredentialStatus
}

// replaceNow checks all certificates and puts all into their cells, or none.
func (a *action) replaceNow(u *unit, c *command) (outcome usecase.Args, ok bool) {
	args := c.tree.Args()
	asked, _ := usecase.Replacements.Elements(args)
	t, ok := a.trust(u), len(asked) > 0
	changes := make([]change, len(asked))
	for i, element := range asked {
		changes[i] = a.check(u, t, args, element)
		ok = ok && changes[i].status == usecase.CredentialSuccess
	}
	for i := range changes {
		one := &changes[i]
		switch {
		case ok:
			u.put(replacement{one.der, one.place.prePayment}, one.new)
		case one.status == usecase.CredentialSuccess:
			one.status = usecase.CredentialOther // for another's sake
		}
	}
	floors := []usecase.Args(nil)
	if ok {
		floors = u.raise(args)
	}
	return usecase.Args{
		usecase.SeqNumberChanges.Is(floors...), usecase.ReplacementOutcomes.Is(outcomes(changes, ok)...),
	}, ok
}

// check says what is to become of one replacement.
func (a *action) check(u *unit, t trust, args, element usecase.Args) change {
	role, _ := usecase.PartyRole.Of(element)
	usage, _ := usecase.CellKeyUsage.Of(element)
	use, _ := usecase.CellUse.Of(element)
	der, _ := usecase.ReplacementCertificate.Of(element)
	out := change{
		place: place{role, usage, use == usecase.PrePaymentTopUp}, usage: use, der: der,
		status: usecase.CredentialBadCertificate,
	}
	out.was, _ = t.at(out.place)
	mode, _ := usecase.CredentialsReplacementMode.Of(args)
	if fills, bound := replaces[mode]; bound && fills != role ||
		!slices.Contains(placesOf(u.Type), out.place) {
		out.status = usecase.CredentialTrustAnchorNotFound
		return out
	}
	certificate, err := smki.ParseCertificate(der)
	if err != nil || certificate.Role != role || certificate.Usage != usage {
		return out
	}
	root, ok := t.at(place{role: smki.Root, usage: smki.KeyCertSign})
	if !ok {
		out.status = usecase.CredentialNoTrustAnchor
		return out
	}
	at := a.now
	if times, _ := usecase.ApplyTimeBasedCPVChecks.Of(args); times != 0 {
		at = certificate.NotBefore
	}
	if smki.VerifyChain(certificate, path(args), []*smki.Certificate{root.holds}, at) != nil {
		return out
	}
	out.new = cellOf(Anchor{certificate, out.place.prePayment})
	out.status = usecase.CredentialSuccess
	return out
}

// path are the certificates of the authorities that a Command brings.
func path(args usecase.Args) (authorities []*smki.Certificate) {
	elements, _ := usecase.CertificationPath.Elements(args)
	for _, element := range elements {
		der, _ := usecase.PathCertificate.Of(element)
		if certificate, err := smki.ParseCertificate(der); err == nil {
			authorities = append(authorities, certificate)
		}
	}
	return authorities
}

// raise sets the counters that the next Commands of those roles must exceed whose
// credentials have changed hands, and says which they are.
func (u *unit) raise(args usecase.Args) (changes []usecase.Args) {
	changes, _ = usecase.SeqNumberChanges.Elements(args)
	authorising, _ := usecase.AuthorisingCell.Args(args)
	role, named := usecase.PartyRole.Of(authorising)
	if floor, ok := usecase.NewFloorSeqNumber.Of(args); ok && named {
		changes = append(slices.Clone(changes), usecase.Args{
			usecase.PartyRole.Is(role), usecase.FloorSeqNumber.Is(floor)})
	}
	for _, change := range changes {
		role, _ := usecase.PartyRole.Of(change)
		floor, _ := usecase.FloorSeqNumber.Of(change)
		u.state.accept(role, floor)
	}
	return changes
}

// outcomes say what became of each cell.
func outcomes(changes []change, ok bool) (out []usecase.Args) {
	for _, c := range changes {
		party, keyID := holder(c.was)
		now, nowKeyID := party, keyID
		if ok {
			now, nowKeyID = holder(c.new)
		}
		one := usecase.CellArgs(c.place.role, c.place.usage, c.usage)
		out = append(out, append(one, usecase.StatusCode.Is(c.status),
			usecase.ExistingSubjectUniqueID.Is(party), usecase.ExistingSubjectKeyID.Is(keyID),
			usecase.ReplacingSubjectUniqueID.Is(now), usecase.ReplacingSubjectKeyID.Is(nowKeyID)))
	}
	return out
}

// holder is whose certificate a cell holds, zeros where it is empty.
func holder(c cell) (eui.ID, []byte) {
	if c.holds == nil {
		return eui.ID{}, make([]byte, 8)
	}
	return c.party, c.keyID
}
