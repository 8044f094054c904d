package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The alerts that say what became of a Command for later. GBCS alert codes.
const (
	laterDone   gbcs.AlertCode = 0x8F66
	laterFailed gbcs.AlertCode = 0x8F67
)

// later passes on what became of a Command that was for later, as an answer to its request,
// and changes the inventory by it. It reports false where the alert is none such or names no
// request that is known. Only Commands of one instruction say which they were.
func (g *Gateway) later(
	ctx context.Context, a arrival, m *gbcs.Message, code gbcs.AlertCode,
) (bool, error) {
	if code != laterDone && code != laterFailed {
		return false, nil
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		return false, nil // the alert is passed on as any other
	}
	args := tree.Args()
	counter, ok := usecase.AuthorisingCounter.Of(args)
	if !ok {
		if counter, ok = usecase.ActivationCounter.Of(args); !ok {
			return false, nil
		}
	}
	e, err := g.journal.answeredBy(ctx, m.Originator, m.Recipient, counter)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	id := duis.RequestID{Originator: m.Originator, Target: e.id.Originator, Counter: m.Counter}
	document, err := g.sign(&duis.Response{
		RequestID: &e.id, RequestIDText: e.written, ResponseID: &id, Code: duis.I0,
		DateTime: g.Clock.Now(), Body: e.carrying(&duis.FutureDatedDeviceAlertMessage{
			FutureDatedAlertCode: fmt.Sprintf("%04X", uint16(code)), GBCSPayload: a.data,
			InstructionNumber: 1, TotalCommandInstructions: 1,
		}),
	})
	if err != nil {
		return false, err
	}
	d := delivery{
		id: "alert " + id.String(), user: e.id.Originator, request: e.id.String(), document: document,
	}
	said := conversation{said: args, success: code == laterDone}
	err = g.DB.Write(ctx, func(tx *sql.Tx) error {
		if err := g.effect(ctx, tx, e, said); err != nil {
			return err
		}
		return g.leaveWithDeliver(ctx, tx, d)
	})
	if err != nil {
		return false, fmt.Errorf("%s: %w", d.id, err)
	}
	g.release(d)
	g.Log.InfoContext(ctx, "later", "request_id", e.id.String(), "device", m.Originator.String(),
		"code", code.String())
	return true, nil
}
