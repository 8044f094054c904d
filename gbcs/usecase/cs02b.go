package usecase

import (
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// ReplacementMode says whose credentials CS02b and CS02g replace, and by whose authority.
// GBCS CS02b.
type ReplacementMode uint8

// The modes. Each has a Message Code of its own.
const (
	RootBySupplier ReplacementMode = iota
	RootByWanProvider
	SupplierBySupplier
	NetworkOperatorByNetworkOperator
	AccessControlBrokerByACB
	WanProviderByWanProvider
	TransCoSByTransCoS
	SupplierByTransCoS
	AnyExceptAbnormalRootByRecovery
	AnyByContingency
	LoadControllerByLoadController
	LoadControllerBySupplier
)

// CredentialsReplacementMode is the mode as the message repeats it. GBCS CS02b.
var CredentialsReplacementMode = &Slot[ReplacementMode]{
	Name: "credentialsReplacementMode", Clause: "GBCS CS02b", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "rootBySupplier"},
		{Value: 1, Name: "rootByWanProvider"},
		{Value: 2, Name: "supplierBySupplier"},
		{Value: 3, Name: "networkOperatorByNetworkOperator"},
		{Value: 4, Name: "accessControlBrokerByACB"},
		{Value: 5, Name: "wanProviderByWanProvider"},
		{Value: 6, Name: "transCoSByTransCoS"},
		{Value: 7, Name: "supplierByTransCoS"},
		{Value: 8, Name: "anyExceptAbnormalRootByRecovery"},
		{Value: 9, Name: "anyByContingency"},
		{Value: 10, Name: "loadControllerByLoadController"},
		{Value: 11, Name: "loadControllerBySupplier"},
	},
}

// What authorises a replacement of credentials. Counters are below 2^63. GBCS CS02b.
var (
	// PlaintextSymmetricKey is the contingency key: there in the mode anyByContingency,
	// always and only.
	PlaintextSymmetricKey = &Octets{Name: "plaintextSymmetricKey", Clause: "GBCS CS02b"}
	// ApplyTimeBasedCPVChecks says whether the Device looks at the validity times of the
	// certificates. Left out it does.
	ApplyTimeBasedCPVChecks = &Slot[uint8]{
		Name: "applyTimeBasedCPVChecks", Clause: "GBCS CS02b", Closed: true,
		Codes: []Code{{Value: 0, Name: "apply"}, {Value: 1, Name: "disapply"}},
	}
	// AuthorisingCounter is the Originator Counter of the Command. It need not be given
	// to write a Command or a Response.
	AuthorisingCounter = seqNumber("authorisingRemotePartySeqNumber")
	// NewFloorSeqNumber is the counter that the next Command of the authorising party's
	// own role must exceed, once its credentials have changed hands.
	NewFloorSeqNumber = seqNumber("newRemotePartyFloorSeqNumber")
	// NewSpecialistFloors are the same for its other counters. An element has
	// [SpecialistUsage] and [SpecialistFloor].
	NewSpecialistFloors = &List{
		Name: "newRemotePartySpecialistFloorSeqNumber", Clause: "GBCS CS02b",
	}
	// SpecialistUsage is what the counter is for: top-ups in prepayment mode.
	SpecialistUsage = &Slot[uint8]{
		Name: "seqNumberUsage", Clause: "GBCS CS02b",
		Codes: []Code{{Value: 0, Name: "prepaymentTopUp"}},
	}
	// SpecialistFloor is what that counter must exceed from now on.
	SpecialistFloor = seqNumber("seqNumber")
	// SeqNumberChanges are the floors of other roles whose credentials change hands, in an
	// Outcome those of all. An element has [PartyRole], [FloorSeqNumber] and, where it has
	// any, [NewSpecialistFloors].
	SeqNumberChanges = &List{Name: "remotePartySeqNumberChanges", Clause: "GBCS CS02b"}
	// FloorSeqNumber is the counter that the next Command of a role must exceed.
	FloorSeqNumber = seqNumber("floorSeqNumber")
)

// What is replaced. GBCS CS02b.
var (
	// Replacements are the new certificates. An element has [ReplacementCertificate] and
	// the values of the cell that it goes to, [CellArgs].
	Replacements           = &List{Name: "replacements", Clause: "GBCS CS02b"}
	ReplacementCertificate = certificatePlace("replacementCertificate", "GBCS CS02b")
	// CertificationPath are the certificates of the authorities between the replacements
	// and the root. An element has [PathCertificate].
	CertificationPath = &List{Name: "certificationPathCertificates", Clause: "GBCS CS02b"}
	PathCertificate   = certificatePlace("certificationPathCertificate", "GBCS CS02b")
)

