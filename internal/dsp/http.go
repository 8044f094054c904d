package dsp

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/store"
)

// contentType is that of every document, both ways.
const contentType = "application/xml"

// Body limits of the services, in octets. A firmware image is 10,240,000 octets
// before base64 and comes to the Non-Device service; everything else is small.
const (
	bodyLimit      = 1 << 20
	nonDeviceLimit = 20 << 20
)

// largeBody is what a request of any service but Update Firmware stays below, in
// octets; largeAtOnce bounds how many larger ones are in memory at the same time. A
// document takes several times its size while it is read.
const (
	largeBody   = 64 << 10
	largeAtOnce = 8
)

// Handler serves the DUIS web services at the paths of DCC Boxed.
func (g *Gateway) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/v1/serviceS", g.service("send", bodyLimit, g.Send))
	mux.Handle("/api/v1/serviceT", g.service("transform", bodyLimit, g.Transform))
	mux.Handle("/api/v1/serviceD", g.service("non-device", nonDeviceLimit, g.NonDevice))
	return mux
}

// service is one web service: a document in, a signed document out. What cannot
// be refused with a response code is refused with an HTTP status and a sentence.
func (g *Gateway) service(
	name string, limit int64, serve func(context.Context, []byte) (*duis.Response, error),
) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := g.Wall.Now()
		if r.ContentLength < 0 || r.ContentLength > largeBody {
			select {
			case g.large <- struct{}{}:
				defer func() { <-g.large }()
			case <-r.Context().Done():
				return
			}
		}
		raw, status, reason := readDocument(w, r, limit)
		if status != 0 {
			g.Metrics.refused(name, status)
			http.Error(w, reason, status)
			return
		}
		response, err := serve(r.Context(), raw)
		if err != nil {
			var ok bool
			if response, ok = g.reply(err); !ok {
				g.httpFault(w, r, name, err)
				return
			}
			g.Log.InfoContext(r.Context(), "refuse", "service", name,
				"request_id", response.RequestIDText, "code", string(response.Code), "err", err)
		}
		document, err := g.sign(response)
		if err != nil {
			g.httpFault(w, r, name, err)
			return
		}
		g.Metrics.served(name, response.Code, g.Wall.Now().Sub(start))
		w.Header().Set("Content-Type", contentType)
		// A User that has gone finds the outcome by its receive service.
		_, _ = w.Write(document)
	})
}

// readDocument reads the body of a request, or says which status refuses it.
func readDocument(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, int, string) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed, "a DUIS service takes POST"
	}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != contentType && media != "text/xml" {
		return nil, http.StatusUnsupportedMediaType, "Content-Type must be " + contentType
	}
	if charset, ok := parameters["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return nil, http.StatusUnsupportedMediaType, "the character encoding must be UTF-8"
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, http.StatusRequestEntityTooLarge, "the document is larger than this service takes"
	}
	if err != nil {
		return nil, http.StatusBadRequest, "the document ended early"
	}
	return raw, 0, ""
}

// httpFault answers where DUIS has no response code for it.
func (g *Gateway) httpFault(w http.ResponseWriter, r *http.Request, name string, err error) {
	var syntax *duis.SyntaxError
	status, reason := http.StatusInternalServerError, "internal error"
	switch {
	case errors.As(err, &syntax):
		status, reason = http.StatusBadRequest, syntax.Error()
	case r.Context().Err() != nil:
		status, reason = http.StatusServiceUnavailable, "the request was given up"
	case errors.Is(err, store.ErrFull) || errors.Is(err, store.ErrClosed):
		status, reason = http.StatusServiceUnavailable, "the journal takes no requests now"
	}
	g.Metrics.refused(name, status)
	level := g.Log.InfoContext
	if status >= 500 {
		level = g.Log.ErrorContext
	}
	level(r.Context(), "refuse", "service", name, "status", status, "err", err)
	http.Error(w, reason, status)
}
