package usecase

// AuthorisingCell is the Trust Anchor Cell whose key authorises a Command: the key
// agreement cell of a party with a MAC, the digital signature cell of one that signs. Its
// values are those of [CellArgs]. GBCS CS02a.
var AuthorisingCell = &Group{Name: "authorisingCell", Clause: "GBCS CS02a"}

// CredentialRoles are the roles whose credentials are asked for, in the order of the
// answer, at least one. An element is a [PartyRole]. GBCS CS02a.
var CredentialRoles = &List{Name: "remotePartyRoles", Min: 1, Max: 16, Clause: "GBCS CS02a"}

// The answer of CS02a, in an element for each role that was asked about.
//
//	SEQUENCE OF SEQUENCE {
//	  role INTEGER, status ENUMERATED,
//	  [currentSeqNumber INTEGER, SEQUENCE OF SEQUENCE {
//	    keyUsage BIT STRING, [cellUsage INTEGER],
//	    existingSubjectUniqueID OCTET STRING(8), existingSubjectKeyIdentifier OCTET STRING(8) }] }
//
// What is in brackets is there where the status is success. GBCS CS02a.
var (
	RoleCredentials = &List{Name: "remotePartyCredentials", Clause: "GBCS CS02a"}
	// CurrentSeqNumber is the counter that the next Command must exceed, below 2^63.
	CurrentSeqNumber = &Slot[uint64]{
		Name: "currentSeqNumber", Max: 1<<63 - 1, Clause: "GBCS CS02a",
	}
	CellContents            = &List{Name: "trustAnchorCells", Clause: "GBCS CS02a"}
	ExistingSubjectUniqueID = &ID{Name: "existingSubjectUniqueID", Clause: "GBCS CS02a"}
	ExistingSubjectKeyID    = &Octets{
		Name: "existingSubjectKeyIdentifier", Min: 8, Max: 8, Clause: "GBCS CS02a",
	}
)

// provideCredentials is the Command of CS02a and CS02f, and its Response.
var provideCredentials = DER{
	Command: Seq{
		In{AuthorisingCell, trustAnchorCell},
		SeqOf(CredentialRoles, Integer(PartyRole)),
	},
	Answer: SeqOf(RoleCredentials, Seq{
		Integer(PartyRole), Enumerated(StatusCode),
		Opt{Integer(CurrentSeqNumber)},
		Opt{SeqOf(CellContents, Seq{
			NamedBits(CellKeyUsage), Opt{Integer(CellUse)},
			OctetString(ExistingSubjectUniqueID), OctetString(ExistingSubjectKeyID),
		})},
	}),
	Wide: true,
}

// CS02a asks which credentials of Remote Parties a Device holds.
// GBCS CS02a; sent by SRV 6.24.1.
var CS02a = &UseCase{
	Code:     "CS02a",
	Title:    "Provide Security Credentials Details",
	Message:  0x0008,
	On:       ESME | GSME | CHF | GPF | PPMID | HCALCS,
	Category: Variant,
	By: AccessControlBroker | Supplier | NetworkOperator | WANProvider |
		TransitionalCoS | Recovery,
	Guards: []Guarded{
		{AccessControlBroker, MAC, MAC},
		{Supplier, MAC, MAC}, {NetworkOperator, MAC, MAC}, {WANProvider, MAC, MAC},
		{TransitionalCoS, Signature, Signature}, {Recovery, Signature, Signature},
	},
	SRVs:    []string{"6.24.1"},
	Command: provideCredentials,
	Clause:  "GBCS CS02a",
}
