package dsp

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// scheduleLimit is how many schedules a User has of one Device: as many as one answer to
// 5.2 holds. DUIS schema, DSPSchedulesRead.
const scheduleLimit = 99

// schedule is a row of dsp_schedule.
type schedule struct {
	id       uint64 // DSPScheduleID
	user     eui.ID
	device   eui.ID
	document []byte // the signed request that made it
	digest   string
	due      time.Time
}

const scheduleColumns = `id, service_user, device, document, digest, due`

func (g *Gateway) schedulesWhere(
	ctx context.Context, where string, args ...any,
) ([]schedule, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT `+scheduleColumns+` FROM dsp_schedule
		WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []schedule
	for rows.Next() {
		var s schedule
		var id, due int64
		var user, device string
		if err := rows.Scan(&id, &user, &device, &s.document, &s.digest, &due); err != nil {
			return nil, err
		}
		s.id, s.due = uint64(id), store.Time(due)
		if s.user, err = eui.Parse(user); err != nil {
			return nil, err
		}
		if s.device, err = eui.Parse(device); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// timetable reads the request that made a schedule.
func (s schedule) timetable() (timetable, error) {
	req, err := duis.Parse(s.document)
	if err != nil {
		return timetable{}, fmt.Errorf("schedule %d: %w", s.id, err)
	}
	body, ok := req.Body.(*duis.CreateSchedule)
	if !ok {
		return timetable{}, fmt.Errorf("schedule %d: made by %T", s.id, req.Body)
	}
	return timetableOf(&body.DSPSchedule, s.digest)
}

func timetableOf(s *duis.DSPSchedule, digest string) (timetable, error) {
	octets, err := hex.DecodeString(digest)
	if err != nil || len(octets) < 4 {
		return timetable{}, fmt.Errorf("digest of a schedule: %q", digest)
	}
	return timetable{s, binary.BigEndian.Uint32(octets)}, nil
}

// digestOf tells schedules of a User apart by what they ask.
func digestOf(body *duis.CreateSchedule) string {
	sum := sha256.Sum256((&duis.Request{Body: body}).Append(nil))
	return hex.EncodeToString(sum[:])
}

// createSchedule answers 5.1. Every check that an occurrence has to pass is made, down to
// the Command that the first one would send.
func (g *Gateway) createSchedule(
	ctx context.Context, a authorised, body *duis.CreateSchedule,
) (outcome, error) {
	now, digest := g.Clock.Now(), digestOf(body)
	times, err := timetableOf(&body.DSPSchedule, digest)
	if err != nil {
		return outcome{}, err
	}
	read, ok := repeatedIn(&body.DSPSchedule)
	if !ok {
		return outcome{}, duis.Refuse(scheduleNotOfVariant, "%s does not go with the body",
			body.DSPScheduledServiceReferenceVariant)
	}
	first, err := firstOf(times, now)
	if err != nil {
		return outcome{}, err
	}
	if err := g.checkCertificate(body.KAPublicSecurityCredential, a.user.EUI, now); err != nil {
		return outcome{}, err
	}
	if read.offsets != nil && inverted(read.offsets(&body.DSPSchedule)) {
		return outcome{}, duis.Refuse(scheduleOffsets, "the period ends before it begins")
	}
	device, err := g.couldRun(ctx, a, &body.DSPSchedule, read, first)
	if err != nil {
		return outcome{}, err
	}
	out := outcome{code: duis.I0, checked: []Device{device}}
	s := schedule{user: a.user.EUI, device: device.EUI, document: a.Raw, digest: digest, due: first}
	id := new(duis.DSPScheduleID)
	out.effect = func(ctx context.Context, tx *sql.Tx) (err error) {
		*id, err = addSchedule(ctx, tx, s, read.variant)
		return err
	}
	out.result = func() duis.Payload {
		g.wakeBy(first)
		return *id
	}
	return out, nil
}

// firstOf is when a schedule runs first.
func firstOf(times timetable, now time.Time) (time.Time, error) {
	if midnight(times.ScheduleStartDate).Before(midnight(now)) {
		return time.Time{}, duis.Refuse(scheduleInPast, "the schedule starts before today")
	}
	first, ok := times.after(now)
	if !ok {
		return time.Time{}, duis.Refuse(scheduleEndsEarly, "the schedule ends before it runs")
	}
	return first, nil
}

// inverted reports whether a period ends before it begins.
func inverted(o *duis.ReadLogPeriodOffset) bool {
	return o.EndDateOffset < o.StartDateOffset ||
		o.EndDateOffset == o.StartDateOffset && o.EndTime < o.StartTime
}

// checkCertificate checks the key agreement certificate that a User brings, if any.
func (g *Gateway) checkCertificate(der []byte, user eui.ID, now time.Time) error {
	if len(der) == 0 {
		return nil
	}
	certificate, err := smki.ParseCertificate(der)
	if err == nil {
		err = certificate.Check(user, smki.KeyAgreement)
	}
	if err == nil {
		err = g.Certificates.Check(certificate, now)
	}
	if err != nil {
		return &duis.ResponseError{Code: scheduleCertificate, Err: err}
	}
	return nil
}

// asSchedule are the codes by which 5.1 says what the path of a request refuses.
var asSchedule = map[duis.ResponseCode]duis.ResponseCode{
	duis.E2:  scheduleNotForRole,
	duis.E5:  scheduleUncommissioned,
	duis.E11: scheduleNotForType,
	duis.E63: scheduleCertificate,
	duis.E64: scheduleOffsets,
}

// couldRun takes an occurrence along the path as far as a Command without its MAC.
func (g *Gateway) couldRun(
	ctx context.Context, a authorised, s *duis.DSPSchedule, read repeated, at time.Time,
) (Device, error) {
	id := duis.RequestID{Originator: a.user.EUI, Target: s.DeviceID, Counter: dccSeries}
	b, err := g.occurrence(ctx, id, a.user, s, read, at)
	if err == nil {
		_, err = g.transform(ctx, b)
	}
	var coded *duis.ResponseError
	if errors.As(err, &coded) {
		if own, ok := asSchedule[coded.Code]; ok {
			return Device{}, &duis.ResponseError{Code: own, Err: coded.Err}
		}
		return Device{}, coded
	}
	return b.device, err
}

// dccSeries sets the counters of requests that the DCC makes in the name of a User apart
// from the User's own: no User counts so far.
const dccSeries = 1 << 63

// occurrence is the request of a schedule on a day, which its User may make.
func (g *Gateway) occurrence(
	ctx context.Context, id duis.RequestID, user User, s *duis.DSPSchedule, read repeated,
	at time.Time,
) (authorised, error) {
	variant, err := repeatedVariant(read)
	if err != nil {
		return authorised{}, err
	}
	if s.DSPScheduledServiceReference != variant.ServiceReference() {
		return authorised{}, duis.Refuse(scheduleNotOfVariant, "%s is not of the Service Reference %s",
			variant.SRV, s.DSPScheduledServiceReference)
	}
	a := authorised{variant: variant, signed: signed{user: user, Request: &duis.Request{
		Header: duis.Header{RequestID: id, RequestIDText: id.String(), CommandVariant: 1,
			ServiceReference: variant.ServiceReference(), ServiceReferenceVariant: variant.SRV},
		Body: read.bodyOn(s, at),
	}}}
	if err := a.eligible(); err != nil {
		return authorised{}, err
	}
	return g.admit(ctx, a)
}

// addSchedule stores a schedule under the next identifier.
func addSchedule(
	ctx context.Context, tx *sql.Tx, s schedule, variant string,
) (duis.DSPScheduleID, error) {
	var count, same int
	err := tx.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(CASE WHEN digest = $3
		THEN 1 ELSE 0 END), 0) FROM dsp_schedule WHERE service_user = $1 AND device = $2`,
		s.user.String(), s.device.String(), s.digest).Scan(&count, &same)
	switch {
	case err != nil:
		return 0, err
	case same > 0:
		return 0, duis.Refuse(scheduleExists, "the User has the very same schedule")
	case count >= scheduleLimit:
		return 0, duis.Refuse(scheduleLimitReached, "%d schedules of the Device", count)
	}
	var id int64
	err = tx.QueryRowContext(ctx, `UPDATE dsp_schedule_last SET last = last + 1 WHERE id = 1
		RETURNING last`).Scan(&id)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO dsp_schedule (id, service_user, device, variant,
		document, digest, due) VALUES ($1, $2, $3, $4, $5, $6, $7)`, id, s.user.String(),
		s.device.String(), variant, s.document, s.digest, store.Micros(s.due))
	return duis.DSPScheduleID(id), err
}

