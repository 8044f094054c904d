package duis

import (
	"time"
)

// UpdateSecurityCredentialsKRP is the body of SRV 6.15.1 Update Security Credentials (KRP).
type UpdateSecurityCredentialsKRP struct {
	ExecutionDateTime                        *time.Time
	RemotePartyRole                          RemotePartyRole
	RemotePartyFloorSeqNumber                *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	ReplacementCertificates                  ReplacementCertificatesKRP
	Certificate                              [][]byte `duis:",in=CertificationPathCertificates,n=1..3"` // X.509 certificate, DER
	ApplyTimeBasedCPVChecks                  bool
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsKRP) Element() string { return "UpdateSecurityCredentialsKRP" }

// ReplacementCertificatesKRP is ReplacementCertificates of UpdateSecurityCredentialsKRP.
type ReplacementCertificatesKRP struct {
	SupplierOrNetworkOperatorCertificates *SupplierOrNetworkOperatorCertificatesKRP `duis:",one"`
}

// SupplierOrNetworkOperatorCertificatesKRP is SupplierOrNetworkOperatorCertificates of ReplacementCertificatesKRP.
type SupplierOrNetworkOperatorCertificatesKRP struct {
	DigitalSigningCertificate    []byte `duis:",optional"` // X.509 certificate, DER
	KeyAgreementCertificate      []byte `duis:",optional"` // X.509 certificate, DER
	KeyAgreementTopUpCertificate []byte `duis:",optional"` // X.509 certificate, DER
}

// UpdateSecurityCredentialsDevice is the body of SRV 6.15.2 Update Security Credentials (Device).
type UpdateSecurityCredentialsDevice struct {
	DeviceCertificate []byte // X.509 certificate, DER
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsDevice) Element() string { return "UpdateSecurityCredentialsDevice" }

// IssueSecurityCredentials is the body of SRV 6.17 Issue Security Credentials.
type IssueSecurityCredentials struct {
	CredentialType string `duis:",is=CredentialType"` // Digital Signature, Key Agreement
}

// Element is the name of the body's element.
func (*IssueSecurityCredentials) Element() string { return "IssueSecurityCredentials" }

// RequestHandoverOfDCCControlledDevice is the body of SRV 6.21 Request Handover Of DCC Controlled Device.
type RequestHandoverOfDCCControlledDevice struct {
	ExecutionDateTime                        *time.Time
	RemotePartyRole                          RemotePartyRole
	RemotePartyFloorSeqNumber                *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	RemotePartyPrepaymentTopUpFloorSeqNumber *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	ReplacementCertificates                  ReplacementCertificatesDCCHandover
	Certificate                              [][]byte `duis:",in=CertificationPathCertificates,n=1..3"` // X.509 certificate, DER
	ApplyTimeBasedCPVChecks                  bool
}

// Element is the name of the body's element.
func (*RequestHandoverOfDCCControlledDevice) Element() string {
	return "RequestHandoverOfDCCControlledDevice"
}

// ReplacementCertificatesDCCHandover is ReplacementCertificates of RequestHandoverOfDCCControlledDevice.
type ReplacementCertificatesDCCHandover struct {
	DigitalSigningCertificate    []byte // X.509 certificate, DER
	KeyAgreementCertificate      []byte `duis:",optional"` // X.509 certificate, DER
	KeyAgreementTopUpCertificate []byte `duis:",optional"` // X.509 certificate, DER
}

// UpdateSecurityCredentialsCoS is the body of SRV 6.23 Update Security Credentials (CoS).
type UpdateSecurityCredentialsCoS struct {
	ExecutionDateTime                     *time.Time
	SupplierFloorSeqNumber                uint64  `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	SupplierPrepaymentTopUpFloorSeqNumber *uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	SupplierReplacementCertificates       ReplacementCertificatesDCCHandover
	Certificate                           [][]byte `duis:",in=CertificationPathCertificates,n=1..3"` // X.509 certificate, DER
	ApplyTimeBasedCPVChecks               bool
	ImportMPxN                            string `duis:",is=ImportMPxN"`
}

// Element is the name of the body's element.
func (*UpdateSecurityCredentialsCoS) Element() string { return "UpdateSecurityCredentialsCoS" }

// RetrieveDeviceSecurityCredentialsKRP is the body of SRV 6.24.1 Retrieve Device Security Credentials (KRP).
type RetrieveDeviceSecurityCredentialsKRP struct {
	RemotePartyRole []RemotePartyRole `duis:",n=1..7"`
}

// Element is the name of the body's element.
func (*RetrieveDeviceSecurityCredentialsKRP) Element() string {
	return "RetrieveDeviceSecurityCredentialsKRP"
}

// RetrieveDeviceSecurityCredentialsDevice is the body of SRV 6.24.2 Retrieve Device Security Credentials (Device).
type RetrieveDeviceSecurityCredentialsDevice struct {
	CredentialType string `duis:",is=CredentialType"` // Digital Signature, Key Agreement
}

// Element is the name of the body's element.
func (*RetrieveDeviceSecurityCredentialsDevice) Element() string {
	return "RetrieveDeviceSecurityCredentialsDevice"
}

// ServiceOptOut is the body of SRV 8.5 Service Opt Out.
type ServiceOptOut struct {
	ExecutionDateTime       time.Time
	ACBFloorSeqNumber       uint64 `duis:",is=FloorSequenceNumber"` // 0 to 9223372036854775807
	ReplacementCertificates ReplacementCertificatesACB
	Certificate             [][]byte `duis:",in=CertificationPathCertificates,n=1..3"` // X.509 certificate, DER
	ApplyTimeBasedCPVChecks bool
}

// Element is the name of the body's element.
func (*ServiceOptOut) Element() string { return "ServiceOptOut" }

// ReplacementCertificatesACB is ReplacementCertificates of ServiceOptOut.
type ReplacementCertificatesACB struct {
	DigitalSigningCertificate []byte `duis:",optional"` // X.509 certificate, DER
	KeyAgreementCertificate   []byte // X.509 certificate, DER
}
