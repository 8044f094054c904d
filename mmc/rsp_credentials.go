package mmc

import "github.com/mains-energy/mains/eui"

// UpdateSecurityCredentialsKRPRsp answers SRV 6.15.1 Update Security Credentials (KRP): how each
// replacement went.
type UpdateSecurityCredentialsKRPRsp struct {
	MessageSuccess   *bool `doc:",attr"`
	ExecutionOutcome *ExecutionOutcome
}

// Element is the name of the element.
func (*UpdateSecurityCredentialsKRPRsp) Element() string {
	return "UpdateSecurityCredentialsKRPRsp"
}
func (r *UpdateSecurityCredentialsKRPRsp) success() **bool { return &r.MessageSuccess }

// UpdateSecurityCredentialsCoSRsp answers SRV 6.23 Update Security Credentials (CoS): how each
// replacement went.
type UpdateSecurityCredentialsCoSRsp struct {
	MessageSuccess   *bool `doc:",attr"`
	ExecutionOutcome *ExecutionOutcome
}

// Element is the name of the element.
func (*UpdateSecurityCredentialsCoSRsp) Element() string {
	return "UpdateSecurityCredentialsCoSRsp"
}
func (r *UpdateSecurityCredentialsCoSRsp) success() **bool { return &r.MessageSuccess }

// RequestHandoverOfDCCControlledDeviceRsp answers SRV 6.21 Request Handover Of DCC Controlled
// Device: how each replacement went.
type RequestHandoverOfDCCControlledDeviceRsp struct {
	MessageSuccess   *bool `doc:",attr"`
	ExecutionOutcome *ExecutionOutcome
}

// Element is the name of the element.
func (*RequestHandoverOfDCCControlledDeviceRsp) Element() string {
	return "RequestHandoverOfDCCControlledDeviceRsp"
}
func (r *RequestHandoverOfDCCControlledDeviceRsp) success() **bool { return &r.MessageSuccess }

// ServiceOptOutRsp answers SRV 8.5 Service Opt Out: how each replacement went.
type ServiceOptOutRsp struct {
	MessageSuccess   *bool `doc:",attr"`
	ExecutionOutcome *ExecutionOutcome
}

// Element is the name of the element.
func (*ServiceOptOutRsp) Element() string   { return "ServiceOptOutRsp" }
func (r *ServiceOptOutRsp) success() **bool { return &r.MessageSuccess }

// ExecutionOutcome is how each replacement of credentials went.
type ExecutionOutcome struct {
	AuthorisingRemotePartyOriginatorCounter *uint64 `doc:",base=nonNegativeInteger"`
	CredentialsReplacementMode              *string `doc:",is=CredentialsReplacementMode"`
	RemotePartySeqNumberChange              *RemotePartySeqNumberChange
	ReplacementOutcome                      []ReplacementOutcome `doc:",n=0..3"`
}

// RemotePartySeqNumberChange is the counters above which the Device takes messages of a party.
type RemotePartySeqNumberChange struct {
	RemotePartyRole                          *string `doc:",is=RemotePartyRole"`
	RemotePartyFloorSeqNumber                *uint64 `doc:",base=nonNegativeInteger"`
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `doc:",base=nonNegativeInteger"`
}

// ReplacementOutcome is how a replacement went.
type ReplacementOutcome struct {
	StatusCode              *StatusASN1
	CertificateType         *string `doc:",is=CertificateType"`
	RemotePartyRole         *string `doc:",is=RemotePartyRole"`
	ExistingRemotePartyID   *eui.ID
	NewRemotePartyID        *eui.ID
	ExistingCertificateHash []byte `doc:",optional"` // SHA-1
	NewCertificateHash      []byte `doc:",optional"` // SHA-1
}

// UpdateSecurityCredentialsDeviceRsp answers SRV 6.15.2 Update Security Credentials (Device):
// how it went.
type UpdateSecurityCredentialsDeviceRsp struct {
	MessageSuccess                        *bool `doc:",attr"`
	UpdateSecurityCredentialsResponseCode StatusASN1
}

// Element is the name of the element.
func (*UpdateSecurityCredentialsDeviceRsp) Element() string {
	return "UpdateSecurityCredentialsDeviceRsp"
}
func (r *UpdateSecurityCredentialsDeviceRsp) success() **bool { return &r.MessageSuccess }

// IssueSecurityCredentialsRsp answers SRV 6.17 Issue Security Credentials: how it went, and the
// request for a certificate.
type IssueSecurityCredentialsRsp struct {
	MessageSuccess               *bool `doc:",attr"`
	IssueCredentialsResponseCode *StatusASN1
	CertificationRequest         []byte `doc:",optional"` // PKCS #10, DER
}

