package system

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/governance/notice"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
	"github.com/mains-energy/mains/internal/print"
)

// portal is the portal on this system.
func (s *System) portal() http.Handler {
	origin := s.localOrigin()
	p, err := portal.New(portal.Config{
		Network: console{s}, OrgCrypto: s.ca.OrgCryptoZip,
		Printer: printer{print.New(print.Config{Browser: print.Find(), Log: s.log})},
		Code:    code{s.code}, Accounts: accounts{account.New(s.db)},
		Keys:   keys{account.New(s.db)},
		Origin: origin, Host: s.config.Host, Demo: origin != "", Passkeys: origin != "",
		Raw: map[string]http.Handler{"/code.git": s.code.Repository(), archivePath: s.openArchive(),
			notice.UnsubscribePath: s.code.Notices().Unsubscribe()},
		Wall: s.config.Wall, Random: rand.Reader, Log: s.log,
	})
	if err != nil {
		panic(err) // all of it is set here
	}
	return p.Handler()
}

// printer is a printer as the portal knows it.
type printer struct{ *print.Printer }

func (p printer) Print(ctx context.Context, key string, document []byte) ([]byte, error) {
	pdf, err := p.Printer.Print(ctx, key, document)
	if errors.Is(err, print.ErrBusy) {
		err = portal.ErrBusy
	}
	return pdf, err
}

// site is the portal as links in messages have it, which are read elsewhere.
func (s *System) site() string {
	if s.config.Mail.Site != "" {
		return s.config.Mail.Site
	}
	if origin := s.localOrigin(); origin != "" {
		return origin
	}
	for _, l := range s.listeners {
		if address := l.Addr().(*net.TCPAddr); l.name == Portal {
			return "http://" + net.JoinHostPort(s.config.Host, strconv.Itoa(address.Port))
		}
	}
	return ""
}

// localOrigin is the portal by the name that this machine has to itself, which browsers let
// passkeys be made for; empty where others reach the listener as well.
func (s *System) localOrigin() string {
	for _, l := range s.listeners {
		if address := l.Addr().(*net.TCPAddr); l.name == Portal && address.IP.IsLoopback() {
			return "http://localhost:" + strconv.Itoa(address.Port)
		}
	}
	return ""
}

// accounts are the accounts as the portal knows them.
type accounts struct{ *account.Accounts }

func (a accounts) Session(ctx context.Context, id string) (portal.Session, bool, error) {
	s, ok, err := a.Accounts.Session(ctx, id)
	return portal.Session(s), ok, err
}

func (a accounts) Begin(ctx context.Context, s portal.Session, old string) error {
	return a.Accounts.Begin(ctx, account.Session(s), old)
}

func (a accounts) Expect(ctx context.Context, c portal.Ceremony) error {
	return a.Accounts.Expect(ctx, account.Ceremony(c))
}

func (a accounts) Take(
	ctx context.Context, id, session string, now time.Time,
) (portal.Ceremony, bool, error) {
	c, ok, err := a.Accounts.Take(ctx, id, session, now)
	return portal.Ceremony(c), ok, err
}

func (a accounts) Invite(ctx context.Context, i portal.Invitation) error {
	return a.Accounts.Invite(ctx, account.Invitation(i))
}

func (a accounts) AddPasskey(ctx context.Context, p portal.Passkey) (bool, error) {
	return a.Accounts.AddPasskey(ctx, account.Passkey(p))
}

func (a accounts) Passkeys(ctx context.Context, person string) ([]portal.Passkey, error) {
	found, err := a.Accounts.Passkeys(ctx, person)
	all := make([]portal.Passkey, len(found))
	for i, each := range found {
		all[i] = portal.Passkey(each)
	}
	return all, err
}

func (a accounts) Bound(ctx context.Context, s portal.Subject) (string, bool, error) {
	return a.Accounts.Bound(ctx, account.Subject(s))
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
		rows[i] = deliveryOf(d)
	}
	return rows, nil
}

func (c console) Delivery(ctx context.Context, id string) (portal.Delivery, []byte, error) {
	d, document, ok, err := c.gateway.Delivery(ctx, id)
	if err == nil && !ok {
		err = page.ErrNotFound
	}
	return deliveryOf(d), document, err
}

func deliveryOf(d dsp.DeliveryRow) portal.Delivery {
	return portal.Delivery{ID: d.ID, User: d.User.String(), State: d.State, Attempts: d.Attempts,
		Fault: d.Fault, Created: d.Created}
}
