package estate

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/gbcs/utrn"
	"github.com/mains-energy/mains/smki"
)

// Names of the objects that methods work on.
var (
	supplyScripts   = dlms.LogicalName{0, 0, 10, 0, 106, 255}
	tariffScripts   = dlms.LogicalName{0, 0, 10, 0, 100, 255}
	eventLog        = dlms.LogicalName{0, 0, 99, 98, 0, 255}
	loadSwitch      = cosemAddress{70, dlms.LogicalName{0, 0, 96, 3, 10, 255}, 3}
	clockStatus     = cosemAddress{8, dlms.LogicalName{0, 0, 1, 0, 0, 255}, 4}
	meterBalance    = cosemAddress{112, dlms.LogicalName{0, 0, 19, 10, 0, 255}, 2}
	emergencyCredit = cosemAddress{112, dlms.LogicalName{0, 0, 19, 10, 1, 255}, 2}
	accumulatedDebt = cosemAddress{112, dlms.LogicalName{0, 0, 19, 10, 2, 255}, 2}
	timeDebt1       = cosemAddress{113, dlms.LogicalName{0, 0, 19, 20, 1, 255}, 2}
	timeDebt2       = cosemAddress{113, dlms.LogicalName{0, 0, 19, 20, 2, 255}, 2}
	paymentDebt     = cosemAddress{113, dlms.LogicalName{0, 0, 19, 20, 3, 255}, 2}
)

// Scripts of the supply, and the states of the load switch that they lead to.
var supplyStates = map[uint64]uint8{51: enabled, 52: disabled, 54: armed}

// States of the load switch. SMETS2 SupplyState.
const (
	disabled = 0
	enabled  = 1
	armed    = 2
)

// methodAddress is a method as the catalogue writes its address.
func methodAddress(at cosemAddress) string {
	return fmt.Sprintf("%d %v M%d", at.class, at.name, at.index)
}

// invoke calls a method. What each does is that of its class.
func (s *cosemServer) invoke(
	at cosemAddress, in dlms.Data,
) (dlms.Data, dlms.DataAccessResult) {
	if !s.objects.methods[methodAddress(at)] {
		return dlms.Null(), dlms.ObjectUndefined
	}
	code := dlms.ObjectUnavailable
	switch usecase.Class(at.class) {
	case usecase.ScriptTable:
		code = s.script(at.name, in)
	case usecase.RegisterClass, usecase.ExtendedRegister:
		code = s.reset(at)
	case usecase.ProfileGeneric:
		code = s.clear(at)
	case usecase.Clock:
		code = s.clock(at, in)
	case usecase.Credit:
		code = s.credit(at, in)
	case usecase.Charge:
		code = s.charge(at, in)
	case usecase.TokenGateway:
		code = s.token(in)
	case usecase.ZigBeeNetworkControl:
		return s.network(at, in)
	}
	return dlms.Null(), code
}

// keep sets an attribute whether or not it can be written.
func (s *cosemServer) keep(at cosemAddress, value dlms.Data) dlms.DataAccessResult {
	s.state.set(at.String(), value.Append(nil))
	s.changed = true
	return dlms.Success
}

// script executes a script: those of the supply work the load switch; of the others there
// is nothing that they could work, beyond that it was asked.
func (s *cosemServer) script(name dlms.LogicalName, in dlms.Data) dlms.DataAccessResult {
	selector, ok := in.Uint()
	if !ok {
		return dlms.TypeUnmatched
	}
	switch name {
	case supplyScripts:
		state, ok := supplyStates[selector]
		if !ok {
			return dlms.ObjectUnavailable
		}
		return s.keep(loadSwitch, dlms.Enum(state))
	case tariffScripts:
		return dlms.Success // the block counters of an ESME that has none in force
	}
	return dlms.ObjectUnavailable
}

// reset sets a register to nought.
func (s *cosemServer) reset(at cosemAddress) dlms.DataAccessResult {
	at.index = 2
	attribute, ok := s.model[at]
	if !ok {
		return dlms.ObjectUnavailable
	}
	for _, nought := range noughts {
		if attribute.Accepts(nought) == dlms.Success {
			return s.keep(at, nought)
		}
	}
	return dlms.ObjectUnavailable
}