// selection is the schedules that 5.2 and 5.3 ask for, and what they say where there are
// none.
type selection struct {
	id                     *uint64
	device                 *eui.ID
	none, foreign, nothing duis.ResponseCode
}

// schedules finds the User's own schedules of a selection; none without an error where the
// Device has none.
func (g *Gateway) schedules(
	ctx context.Context, a authorised, want selection,
) ([]schedule, error) {
	if want.id == nil {
		if want.device == nil {
			return nil, errors.New("schedules of nothing")
		}
		if _, err := g.target(ctx, *want.device, duis.E19); err != nil {
			return nil, err
		}
		return g.schedulesWhere(ctx, `device = $1 AND service_user = $2 ORDER BY id`,
			want.device.String(), a.user.EUI.String())
	}
	found, err := g.schedulesWhere(ctx, `id = $1`, int64(*want.id))
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, duis.Refuse(want.none, "there is no schedule %d", *want.id)
	case found[0].user != a.user.EUI:
		return nil, duis.Refuse(want.foreign, "schedule %d is of another User", *want.id)
	}
	return found, nil
}

// readSchedule answers 5.2.
func (g *Gateway) readSchedule(
	ctx context.Context, a authorised, body *duis.ReadSchedule,
) (outcome, error) {
	found, err := g.schedules(ctx, a, selection{body.DSPScheduleID, body.DeviceID,
		readNoSchedule, readForeignSchedule, readNothing})
	if err != nil {
		return outcome{}, err
	}
	if len(found) == 0 {
		return outcome{code: readNothing}, nil
	}
	read := &duis.DSPSchedulesRead{}
	for _, s := range found {
		times, err := s.timetable()
		if err != nil {
			return outcome{}, err
		}
		read.DSPSchedules = append(read.DSPSchedules,
			duis.DSPSchedules{DSPScheduleID: s.id, DSPScheduleDetails: *times.DSPSchedule})
	}
	return outcome{code: duis.I0, payload: read}, nil
}