// Element is the name of the element.
func (*IssueSecurityCredentialsRsp) Element() string   { return "IssueSecurityCredentialsRsp" }
func (r *IssueSecurityCredentialsRsp) success() **bool { return &r.MessageSuccess }

// RetrieveDeviceSecurityCredentialsKRPRsp answers SRV 6.24.1 Retrieve Device Security
// Credentials (KRP): the parties that the Device knows.
type RetrieveDeviceSecurityCredentialsKRPRsp struct {
	MessageSuccess     *bool                `doc:",attr"`
	RemotePartyDetails []RemotePartyDetails `doc:",n=0..*"`
}

// Element is the name of the element.
func (*RetrieveDeviceSecurityCredentialsKRPRsp) Element() string {
	return "RetrieveDeviceSecurityCredentialsKRPRsp"
}
func (r *RetrieveDeviceSecurityCredentialsKRPRsp) success() **bool { return &r.MessageSuccess }

// RemotePartyDetails is what the Device knows of a party.
type RemotePartyDetails struct {
	RemotePartyRole           *string `doc:",is=RemotePartyRole"`
	StatusCode                *StatusASN1
	RemotePartyFloorSeqNumber *uint64 `doc:",base=nonNegativeInteger"`
	CertificateUsage          *string `doc:",is=CertificateType"`
	ExistingRemotePartyID     *eui.ID
	ExistingCertificateHash   []byte `doc:",optional"` // SHA-1
}

// RetrieveDeviceSecurityCredentialsDeviceRsp answers SRV 6.24.2 Retrieve Device Security
// Credentials (Device): the certificate of the Device.
type RetrieveDeviceSecurityCredentialsDeviceRsp struct {
	MessageSuccess                              *bool `doc:",attr"`
	RetrieveDeviceSecurityCredentialsStatusCode *StatusASN1
	Certificate                                 []byte `doc:",optional"` // X.509, DER
}

// Element is the name of the element.
func (*RetrieveDeviceSecurityCredentialsDeviceRsp) Element() string {
	return "RetrieveDeviceSecurityCredentialsDeviceRsp"
}
func (r *RetrieveDeviceSecurityCredentialsDeviceRsp) success() **bool {
	return &r.MessageSuccess
}

// JoinServiceCriticalRsp answers SRV 8.7.1 Join Service (Critical): how it went.
type JoinServiceCriticalRsp struct {
	MessageSuccess   *bool      `doc:",attr"`
	JoinResponseCode StatusASN1 `doc:"joinResponseCode"`
}

// Element is the name of the element.
func (*JoinServiceCriticalRsp) Element() string   { return "JoinServiceCriticalRsp" }
func (r *JoinServiceCriticalRsp) success() **bool { return &r.MessageSuccess }

// JoinServiceNonCriticalRsp answers SRV 8.7.2 Join Service (Non-Critical): how it went.
type JoinServiceNonCriticalRsp struct {
	MessageSuccess   *bool      `doc:",attr"`
	JoinResponseCode StatusASN1 `doc:"joinResponseCode"`
}

// Element is the name of the element.
func (*JoinServiceNonCriticalRsp) Element() string   { return "JoinServiceNonCriticalRsp" }
func (r *JoinServiceNonCriticalRsp) success() **bool { return &r.MessageSuccess }

// UnjoinServiceCriticalRsp answers SRV 8.8.1 Unjoin Service (Critical): how it went.
type UnjoinServiceCriticalRsp struct {
	MessageSuccess     *bool      `doc:",attr"`
	UnjoinResponseCode StatusASN1 `doc:"unjoinResponseCode"`
}

// Element is the name of the element.
func (*UnjoinServiceCriticalRsp) Element() string   { return "UnjoinServiceCriticalRsp" }
func (r *UnjoinServiceCriticalRsp) success() **bool { return &r.MessageSuccess }

// UnjoinServiceNonCriticalRsp answers SRV 8.8.2 Unjoin Service (Non-Critical): how it went.
type UnjoinServiceNonCriticalRsp struct {
	MessageSuccess     *bool      `doc:",attr"`
	UnjoinResponseCode StatusASN1 `doc:"unjoinResponseCode"`
}

// Element is the name of the element.
func (*UnjoinServiceNonCriticalRsp) Element() string   { return "UnjoinServiceNonCriticalRsp" }
func (r *UnjoinServiceNonCriticalRsp) success() **bool { return &r.MessageSuccess }
