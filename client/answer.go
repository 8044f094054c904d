package client

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/mmc"
)

// Answer is what a Device answered, as the struct of the catalogue that goes with the
// request: R is for example [*mmc.ReadSupplyStatusRsp].
type Answer[R mmc.Rsp] struct {
	Rsp      R             // the values; see MessageSuccess for whether all was done
	Document *mmc.Document // the whole document of the catalogue
	Outcome  *Outcome      // how far the request came; never nil
}

// ErrNoValues says that an answer holds no values of the type that was asked for.
var ErrNoValues = errors.New("client: no such values in the answer")

// Ask makes a request of a body, sends it and waits for the answer, of which R is the type:
//
//	answer, err := client.Ask[*mmc.ReadSupplyStatusRsp](ctx, c, device, &duis.ReadSupplyStatus{})
//	fmt.Println(*answer.Rsp.SupplyState)
//
// The Answer is never nil. The error is that of [Client.Request], [Client.Send],
// [Pending.Wait] or [Await], and says at which step things went wrong; then there are no
// values.
func Ask[R mmc.Rsp](
	ctx context.Context, c *Client, device eui.ID, body duis.Body, options ...Option,
) (*Answer[R], error) {
	request, err := c.Request(device, body, options...)
	if err != nil {
		return &Answer[R]{Outcome: &Outcome{}}, err
	}
	p, err := c.Send(ctx, request)
	if err != nil {
		return &Answer[R]{Outcome: p.Outcome()}, err
	}
	defer p.Forget()
	return Await[R](ctx, p)
}

// Await waits for the answer to a request, of which R is the type; [mmc.Rsp] takes any. The
// Answer is never nil. The error is that of [Pending.Wait], [ErrNoValues] with what came
// instead, or says why the values cannot be read. Where a Device did not do all that was
// asked there is no error: MessageSuccess says so, and Document has the details.
func Await[R mmc.Rsp](ctx context.Context, p *Pending) (*Answer[R], error) {
	answer := &Answer[R]{}
	var err error
	if answer.Outcome, err = p.Wait(ctx); err != nil {
		return answer, err
	}
	if err := answer.read(ctx, p.client); err != nil {
		return answer, fmt.Errorf("%s: %w", answer.Outcome.Request.RequestID, err)
	}
	return answer, nil
}

// read reads the values of an answer whose protection holds.
func (a *Answer[R]) read(ctx context.Context, c *Client) error {
	parser := mmc.Parser{Keys: c.Keys(ctx)}
	var err error
	if a.Document, err = parser.Response(a.Outcome.Answer.Response); err != nil {
		return fmt.Errorf("%w: %w", ErrNoValues, err)
	}
	message, ok := a.Document.Body.(*mmc.ResponseMessage)
	if !ok {
		return fmt.Errorf("%w: it is a %s", ErrNoValues, a.Document.Body.Element())
	}
	if a.Rsp, ok = message.SMETSData.(R); ok {
		return nil
	}
	want := reflect.TypeFor[R]()
	switch {
	case message.SMETSData != nil:
		return fmt.Errorf("%w: it is a %s, want %s", ErrNoValues, message.SMETSData.Element(), want)
	case len(message.GBCSData) > 0 && c.User.Agreement == nil:
		return fmt.Errorf("%w: they are encrypted, and there is no key agreement key for %s",
			ErrNoValues, c.User.EUI)
	}
	return fmt.Errorf("%w: the Device sent none that can be shown as %s", ErrNoValues, want)
}
