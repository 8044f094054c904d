package srv

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// The Variants of this file.
var credential = []*Variant{
	UpdateSecurityCredentialsKRP,
	UpdateSecurityCredentialsDevice,
	IssueSecurityCredentials,
	RequestHandoverOfDCCControlledDevice,
	UpdateSecurityCredentialsCoS,
	RetrieveDeviceSecurityCredentialsKRP,
	RetrieveDeviceSecurityCredentialsDevice,
	ServiceOptOut,
}

// UpdateSecurityCredentialsKRP is SRV 6.15.1: a party replaces its own credentials, or the
// Supplier those of the Load Controller. DUIS 3.8.
var UpdateSecurityCredentialsKRP = From(Variant{
	SRV:      "6.15.1",
	Name:     "Update Security Credentials (KRP)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	ownCredentials(usecase.CS02bSupplierBySupplier, duis.RoleSupplier, smki.Supplier),
	ownCredentials(usecase.CS02bNetworkOperatorByNetworkOperator,
		duis.RoleNetworkOperator, smki.NetworkOperator),
	ownCredentials(usecase.CS02gLoadControllerBySupplier, duis.RoleLoadController, smki.Supplier),
)

// ownCredentials is the Route of SRV 6.15.1 for the cells of a role, by authority of
// another or the same.
func ownCredentials(
	u *usecase.UseCase, role duis.RemotePartyRole, by smki.Role,
) To[duis.UpdateSecurityCredentialsKRP] {
	type body = duis.UpdateSecurityCredentialsKRP
	return To[body]{
		UseCase: u,
		Why:     "RemotePartyRole " + string(role),
		When:    func(b *body) bool { return b.RemotePartyRole == role },
		Write: func(w *Writer, b *body) {
			new := b.ReplacementCertificates.SupplierOrNetworkOperatorCertificates
			w.replace(replacement{
				by: by, of: cells[role], path: b.Certificate, checks: b.ApplyTimeBasedCPVChecks,
				signing: new.DigitalSigningCertificate, agreement: new.KeyAgreementCertificate,
				topUp: new.KeyAgreementTopUpCertificate, floor: b.RemotePartyFloorSeqNumber,
				topUpFloor: b.RemotePartyPrepaymentTopUpFloorSeqNumber,
			}, b.ExecutionDateTime)
		},
		Read: func(r *Reader, b *body) {
			var c replacement
			c, b.ExecutionDateTime = r.replaced(by, cells[role])
			b.RemotePartyRole, b.Certificate, b.ApplyTimeBasedCPVChecks = role, c.path, c.checks
			b.RemotePartyFloorSeqNumber, b.RemotePartyPrepaymentTopUpFloorSeqNumber = c.floor, c.topUpFloor
			b.ReplacementCertificates.SupplierOrNetworkOperatorCertificates =
				&duis.SupplierOrNetworkOperatorCertificatesKRP{
					DigitalSigningCertificate: c.signing, KeyAgreementCertificate: c.agreement,
					KeyAgreementTopUpCertificate: c.topUp,
				}
		},
	}
}

// UpdateSecurityCredentialsDevice is SRV 6.15.2: it puts a certificate of its own on a
// Device. DUIS 3.8.
var UpdateSecurityCredentialsDevice = From(Variant{
	SRV:      "6.15.2",
	Name:     "Update Security Credentials (Device)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.UpdateSecurityCredentialsDevice]{
		UseCase: usecase.CS02d,
		Write: func(w *Writer, b *duis.UpdateSecurityCredentialsDevice) {
			w.Add(usecase.DeviceCertificate.Is(b.DeviceCertificate))
		},
		Read: func(r *Reader, b *duis.UpdateSecurityCredentialsDevice) {
			b.DeviceCertificate = take(r, usecase.DeviceCertificate)
		},
	},
)

// IssueSecurityCredentials is SRV 6.17: a Device makes a key pair and asks for its
// certificate. DUIS 3.8.
var IssueSecurityCredentials = From(Variant{
	SRV:      "6.17",
	Name:     "Issue Security Credentials",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.IssueSecurityCredentials]{
		UseCase: usecase.CS02c,
		Write: func(w *Writer, b *duis.IssueSecurityCredentials) {
			w.Add(usecase.CellKeyUsage.Is(keyUsages[b.CredentialType]))
		},
		Read: func(r *Reader, b *duis.IssueSecurityCredentials) { b.CredentialType = r.credentialType() },
	},
)

// RequestHandoverOfDCCControlledDevice is SRV 6.21: the Access Control Broker, which holds
// the cells of a Device that nobody has taken over, hands them to the Supplier or the
// network party. DUIS 3.8.
var RequestHandoverOfDCCControlledDevice = From(Variant{
	SRV:        "6.21",
	Name:       "Request Handover Of DCC Controlled Device",
	Roles:      Roles{duis.IS, duis.GS},
	Future:     FutureDSP,
	SMETS1:     RecalledSMETS1,
	Originator: Broker,
},
	handover(usecase.CS02bSupplierBySupplier, duis.RoleSupplier),
	handover(usecase.CS02bNetworkOperatorByNetworkOperator, duis.RoleNetworkOperator),
)

// handover is the Route of SRV 6.21 for the cells of a role.
func handover(
	u *usecase.UseCase, role duis.RemotePartyRole,
) To[duis.RequestHandoverOfDCCControlledDevice] {
	type body = duis.RequestHandoverOfDCCControlledDevice
	return To[body]{
		UseCase: u,
		Why:     "RemotePartyRole " + string(role),
		When:    func(b *body) bool { return b.RemotePartyRole == role },
		Write: func(w *Writer, b *body) {
			new := b.ReplacementCertificates
			w.replace(replacement{
				by: cells[role], of: cells[role], path: b.Certificate, checks: b.ApplyTimeBasedCPVChecks,
				signing: new.DigitalSigningCertificate, agreement: new.KeyAgreementCertificate,
				topUp: new.KeyAgreementTopUpCertificate, floor: b.RemotePartyFloorSeqNumber,
				topUpFloor: b.RemotePartyPrepaymentTopUpFloorSeqNumber,
			}, nil)
		},
		Read: func(r *Reader, b *body) {
			c, at := r.replaced(cells[role], cells[role])
			if at != nil {
				r.Fail("the message is to be carried out at %s: the DCC keeps the date", at)
			}
			b.RemotePartyRole, b.Certificate, b.ApplyTimeBasedCPVChecks = role, c.path, c.checks
			b.RemotePartyFloorSeqNumber, b.RemotePartyPrepaymentTopUpFloorSeqNumber = c.floor, c.topUpFloor
			new := &b.ReplacementCertificates
			new.DigitalSigningCertificate, new.KeyAgreementCertificate = c.signing, c.agreement
			new.KeyAgreementTopUpCertificate = c.topUp
		},
	}
}

// UpdateSecurityCredentialsCoS is SRV 6.23: the party that carries out changes of supplier
// puts the new Supplier's credentials on a Device. DUIS 3.8.
var UpdateSecurityCredentialsCoS = From(Variant{
	SRV:        "6.23",
	Name:       "Update Security Credentials (CoS)",
	Roles:      Roles{duis.IS, duis.GS},
	Future:     FutureBoth,
	SMETS1:     RecalledSMETS1,
	Originator: CoSParty,
},
	To[duis.UpdateSecurityCredentialsCoS]{
		UseCase: usecase.CS02bSupplierByTransCoS,
		Write: func(w *Writer, b *duis.UpdateSecurityCredentialsCoS) {
			new := b.SupplierReplacementCertificates
			c := replacement{
				by: smki.TransitionalCoS, of: smki.Supplier, path: b.Certificate,
				checks: b.ApplyTimeBasedCPVChecks, signing: new.DigitalSigningCertificate,
				agreement: new.KeyAgreementCertificate, topUp: new.KeyAgreementTopUpCertificate,
				floor: &b.SupplierFloorSeqNumber, topUpFloor: b.SupplierPrepaymentTopUpFloorSeqNumber,
			}
			if at := b.ExecutionDateTime; at != nil && at.Equal(cancelled) {
				c.floor, c.topUpFloor = nil, nil // nothing changes hands
			}
			w.replace(c, b.ExecutionDateTime)
		},
		Read: func(r *Reader, b *duis.UpdateSecurityCredentialsCoS) {
			asked := r.Asked.Body.(*duis.UpdateSecurityCredentialsCoS)
			c, at := r.replaced(smki.TransitionalCoS, smki.Supplier)
			b.ExecutionDateTime, b.Certificate, b.ApplyTimeBasedCPVChecks = at, c.path, c.checks
			switch never := at != nil && at.Equal(cancelled); {
			case never && c.floor == nil && c.topUpFloor == nil:
				b.SupplierFloorSeqNumber = asked.SupplierFloorSeqNumber
				b.SupplierPrepaymentTopUpFloorSeqNumber = asked.SupplierPrepaymentTopUpFloorSeqNumber
			case c.floor == nil:
				r.Fail("the message has no floor of the Supplier's counter")
			default:
				b.SupplierFloorSeqNumber, b.SupplierPrepaymentTopUpFloorSeqNumber = *c.floor, c.topUpFloor
			}
			new := &b.SupplierReplacementCertificates
			new.DigitalSigningCertificate, new.KeyAgreementCertificate = c.signing, c.agreement
			new.KeyAgreementTopUpCertificate = c.topUp
			b.ImportMPxN = asked.ImportMPxN // for the DCC
		},
	},
)

// RetrieveDeviceSecurityCredentialsKRP is SRV 6.24.1: it reads whose credentials a Device
// holds. The Access Control Broker asks for itself, whoever the User is, and names the
// roles in the order of the request. DUIS 3.8.
var RetrieveDeviceSecurityCredentialsKRP = From(Variant{
	SRV:        "6.24.1",
	Name:       "Retrieve Device Security Credentials (KRP)",
	Roles:      Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	SMETS1:     RecalledSMETS1,
	Originator: Broker,
},
	heldCredentials(usecase.CS02a, false),
	heldCredentials(usecase.CS02f, true),
)

// heldCredentials is the Route of SRV 6.24.1 with or without a Load Controller.
func heldCredentials(
	u *usecase.UseCase, loadController bool,
) To[duis.RetrieveDeviceSecurityCredentialsKRP] {
	type body = duis.RetrieveDeviceSecurityCredentialsKRP
	to := To[body]{
		UseCase: u,
		Why:     "no LoadController among the roles",
		When: func(b *body) bool {
			return slices.Contains(b.RemotePartyRole, duis.RoleLoadController) == loadController
		},
		Write: func(w *Writer, b *body) {
			roles := make([]usecase.Args, len(b.RemotePartyRole))
			for i, role := range b.RemotePartyRole {
				roles[i] = usecase.Args{usecase.PartyRole.Is(cells[role])}
			}
			w.Add(usecase.AuthorisingCell.Is(usecase.CellArgs(
				smki.AccessControlBroker, smki.KeyAgreement, usecase.Management)...),
				usecase.CredentialRoles.Is(roles...))
		},
		Read: func(r *Reader, b *body) {
			group(r, usecase.AuthorisingCell, func(r *Reader) {
				r.cell(smki.AccessControlBroker, smki.KeyAgreement)
			})
			elements(r, usecase.CredentialRoles, func(r *Reader) {
				b.RemotePartyRole = append(b.RemotePartyRole, roleOf(take(r, usecase.PartyRole)))
			})
		},
	}
	if loadController {
		to.Why = "LoadController among the roles"
	}
	return to
}

// RetrieveDeviceSecurityCredentialsDevice is SRV 6.24.2: it reads a certificate of a
// Device's own. DUIS 3.8.
var RetrieveDeviceSecurityCredentialsDevice = From(Variant{
	SRV:      "6.24.2",
	Name:     "Retrieve Device Security Credentials (Device)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.RetrieveDeviceSecurityCredentialsDevice]{
		UseCase: usecase.CS02e,
		Write: func(w *Writer, b *duis.RetrieveDeviceSecurityCredentialsDevice) {
			w.Add(usecase.CellKeyUsage.Is(keyUsages[b.CredentialType]))
		},
		Read: func(r *Reader, b *duis.RetrieveDeviceSecurityCredentialsDevice) {
			b.CredentialType = r.credentialType()
		},
	},
)

// ServiceOptOut is SRV 8.5: the Access Control Broker replaces its own credentials. No User
// Role is eligible any more. DUIS 3.8.
var ServiceOptOut = From(Variant{
	SRV:        "8.5",
	Name:       "Service Opt Out",
	CVs:        CVs{1},
	Future:     FutureDSP,
	Originator: Broker,
	Note:       "Dormant: no User Role is eligible.",
},
	To[duis.ServiceOptOut]{
		UseCase: usecase.CS02bAccessControlBrokerByACB,
		Write: func(w *Writer, b *duis.ServiceOptOut) {
			w.replace(replacement{
				of: smki.AccessControlBroker, path: b.Certificate, checks: b.ApplyTimeBasedCPVChecks,
				signing:   b.ReplacementCertificates.DigitalSigningCertificate,
				agreement: b.ReplacementCertificates.KeyAgreementCertificate, floor: &b.ACBFloorSeqNumber,
			}, nil)
		},
		Read: func(r *Reader, b *duis.ServiceOptOut) {
			c, at := r.replaced(0, smki.AccessControlBroker)
			if at != nil || c.floor == nil || c.topUp != nil || c.topUpFloor != nil {
				r.Fail("the message is not what an opt-out becomes")
				return
			}
			b.ACBFloorSeqNumber, b.Certificate, b.ApplyTimeBasedCPVChecks = *c.floor, c.path, c.checks
			b.ReplacementCertificates.DigitalSigningCertificate = c.signing
			b.ReplacementCertificates.KeyAgreementCertificate = c.agreement
		},
	},
)

// replacement is what CS02b and CS02g do, by the certificates of the cells of one role.
type replacement struct {
	by, of                    smki.Role // whose authority, whose cells; by is 0 for the Broker's own
	signing, agreement, topUp []byte    // nil: not replaced
	path                      [][]byte
	checks                    bool    // of validity times
	floor, topUpFloor         *uint64 // of the counters of the role whose cells they are
}

// replace gives what to replace, when.
func (w *Writer) replace(c replacement, at *time.Time) {
	if c.by != 0 {
		w.Add(usecase.AuthorisingCell.Is(
			usecase.CellArgs(c.by, smki.DigitalSignature, usecase.Management)...))
	}
	if !c.checks {
		w.Add(usecase.ApplyTimeBasedCPVChecks.Is(1))
	}
	w.floors(c)
	var new []usecase.Args
	add := func(certificate []byte, usage smki.Usage, use usecase.CellUsage) {
		if certificate != nil {
			new = append(new, append(usecase.Args{usecase.ReplacementCertificate.Is(certificate)},
				usecase.CellArgs(c.of, usage, use)...))
		}
	}
	add(c.signing, smki.DigitalSignature, usecase.Management)
	add(c.agreement, smki.KeyAgreement, usecase.Management)
	add(c.topUp, smki.KeyAgreement, usecase.PrePaymentTopUp)
	if len(new) == 0 {
		w.Refuse("E061504", "no certificate to replace one with")
	}
	path := make([]usecase.Args, len(c.path))
	for i, certificate := range c.path {
		path[i] = usecase.Args{usecase.PathCertificate.Is(certificate)}
	}
	w.Add(usecase.Replacements.Is(new...), usecase.CertificationPath.Is(path...))
	switch {
	case at == nil:
	case at.Equal(cancelled):
		w.Add(usecase.ExecuteAt.Is(usecase.Cancelled()))
	default:
		w.Add(usecase.ExecuteAt.Is(w.wholeSecond(*at)))
	}
}

// floors gives the floors of counters: as those of the authorising role, or of another one.
func (w *Writer) floors(c replacement) {
	var special []usecase.Args
	if c.topUpFloor != nil {
		special = []usecase.Args{
			{usecase.SpecialistUsage.Is(0), usecase.SpecialistFloor.Is(*c.topUpFloor)}}
	}
	if c.by == 0 || c.by == c.of {
		if c.floor != nil {
			w.Add(usecase.NewFloorSeqNumber.Is(*c.floor))
		}
		if special != nil {
			w.Add(usecase.NewSpecialistFloors.Is(special...))
		}
		return
	}
	if c.floor == nil && special == nil {
		return
	}
	if c.floor == nil {
		w.Refuse(duis.E64, "the floor of top-ups goes only with that of the role's own counter")
		return
	}
	other := usecase.Args{usecase.PartyRole.Is(c.of), usecase.FloorSeqNumber.Is(*c.floor)}
	if special != nil {
		other = append(other, usecase.NewSpecialistFloors.Is(special...))
	}
	w.Add(usecase.SeqNumberChanges.Is(other))
}

// replaced takes what a message replaces of the cells of a role, and when.
func (r *Reader) replaced(by, of smki.Role) (c replacement, at *time.Time) {
	c = replacement{by: by, of: of, checks: true}
	if by != 0 {
		group(r, usecase.AuthorisingCell, func(r *Reader) { r.cell(by, smki.DigitalSignature) })
	}
	take(r, usecase.CredentialsReplacementMode) // that of the Message Code, as the Use Case says
	take(r, usecase.AuthorisingCounter)         // that of the header, likewise
	if skip, ok := maybe(r, usecase.ApplyTimeBasedCPVChecks); ok {
		if skip != 1 {
			r.Fail("applyTimeBasedCPVChecks says what leaving it out says")
		}
		c.checks = false
	}
	r.floors(&c)
	elements(r, usecase.Replacements, func(r *Reader) { r.replacement(&c) })
	elements(r, usecase.CertificationPath, func(r *Reader) {
		c.path = append(c.path, take(r, usecase.PathCertificate))
	})
	if when, ok := maybe(r, usecase.ExecuteAt); ok {
		at = &when
		if when.Equal(usecase.Cancelled()) {
			at = new(cancelled)
		}
	}
	return c, at
}

// replacement takes the certificate of one cell. Cells have the order of the request.
func (r *Reader) replacement(c *replacement) {
	certificate := take(r, usecase.ReplacementCertificate)
	same(r, usecase.PartyRole, c.of)
	usage := take(r, usecase.CellKeyUsage)
	use, special := maybe(r, usecase.CellUse)
	switch {
	case usage == smki.DigitalSignature && !special && c.signing == nil && c.agreement == nil &&
		c.topUp == nil:
		c.signing = certificate
	case usage == smki.KeyAgreement && !special && c.agreement == nil && c.topUp == nil:
		c.agreement = certificate
	case usage == smki.KeyAgreement && special && use == usecase.PrePaymentTopUp && c.topUp == nil:
		c.topUp = certificate
	default:
		r.Fail("the message replaces a cell for %s, which the request does not have there", usage)
	}
}

// floors takes the floors of counters.
func (r *Reader) floors(c *replacement) {
	topUp := func(r *Reader) {
		same(r, usecase.SpecialistUsage, 0)
		c.topUpFloor = new(take(r, usecase.SpecialistFloor))
	}
	many := func(r *Reader) {
		if list, ok := r.list(usecase.NewSpecialistFloors); ok {
			if len(list) != 1 {
				r.Fail("the message has %d floors besides: want one", len(list))
				return
			}
			r.within(list[0], topUp)
		}
	}
	if c.by == 0 || c.by == c.of {
		if floor, ok := maybe(r, usecase.NewFloorSeqNumber); ok {
			c.floor = &floor
		}
		many(r)
		return
	}
	changes, ok := r.list(usecase.SeqNumberChanges)
	if ok && len(changes) != 1 {
		r.Fail("the message changes the counters of %d roles: want one", len(changes))
		return
	}
	for _, args := range changes {
		r.within(args, func(r *Reader) {
			same(r, usecase.PartyRole, c.of)
			c.floor = new(take(r, usecase.FloorSeqNumber))
			many(r)
		})
	}
}

// cell takes the parts of a cell of management, which must be those.
func (r *Reader) cell(role smki.Role, usage smki.Usage) {
	same(r, usecase.PartyRole, role)
	same(r, usecase.CellKeyUsage, usage)
}

// keyUsages are the uses of keys by the names that DUIS has for credentials.
var keyUsages = map[string]smki.Usage{
	"Digital Signature": smki.DigitalSignature,
	"Key Agreement":     smki.KeyAgreement,
}

// credentialType takes what a key of a Device is for.
func (r *Reader) credentialType() string {
	switch usage := take(r, usecase.CellKeyUsage); usage {
	case smki.DigitalSignature:
		return "Digital Signature"
	case smki.KeyAgreement:
		return "Key Agreement"
	default:
		r.Fail("the message is for a key for %s", usage)
		return ""
	}
}

// cells are the roles of Trust Anchor Cells by the names that DUIS has for them.
var cells = map[duis.RemotePartyRole]smki.Role{
	duis.RoleRoot:            smki.Root,
	duis.RoleRecovery:        smki.Recovery,
	duis.RoleSupplier:        smki.Supplier,
	duis.RoleNetworkOperator: smki.NetworkOperator,
	duis.RoleACB:             smki.AccessControlBroker,
	duis.RoleTransCoS:        smki.TransitionalCoS,
	duis.RoleLoadController:  smki.LoadController,
}

// roleOf is the name that DUIS has for a role of cells; empty where it has none.
func roleOf(role smki.Role) duis.RemotePartyRole {
	switch role {
	case smki.Root:
		return duis.RoleRoot
	case smki.Recovery:
		return duis.RoleRecovery
	case smki.Supplier:
		return duis.RoleSupplier
	case smki.NetworkOperator:
		return duis.RoleNetworkOperator
	case smki.AccessControlBroker:
		return duis.RoleACB
	case smki.TransitionalCoS:
		return duis.RoleTransCoS
	case smki.LoadController:
		return duis.RoleLoadController
	}
	return ""
}