// ExecuteAt is when a Command in ASN.1 is to be carried out: at once where it is left out,
// and never where it is [Cancelled], which takes back an earlier one. GBCS ASN.1 common
// types.
var ExecuteAt = &ZuluTime{Name: "executionDateTime", Clause: "GBCS ASN.1 common types"}

// What became of each cell. GBCS CS02b.
var (
	// ReplacementOutcomes has an element for each cell of the Command, with the values of
	// the cell, [StatusCode], whose certificate was there before and whose is there now.
	// Where a replacement failed, both are the same.
	ReplacementOutcomes      = &List{Name: "replacementOutcomes", Clause: "GBCS CS02b"}
	ReplacingSubjectUniqueID = &ID{Name: "replacingSubjectUniqueID", Clause: "GBCS CS02b"}
	ReplacingSubjectKeyID    = &Octets{
		Name: "replacingSubjectKeyIdentifier", Min: 8, Max: 8, Clause: "GBCS CS02b",
	}
)

// seqNumber is a place for a counter as ASN.1 has it.
func seqNumber(name string) *Slot[uint64] {
	return &Slot[uint64]{Name: name, Max: 1<<63 - 1, Clause: "GBCS CS02b"}
}

var (
	specialistFloors = SeqOf(NewSpecialistFloors, Seq{
		Integer(SpecialistUsage), Integer(SpecialistFloor),
	})
	seqNumberChanges = SeqOf(SeqNumberChanges, Seq{
		Integer(PartyRole), Integer(FloorSeqNumber), Opt{specialistFloors},
	})
	cellReplacements = SeqOf(Replacements, Seq{Whole(ReplacementCertificate), trustAnchorCell})
)

// updateCredentials is the Command of CS02b and CS02g in one mode, and its Response.
//
//	Command   SEQUENCE {
//	            SEQUENCE {
//	              mode INTEGER,
//	              [0] plaintextSymmetricKey OCTET STRING    in the mode anyByContingency
//	              [1] applyTimeBasedCPVChecks INTEGER
//	              [2] authorisingCell                       but for the Access Control Broker
//	              [3] authorisingRemotePartySeqNumber INTEGER
//	              [4] newRemotePartyFloorSeqNumber INTEGER
//	              [5] newRemotePartySpecialistFloorSeqNumber SEQUENCE OF
//	                    SEQUENCE { usage INTEGER, seqNumber INTEGER }
//	              [6] otherRemotePartySeqNumberChanges SEQUENCE OF
//	                    SEQUENCE { role INTEGER, floor INTEGER, specialist floors as [5] } },
//	            replacements SEQUENCE OF SEQUENCE { Certificate, cell },
//	            certificationPathCertificates SEQUENCE OF Certificate,
//	            executionDateTime GeneralizedTime }         left out for at once
//	Response  SEQUENCE { NULL, outcome }                    without one where nothing was
//	                                                        carried out yet
//
// GBCS CS02b.
func updateCredentials(mode ReplacementMode) DER {
	return DER{
		Command: Seq{
			Seq{
				Always(CredentialsReplacementMode, mode),
				Opt{Tagged{0, OctetString(PlaintextSymmetricKey)}},
				Opt{Tagged{1, Integer(ApplyTimeBasedCPVChecks)}},
				Opt{Tagged{2, In{AuthorisingCell, trustAnchorCell}}},
				Tagged{3, HeaderCounter(AuthorisingCounter)},
				Opt{Tagged{4, Integer(NewFloorSeqNumber)}},
				Opt{Tagged{5, specialistFloors}},
				Opt{Tagged{6, seqNumberChanges}},
			},
			cellReplacements,
			SeqOf(CertificationPath, Whole(PathCertificate)),
			Opt{GeneralizedTime(ExecuteAt)},
		},
		Answer: Seq{
			Null("commandAccepted"),
			Opt{replacementOutcome(
				HeaderCounter(AuthorisingCounter), Always(CredentialsReplacementMode, mode),
			)},
		},
		Wide: true,
	}
}

