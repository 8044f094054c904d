package dsp

import (
	"context"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
)

// Send carries one Service Request or Signed Pre-Command towards its Device and
// returns the Acknowledgement. Each step takes what only the step before can
// make. It is the DUIS web service Send Command: Command Variants 1, 3, 5 and 7.
func (g *Gateway) Send(ctx context.Context, raw []byte) (*duis.Response, error) {
	req, err := g.parse(raw)
	if err != nil {
		return nil, err
	}
	sr, err := g.verify(ctx, req) // signed: by whom
	if err != nil {
		return nil, err
	}
	allowed, err := g.authorise(ctx, sr, srv.SendCommand) // authorised: which Device, in which role
	if err != nil {
		return nil, err
	}
	if date, dated := allowed.awaits(); dated {
		return g.await(ctx, allowed, date)
	}
	cmd, err := g.transform(ctx, allowed) // command: a GBCS message
	if err != nil {
		return nil, err
	}
	msg, err := g.seal(ctx, cmd) // sealed: bytes with a MAC
	if err != nil {
		return nil, err
	}
	return g.dispatch(ctx, msg)
}

// Transform makes the Pre-Command of a critical Service Request. It is the DUIS
// web service Transform: Command Variant 4.
func (g *Gateway) Transform(ctx context.Context, raw []byte) (*duis.Response, error) {
	req, err := g.parse(raw)
	if err != nil {
		return nil, err
	}
	sr, err := g.verify(ctx, req)
	if err != nil {
		return nil, err
	}
	allowed, err := g.authorise(ctx, sr, srv.Transformation)
	if err != nil {
		return nil, err
	}
	cmd, err := g.transform(ctx, allowed)
	if err != nil {
		return nil, err
	}
	return g.preCommand(ctx, cmd)
}

// NonDevice answers what the DCC answers itself (Command Variant 8) and returns
// Commands for local delivery (2 and 6). It is the DUIS web service of that name.
func (g *Gateway) NonDevice(ctx context.Context, raw []byte) (*duis.Response, error) {
	req, err := g.parse(raw)
	if err != nil {
		return nil, err
	}
	sr, err := g.verify(ctx, req)
	if err != nil {
		return nil, err
	}
	allowed, err := g.authorise(ctx, sr, srv.NonDevice)
	if err != nil {
		return nil, err
	}
	if allowed.variant.NonDevice {
		return g.answer(ctx, allowed)
	}
	cmd, err := g.transform(ctx, allowed)
	if err != nil {
		return nil, err
	}
	msg, err := g.seal(ctx, cmd)
	if err != nil {
		return nil, err
	}
	return g.local(ctx, msg)
}
