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
	{"E010101", "tariff: switching table or profiles inconsistent", Assigned, "DUIS 3.8"},
	{"E010102", "tariff: prices and switching table do not fit", Assigned, "DUIS 3.8"},
	{"E010201", "prices: kind of prices does not fit the tariff", Assigned, "DUIS 3.8"},
	{"E030301", "event log: ESMEEventLogType missing for an ESME", Assigned, "DUIS 3.8"},
	{"E030302", "event log: ESMEEventLogType for a Device that is no ESME", Assigned, "DUIS 3.8"},
	{"E040101", "registers: not available from this Device", Assigned, "DUIS 3.8"},
	{"E041701", "consumption log: target is no ESME or GPF", Assigned, "DUIS 3.8"},
	{"E050101", "schedule: limit of schedules reached", Assigned, "DUIS 3.8"},
	{"E050102", "schedule: Variant not schedulable, or another body", Assigned, "DUIS 3.8"},
	{"E050103", "schedule: start date has passed", Assigned, "DUIS 3.8"},
	{"E050105", "schedule: end date before the start date", Assigned, "DUIS 3.8"},
	{"E050107", "schedule: key agreement credential missing or not valid", Assigned, "DUIS 3.8"},
	{"E050108", "schedule: User Role not eligible for the scheduled Variant", Assigned, "DUIS 3.8"},
	{"E050109", "schedule: type of Device not valid for the scheduled Variant", Assigned, "DUIS 3.8"},
	{"E050110", "schedule: offsets inverted, or beyond the log", Assigned, "DUIS 3.8"},
	{"E050111", "schedule: Device not commissioned", Assigned, "DUIS 3.8"},
	{"E050112", "schedule: identical schedule exists", Assigned, "DUIS 3.8"},
	{"E050201", "read schedule: not found", Assigned, "DUIS 3.8"},
	{"E050202", "read schedule: schedule of another User", Assigned, "DUIS 3.8"},
	{"W050201", "read schedule: Device known, no schedules", Assigned, "DUIS 3.8"},
	{"E050301", "delete schedule: not found", Assigned, "DUIS 3.8"},
	{"E050302", "delete schedule: schedule of another User", Assigned, "DUIS 3.8"},
	{"W050301", "delete schedule: Device known, nothing to delete", Assigned, "DUIS 3.8"},
	{"E060501", "voltage: settings for other phases than the ESME's", Assigned, "DUIS 3.8"},
	{"E060502", "voltage: phases are not 1, 2 and 3", Assigned, "DUIS 3.8"},
	{"E060701", "gas flow: element not of the Device's GBCS version", Assigned, "DUIS 3.8"},
	{"E060801", "billing calendar: branch does not fit the fuel of the Device", Assigned, "DUIS 3.8"},
	{"E060802", "billing calendar: not of the Device's GBCS version", Assigned, "DUIS 3.8"},
	{"E060803", "billing calendar: start date not valid", Assigned, "DUIS 3.8"},
	{"E061301", "log: not available on the type of Device", Assigned, "DUIS 3.8"},
	{"E061304", "log: not permitted to the User Role", Assigned, "DUIS 3.8"},
	{"E061305", "log: period inverted", Assigned, "DUIS 3.8"},
	{"E061501", "credentials: role not permitted to the User", Assigned, "DUIS 3.8"},
	{"E061504", "credentials: certificate missing for the role", Assigned, "DUIS 3.8"},
	{"E061505", "credentials: role in the certificate wrong", Assigned, "DUIS 3.8"},
	{"E061506", "credentials: identifier in the certificate is not the User's", Assigned, "DUIS 3.8"},
	{"E061507", "credentials: certification path does not chain", Assigned, "DUIS 3.8"},
	{"E061508", "credentials: certificate not in use", Assigned, "DUIS 3.8"},
	{"E061509", "credentials: Device certificate of another Device", Assigned, "DUIS 3.8"},
	{"E061801", "maximum demand: start and end are equal", Assigned, "DUIS 3.8"},
	{"E061802", "maximum demand: no register chosen", Assigned, "DUIS 3.8"},
	{"E061803", "maximum demand: register not on the Device", Assigned, "DUIS 3.8"},
	{"E062101", "handover: role not permitted", Assigned, "DUIS 3.8"},
	{"E062102", "handover: Device not controlled by the DCC", Assigned, "DUIS 3.8"},
	{"E062103", "handover: certificates not valid", Assigned, "DUIS 3.8"},
	{"E062105", "handover: identifier in the certificate is not the User's", Assigned, "DUIS 3.8"},
	{"E062201", "alert behaviour: branch does not fit the type of Device", Assigned, "DUIS 3.8"},
	{"E062202", "alert behaviour: branch does not fit the User Role", Assigned, "DUIS 3.8"},
	{"E062203", "alert behaviour: polyphase branch for a single phase ESME", Assigned, "DUIS 3.8"},
	{"E062301", "change of supplier: MPxN not that of the Device", Assigned, "DUIS 3.8"},
	{"E062302", "change of supplier: User not registered at the execution date", Assigned, "DUIS 3.8"},
	{"E062303", "change of supplier: certificates not valid", Assigned, "DUIS 3.8"},
	{"E062304", "change of supplier: certificate is not the User's", Assigned, "DUIS 3.8"},
	{"E062305", "change of supplier: execution date outside the window", Assigned, "DUIS 3.8"},
	{"E062306", "change of supplier: one is pending already", Assigned, "DUIS 3.8"},
	{"E062401", "read credentials: role not held by the type of Device", Assigned, "DUIS 3.8"},
	{"E062402", "read credentials: kind of credential not applicable", Assigned, "DUIS 3.8"},
	{"E062403", "read credentials: User not entitled", Assigned, "DUIS 3.8"},
	{"E062801", "sub GHz: hub has one band", Assigned, "DUIS 3.8"},
	{"E062802", "sub GHz: no channel in the mask", Assigned, "DUIS 3.8"},
	{"E062803", "sub GHz: values do not go together", Assigned, "DUIS 3.8"},
	{"E080201", "inventory: nothing found for the value", Assigned, "DUIS 3.8"},
	{"E080202", "inventory: User not permitted to search for this value", Assigned, "DUIS 3.8"},
	{"E080301", "decommission: not in this status", Assigned, "DUIS 3.8"},
	{"E080302", "decommission: not this type of Device", Assigned, "DUIS 3.8"},
	{"E080405", "update inventory: status change not permitted", Assigned, "DUIS 3.8"},
	{"E080406", "update inventory: branch for or not for a Communications Hub", Assigned, "DUIS 3.8"},
	{"E080407", "update inventory: User not entitled to the Device", Assigned, "DUIS 3.8"},
	{"E080408", "update inventory: model not on the Central Products List", Assigned, "DUIS 3.8"},
	{"E080409", "update inventory: firmware not on the Central Products List", Assigned, "DUIS 3.8"},
	{"E080410", "update inventory: ESME variant of what is no ESME", Assigned, "DUIS 3.8"},
	{"E080411", "update inventory: not for a Type 1 or Type 2 Device", Assigned, "DUIS 3.8"},
	{"E080412", "update inventory: no deletion in this status", Assigned, "DUIS 3.8"},
	{"E080413", "update inventory: MPxN not valid", Assigned, "DUIS 3.8"},
	{"E080414", "update inventory: MPxN not for the User Role", Assigned, "DUIS 3.8"},
	{"E080415", "update inventory: nothing to update", Assigned, "DUIS 3.8"},
	{"E080501", "", Reserved, "DUIS 3.8"},
	{"E080502", "", Reserved, "DUIS 3.8"},
	{"E080503", "", Reserved, "DUIS 3.8"},
	{"E080601", "", Reserved, "DUIS 3.8"},
	{"E080602", "", Reserved, "DUIS 3.8"},
	{"E080604", "", Reserved, "DUIS 3.8"},
	{"E080606", "", Reserved, "DUIS 3.8"},
	{"E080607", "", Reserved, "DUIS 3.8"},
	{"E080702", "join: other Device not in the inventory, or on another hub", Assigned, "DUIS 3.8"},
	{"E080721", "join: types of Device do not join", Assigned, "DUIS 3.8"},
	{"E080722", "join: other Device not in a status for it", Assigned, "DUIS 3.8"},
	{"E080723", "join: User responsible for neither Device", Assigned, "DUIS 3.8"},
	{"E080801", "unjoin: other Device not known", Assigned, "DUIS 3.8"},
	{"E080821", "unjoin: types of Device do not join", Assigned, "DUIS 3.8"},
	{"E080822", "unjoin: User not responsible", Assigned, "DUIS 3.8"},
	{"E080901", "device log: ReadSecurityDetails is for a CHF only", Assigned, "DUIS 3.8"},
	{"E080902", "device log: User Role not permitted", Assigned, "DUIS 3.8"},
	{"E080903", "device log: no future date", Assigned, "DUIS 3.8"},
	{"E081101", "HAN device log: Device in the body not in the inventory", Assigned, "DUIS 3.8"},
	{"E081102", "HAN device log: Device on another hub", Assigned, "DUIS 3.8"},
	{"E081104", "HAN device log: addition without AddDeviceToCHFWhitelist", Assigned, "DUIS 3.8"},
	{"E081105", "HAN device log: removal with AddDeviceToCHFWhitelist", Assigned, "DUIS 3.8"},
	{"E081106", "HAN device log: type of Device not for a hub", Assigned, "DUIS 3.8"},
	{"E081107", "HAN device log: hub has no room", Assigned, "DUIS 3.8"},
	{"E081108", "HAN device log: status of the Device does not permit it", Assigned, "DUIS 3.8"},
	{"E081109", "HAN device log: MPxN not valid or missing", Assigned, "DUIS 3.8"},
	{"E081110", "HAN device log: MPxN not registered to the User", Assigned, "DUIS 3.8"},
	{"E081111", "HAN device log: length of the install code", Assigned, "DUIS 3.8"},
	{"E081202", "restore: old CHF not known", Assigned, "DUIS 3.8"},
	{"E081204", "restore: old and new CHF are the same", Assigned, "DUIS 3.8"},
	{"E081205", "restore: User not entitled", Assigned, "DUIS 3.8"},
	{"E081221", "restore: old GPF not known", Assigned, "DUIS 3.8"},
	{"E081222", "restore: old and new GPF are the same", Assigned, "DUIS 3.8"},
	{"E081223", "restore: no backup held", Assigned, "DUIS 3.8"},
	{"E081301", "local response: not readable", Assigned, "DUIS 3.8"},
	{"E081302", "local response: no command of it", Assigned, "DUIS 3.8"},
	{"E081303", "local response: came already", Assigned, "DUIS 3.8"},
	{"E081401", "hub status: CHF not known", Assigned, "DUIS 3.8"},
	{"E081402", "hub status: status does not permit it", Assigned, "DUIS 3.8"},
	{"E081405", "hub status: MPxN not valid", Assigned, "DUIS 3.8"},
	{"E081406", "hub status: other Device not valid", Assigned, "DUIS 3.8"},
	{"W081401", "hub status: accepted, from another status than expected", Assigned, "DUIS 3.8"},
	{"E110101", "firmware: no Device of the list can take it", Assigned, "DUIS 3.8"},
	{"E110102", "firmware: version not on the Central Products List", Assigned, "DUIS 3.8"},
	{"E110103", "firmware: hash or header of the image wrong", Assigned, "DUIS 3.8"},
	{"E110105", "firmware: User not entitled", Assigned, "DUIS 3.8"},
	{"E110106", "firmware: image or list too long", Assigned, "DUIS 3.8"},
	{"W110101", "firmware: accepted for a part of the list", Assigned, "DUIS 3.8"},
	{"E110401", "PPMID firmware: no Device of the list can take it", Assigned, "DUIS 3.8"},
	{"E110402", "PPMID firmware: version not on the Central Products List", Assigned, "DUIS 3.8"},
	{"E110403", "PPMID firmware: hash or header of the image wrong", Assigned, "DUIS 3.8"},
	{"E110405", "PPMID firmware: User not entitled", Assigned, "DUIS 3.8"},
	{"W110401", "PPMID firmware: accepted for a part of the list", Assigned, "DUIS 3.8"},
	{"E120101", "WAN matrix: address not found", Assigned, "DUIS 3.8"},
	{"E120102", "WAN matrix: address ambiguous", Assigned, "DUIS 3.8"},
	{"E120103", "WAN matrix: no data of coverage", Assigned, "DUIS 3.8"},
	{"E120201", "pre-notification: identifier used, or CHF and GPF equal", Published, "DUIS 3.8"},
	{"E120203", "pre-notification: model not on the Central Products List", Assigned, "DUIS 3.8"},
	{"E120204", "pre-notification: ESME variant missing or not applicable", Assigned, "DUIS 3.8"},
	{"E120207", "pre-notification: GPF of the hub missing, or not of a hub", Assigned, "DUIS 3.8"},
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
