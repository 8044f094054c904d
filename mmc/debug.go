package mmc

import "strings"

// DebugInfo is how each item of a request went, by the kind of message that said so.
type DebugInfo struct {
	ZIGBEEDebug *ZIGBEEDebug `doc:",one"`
	COSEMDebug  *COSEMDebug  `doc:",one"`
	SMETS1Debug *SMETS1Debug `doc:",one"`
}

// ZIGBEEDebug is how the commands and reads of a ZigBee message went.
type ZIGBEEDebug struct {
	ZIGBEEClusterResponse []ZIGBEEClusterResponse `doc:",n=1..*"`
}

// ZIGBEEClusterResponse is the part of a ZigBee message for one cluster.
type ZIGBEEClusterResponse struct {
	ClusterName ClusterName
	Responses   []ZIGBEEResponse `doc:",group,n=1..*"` // in the order of the message
}

// ClusterName names a cluster of the ZigBee Cluster Library.
type ClusterName struct {
	ID    *string `doc:"id,attr"`
	Value string  `doc:",value"`
}

// ZIGBEEResponse is how one command or the read of one attribute went.
type ZIGBEEResponse struct {
	ZIGBEECommandResponse *ZIGBEECommandResponse `doc:",one"`
	ZIGBEEDataResponse    *ZIGBEEDataResponse    `doc:",one"`
}

// ZIGBEECommandResponse is how a command went.
type ZIGBEECommandResponse struct {
	CommandID string
	Status    []StatusZIGBEE `doc:",n=1..*"`
}

// ZIGBEEDataResponse is how the read of an attribute went.
type ZIGBEEDataResponse struct {
	AttributeID string
	Status      StatusZIGBEE
}

// COSEMDebug is how the items of a DLMS COSEM message went.
type COSEMDebug struct {
	COSEMResponse []StatusCOSEM `doc:",n=1..*"`
}

// SMETS1Debug is how the items of a message of a SMETS1 Device went.
type SMETS1Debug struct {
	SMETS1Response []StatusSMETS1 `doc:",n=1..*"`
}

// StatusASN1 is a status of an ASN.1 message, by number and name.
type StatusASN1 struct {
	ResponseCode int64  `doc:",attr"`
	ASN1Status   string `doc:",is=ASN1Status"`
}

// StatusCOSEM is a status of an item of a DLMS COSEM message, by number and name.
type StatusCOSEM struct {
	ResponseCode     int64   `doc:",attr"`
	Position         uint32  `doc:",attr,base=positiveInteger"` // of the item, from 1
	DataAccessResult *string `doc:",one,is=DataAccessResult"`
	ActionResult     *string `doc:",one,is=ActionResult"`
}

// StatusZIGBEE is a status of the ZigBee Cluster Library, by number and name.
type StatusZIGBEE struct {
	ResponseCode []byte `doc:",attr,base=hexBinary"` // 1 octet
	ZCLStatus    string `doc:",is=ZCLStatus"`
}

// StatusSMETS1 is a status of an item of a message of a SMETS1 Device, by number and text.
type StatusSMETS1 struct {
	ResponseCode int64  `doc:",attr"`
	Position     uint32 `doc:",attr,base=positiveInteger"` // of the item, from 1
	Error        string `doc:",len=0..250"`
}

// The names of statuses, in the order of the schema.
var (
	asn1Statuses = strings.Fields(`
	success notKnown badCertificate noTrustAnchor insufficientMemory resourcesBusy other
	invalidCertificate wrongDeviceIdentity invalidKeyUsage noCorrespondingKeyPairGenerated
	wrongPublicKey certificateStorageFailed privateKeyChangeFailed keyPairGenerationFailed
	cRProductionFailed trustAnchorNotFound noCertificateHeld certificateRetrievalFailure
	invalidMessageCodeForJoinMethodAndRole invalidJoinMethodAndRole
	incompatibleWithExistingEntry deviceLogFull writeFailure keyAgreementNoResources
	keyAgreementUnknownIssuer keyAgreementUnsupportedSuite keyAgreementBadMessage
	keyAgreementBadKeyConfirm invalidOrMissingCertificate noPartnerLinkKeyReceived
	noCBKEResponse otherDeviceNotInDeviceLog otherFailure readFailure noImageHeld hashMismatch
	activationFailure reliable invalid unreliable`)

	dataAccessResults = strings.Fields(`
	success hardware-fault temporary-failure read-write-denied object-undefined
	object-class-inconsistent object-unavailable type-unmatched scope-of-access-violated
	data-block-unavailable long-get-aborted no-long-get-in-progress long-set-aborted
	no-long-set-in-progress data-block-number-invalid other-reason response-code-not-known`)

	actionResults = strings.Fields(`
	success hardware-fault temporary-failure read-write-denied object-undefined
	object-class-inconsistent object-unavailable type-unmatched scope-of-access-violated
	data-block-unavailable long-action-aborted no-long-action-in-progress other-reason
	response-code-not-known`)

	zclStatuses = strings.Fields(`
	SUCCESS FAILURE NOT_AUTHORIZED RESERVED_FIELD_NOT_ZERO MALFORMED_COMMAND
	UNSUP_CLUSTER_COMMAND UNSUP_GENERAL_COMMAND UNSUP_MANUF_CLUSTER_COMMAND
	UNSUP_MANUF_GENERAL_COMMAND INVALID_FIELD UNSUPPORTED_ATTRIBUTE INVALID_VALUE READ_ONLY
	INSUFFICIENT_SPACE DUPLICATE_EXISTS NOT_FOUND UNREPORTABLE_ATTRIBUTE INVALID_DATA_TYPE
	INVALID_SELECTOR WRITE_ONLY INCONSISTENT_STARTUP_STATE DEFINED_OUT_OF_BAND INCONSISTENT
	ACTION_DENIED TIMEOUT ABORT INVALID_IMAGE WAIT_FOR_DATA NO_IMAGE_AVAILABLE
	REQUIRE_MORE_IMAGE HARDWARE_FAILURE SOFTWARE_FAILURE CALIBRATION_ERROR
	RESPONSE_CODE_NOT_KNOWN`)
)
