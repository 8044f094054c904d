package dsp

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// returnLocal answers 8.13: the Device's answer to a Command that was delivered by hand
// ends the request as one over the WAN does. Nothing is delivered: its User has it.
func (g *Gateway) returnLocal(
	ctx context.Context, a authorised, body *duis.ReturnLocalCommandResponse,
) (outcome, error) {
	message, uc, err := readResponse(body.DeviceGBCSResponse)
	if err != nil {
		return outcome{}, &duis.ResponseError{Code: returnUnreadable, Err: err}
	}
	e, err := g.journal.answeredBy(ctx, message.Originator, message.Recipient, message.Counter)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return outcome{}, duis.Refuse(returnUnmatched, "no request to %s has counter %d",
			message.Originator, message.Counter)
	case err != nil:
		return outcome{}, err
	case e.id.Originator != a.user.EUI:
		return outcome{}, duis.Refuse(returnUnmatched, "the request is of another User")
	case body.OriginalRequestID != nil && *body.OriginalRequestID != e.id:
		return outcome{}, duis.Refuse(returnUnmatched, "the answer is that to %s", e.id)
	case uc.Code != e.useCase:
		return outcome{}, duis.Refuse(returnUnmatched, "%s answers %s", uc.Code, e.useCase)
	}
	if err := g.authentic(ctx, message, uc); errors.Is(err, errDiscard) {
		return outcome{}, &duis.ResponseError{Code: returnUnreadable, Err: err}
	} else if err != nil {
		return outcome{}, err
	}
	return done(func(ctx context.Context, tx *sql.Tx) error {
		moved, err := g.journal.leave(ctx, tx, e.id, responded, local, sending, timedOut)
		if err != nil {
			return err
		}
		if !moved {
			return duis.Refuse(returnTwice, "%s is answered", e.id)
		}
		return g.effect(ctx, tx, e, e.read(message))
	}), nil
}

// readResponse reads a Device's Response and finds its Use Case.
func readResponse(octets []byte) (*gbcs.Message, *usecase.UseCase, error) {
	message, err := gbcs.Parse(octets)
	if err != nil {
		return nil, nil, err
	}
	uc, ok := usecase.ByMessage(message.Header.Message)
	if !ok || message.Flag != gbcs.Response {
		return nil, nil, errors.New("not the Response of a Use Case")
	}
	return message, uc, nil
}
