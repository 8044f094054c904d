package system

import (
	"context"
	"net/http"
	"time"

	"github.com/mains-energy/mains/internal/portal"
)

// portal is the portal on this system.
func (s *System) portal() http.Handler {
	return portal.New(console{s}, s.ca.OrgCryptoZip, s.log).Handler()
}

// console is what the portal shows of a system.
type console struct{ *System }

func (c console) Now() time.Time { return c.clock.Now() }

func (c console) Devices(ctx context.Context) ([]portal.Device, error) {
	devices, err := c.gateway.Devices(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]portal.Device, len(devices))
	for i, d := range devices {
		rows[i] = portal.Device{ID: d.EUI.String(), Type: d.Type.String(), Status: string(d.Status),
			Hub: d.Hub.String(), Region: d.Region, MPxN: d.ImportMPxN,
			ESMEVariant: d.ESMEVariant, GBCSVersion: d.GBCSVersion}
	}
	return rows, nil
}

func (c console) Requests(ctx context.Context, limit int) ([]portal.Request, error) {
	requests, err := c.gateway.Requests(ctx, limit)
	if err != nil {
		return nil, err
	}
	rows := make([]portal.Request, len(requests))
	for i, r := range requests {
		rows[i] = portal.Request(r)
	}
	return rows, nil
}

func (c console) Deliveries(ctx context.Context, limit int) ([]portal.Delivery, error) {
	deliveries, err := c.gateway.Deliveries(ctx, limit)
	if err != nil {
		return nil, err
	}
	rows := make([]portal.Delivery, len(deliveries))
	for i, d := range deliveries {
		rows[i] = portal.Delivery{ID: d.ID, User: d.User.String(), State: d.State,
			Attempts: d.Attempts, Fault: d.Fault, Created: d.Created}
	}
	return rows, nil
}
