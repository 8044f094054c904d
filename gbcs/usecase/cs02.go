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
	MMC:     Shown{By: Writers{RoleCredentials: showCredentials}},
	Clause:  "GBCS CS02a",
}

// CS02f asks as CS02a does where a Load Controller may be among the roles.
// GBCS CS02f; sent by SRV 6.24.1.
var CS02f = &UseCase{
	Code:     "CS02f",
	Title:    "Provide Security Credentials Details (Load Controller)",
	Message:  0x011B,
	On:       ESME | SAPC,
	Category: Variant,
	By:       AccessControlBroker | Supplier | LoadController | TransitionalCoS,
	Guards: []Guarded{
		{AccessControlBroker, MAC, MAC},
		{Supplier | LoadController | TransitionalCoS, Signature, Signature},
	},
	SRVs:    []string{"6.24.1"},
	Command: provideCredentials,
	MMC:     Shown{By: Writers{RoleCredentials: showCredentials}},
	Note:    "Who signs names a digital signature cell as authorisingCell.",
	Clause:  "GBCS CS02f",
}

// IssueCredentialsResponseCode says why a Device has made no key pair, or no request for a
// certificate. GBCS CS02c.
var IssueCredentialsResponseCode = &Slot[uint8]{
	Name: "IssueCredentialsResponseCode", Clause: "GBCS CS02c", Closed: true,
	Codes: []Code{
		{Value: 1, Name: "invalidKeyUsage", Failed: true},
		{Value: 2, Name: "keyPairGenerationFailed", Failed: true},
		{Value: 3, Name: "cRProductionFailed", Failed: true},
	},
}

// CS02c has a Device make a new key pair and ask for a certificate for it.
//
//	Command   SEQUENCE { keyUsage BIT STRING }
//	Response  CertificationRequest, or INTEGER
//
// GBCS mapping table row CS02c; sent by SRV 6.17.
var CS02c = &UseCase{
	Code:     "CS02c",
	Title:    "Issue Security Credentials",
	Message:  0x000A,
	On:       ESME | GSME | HCALCS,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.17"},
	Command: DER{
		Command: Seq{NamedBits(CellKeyUsage)},
		Answer:  Choice{Whole(CertificationRequest), Integer(IssueCredentialsResponseCode)},
	},
	Clause: "GBCS mapping table row CS02c",
}

// UpdateSecurityCredentialsResponseCode says how the replacement of a Device's own
// certificate went. GBCS CS02d.
var UpdateSecurityCredentialsResponseCode = &Slot[uint8]{
	Name: "UpdateSecurityCredentialsResponseCode", Clause: "GBCS CS02d", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 1, Name: "invalidCertificate", Failed: true},
		{Value: 2, Name: "wrongDeviceIdentity", Failed: true},
		{Value: 3, Name: "invalidKeyUsage", Failed: true},
		{Value: 4, Name: "noCorrespondingKeyPairGenerated", Failed: true},
		{Value: 5, Name: "wrongPublicKey", Failed: true},
		{Value: 6, Name: "certificateStorageFailed", Failed: true},
		{Value: 7, Name: "privateKeyChangeFailed", Failed: true},
	},
}

// CS02d puts a certificate onto a Device for the key pair that CS02c made; from then on the
// Device uses that key.
//
//	Command   Certificate
//	Response  INTEGER
//
// GBCS mapping table row CS02d; sent by SRV 6.15.2.
var CS02d = &UseCase{
	Code:     "CS02d",
	Title:    "Update Device Certificates on Device",
	Message:  0x000B,
	On:       ESME | GSME | HCALCS,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.15.2"},
	Command: DER{
		Command: Whole(DeviceCertificate),
		Answer:  Integer(UpdateSecurityCredentialsResponseCode),
	},
	Clause: "GBCS mapping table row CS02d",
}

// RetrieveDeviceSecurityCredentialsStatusCode says why a Device gives no certificate.
// GBCS CS02e.
var RetrieveDeviceSecurityCredentialsStatusCode = &Slot[uint8]{
	Name:   "RetrieveDeviceSecurityCredentialsStatusCode",
	Clause: "GBCS CS02e", Closed: true,
	Codes: []Code{
		{Value: 1, Name: "invalidKeyUsage", Failed: true},
		{Value: 2, Name: "noCertificateHeld", Failed: true},
		{Value: 3, Name: "certificateRetrievalFailure", Failed: true},
	},
}

// CS02e reads one of the Device's own certificates.
//
//	Command   SEQUENCE { keyUsage BIT STRING }
//	Response  Certificate, or INTEGER
//
// GBCS mapping table row CS02e; sent by SRV 6.24.2.
var CS02e = &UseCase{
	Code:     "CS02e",
	Title:    "Provide Device Certificates from Device",
	Message:  0x000C,
	On:       ESME | GSME | HCALCS,
	Category: Variant,
	By:       Supplier,
	Guards:   []Guarded{{Supplier, Signature | MAC, Signature}},
	SRVs:     []string{"6.24.2"},
	Command: DER{
		Command: Seq{NamedBits(CellKeyUsage)},
		Answer: Choice{
			Whole(DeviceCertificate), Integer(RetrieveDeviceSecurityCredentialsStatusCode),
		},
	},
	MMC:    Shown{As: Paths{DeviceCertificate: "Certificate"}},
	Clause: "GBCS mapping table row CS02e",
}
