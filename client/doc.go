// Package client is what a User's program imports to talk to the DCC: it makes Service
// Requests of typed bodies, signs and sends them, signs Pre-Commands, takes the answers,
// and checks and reads them.
//
// A [Client] acts for one User and is the User's receive service, too: an http.Handler for
// the address to which the DCC posts answers and alerts.
//
//	c, err := client.New(client.Config{
//		Gateway: "http://127.0.0.1:8079", Repository: "http://127.0.0.1:8083", User: user,
//		OnAlert: func(alert *client.Reply) error { … },
//	})
//	http.Handle(client.ReceivePath, c)
//
// [Client.Request] makes the header that a body wants, [Client.Send] returns when the DCC
// has acknowledged the request, [Pending.Wait] when its answer is there. Between the two
// there may be any number of other requests.
//
//	request, err := c.Request(device, &duis.ReadSupplyStatus{})
//	pending, err := c.Send(ctx, request)
//	outcome, err := pending.Wait(ctx)
//
// A critical request takes the same calls: Send has it transformed, checks that the
// Pre-Command means what the request says, and signs it.
//
// # Answers
//
// An answer comes once, however often the DCC delivers it, and also where it overtakes the
// acknowledgement. What answers nothing that is waited for goes to [Config.OnUnexpected],
// such as the answer to a request of an earlier process, whose RequestID tells; or wait for
// it with [Client.Expect]. A document whose XML signature does not hold answers nothing.
// Values are good where Wait returns no error: then signatures and MACs hold.
//
// # Retries
//
// What may go better the next time is sent again, with growing pauses, by [Retry]: network
// errors, HTTP 429 and 5xx, and response code E58. It is the same signed document with the
// same RequestID, so that the DCC carries it out once: a replay refused with E51 says that
// it had been taken. Nothing that was refused for good is sent again; [Client.Renew] makes
// another request of it. Where nobody knows, the error is [ErrUnknown].
//
// The package holds the User's keys and no others.
package client
