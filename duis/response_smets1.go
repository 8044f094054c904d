package duis

// SMETS1ResponseMessage carries the answer or alert of a SMETS1 Device. DUIS 3.5.1.
type SMETS1ResponseMessage struct {
	ServiceReference         *string `doc:",is=ServiceReference"`
	ServiceReferenceVariant  *string `doc:",is=ServiceReferenceVariant"`
	DSPScheduleID            *uint64 `doc:",is=DSPScheduleID"` // 0 to 1000000000000
	ThrottledAlertSequenceId *uint32
	ThrottledAlertCount      *uint32
	SMETS1SignedResponse     SMETS1SignedResponse
}

// Element is the name of the message's element.
func (*SMETS1ResponseMessage) Element() string { return "SMETS1ResponseMessage" }
func (*SMETS1ResponseMessage) responseBody()   {}

// SMETS1SignedResponse is what the SMETS1 Service Provider says, with its signature.
type SMETS1SignedResponse struct {
	SchemaVersion  string `doc:"schemaVersion,attr,base=decimal"`
	SMETS1Response SMETS1ResponseType
	Signature      Foreign `doc:",ds"`
}

// SMETS1ResponseType has the form of MMC: header and body.
type SMETS1ResponseType struct {
	Header Foreign // of the MMC schema
	Body   SMETS1ResponseBody
}

// SMETS1ResponseBody is a response or an alert.
type SMETS1ResponseBody struct {
	ResponseMessage    Foreign `doc:",one"` // of the MMC schema
	DeviceAlertMessage Foreign `doc:",one"` // of the MMC schema
}
