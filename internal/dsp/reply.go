package dsp

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/xmldsig"
)

// A refused carries a refusal to the reply: the code for the User, and the
// request, whose identity the reply repeats.
type refusedRequest struct {
	request *duis.Request
	*duis.ResponseError
}

func (r *refusedRequest) Unwrap() error { return r.ResponseError }

// refusal refuses a request with a code; err is the reason, for the log.
func refusal(req *duis.Request, code duis.ResponseCode, err error) error {
	return &refusedRequest{req, &duis.ResponseError{Code: code, Err: err}}
}

// refuse gives an error of a lower layer the request it is about. An error
// without a response code stays as it is: a fault of ours.
func refuse(req *duis.Request, err error) error {
	var coded *duis.ResponseError
	if errors.As(err, &coded) {
		return &refusedRequest{req, coded}
	}
	return fmt.Errorf("%s: %w", req.RequestID, err)
}

// codeOf is the response code that an error carries, if it does.
func codeOf(err error) (duis.ResponseCode, bool) {
	var coded *duis.ResponseError
	if errors.As(err, &coded) {
		return coded.Code, true
	}
	return "", false
}

// reply turns any error of the path into the Response that refuses the request,
// or reports false where DUIS has none: the request cannot be named, or the fault
// is ours.
func (g *Gateway) reply(err error) (*duis.Response, bool) {
	var refused *refusedRequest
	if !errors.As(err, &refused) {
		return nil, false
	}
	return g.acknowledge(refused.request, refused.Code), true
}

// acknowledge is a Response that repeats a request's identity and carries a code.
func (g *Gateway) acknowledge(req *duis.Request, code duis.ResponseCode) *duis.Response {
	return &duis.Response{
		RequestID: &req.RequestID, RequestIDText: req.RequestIDText, Code: code,
		DateTime: g.Clock.Now(),
		Body: &duis.ResponseMessage{
			ServiceReference:        req.ServiceReference,
			ServiceReferenceVariant: req.ServiceReferenceVariant,
		},
	}
}

// sign writes a Response and signs it with the DCC's XML signing key.
func (g *Gateway) sign(response *duis.Response) ([]byte, error) {
	certificate := g.Signer.Certificate
	document, err := xmldsig.Sign(g.Random, response.Append(nil), g.Signer.Key,
		certificate.IssuerName(), certificate.SerialNumber)
	if err != nil {
		return nil, fmt.Errorf("sign a response: %w", err)
	}
	return document, nil
}

// step logs one step of the path with the identity of the request, and never a
// key or a value of consumption.
func (g *Gateway) step(ctx context.Context, step string, req *duis.Request, more ...any) {
	g.Log.InfoContext(ctx, step, append([]any{
		"request_id", req.RequestIDText, "device", req.RequestID.Target.String(),
		"srv", req.ServiceReferenceVariant,
	}, more...)...)
}