// noughts are of every type that a register can have.
var noughts = []dlms.Data{
	dlms.U32(0), dlms.U16(0), dlms.U64(0), dlms.U8(0), dlms.I32(0), dlms.I64(0), dlms.I16(0),
	dlms.I8(0),
}

// clear empties a log.
func (s *cosemServer) clear(at cosemAddress) dlms.DataAccessResult {
	if at.name == eventLog {
		s.Events = nil
	}
	s.changed = true
	return dlms.Success
}

// clock takes the time of the Communications Hub, if it lies in the interval that was set
// before. GBCS ECS70.
func (s *cosemServer) clock(at cosemAddress, in dlms.Data) dlms.DataAccessResult {
	const setTime, setRange = 4, 5
	kept := at
	kept.index = setRange
	if at.index == setRange {
		return s.keep(kept, in)
	}
	status := uint8(clockUnreliable)
	if range_, _, err := dlms.ParseData(s.Values[kept.String()]); err == nil && s.within(range_) {
		status = clockReliable
	}
	return s.keep(clockStatus, dlms.U8(status))
}

// within reports whether the time is in the interval of a preset_adjusting_time.
func (s *cosemServer) within(interval dlms.Data) bool {
	items := interval.Items()
	if len(items) != 3 {
		return false
	}
	var bounds [2]dlms.DateTime
	for i := range bounds {
		var err error
		if bounds[i], err = dlms.ParseDateTime(items[i+1].Octets()); err != nil {
			return false
		}
	}
	from, ok := bounds[0].Time()
	to, also := bounds[1].Time()
	return ok && also && !s.now.Before(from) && !s.now.After(to)
}

// credit changes a balance.
func (s *cosemServer) credit(at cosemAddress, in dlms.Data) dlms.DataAccessResult {
	const update, set, choose = 1, 2, 3
	method := at.index
	at.index = 2
	amount, ok := in.Int()
	switch {
	case method == choose:
		return dlms.Success
	case !ok:
		return dlms.TypeUnmatched
	case method == update:
		amount += s.amount(at)
	}
	return s.put(at, amount)
}

// charge changes a debt, or has its new rate take effect.
func (s *cosemServer) charge(at cosemAddress, in dlms.Data) dlms.DataAccessResult {
	const activate, update = 2, 4
	switch at.index {
	case activate:
		return dlms.Success // what was set takes effect with the Command
	case update:
		amount, ok := in.Int()
		if !ok {
			return dlms.TypeUnmatched
		}
		at.index = 2
		return s.put(at, s.amount(at)+amount)
	}
	return dlms.ObjectUnavailable
}

// put keeps an amount of money, which must fit.
func (s *cosemServer) put(at cosemAddress, amount int64) dlms.DataAccessResult {
	if int64(int32(amount)) != amount {
		return dlms.OtherReason
	}
	return s.keep(at, dlms.I32(int32(amount)))
}

// amount is an amount of money that is kept, nought where nothing is.
func (r cosemReader) amount(at cosemAddress) int64 {
	if d, _, err := dlms.ParseData(r.Values[at.String()]); err == nil {
		n, _ := d.Int()
		return n
	}
	return 0
}

// millipence is what a penny counts in the balances of an ESME.
const millipence = 1000

// token credits a top-up, once. GBCS prepayment top-up.
func (s *cosemServer) token(in dlms.Data) dlms.DataAccessResult {
	token, err := utrn.Parse(string(in.Octets()))
	if err != nil {
		return dlms.OtherReason
	}
	counter, err := s.estate.topUp(s.unit, token, s.reply.Counter)
	if err != nil {
		return dlms.OtherReason
	}
	credit := int64(token.Amount().Pence()) * millipence
	code := s.put(meterBalance, s.amount(meterBalance)+credit)
	if code == dlms.Success {
		s.TopUp = uint32(counter)
	}
	return code
}

