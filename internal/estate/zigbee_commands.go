package estate

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/gbcs/utrn"
	"github.com/mains-energy/mains/zcl"
)

// setting is a Command that has set something: its payload, and from when it holds, in
// microseconds.
type setting struct {
	Code    gbcs.MessageCode `json:"code"`
	From    int64            `json:"from"`
	Payload []byte           `json:"payload"`
}

// args are the values in a setting.
func (s setting) args() usecase.Args {
	var tree usecase.Tree
	m := &gbcs.Message{
		Header: gbcs.Header{Flag: gbcs.Command, Message: s.Code}, Payload: s.Payload,
	}
	if tree.Read(m, nil) != nil {
		return nil // it was read before it was kept
	}
	return append(tree.Args(), fixed[s.Code]...)
}

// fixed are values that a setting always has, which are not among those of the Command.
var fixed = map[gbcs.MessageCode]usecase.Args{
	usecase.GCS02.Message: {
		usecase.PaymentControlConfiguration.Is(creditMode), usecase.CutOffValue.Is(-1),
	},
}

// creditMode is the payment control configuration of a GSME in credit mode.
const creditMode = 0x0C94

// inForce are the values of all settings that hold at now, the latest first.
func (s *state) inForce(now time.Time) (args usecase.Args) {
	for _, one := range slices.Backward(s.Settings) {
		if one.From <= now.UnixMicro() {
			args = append(args, one.args()...)
		}
	}
	return args
}

// keep keeps the Command as a setting. One that holds now takes the place of the one of the
// same kind before it; one for later that of the one that was pending.
func (s *zclServer) keep() {
	from, never := s.now, false
	if at, ok := usecase.GasStartTime.Of(s.asked.tree.Args()); ok && at != 0 {
		from, never = at.Time(), at == usecase.NeverCalendar || at == usecase.Never
	}
	later := from.After(s.now)
	code := s.asked.code()
	s.Settings = slices.DeleteFunc(slices.Clone(s.Settings), func(was setting) bool {
		return was.Code == code && (was.From > s.now.UnixMicro()) == later
	})
	if !never {
		s.Settings = append(s.Settings, setting{code, from.UnixMicro(), slices.Clone(s.asked.Payload)})
		slices.SortStableFunc(s.Settings, func(a, b setting) int { return cmp.Compare(a.From, b.From) })
	}
	s.changed = true
}

// gasValues are all values of a gas meter at an instant: what is set, what it measures and
// was made with, and the least of what could be set.
func (e *Estate) gasValues(meter *unit, at time.Time) usecase.Args {
	set := meter.inForce(at)
	return slices.Concat(tariff(set), set, e.gasReadings(meter.Device, at),
		meter.gasStates(), e.gasFactory)
}

// Commands whose effect is more than to be remembered.
const (
	commandChangeSupply  = 0x0B // Metering
	commandConsumerTopUp = 0x04 // Prepayment
	commandPaymentMode   = 0x06 // Prepayment
	commandGetSamples    = 0x08 // Metering
	commandClearEvents   = 0x01 // Events
	commandGetEvents     = 0x00 // Events
)

// command carries out a command of a cluster, which stands as component i. One that is
// answered by a Default Response sets something; any other asks for something, which is
// there or is not.
func (s *zclServer) command(i int, c *zcl.Component) (reply usecase.Reply, ok bool) {
	frames, declared := s.asked.useCase.Command.(usecase.Frames)
	rows := s.asked.tree.Results()
	if !declared || i >= len(rows) || rows[i].Row < 0 {
		status := zcl.UnsupportedCluster
		return refused(zcl.DefaultResponse{Command: c.Frame.Command, Status: status}), false
	}
	frame := frames[rows[i].Row]
	if frame.Answer == nil {
		if _, err := s.asked.tree.Strict(); err != nil { // a value is out of its range
			status := zcl.InvalidValue
			return refused(zcl.DefaultResponse{Command: c.Frame.Command, Status: status}), false
		}
		s.sets = true
		return refused(zcl.DefaultResponse{Command: c.Frame.Command}), true
	}
	values, ok := s.effect(c)
	payload, err := s.payload(frame, values)
	if err != nil {
		// What the log or the tariff does not hold is not found: no failure.
		return refused(zcl.DefaultResponse{Command: c.Frame.Command, Status: zcl.NotFound}), true
	}
	return usecase.Reply{Payload: payload}, ok
}

// effect does what a command asks for and returns what there is to say beyond what is in
// force.
func (s *zclServer) effect(c *zcl.Component) (values usecase.Args, ok bool) {
	in := c.Frame.Payload
	switch {
	case c.Cluster == zcl.Metering && c.Frame.Command == commandChangeSupply && len(in) > 16:
		s.Valve, s.changed = new(in[16]), true
		return s.gasStates(), true
	case c.Cluster == zcl.Prepayment && c.Frame.Command == commandConsumerTopUp:
		return s.topUp()
	case c.Cluster == zcl.Prepayment && c.Frame.Command == commandPaymentMode:
		s.sets = true // though it has an answer of its own
	case c.Cluster == zcl.Metering && c.Frame.Command == commandGetSamples && len(in) > 1:
		return s.samples(binary.LittleEndian.Uint16(in)), true
	case c.Cluster == zcl.Events && c.Frame.Command == commandClearEvents:
		s.Events, s.changed = nil, true
		return usecase.Args{usecase.ClearedEventLogs.Is(clearedEvents)}, true
	case c.Cluster == zcl.Events && c.Frame.Command == commandGetEvents:
		return s.events(), true
	}
	return nil, true
}

// clearedEvents says that the Event Log was cleared.
const clearedEvents = 0x08

