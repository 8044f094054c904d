package duis

// SMETS1ResponseMessage is message.
type SMETS1ResponseMessage struct {
	ServiceReference         *string `duis:",is=ServiceReference"`
	ServiceReferenceVariant  *string `duis:",is=ServiceReferenceVariant"`
	DSPScheduleID            *uint64 `duis:",is=DSPScheduleID"` // 0 to 1000000000000
	ThrottledAlertSequenceId *uint32
	ThrottledAlertCount      *uint32
	SMETS1SignedResponse     SMETS1SignedResponse
}

// Element is the name of the message's element.
func (*SMETS1ResponseMessage) Element() string { return "SMETS1ResponseMessage" }
func (*SMETS1ResponseMessage) responseBody()   {}

// SMETS1SignedResponse is SMETS1SignedResponse of SMETS1ResponseMessage.
type SMETS1SignedResponse struct {
	SchemaVersion  string `duis:"schemaVersion,attr,base=decimal"`
	SMETS1Response SMETS1ResponseType
	Signature      Foreign `duis:",ds"`
}

// SMETS1ResponseType is SMETS1Response of SMETS1SignedResponse.
type SMETS1ResponseType struct {
	Header Foreign
	Body   SMETS1ResponseBody
}

// SMETS1ResponseBody is Body of SMETS1ResponseType.
type SMETS1ResponseBody struct {
	ResponseMessage    Foreign `duis:",one"`
	DeviceAlertMessage Foreign `duis:",one"`
}
