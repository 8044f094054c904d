package duis

import "slices"

// ResponseCode is what a response says in one word. The letter is the family: I
// information, W warning, E error; Eaabbcc belongs to Service Reference aa.bb.
// DUIS 3.5.
type ResponseCode string

// Confidence says how sure the meaning of a response code is.
type Confidence uint8

// The confidences, surest first.
const (
	Published Confidence = iota + 1 // the meaning was published
	Assigned                        // the code is in the schema, its meaning is our choice
	Reserved                        // the code is in the schema, its meaning unknown: never sent
)

// CodeInfo is a row of the table of response codes.
type CodeInfo struct {
	Code       ResponseCode
	Meaning    string // a phrase; empty for a reserved code
	Confidence Confidence
	Clause     string // where the code is defined
}

// The response codes that a program names. What each means stands in one table,
// [Codes].
const (
	// I0: success.
	I0 ResponseCode = "I0"
	// I99: acknowledged: accepted for sending, or done without data to return.
	I99 ResponseCode = "I99"
	// E1: User ID and User Role are no valid combination.
	E1 ResponseCode = "E1"
	// E2: User Role not permitted for the Service Reference.
	E2 ResponseCode = "E2"
	// E3: status of the User does not permit the request.
	E3 ResponseCode = "E3"
	// E4: User not authorised for the Device at the required date and time.
	E4 ResponseCode = "E4"
	// E5: status of the Device not compatible with the Service Reference.
	E5 ResponseCode = "E5"
	// E11: Service Reference not applicable to the type of Device.
	E11 ResponseCode = "E11"
	// E12: Command Variant not applicable to the request.
	E12 ResponseCode = "E12"
	// E13: kind of request not valid for the web service it was sent to.
	E13 ResponseCode = "E13"
	// E17: no local delivery to this User Role in this status of the Device.
	E17 ResponseCode = "E17"
	// E19: Device not in the Smart Metering Inventory.
	E19 ResponseCode = "E19"
	// E20: no communication with the Device possible.
	E20 ResponseCode = "E20"
	// E21: no response from the Device.
	E21 ResponseCode = "E21"
	// E30: time-out of a future dated command.
	E30 ResponseCode = "E30"
	// E31: time-out of a command of a DCC Schedule.
	E31 ResponseCode = "E31"
	// E40: sequence: preceding request unknown when the wait ended.
	E40 ResponseCode = "E40"
	// E41: sequence: preceding request failed or timed out.
	E41 ResponseCode = "E41"
	// E42: sequence: preceding request is the request itself.
	E42 ResponseCode = "E42"
	// E43: sequence: first in sequence, yet with a preceding request.
	E43 ResponseCode = "E43"
	// E44: sequence: preceding request of another User or Device.
	E44 ResponseCode = "E44"
	// E45: sequence: loop, or two successors of one request.
	E45 ResponseCode = "E45"
	// E48: XML signature absent or does not verify.
	E48 ResponseCode = "E48"
	// E49: signing certificate unknown, expired, revoked or of wrong role.
	E49 ResponseCode = "E49"
	// E50: originator of the RequestID does not hold the signing certificate.
	E50 ResponseCode = "E50"
	// E51: counter of the RequestID not above the last one.
	E51 ResponseCode = "E51"
	// E52: document not valid against the schema.
	E52 ResponseCode = "E52"
	// E53: Service Reference, Variant and body do not agree.
	E53 ResponseCode = "E53"
	// E54: GBCS signature of the Signed Pre-Command does not verify.
	E54 ResponseCode = "E54"
	// E55: Signed Pre-Command does not match the RequestID or the request.
	E55 ResponseCode = "E55"
	// E56: execution date outside the permitted window.
	E56 ResponseCode = "E56"
	// E57: request quarantined by anomaly detection.
	E57 ResponseCode = "E57"
	// E58: DCC busy, request not taken.
	E58 ResponseCode = "E58"
	// E59: DUIS version of the request not supported.
	E59 ResponseCode = "E59"
	// E60: GBCS version of the Device does not support the request.
	E60 ResponseCode = "E60"
	// E61: value outside the anomaly detection limits.
	E61 ResponseCode = "E61"
	// E62: firmware or model not on the Central Products List.
	E62 ResponseCode = "E62"
	// E63: certificate in the body not valid.
	E63 ResponseCode = "E63"
	// E64: transformation failed.
	E64 ResponseCode = "E64"
	// E100: internal error of the DCC Data Systems.
	E100 ResponseCode = "E100"
	// E1000: SMETS1 Service Provider refused or could not act.
	E1000 ResponseCode = "E1000"
	// E1001: SMETS1 Service Provider unreachable.
	E1001 ResponseCode = "E1001"
	// E080201: inventory: nothing found for the value.
	E080201 ResponseCode = "E080201"
	// E080202: inventory: User not permitted to search for this value.
	E080202 ResponseCode = "E080202"
)

