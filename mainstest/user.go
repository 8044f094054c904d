package mainstest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/internal/system"
)

// user is a User of the system with its receive service.
type user struct {
	client      *client.Client
	receiver    *client.Receiver
	unsolicited chan *client.Reply
}

// unsolicitedKept is how many alerts wait for a test that does not read them.
const unsolicitedKept = 1024

// addUser starts the receive service of a User and tells the gateway.
func (s *System) addUser(tb testing.TB, party system.Party) {
	tb.Helper()
	keys, err := party.User(s.keys)
	if err != nil {
		tb.Fatal(err)
	}
	c, err := client.New(client.Config{
		Gateway: s.Gateway, Repository: s.Repository, User: keys, Random: rand.Reader,
	})
	if err != nil {
		tb.Fatal(err)
	}
	u := &user{client: c, unsolicited: make(chan *client.Reply, unsolicitedKept)}
	u.receiver = client.NewReceiver(c, func(reply *client.Reply) error {
		select {
		case u.unsolicited <- reply:
			return nil
		default:
			return errors.New("mainstest: nobody takes what comes")
		}
	})
	service := httptest.NewServer(u.receiver)
	tb.Cleanup(service.Close)
	s.users[party.EUI] = u
	err = s.Control(tb.Context(), http.MethodPut, "/users/"+party.EUI.String(),
		map[string]any{"receive_url": service.URL + client.ReceivePath}, nil)
	if err != nil {
		tb.Fatal(err)
	}
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
