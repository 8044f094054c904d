package estate

import (
	"fmt"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// cosemAddress is an attribute, or a method, of a COSEM object.
type cosemAddress struct {
	class uint16
	name  dlms.LogicalName
	index uint8
}

// String is the address as it stands in the row of a Device.
func (a cosemAddress) String() string { return fmt.Sprintf("%d %v %d", a.class, a.name, a.index) }

// cosemModel is what a kind of COSEM Device has: the attributes that the catalogue
// declares for it, by address.
type cosemModel map[cosemAddress]*usecase.Attribute

// cosemReader is what a value may depend on.
type cosemReader struct {
	*unit
	estate *Estate
	now    time.Time
}

// reads reports whether at is the method that reads other attributes encrypted, of a data
// protection object of these.
func (at cosemAddress) reads(protection []dlms.LogicalName) bool {
	return at.class == uint16(usecase.DataProtection) && at.index == 1 &&
		slices.Contains(protection, at.name)
}

// cosemServer carries out one access-request.
type cosemServer struct {
	cosemReader
	model      cosemModel
	objects    objects
	protection []dlms.LogicalName // the data protection objects
	reply      *gbcs.Header       // of the Response
	// encrypt writes the encrypted item for the reader of the Response; nil where the
	// Device does not know a key of the reader's.
	encrypt func(dst, plaintext []byte) []byte

	window  window                     // of the records that are read
	passive map[cosemAddress]dlms.Data // set by this request, to take effect
	when    dlms.DateTime              // when it is to
}

// execute carries out the specifications in order. After the first that fails nothing is
// carried out any more and the rest answers other-reason. GBCS access-response.
func (s *cosemServer) execute(q *dlms.AccessRequest) (_ *dlms.AccessResponse, ok bool) {
	n := len(q.Specifications)
	p := &dlms.AccessResponse{
		InvokeID: q.InvokeID,
		Data:     make([]dlms.Data, n),
		Results:  make([]dlms.Result, n),
	}
	ok = true
	for i, spec := range q.Specifications {
		p.Results[i] = dlms.Result{Service: spec.Service.Answer(), Code: dlms.OtherReason}
		if !ok {
			continue
		}
		p.Data[i], p.Results[i].Code = s.row(spec, q.Data[i])
		ok = p.Results[i].Code == dlms.Success
	}
	if ok {
		s.takeEffect()
	}
	return p, ok
}

// row carries out one specification.
func (s *cosemServer) row(
	spec dlms.Specification, in dlms.Data,
) (dlms.Data, dlms.DataAccessResult) {
	at := cosemAddress{spec.Class, spec.Name, spec.Index}
	switch spec.Service {
	case dlms.Get:
		return s.get(at)
	case dlms.GetSelected:
		return s.read(at, spec.Selection)
	case dlms.Set:
		return dlms.Null(), s.set(at, in)
	case dlms.Action:
		if at.reads(s.protection) {
			return s.readProtected(in)
		}
		return s.invoke(at, in)
	}
	return dlms.Null(), dlms.ObjectUndefined
}

// get reads one attribute: what was set, or else what the Device measures or is.
func (s *cosemServer) get(at cosemAddress) (dlms.Data, dlms.DataAccessResult) {
	attribute, ok := s.model[at]
	switch {
	case !ok:
		return dlms.Null(), dlms.ObjectUndefined
	case !attribute.Readable:
		return dlms.Null(), dlms.ReadWriteDenied
	}
	if kept, ok := s.Values[at.String()]; ok {
		if d, rest, err := dlms.ParseData(kept); err == nil && len(rest) == 0 {
			return d, dlms.Success
		}
		return dlms.Null(), dlms.HardwareFault // its memory is damaged
	}
	readings := s.readings()
	if attribute.Class == usecase.ProfileGeneric {
		readings = slices.Concat(s.profiles(s.window), s.records(), readings)
	}
	d, err := attribute.Data(slices.Concat(readings, measured, s.objects.factory))
	if err != nil {
		return dlms.Null(), dlms.ObjectUnavailable
	}
	return d, dlms.Success
}

// set writes one attribute, within the bounds that the catalogue declares for it.
func (s *cosemServer) set(at cosemAddress, in dlms.Data) dlms.DataAccessResult {
	attribute, ok := s.model[at]
	switch {
	case !ok:
		return dlms.ObjectUndefined
	case !attribute.Writable:
		return dlms.ReadWriteDenied
	}
	if code := attribute.Accepts(in); code != dlms.Success {
		return code
	}
	s.state.set(at.String(), in.Append(nil))
	s.changed = true
	if args, err := attribute.Args(in); err == nil {
		if when, ok := usecase.ExecutionDateTime.Of(args); ok {
			s.when = when
		}
	}
	if _, ok := s.objects.inForce[at]; ok {
		if s.passive == nil {
			s.passive = make(map[cosemAddress]dlms.Data)
		}
		s.passive[at] = in
	}
	return dlms.Success
}

// readProtected reads a list of attributes and encrypts their values, as one structure,
// for the reader of the Response. GBCS DLMS protection format.
func (s *cosemServer) readProtected(in dlms.Data) (dlms.Data, dlms.DataAccessResult) {
	q, err := usecase.ParseProtectionRequest(in)
	if err != nil {
		return dlms.Null(), dlms.TypeUnmatched
	}
	var values []dlms.Data
	for _, o := range q.Objects {
		value, code := s.getIn(cosemAddress{uint16(o.Class), o.Name, o.Attribute}, o.Range)
		if code != dlms.Success {
			return dlms.Null(), code
		}
		values = append(values, value)
	}
	if s.encrypt == nil {
		return dlms.Null(), dlms.ScopeOfAccessViolated
	}
	item := s.encrypt(nil, dlms.Structure(values...).Append(nil))
	return usecase.ProtectedAnswer(s.reply, item), dlms.Success
}
