package usecase

// What a Device is told of the one that it is to communicate with. GBCS CS03.
var (
	// JoinMethodAndRole is how the two come to trust each other, and which of them the Device
	// is. In A both agree on a key with the certificates they have; in B a Device has none, and
	// the home's network vouches; in C the Command has the other one's certificate.
	JoinMethodAndRole = &Slot[uint8]{
		Name: "joinMethodAndRole", Clause: "GBCS CS03",
		Codes: []Code{
			{Value: 0, Name: "methodAInitiator"}, {Value: 1, Name: "methodAResponder"},
			{Value: 2, Name: "methodB"}, {Value: 3, Name: "methodC"},
		},
	}
	OtherDeviceID   = &ID{Name: "OtherDeviceID", Clause: "GBCS CS03"}
	OtherDeviceType = &Slot[PartnerType]{
		Name: "OtherDeviceType", Codes: partnerTypes, Clause: "GBCS CS03",
	}
	// OtherDeviceCertificate is its key agreement certificate, in method C.
	OtherDeviceCertificate = certificatePlace("OtherDeviceCertificate", "GBCS CS03")
)

// JoinResponseCode says how joining went. GBCS CS03.
var JoinResponseCode = &Slot[uint8]{
	Name: "joinResponseCode", Clause: "GBCS CS03", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 1, Name: "invalidMessageCodeForJoinMethodAndRole", Failed: true},
		{Value: 2, Name: "invalidJoinMethodAndRole", Failed: true},
		{Value: 3, Name: "incompatibleWithExistingEntry", Failed: true},
		{Value: 4, Name: "deviceLogFull", Failed: true},
		{Value: 5, Name: "writeFailure", Failed: true},
		{Value: 6, Name: "keyAgreementNoResources", Failed: true},
		{Value: 7, Name: "keyAgreementUnknownIssuer", Failed: true},
		{Value: 8, Name: "keyAgreementUnsupportedSuite", Failed: true},
		{Value: 9, Name: "keyAgreementBadMessage", Failed: true},
		{Value: 10, Name: "keyAgreementBadKeyConfirm", Failed: true},
		{Value: 11, Name: "invalidOrMissingCertificate", Failed: true},
		{Value: 12, Name: "noPartnerLinkKeyReceived", Failed: true},
		{Value: 13, Name: "noCBKEResponse", Failed: true},
	},
}

// joinDevice is the Command of all methods, and its Response.
//
//	Command   SEQUENCE {
//	            joinMethodAndRole INTEGER, deviceId OCTET STRING(8), deviceType INTEGER,
//	            [Certificate] }    in method C; without one the Device refuses
//	Response  INTEGER
//
// GBCS CS03.
var joinDevice = DER{
	Command: Seq{
		Integer(JoinMethodAndRole), OctetString(OtherDeviceID), Integer(OtherDeviceType),
		Opt{Whole(OtherDeviceCertificate)},
	},
	Answer: Integer(JoinResponseCode),
}

// CS03A1 has a meter begin a key agreement with another Device of its home.
// GBCS mapping table row CS03A1; sent by SRV 8.7.1.
var CS03A1 = &UseCase{
	Code:     "CS03A1",
	Title:    "Method A Join (Meter)",
	Message:  0x000D,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"8.7.1"},
	Command:  joinDevice,
	Clause:   "GBCS mapping table row CS03A1",
}

// CS03A2 has a Device wait for the key agreement that a meter begins.
// GBCS mapping table row CS03A2; sent by SRV 8.7.1, 8.7.2.
var CS03A2 = &UseCase{
	Code:     "CS03A2",
	Title:    "Method A Join (non Meter)",
	Message:  0x00AB,
	On:       HCALCS | PPMID | SAPC,
	Category: Critical,
	By:       Supplier | AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.7.1", "8.7.2"},
	Command:  joinDevice,
	Note:     "To a PPMID it goes in the name of the Access Control Broker, which signs.",
	Clause:   "GBCS mapping table row CS03A2",
}

// CS03B has a Device communicate with one that has no certificates, or a GSME with its Gas
// Proxy Function.
// GBCS mapping table row CS03B; sent by SRV 8.7.2.
var CS03B = &UseCase{
	Code:     "CS03B",
	Title:    "Method B Join",
	Message:  0x000E,
	On:       ESME | GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.7.2"},
	Command:  joinDevice,
	Clause:   "GBCS mapping table row CS03B",
}

// CS03C gives a GSME the certificate of a PPMID, or a PPMID that of a GSME, so that the two
// can protect messages of their own.
// GBCS mapping table row CS03C; sent by SRV 8.7.1, 8.7.2.
var CS03C = &UseCase{
	Code:     "CS03C",
	Title:    "Method C Join",
	Message:  0x00AF,
	On:       GSME | PPMID,
	Category: Critical,
	By:       Supplier | AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.7.1", "8.7.2"},
	Command:  joinDevice,
	Note:     "To a PPMID it goes in the name of the Access Control Broker, which signs.",
	Clause:   "GBCS mapping table row CS03C",
}