// payload is the answer to a frame, made of these values first, then of what is in force.
func (s *zclServer) payload(frame usecase.Frame, values usecase.Args) ([]byte, error) {
	frame.Sealed = false
	one := *s.asked.useCase
	one.Command = usecase.Frames{frame}
	values = slices.Concat(values, s.inForce(s.now), s.meter.inForce(s.now), usecase.Args{
		usecase.ProviderID.Is(0), usecase.CommandIndex.Is(0), usecase.TotalCommands.Is(1),
		usecase.TariffType.Is(0),
	})
	var given usecase.Args
	one.Returns(func(p usecase.Place, _ bool) {
		if i := slices.IndexFunc(values, func(a usecase.Arg) bool { return a.Place() == p }); i >= 0 {
			given = append(given, values[i])
		}
	})
	h := s.asked.Header.Response()
	octets, err := one.AppendResponse(nil, &h, []usecase.Result{{Args: given}}, nil)
	if err != nil {
		return nil, err
	}
	parsed, err := zcl.Parse(octets)
	if err != nil {
		return nil, err
	}
	return parsed.Components[0].Frame.Payload, nil
}

// Results of a top-up. ZigBee Consumer Top Up Response.
const (
	topUpAccepted = 0x00
	topUpInvalid  = 0x01
	topUpTooMuch  = 0x04 // maximum credit reached
)

// topUp credits a token.
func (s *zclServer) topUp() (values usecase.Args, ok bool) {
	digits, _ := usecase.UTRN.Of(s.asked.tree.Args())
	value, balance, result := uint32(0xFFFFFFFF), int32(-1), uint8(topUpInvalid)
	if token, err := utrn.Parse(digits); err == nil {
		counter, err := s.estate.topUp(s.unit, token, s.asked.Counter)
		credit := token.Amount().Pence() * millipence
		switch sum := int64(s.Balance) + int64(credit); {
		case err != nil:
		case sum > math.MaxInt32:
			result = topUpTooMuch
		default:
			s.TopUp, s.Balance, s.changed = uint32(counter), int32(sum), true
			value, balance, result = credit, s.Balance, topUpAccepted
		}
	}
	return usecase.Args{
		usecase.TopUpResult.Is(result), usecase.TopUpValue.Is(value),
		usecase.OriginatingDevice.Is(0), usecase.TopUpCreditRemaining.Is(balance),
	}, result == topUpAccepted
}

// profileLog is the sample that every GSME takes: the Profile Data Log, half-hours.
const profileLog = 0

// samples are half-hours of the Profile Data Log. There are no others.
func (s *zclServer) samples(log uint16) usecase.Args {
	args := s.asked.tree.Args()
	from, ok := usecase.ReadFrom.Of(args)
	n, also := usecase.NumberOfSamples.Of(args)
	if log != profileLog || !ok || !also {
		return nil
	}
	m := s.estate.gas(s.inHome(usecase.GSME))
	begin := from.Time().Truncate(wakePeriod)
	if oldest := m.since(); begin.Before(oldest) {
		begin = oldest
	}
	var samples []usecase.Args
	for at := begin; len(samples) < min(int(n), halfHoursKept); at = at.Add(wakePeriod) {
		end := at.Add(wakePeriod)
		if end.After(s.now) {
			break
		}
		samples = append(samples,
			usecase.Args{usecase.Sample.Is(uint32(m.Register(end) - m.Register(at)))})
	}
	if len(samples) == 0 {
		return nil
	}
	return usecase.Args{
		usecase.SampleID.Is(profileLog), usecase.SampleStartTime.Is(usecase.SecondsOf(begin)),
		usecase.SampleType.Is(0), usecase.SampleInterval.Is(uint16(wakePeriod / time.Second)),
		usecase.Samples.Is(samples...),
	}
}

// The logs of events, and the most records of one that are told at once.
const (
	eventsLogged   = 3
	securityLogged = 4
	eventsTold     = 64
)

// events are the records of the log that is asked for, the latest of them.
func (s *zclServer) events() usecase.Args {
	args := s.asked.tree.Args()
	which, _ := usecase.EventControlLogID.Of(args)
	w := everything
	if from, ok := usecase.ReadFrom.Of(args); ok {
		w.from = from.Time()
	}
	if to, ok := usecase.ReadTo.Of(args); ok {
		w.to = to.Time()
	}
	id, log := uint8(eventsLogged), s.Events
	if which == 0x04 || which == 0x07 {
		id, log = securityLogged, s.Security
	}
	var records []usecase.Args
	for _, e := range slices.Backward(log.entries()) {
		if w.holds(e.At) && len(records) < eventsTold {
			records = append(records, usecase.Args{
				usecase.LogID.Is(id), usecase.EventID.Is(e.Code),
				usecase.LoggedTime.Is(usecase.SecondsOf(e.At)), usecase.LoggedData.Is(nil),
			})
		}
	}
	return usecase.Args{
		usecase.TotalEvents.Is(uint16(len(records))), usecase.LogPayloadControl.Is(0),
		usecase.LoggedEvents.Is(records...),
	}
}

// gasStates are what a gas meter is like now, beyond what it measures.
func (u *unit) gasStates() usecase.Args {
	valve := uint8(valveOpen)
	if u.Valve != nil {
		valve = *u.Valve
	}
	return usecase.Args{
		usecase.GasSupplyStatus.Is(valve), usecase.CreditRemaining.Is(u.Balance),
		usecase.IssuerEventID.Is(0), usecase.GasStartTime.Is(0),
	}
}

// valveOpen is the state of the valve of a GSME that supplies gas.
const valveOpen = 2