// topUp is the counter of a token that u takes out of a Command with an Originator Counter:
// one of its Supplier's, above all before.
func (e *Estate) topUp(u *unit, token utrn.Token, carrier uint64) (utrn.Counter, error) {
	counter, err := utrn.CounterOf(carrier)
	if err != nil {
		return 0, err
	}
	if uint32(counter) <= u.TopUp {
		return 0, utrn.ErrCounter
	}
	cell, ok := e.trust(u).at(place{smki.Supplier, smki.KeyAgreement, true})
	if !ok {
		return 0, utrn.ErrMAC
	}
	z, err := e.secret(u.EUI, cell.agreement)
	if err != nil {
		return 0, err
	}
	return counter, token.Verify(
		utrn.Parties{Supplier: cell.party, Device: u.EUI, Secret: z}, counter)
}

// network adds a Device to the device log of a CHF, removes one, or tells of all.
func (s *cosemServer) network(
	at cosemAddress, in dlms.Data,
) (dlms.Data, dlms.DataAccessResult) {
	const add, remove, backup, restore = 1, 2, 4, 5
	switch at.index {
	case add:
		items := in.Items()
		if len(items) == 0 {
			return dlms.Null(), dlms.TypeUnmatched
		}
		return dlms.Null(), s.admit(items[0].Octets(), true)
	case remove:
		return dlms.Null(), s.admit(in.Octets(), false)
	case backup:
		return s.backup(at.name == deviceLog), dlms.Success
	case restore:
		return dlms.Null(), s.restore(in)
	}
	return dlms.Null(), dlms.ObjectUnavailable
}

// deviceLog is the log of the Devices in the network of a CHF; the other is of those that
// were removed.
var deviceLog = dlms.LogicalName{0, 0, 30, 3, 0, 255}

// backup is a device log with the hashes of the keys, which follow from the seed.
func (s *cosemServer) backup(present bool) dlms.Data {
	log := s.Struck
	if present {
		log = s.deviceLog()
	}
	var entries []dlms.Data
	for _, id := range log {
		hash := s.estate.Seed.derive(id, forLink, 16)
		entries = append(entries, dlms.Structure(dlms.Octets(id[:]), dlms.Octets(hash)))
	}
	at := dlms.DateTimeOf(s.now, dlms.NotSpecified)
	return dlms.Structure(dlms.Octets(at[:]), dlms.Octets(s.EUI[:]), dlms.Array(entries...))
}

// restore adds the Devices of the log of another CHF.
func (s *cosemServer) restore(in dlms.Data) dlms.DataAccessResult {
	items := in.Items()
	if len(items) != 2 {
		return dlms.TypeUnmatched
	}
	for _, entry := range items[1].Items() {
		fields := entry.Items()
		if len(fields) == 0 {
			return dlms.TypeUnmatched
		}
		if code := s.admit(fields[0].Octets(), true); code != dlms.Success {
			return code
		}
	}
	return dlms.Success
}

// admit notes that a Device may join, or may not any more. What stands in the log already
// is left as it is.
func (s *cosemServer) admit(octets []byte, in bool) dlms.DataAccessResult {
	if len(octets) != eui.Size {
		return dlms.TypeUnmatched
	}
	id := eui.ID(octets)
	stands := slices.Contains(s.deviceLog(), id)
	switch {
	case in == stands:
		return dlms.Success
	case in && len(s.deviceLog()) >= partnersKept:
		return dlms.OtherReason
	}
	s.Struck = slices.DeleteFunc(slices.Clone(s.Struck), func(e eui.ID) bool { return e == id })
	s.Joined = s.without(id)
	_, ours := s.inThisHome(id)
	switch {
	case in && !ours:
		s.Joined = append(s.Joined, partner{EUI: id})
	case !in && ours:
		s.Struck = append(s.Struck, id)
	}
	s.changed = true
	return dlms.Success
}

// inThisHome is the Device of this home that id names.
func (r cosemReader) inThisHome(id eui.ID) (Device, bool) {
	d, ok := DeviceOf(id)
	return d, ok && d.Home == r.Home
}

// deviceLog are the Devices that may be on the network of a CHF.
func (r cosemReader) deviceLog() (log []eui.ID) {
	for _, d := range HomeOf(r.Home).Devices {
		if d.Type != usecase.CHF && !slices.Contains(r.Struck, d.EUI) {
			log = append(log, d.EUI)
		}
	}
	for _, p := range r.Joined {
		log = append(log, p.EUI)
	}
	return log
}
