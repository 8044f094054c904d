package duis

import "time"

// UpdateSecurityCredentialsKRP is SRV 6.15.1 Update Security Credentials (KRP): replaces the
// credentials of a known remote party on a Device. DUIS 3.8.
type UpdateSecurityCredentialsKRP struct {
	ExecutionDateTime *time.Time
	RemotePartyRole   RemotePartyRole
	// 0 to 9223372036854775807.
	RemotePartyFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
	// 0 to 9223372036854775807.
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
	ReplacementCertificates                  ReplacementCertificatesKRP
	// X.509 certificate, DER.
	Certificate             [][]byte `doc:",in=CertificationPathCertificates,n=1..3"`
	ApplyTimeBasedCPVChecks bool
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsKRP) Element() string { return "UpdateSecurityCredentialsKRP" }

// ReplacementCertificatesKRP holds the new Certificates of a remote party.
type ReplacementCertificatesKRP struct {
	SupplierOrNetworkOperatorCertificates *SupplierOrNetworkOperatorCertificatesKRP `doc:",one"`
}

// SupplierOrNetworkOperatorCertificatesKRP is the new Certificates, each an X.509 certificate
// in DER; those not there stay.
type SupplierOrNetworkOperatorCertificatesKRP struct {
	DigitalSigningCertificate    []byte `doc:",optional"` // X.509 certificate, DER
	KeyAgreementCertificate      []byte `doc:",optional"` // X.509 certificate, DER
	KeyAgreementTopUpCertificate []byte `doc:",optional"` // X.509 certificate, DER
}

// UpdateSecurityCredentialsDevice is SRV 6.15.2 Update Security Credentials (Device): gives a
// Device its new Certificate. DUIS 3.8.
type UpdateSecurityCredentialsDevice struct {
	DeviceCertificate []byte // X.509 certificate, DER
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsDevice) Element() string {
	return "UpdateSecurityCredentialsDevice"
}

// IssueSecurityCredentials is SRV 6.17 Issue Security Credentials: has a Device make a key pair
// and request a Certificate. DUIS 3.8.
type IssueSecurityCredentials struct {
	CredentialType string `doc:",is=CredentialType"` // Digital Signature, Key Agreement
}

// Element is the name of the body's element.
func (*IssueSecurityCredentials) Element() string { return "IssueSecurityCredentials" }

// RequestHandoverOfDCCControlledDevice is SRV 6.21 Request Handover Of DCC Controlled Device:
// puts the User's credentials where those of the DCC are. DUIS 3.8.
type RequestHandoverOfDCCControlledDevice struct {
	ExecutionDateTime *time.Time
	RemotePartyRole   RemotePartyRole
	// 0 to 9223372036854775807.
	RemotePartyFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
	// 0 to 9223372036854775807.
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
	ReplacementCertificates                  ReplacementCertificatesDCCHandover
	// X.509 certificate, DER.
	Certificate             [][]byte `doc:",in=CertificationPathCertificates,n=1..3"`
	ApplyTimeBasedCPVChecks bool
}

// Element is the name of the body's element.
func (*RequestHandoverOfDCCControlledDevice) Element() string {
	return "RequestHandoverOfDCCControlledDevice"
}

// ReplacementCertificatesDCCHandover is the new Certificates, each an X.509 certificate in DER.
type ReplacementCertificatesDCCHandover struct {
	DigitalSigningCertificate    []byte // X.509 certificate, DER
	KeyAgreementCertificate      []byte `doc:",optional"` // X.509 certificate, DER
	KeyAgreementTopUpCertificate []byte `doc:",optional"` // X.509 certificate, DER
}

// UpdateSecurityCredentialsCoS is SRV 6.23 Update Security Credentials (CoS): puts the new
// Supplier's credentials on a Device, by the Change of Supplier party. DUIS 3.8.
type UpdateSecurityCredentialsCoS struct {
	ExecutionDateTime *time.Time
	// 0 to 9223372036854775807.
	SupplierFloorSeqNumber uint64 `doc:",is=FloorSequenceNumber"`
	// 0 to 9223372036854775807.
	SupplierPrepaymentTopUpFloorSeqNumber *uint64 `doc:",is=FloorSequenceNumber"`
	SupplierReplacementCertificates       ReplacementCertificatesDCCHandover
	// X.509 certificate, DER.
	Certificate             [][]byte `doc:",in=CertificationPathCertificates,n=1..3"`
	ApplyTimeBasedCPVChecks bool
	ImportMPxN              string `doc:",is=ImportMPxN"`
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsCoS) Element() string { return "UpdateSecurityCredentialsCoS" }

// RetrieveDeviceSecurityCredentialsKRP is SRV 6.24.1 Retrieve Device Security Credentials
// (KRP): the credentials that a Device holds of remote parties. DUIS 3.8.
type RetrieveDeviceSecurityCredentialsKRP struct {
	RemotePartyRole []RemotePartyRole `doc:",n=1..7"`
}

// Element is the name of the body's element.
func (*RetrieveDeviceSecurityCredentialsKRP) Element() string {
	return "RetrieveDeviceSecurityCredentialsKRP"
}

// RetrieveDeviceSecurityCredentialsDevice is SRV 6.24.2 Retrieve Device Security Credentials
// (Device): a Certificate of the Device itself. DUIS 3.8.
type RetrieveDeviceSecurityCredentialsDevice struct {
	CredentialType string `doc:",is=CredentialType"` // Digital Signature, Key Agreement
}

// Element is the name of the body's element.
func (*RetrieveDeviceSecurityCredentialsDevice) Element() string {
	return "RetrieveDeviceSecurityCredentialsDevice"
}

// ServiceOptOut is SRV 8.5 Service Opt Out: takes a Device out of the DCC's services; no User
// Role may send it any more. DUIS 3.8.
type ServiceOptOut struct {
	ExecutionDateTime       time.Time // not optional here
	ACBFloorSeqNumber       uint64    `doc:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	ReplacementCertificates ReplacementCertificatesACB
	// X.509 certificate, DER.
	Certificate             [][]byte `doc:",in=CertificationPathCertificates,n=1..3"`
	ApplyTimeBasedCPVChecks bool
}

// Element is the name of the body's element.
func (*ServiceOptOut) Element() string { return "ServiceOptOut" }

// ReplacementCertificatesACB is the Certificates of the Access Control Broker, each an X.509
// certificate in DER.
type ReplacementCertificatesACB struct {
	DigitalSigningCertificate []byte `doc:",optional"` // X.509 certificate, DER
	KeyAgreementCertificate   []byte // X.509 certificate, DER
}