// deleteSchedule answers 5.3. What an occurrence has sent is answered all the same.
func (g *Gateway) deleteSchedule(
	ctx context.Context, a authorised, body *duis.DeleteSchedule,
) (outcome, error) {
	found, err := g.schedules(ctx, a, selection{body.DSPScheduleID, body.DeviceID,
		deleteNoSchedule, deleteForeignSchedule, deleteNothing})
	if err != nil {
		return outcome{}, err
	}
	if len(found) == 0 {
		return outcome{code: deleteNothing}, nil
	}
	return done(func(ctx context.Context, tx *sql.Tx) error {
		for _, s := range found {
			gone, err := changed(tx.ExecContext(ctx, `DELETE FROM dsp_schedule WHERE id = $1`,
				int64(s.id)))
			if err != nil {
				return err
			}
			if !gone {
				return errMoved
			}
		}
		return nil
	}), nil
}

// endOfSchedules is what the owners of a Device's schedules are told when it goes.
func (g *Gateway) endOfSchedules(ctx context.Context, d Device) ([]notice, error) {
	found, err := g.schedulesWhere(ctx, `device = $1 ORDER BY id`, d.EUI.String())
	if err != nil {
		return nil, err
	}
	var notices []notice
	for _, s := range found {
		notices = append(notices, s.removal(alertScheduleGone))
	}
	return notices, nil
}

// removal is what the owner of a schedule is told when the DCC ends it.
func (s schedule) removal(code string) notice {
	return notice{id: fmt.Sprintf("%s schedule %d", code, s.id), user: s.user, code: code,
		event: &duis.DSPScheduleRemoval{DeviceID: s.device, DSPScheduleID: s.id}}
}

// endSchedules takes a Device's schedules away and returns how many there were.
func endSchedules(ctx context.Context, tx *sql.Tx, device eui.ID) (int, error) {
	result, err := tx.ExecContext(ctx, `DELETE FROM dsp_schedule WHERE device = $1`, device.String())
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}