// replacementOutcome says what was replaced, by which Command.
//
//	SEQUENCE {
//	  authorisingRemotePartySeqNumber INTEGER, mode INTEGER,
//	  SEQUENCE OF changes of counters, as [6] of the Command,
//	  SEQUENCE OF SEQUENCE {
//	    cell, statusCode ENUMERATED,
//	    existingSubjectUniqueID OCTET STRING(8),
//	    existingSubjectKeyIdentifier OCTET STRING(8),
//	    replacingSubjectUniqueID OCTET STRING(8),
//	    replacingSubjectKeyIdentifier OCTET STRING(8) } }
//
// GBCS CS02b.
func replacementOutcome(counter, mode Element) Seq {
	return Seq{
		counter, mode, seqNumberChanges,
		SeqOf(ReplacementOutcomes, Seq{
			trustAnchorCell, Enumerated(StatusCode),
			OctetString(ExistingSubjectUniqueID), OctetString(ExistingSubjectKeyID),
			OctetString(ReplacingSubjectUniqueID), OctetString(ReplacingSubjectKeyID),
		}),
	}
}

// updateAlert is what a Device reports when the time of a CS02b or CS02g has come.
var updateAlert = &Report{
	Notation: ASN1,
	Codes:    []gbcs.AlertCode{0x8F66, 0x8F67},
	DER: Seq{
		Integer(ReportedCode), GeneralizedTime(ReportedTime),
		replacementOutcome(Integer(AuthorisingCounter), Integer(CredentialsReplacementMode)),
	},
	Wide: true,
}

// credentialHolders are the Devices with Trust Anchor Cells, and suppliedDevices those with
// cells of a Supplier.
const (
	credentialHolders = suppliedDevices | CHF | PPMID
	suppliedDevices   = ESME | GSME | GPF | HCALCS | SAPC
)

// replaces completes the Use Case of a mode with what all modes have in common.
func replaces(mode ReplacementMode, u UseCase) *UseCase {
	name, _ := codeOf(CredentialsReplacementMode.Codes, uint64(mode))
	u.Title = "Update Security Credentials (" + name.Name + ")"
	u.Category = Variant
	for _, g := range u.Guards {
		u.By |= g.By
	}
	u.Replay, u.FutureDated, u.Dated = true, true, true
	u.Command = updateCredentials(mode)
	u.MMC = shownReplacement("ExecutionOutcome")
	if u.Clause == "" {
		u.Clause = "GBCS CS02b"
	}
	return &u
}

// CS02bRootBySupplier replaces the root's credentials by authority of the Supplier.
// GBCS CS02b.
var CS02bRootBySupplier = replaces(RootBySupplier, UseCase{
	Code:    "CS02bRootBySupplier",
	Message: 0x0100,
	On:      suppliedDevices,
	Guards:  []Guarded{{Supplier, Signature | MAC, Signature}},
})

// CS02bRootByWanProvider replaces the root's credentials on a Communications Hub by
// authority of the WAN Provider.
// GBCS CS02b.
var CS02bRootByWanProvider = replaces(RootByWanProvider, UseCase{
	Code:    "CS02bRootByWanProvider",
	Message: 0x0101,
	On:      CHF,
	Guards:  []Guarded{{WANProvider, Signature | MAC, Signature}},
})

// CS02bSupplierBySupplier replaces the Supplier's credentials by its own authority, or by
// that of the Access Control Broker, which holds the cells of a Device until the Device is
// handed over.
// GBCS CS02b; sent by SRV 6.15.1, 6.21.
var CS02bSupplierBySupplier = replaces(SupplierBySupplier, UseCase{
	Code:    "CS02bSupplierBySupplier",
	Message: 0x0102,
	On:      suppliedDevices,
	Guards:  []Guarded{{Supplier | AccessControlBroker, Signature | MAC, Signature}},
	SRVs:    []string{"6.15.1", "6.21"},
})

// CS02bNetworkOperatorByNetworkOperator replaces the Network Operator's credentials by its
// own authority, or by that of the Access Control Broker at the handover.
// GBCS CS02b; sent by SRV 6.15.1, 6.21.
var CS02bNetworkOperatorByNetworkOperator = replaces(NetworkOperatorByNetworkOperator, UseCase{
	Code:    "CS02bNetworkOperatorByNetworkOperator",
	Message: 0x0103,
	On:      ESME | GSME | GPF | SAPC,
	Guards:  []Guarded{{NetworkOperator | AccessControlBroker, Signature | MAC, Signature}},
	SRVs:    []string{"6.15.1", "6.21"},
})

// CS02bAccessControlBrokerByACB replaces the Access Control Broker's credentials by its own
// authority. No cell authorises it: the Broker has none for signatures.
// GBCS CS02b; sent by SRV 8.5.
var CS02bAccessControlBrokerByACB = replaces(AccessControlBrokerByACB, UseCase{
	Code:    "CS02bAccessControlBrokerByACB",
	Message: 0x0104,
	On:      credentialHolders,
	Guards:  []Guarded{{AccessControlBroker, MAC, Signature}},
	SRVs:    []string{"8.5"},
	Note:    "A CHF has a signature cell of the Broker's: the Command to it is signed too.",
})