// codes is the one table of meanings, in the order of the schema. The schema lists
// every code; where the published texts leave the meaning open, it is assigned here.
var codes = []CodeInfo{
	{I0, "success", Published, "DUIS 3.5"},
	{I99, "acknowledged: accepted for sending, or done without data to return", Published, "DUIS 3.5"},
	{E1, "User ID and User Role are no valid combination", Published, "DUIS 3.5"},
	{E2, "User Role not permitted for the Service Reference", Published, "DUIS 3.5"},
	{E3, "status of the User does not permit the request", Published, "DUIS 3.5"},
	{E4, "User not authorised for the Device at the required date and time", Published, "DUIS 3.5"},
	{E5, "status of the Device not compatible with the Service Reference", Published, "DUIS 3.5"},
	{E11, "Service Reference not applicable to the type of Device", Published, "DUIS 3.5"},
	{E12, "Command Variant not applicable to the request", Published, "DUIS 3.5"},
	{E13, "kind of request not valid for the web service it was sent to", Published, "DUIS 3.5"},
	{E17, "no local delivery to this User Role in this status of the Device", Published, "DUIS 3.5"},
	{E19, "Device not in the Smart Metering Inventory", Published, "DUIS 3.5"},
	{E20, "no communication with the Device possible", Published, "DUIS 3.5"},
	{E21, "no response from the Device", Published, "DUIS 3.5"},
	{E30, "time-out of a future dated command", Published, "DUIS 3.5"},
	{E31, "time-out of a command of a DCC Schedule", Assigned, "DUIS 3.5"},
	{E40, "sequence: preceding request unknown when the wait ended", Assigned, "DUIS 3.5"},
	{E41, "sequence: preceding request failed or timed out", Assigned, "DUIS 3.5"},
	{E42, "sequence: preceding request is the request itself", Assigned, "DUIS 3.5"},
	{E43, "sequence: first in sequence, yet with a preceding request", Assigned, "DUIS 3.5"},
	{E44, "sequence: preceding request of another User or Device", Assigned, "DUIS 3.5"},
	{E45, "sequence: loop, or two successors of one request", Assigned, "DUIS 3.5"},
	{"E46", "", Reserved, "DUIS 3.5"},
	{"E47", "", Reserved, "DUIS 3.5"},
	{E48, "XML signature absent or does not verify", Assigned, "DUIS 3.5"},
	{E49, "signing certificate unknown, expired, revoked or of wrong role", Assigned, "DUIS 3.5"},
	{E50, "originator of the RequestID does not hold the signing certificate", Assigned, "DUIS 3.5"},
	{E51, "counter of the RequestID not above the last one", Assigned, "DUIS 3.5"},
	{E52, "document not valid against the schema", Assigned, "DUIS 3.5"},
	{E53, "Service Reference, Variant and body do not agree", Assigned, "DUIS 3.5"},
	{E54, "GBCS signature of the Signed Pre-Command does not verify", Assigned, "DUIS 3.5"},
	{E55, "Signed Pre-Command does not match the RequestID or the request", Assigned, "DUIS 3.5"},
	{E56, "execution date outside the permitted window", Assigned, "DUIS 3.5"},
	{E57, "request quarantined by anomaly detection", Assigned, "DUIS 3.5"},
	{E58, "DCC busy, request not taken", Assigned, "DUIS 3.5"},
	{E59, "DUIS version of the request not supported", Assigned, "DUIS 3.5"},
	{E60, "GBCS version of the Device does not support the request", Assigned, "DUIS 3.5"},
	{E61, "value outside the anomaly detection limits", Assigned, "DUIS 3.5"},
	{E62, "firmware or model not on the Central Products List", Assigned, "DUIS 3.5"},
	{E63, "certificate in the body not valid", Assigned, "DUIS 3.5"},
	{E64, "transformation failed", Assigned, "DUIS 3.5"},
	{"E65", "", Reserved, "DUIS 3.5"},
	{"E66", "", Reserved, "DUIS 3.5"},
	{"E67", "", Reserved, "DUIS 3.5"},
	{"E68", "", Reserved, "DUIS 3.5"},
	{"E69", "", Reserved, "DUIS 3.5"},
	{"E70", "", Reserved, "DUIS 3.5"},
	{"E71", "", Reserved, "DUIS 3.5"},
	{E100, "internal error of the DCC Data Systems", Assigned, "DUIS 3.5"},
	{E1000, "SMETS1 Service Provider refused or could not act", Assigned, "DUIS 3.5"},
	{E1001, "SMETS1 Service Provider unreachable", Assigned, "DUIS 3.5"},
	{"E1003", "", Reserved, "DUIS 3.5"},
	{"E1004", "", Reserved, "DUIS 3.5"},
	{"E1006", "", Reserved, "DUIS 3.5"},
	{"E1007", "", Reserved, "DUIS 3.5"},
	{"E1008", "", Reserved, "DUIS 3.5"},
	{"E1010", "", Reserved, "DUIS 3.5"},
	{"E1011", "", Reserved, "DUIS 3.5"},
	{E080201, "inventory: nothing found for the value", Assigned, "DUIS 3.8"},
	{E080202, "inventory: User not permitted to search for this value", Assigned, "DUIS 3.8"},
}

// Codes are the response codes with a row in the table, in the order of the schema.
// The slice is the caller's.
func Codes() []CodeInfo { return slices.Clone(codes) }

// Info is the row of the table for c, and whether there is one.
func (c ResponseCode) Info() (CodeInfo, bool) {
	i := slices.IndexFunc(codes, func(row CodeInfo) bool { return row.Code == c })
	if i < 0 {
		return CodeInfo{}, false
	}
	return codes[i], true
}

// Meaning is what c says, as a phrase; empty where it is not known.
func (c ResponseCode) Meaning() string {
	info, _ := c.Info()
	return info.Meaning
}

// Valid reports whether the schema lists c.
func (c ResponseCode) Valid() bool { return slices.Contains(responseCodes, string(c)) }

// Refusal reports whether c is of the error family.
func (c ResponseCode) Refusal() bool { return len(c) > 0 && c[0] == 'E' }
