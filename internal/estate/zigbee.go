package estate

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/zcl"
)

// zclAddress is an attribute of a ZigBee cluster.
type zclAddress struct {
	cluster zcl.ClusterID
	id      zcl.AttributeID
}

// String is the address for people.
func (a zclAddress) String() string { return fmt.Sprintf("%v %v", a.cluster, a.id) }

// zclModel is what a kind of ZigBee Device has: the attributes that the catalogue declares
// for it, by address.
type zclModel map[zclAddress]*usecase.ClusterAttribute

// zclServer carries out the components of one Command.
type zclServer struct {
	model zclModel
	// readings are the values of the Device at the time of the answer.
	readings usecase.Args
	// denied says that the answer is for a reader for whom the Device cannot encrypt it.
	denied bool

	// What follows is of commands that are more than Read Attributes.
	*unit
	meter  *unit // the GSME that it is, or speaks for
	estate *Estate
	now    time.Time
	asked  *command
	sets   bool // something is set that later answers say
}

// execute answers each component, in order. After the first that fails nothing is carried
// out any more and the rest is answered as not executed. GBCS GBZ response rules.
func (s *zclServer) execute(q *zcl.Payload) (replies []usecase.Reply, ok bool) {
	ok = true
	for i := range q.Components {
		reply := refused(zcl.NotExecuted())
		if ok {
			reply, ok = s.component(i, &q.Components[i])
		}
		replies = append(replies, reply)
	}
	if ok && s.sets {
		s.keep()
	}
	return replies, ok
}

// component carries out component i.
func (s *zclServer) component(i int, c *zcl.Component) (reply usecase.Reply, ok bool) {
	f := &c.Frame
	status := zcl.NotAuthorized
	switch {
	case s.denied:
	case f.General() && !f.ToClient() && f.Command == zcl.CommandReadAttributes:
		return s.readAttributes(c)
	case f.General():
		status = zcl.UnsupportedCluster + 1 // unsupported general command
	default:
		return s.command(i, c)
	}
	return refused(zcl.DefaultResponse{Command: f.Command, Status: status}), false
}

// readAttributes answers Read Attributes. An attribute that is not there says so in its
// record, and the others are answered all the same.
func (s *zclServer) readAttributes(c *zcl.Component) (reply usecase.Reply, ok bool) {
	ids, err := zcl.ParseReadAttributes(c.Frame.Payload)
	if err != nil {
		return refused(zcl.DefaultResponse{
			Command: c.Frame.Command, Status: zcl.MalformedCommand}), false
	}
	ok = true
	records := make([]zcl.AttributeRecord, len(ids))
	for i, id := range ids {
		records[i] = s.attribute(zclAddress{c.Cluster, id})
		ok = ok && records[i].Status == zcl.Success
	}
	return usecase.Reply{Payload: zcl.AppendAttributeRecords(nil, records...)}, ok
}

// attribute reads one attribute.
func (s *zclServer) attribute(at zclAddress) zcl.AttributeRecord {
	attribute, ok := s.model[at]
	if !ok {
		return zcl.AttributeRecord{ID: at.id, Status: zcl.UnsupportedAttribute}
	}
	value, err := attribute.Value(s.readings)
	if err != nil {
		return zcl.AttributeRecord{ID: at.id, Status: zcl.HardwareFailure}
	}
	return zcl.AttributeRecord{ID: at.id, Value: value}
}

// refused is a Default Response.
func refused(d zcl.DefaultResponse) usecase.Reply { return usecase.Reply{Default: &d} }
