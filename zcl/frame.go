package zcl

// Frame controls of GBCS: who sends, and whether the command belongs to the cluster or
// to all clusters. GBCS ZCL frame control values.
const (
	GeneralToServer   uint8 = 0x00
	ClusterToServer   uint8 = 0x01
	GeneralToClient   uint8 = 0x08
	ClusterToClient   uint8 = 0x09
	DisableDefault    uint8 = 0x10 // added where no Default Response is wanted
	clusterSpecific   uint8 = 0x01
	frameTypeMask     uint8 = 0x03
	directionToClient uint8 = 0x08
)

// The general commands of GBCS, by their number in a frame whose control is General.
const (
	CommandReadAttributes         uint8 = 0x00
	CommandReadAttributesResponse uint8 = 0x01
	CommandDefaultResponse        uint8 = 0x0B
)

// Frame is one cluster frame.
//
//	octets  field
//	1       frame control
//	1       transaction sequence number
//	1       command
//	n       payload, little-endian
type Frame struct {
	Control  uint8
	Sequence uint8 // 0, 1, 2 … per component; an answer repeats that of its command
	Command  uint8
	Payload  []byte
}

// General reports whether the command of f is one that all clusters have.
func (f *Frame) General() bool { return f.Control&frameTypeMask&clusterSpecific == 0 }

// ToClient reports whether f goes from the server of its cluster to a client.
func (f *Frame) ToClient() bool { return f.Control&directionToClient != 0 }

// DefaultResponse says what became of a command that has no answer of its own, or none
// now. GBCS GBZ response rules.
//
//	octets  field
//	1       command that is answered, FF where an earlier one failed
//	1       status
type DefaultResponse struct {
	Command uint8
	Status  Status
}

// NotExecuted is the Default Response to each component after the first that failed.
func NotExecuted() DefaultResponse { return DefaultResponse{Command: 0xFF, Status: Failure} }

// ParseDefaultResponse reads a complete payload of a Default Response. The error is a
// [*SyntaxError].
func ParseDefaultResponse(b []byte) (DefaultResponse, error) {
	r := reader{b: b}
	d := DefaultResponse{
		Command: r.octet("Default Response/command"),
		Status:  Status(r.octet("Default Response/status")),
	}
	r.end("Default Response")
	if err := r.result(); err != nil {
		return DefaultResponse{}, err
	}
	return d, nil
}

// Append writes d onto dst.
func (d DefaultResponse) Append(dst []byte) []byte {
	return append(dst, d.Command, byte(d.Status))
}
