package dlms

import "fmt"

// LogicalName is the OBIS code of a COSEM object, six octets A to F.
type LogicalName [6]byte

// String writes the name as A-B:C.D.E.F, in decimal: 0-0:43.2.8.255.
func (n LogicalName) String() string {
	return fmt.Sprintf("%d-%d:%d.%d.%d.%d", n[0], n[1], n[2], n[3], n[4], n[5])
}
