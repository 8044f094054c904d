package usecase

import "github.com/mains-energy/mains/smki"

// shownRoles are the names of roles in DUIS and MMC. [smki.Role] has its own.
var shownRoles = map[smki.Role]string{
	smki.Root: "Root", smki.Recovery: "Recovery", smki.Supplier: "Supplier",
	smki.NetworkOperator: "NetworkOperator", smki.AccessControlBroker: "ACB",
	smki.TransitionalCoS: "TransCoS", smki.LoadController: "LoadController",
}

// shownUsage is what a cell is for, as a type of certificate.
func shownUsage(cell Args) string {
	usage, _ := CellKeyUsage.Of(cell)
	use, _ := CellUse.Of(cell)
	switch {
	case usage == smki.DigitalSignature:
		return "DigitalSigning"
	case usage == smki.KeyAgreement && use == PrePaymentTopUp:
		return "KeyAgreementTopUp"
	case usage == smki.KeyAgreement:
		return "KeyAgreement"
	}
	return "KeyCertSign"
}

// showRole writes a role. The WAN Provider has no name in the catalogue.
func showRole(to Form, args Args) {
	role, _ := PartyRole.Of(args)
	to.Set("RemotePartyRole", shownRoles[role])
}

// showCredentials writes what a Device holds of each role: an element for each of its cells,
// or one that says why there is none.
func showCredentials(to Form, roles any) {
	for _, role := range roles.([]Args) {
		cells, _ := CellContents.Elements(role)
		if len(cells) == 0 {
			cells = []Args{nil}
		}
		for _, cell := range cells {
			e := to.Add("RemotePartyDetails")
			showRole(e, role)
			fill(e, role, Paths{
				StatusCode: "StatusCode", CurrentSeqNumber: "RemotePartyFloorSeqNumber",
			})
			if cell == nil {
				continue
			}
			e.Set("CertificateUsage", shownUsage(cell))
			fill(e, cell, Paths{
				ExistingSubjectUniqueID: "ExistingRemotePartyID",
				ExistingSubjectKeyID:    "ExistingCertificateHash",
			})
		}
	}
}

// shownReplacement is what became of replacing credentials; in is the element of the outcome.
func shownReplacement(in string) Shown {
	return Shown{In: in, As: Paths{
		AuthorisingCounter: "AuthorisingRemotePartyOriginatorCounter",
	}, By: Writers{
		CredentialsReplacementMode: showReplacementMode,
		SeqNumberChanges:           showSeqNumbers,
		ReplacementOutcomes:        showReplacements,
	}}
}

// shownReplacementAlert is that of a replacement whose time had come.
var shownReplacementAlert = shownReplacement("FutureDatedCommandOutcomeDeviceAlert/" +
	"UpdateSecurityCredentialsDeviceAlert/UpdateSecurityCredentialsExecutionOutcome")

// showReplacementMode writes whose credentials were replaced. The other modes have no name
// in the catalogue.
func showReplacementMode(to Form, mode any) {
	to.Set("CredentialsReplacementMode", map[ReplacementMode]string{
		AccessControlBrokerByACB: "ACBByACB", SupplierBySupplier: "SupplierBySupplier",
		NetworkOperatorByNetworkOperator: "NetworkOperatorByNetworkOperator",
		LoadControllerBySupplier:         "LoadControllerBySupplier",
		SupplierByTransCoS:               "SupplierByTransCoS",
	}[mode.(ReplacementMode)])
}

// showSeqNumbers writes the counters of the first role whose credentials changed hands: the
// catalogue has room for one.
func showSeqNumbers(to Form, changes any) {
	roles := changes.([]Args)
	if len(roles) == 0 {
		return
	}
	to = to.In("RemotePartySeqNumberChange")
	showRole(to, roles[0])
	fill(to, roles[0], Paths{FloorSeqNumber: "RemotePartyFloorSeqNumber"})
	floors, _ := NewSpecialistFloors.Elements(roles[0])
	for _, floor := range floors {
		fill(to, floor, Paths{SpecialistFloor: "RemotePartyPrepaymentTopUpFloorSeqNumber"})
	}
}

// showReplacements writes what became of each cell; the catalogue has room for three.
func showReplacements(to Form, outcomes any) {
	for i, outcome := range outcomes.([]Args) {
		if i == 3 {
			return
		}
		e := to.Add("ReplacementOutcome")
		showRole(e, outcome)
		e.Set("CertificateType", shownUsage(outcome))
		fill(e, outcome, Paths{
			StatusCode:               "StatusCode",
			ExistingSubjectUniqueID:  "ExistingRemotePartyID",
			ExistingSubjectKeyID:     "ExistingCertificateHash",
			ReplacingSubjectUniqueID: "NewRemotePartyID",
			ReplacingSubjectKeyID:    "NewCertificateHash",
		})
	}
}

// shownInstruction is a future-dated instruction that a Device has carried out.
func shownInstruction(in string, parts Paths) Shown {
	return Shown{In: "FutureDatedCommandOutcomeDeviceAlert/" + in, As: parts.with(Paths{
		ReportedCommand: "FutureDatedCommandMessageCode",
		ReportedCounter: "FutureDatedCommandOriginatorCounter",
	})}
}
