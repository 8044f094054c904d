package mainstest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/internal/system"
)

// user is a User of the system with its receive service.
type user struct {
	system.Party
	client      *client.Client
	unsolicited chan *client.Reply
}

// unsolicitedKept is how many alerts wait for a test that does not read them.
const unsolicitedKept = 1024

// addUser starts the receive service of a User and tells the gateway.
func (s *System) addUser(ctx context.Context, party system.Party) error {
	u := &user{Party: party, unsolicited: make(chan *client.Reply, unsolicitedKept)}
	s.users[party.EUI] = u
	var err error
	u.client, err = s.connect(ctx, u, func(config *client.Config) {
		config.OnUnexpected = func(reply *client.Reply) error {
			select {
			case u.unsolicited <- reply:
				return nil
			default:
				return errors.New("mainstest: nobody takes what comes")
			}
		}
	})
	return err
}

// NewClient makes another client of a User, with a receive service of its own to which from
// then on all answers and alerts of that User go. change may set what a program sets: the
// handlers, retries, a clock. User is as for [System.Client].
func (s *System) NewClient(
	ctx context.Context, user string, change func(*client.Config),
) (*client.Client, error) {
	u := s.user(user)
	if u == nil {
		return nil, fmt.Errorf("mainstest: no User %q", user)
	}
	return s.connect(ctx, u, change)
}

// connect makes a client of a User and serves it.
func (s *System) connect(
	ctx context.Context, u *user, change func(*client.Config),
) (*client.Client, error) {
	keys, err := u.User(s.keys)
	if err != nil {
		return nil, err
	}
	config := client.Config{Gateway: s.Gateway, Repository: s.Repository, User: keys}
	if change != nil {
		change(&config)
	}
	c, err := client.New(config)
	if err != nil {
		return nil, err
	}
	service := httptest.NewServer(c)
	s.mu.Lock()
	s.stop = append(s.stop, func() error { service.Close(); return nil })
	s.mu.Unlock()
	return c, s.Control(ctx, http.MethodPut, "/users/"+u.EUI.String(),
		map[string]any{"receive_url": service.URL + client.ReceivePath}, nil)
}

func (s *System) user(name string) *user {
	party, _ := system.FindParty(name)
	return s.users[party.EUI]
}

// Control calls a test control, such as POST /clock, with in as JSON, and reads what it
// says into out. Both may be nil. GET / at [System.Controls] lists what there is.
func (s *System) Control(ctx context.Context, method, path string, in, out any) error {
	text, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, s.Controls+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if text, err = io.ReadAll(resp.Body); err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("mainstest: %s %s: %s: %s", method, path, resp.Status,
			bytes.TrimSpace(text))
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(text, out)
}
