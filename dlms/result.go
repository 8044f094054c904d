package dlms

import "fmt"

// DataAccessResult says what became of a Get, a Set or an Action: 0 is success.
// GBCS access-response.
type DataAccessResult uint8

// The results that a Device may give.
const (
	Success                 DataAccessResult = 0
	HardwareFault           DataAccessResult = 1
	TemporaryFailure        DataAccessResult = 2
	ReadWriteDenied         DataAccessResult = 3
	ObjectUndefined         DataAccessResult = 4
	ObjectClassInconsistent DataAccessResult = 9
	ObjectUnavailable       DataAccessResult = 11
	TypeUnmatched           DataAccessResult = 12
	ScopeOfAccessViolated   DataAccessResult = 13
	DataBlockUnavailable    DataAccessResult = 14
	LongGetAborted          DataAccessResult = 15
	NoLongGetInProgress     DataAccessResult = 16
	LongSetAborted          DataAccessResult = 17
	NoLongSetInProgress     DataAccessResult = 18
	DataBlockNumberInvalid  DataAccessResult = 19
	// OtherReason is also the result of everything after the first failure.
	OtherReason DataAccessResult = 250
)

// String is the name of r in the COSEM Green Book, else its number.
func (r DataAccessResult) String() string {
	switch r {
	case Success:
		return "success"
	case HardwareFault:
		return "hardware-fault"
	case TemporaryFailure:
		return "temporary-failure"
	case ReadWriteDenied:
		return "read-write-denied"
	case ObjectUndefined:
		return "object-undefined"
	case ObjectClassInconsistent:
		return "object-class-inconsistent"
	case ObjectUnavailable:
		return "object-unavailable"
	case TypeUnmatched:
		return "type-unmatched"
	case ScopeOfAccessViolated:
		return "scope-of-access-violated"
	case DataBlockUnavailable:
		return "data-block-unavailable"
	case LongGetAborted:
		return "long-get-aborted"
	case NoLongGetInProgress:
		return "no-long-get-in-progress"
	case LongSetAborted:
		return "long-set-aborted"
	case NoLongSetInProgress:
		return "no-long-set-in-progress"
	case DataBlockNumberInvalid:
		return "data-block-number-invalid"
	case OtherReason:
		return "other-reason"
	}
	return fmt.Sprintf("DataAccessResult(%d)", uint8(r))
}