// CS02bWanProviderByWanProvider replaces the WAN Provider's credentials on a Communications
// Hub by its own authority.
// GBCS CS02b.
var CS02bWanProviderByWanProvider = replaces(WanProviderByWanProvider, UseCase{
	Code:    "CS02bWanProviderByWanProvider",
	Message: 0x0105,
	On:      CHF,
	Guards:  []Guarded{{WANProvider, Signature | MAC, Signature}},
})

// CS02bTransCoSByTransCoS replaces the credentials of the party that carries out changes of
// supplier, by its own authority.
// GBCS CS02b.
var CS02bTransCoSByTransCoS = replaces(TransCoSByTransCoS, UseCase{
	Code:    "CS02bTransCoSByTransCoS",
	Message: 0x0106,
	On:      suppliedDevices,
	Guards:  []Guarded{{TransitionalCoS, Signature | MAC, Signature}},
})

// CS02bSupplierByTransCoS replaces the Supplier's credentials when the supplier changes.
// GBCS CS02b; sent by SRV 6.23.
var CS02bSupplierByTransCoS = replaces(SupplierByTransCoS, UseCase{
	Code:    "CS02bSupplierByTransCoS",
	Message: 0x0107,
	On:      suppliedDevices,
	Guards:  []Guarded{{TransitionalCoS, Signature | MAC, Signature}},
	SRVs:    []string{"6.23"},
})

// CS02bAnyExceptAbnormalRootByRecovery replaces any credentials by authority of the
// recovery key, but a root that does not follow the one before.
// GBCS CS02b.
var CS02bAnyExceptAbnormalRootByRecovery = replaces(AnyExceptAbnormalRootByRecovery, UseCase{
	Code:    "CS02bAnyExceptAbnormalRootByRecovery",
	Message: 0x0108,
	On:      credentialHolders,
	Guards:  []Guarded{{Recovery, Signature, Signature}},
})

// CS02bAnyByContingency replaces any credentials by authority of the contingency key, which
// it reveals.
// GBCS CS02b.
var CS02bAnyByContingency = replaces(AnyByContingency, UseCase{
	Code:    "CS02bAnyByContingency",
	Message: 0x0109,
	On:      credentialHolders,
	Guards:  []Guarded{{PartyOf(smki.Root), Signature, Signature}},
	Note:    "It comes from whoever holds the contingency key that the root's certificate wraps.",
})

// CS02gLoadControllerByLoadController replaces the Load Controller's credentials by its own
// authority.
// GBCS CS02g.
var CS02gLoadControllerByLoadController = replaces(LoadControllerByLoadController, UseCase{
	Code:    "CS02gLoadControllerByLoadController",
	Message: 0x0125,
	On:      ESME | SAPC,
	Guards:  []Guarded{{LoadController, Signature | MAC, Signature}},
	Clause:  "GBCS CS02g",
})

// CS02gLoadControllerBySupplier replaces the Load Controller's credentials by authority of
// the Supplier.
// GBCS CS02g; sent by SRV 6.15.1.
var CS02gLoadControllerBySupplier = replaces(LoadControllerBySupplier, UseCase{
	Code:    "CS02gLoadControllerBySupplier",
	Message: 0x0126,
	On:      ESME | SAPC,
	Guards:  []Guarded{{Supplier, Signature | MAC, Signature}},
	SRVs:    []string{"6.15.1"},
	Clause:  "GBCS CS02g",
})

// FutureDatedUpdateCredentialsAlert tells who authorised a CS02b with a time what came of it.
// GBCS alert message code 00CB.
var FutureDatedUpdateCredentialsAlert = &UseCase{
	Code:     "CS02bAlert",
	Title:    "Future Dated Update Security Credentials Alert",
	Message:  0x00CB,
	On:       credentialHolders,
	Category: CriticalAlert,
	By: Supplier | NetworkOperator | AccessControlBroker | WANProvider | TransitionalCoS |
		Recovery,
	Alert:  updateAlert,
	MMC:    shownReplacementAlert,
	Clause: "GBCS alert message code 00CB",
}

// FutureDatedUpdateLoadControllerAlert tells who authorised a CS02g with a time what came
// of it.
// GBCS alert message code 0124.
var FutureDatedUpdateLoadControllerAlert = &UseCase{
	Code:     "CS02gAlert",
	Title:    "Future Dated Update Security Credentials Alert (Load Controller)",
	Message:  0x0124,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier | LoadController,
	Alert:    updateAlert,
	MMC:      shownReplacementAlert,
	Clause:   "GBCS alert message code 0124",
}
