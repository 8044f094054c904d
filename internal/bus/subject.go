package bus

import (
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/eui"
)

// The streams, one for each direction of travel.
const (
	Commands  = "COMMANDS"  // from the gateway to the WAN: command.<region>.<partition>
	Responses = "RESPONSES" // from the WAN to the gateway: response.<region>.<partition>
	Outbox    = "OUTBOX"    // from the gateway to Users: outbox.<partition>
)

// The headers of a [Message].
const (
	HeaderDevice  = "Mains-Device"  // EUI-64 of the Device, hyphenated
	HeaderHub     = "Mains-Hub"     // EUI-64 of its Communications Hub, hyphenated
	HeaderRequest = "Mains-Request" // RequestID as text
	HeaderEvent   = "Mains-Event"   // one of the events; absent for a GBCS message
)

// What happened, in [HeaderEvent] of a message on [Responses].
const (
	EventDelivered   = "delivered"    // the hub holds the Command
	EventUnreachable = "unreachable"  // it was not on the WAN
	EventPowerOutage = "power-outage" // its last gasp; Data is the start, RFC 3339
)

// Partitions is how many subjects a region has in each stream. A subject costs the
// server memory for as long as it is known (about 200 octets), so a nation of hubs
// shares these; and as many messages of a stream are handled at once in a process,
// which is more than its processors and its database have use for.
const Partitions = 64

// Partition is the one of the [Partitions] that carries what concerns id, 0 first.
func Partition(id eui.ID) int {
	h := fnv.New32a()
	_, _ = h.Write(id[:]) // never fails
	return int(h.Sum32() % Partitions)
}

// CommandSubject is where Commands for the Devices behind hub go.
func CommandSubject(region string, hub eui.ID) string {
	return "command." + token(region) + "." + strconv.Itoa(Partition(hub))
}

// ResponseSubject is where what comes from behind hub goes.
func ResponseSubject(region string, hub eui.ID) string {
	return "response." + token(region) + "." + strconv.Itoa(Partition(hub))
}

// Lanes is how many documents may be on their way to one User at once: a User that
// takes long to say that it has one does not wait for it alone, and one that says
// nothing holds up no more than these.
const Lanes = 4

// OutboxSubject is where the document named id for user goes: one of the User's Lanes.
func OutboxSubject(user eui.ID, id string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // never fails
	lane := int(h.Sum32() % Lanes)
	return "outbox." + strconv.Itoa((Partition(user)+lane)%Partitions)
}

// token makes one token of a subject from the name of a region: lower case, and a
// hyphen for every character that means something in a subject.
func token(region string) string {
	if region == "" {
		return "-"
	}
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '.' || r == '*' || r == '>' || r == 0x7F {
			return '-'
		}
		return r
	}, strings.ToLower(region))
}
