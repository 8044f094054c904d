package system

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// signingLimit bounds a document for the signing service, in octets of JSON: the
// largest request of the Non-Device service in base64.
const signingLimit = 28 << 20

// signing is the REST service of the DCC's reference signer, which signs as any
// User whose keys this system holds.
func (s *System) signing() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/sign", signingService(s.signDocument))
	mux.HandleFunc("/verify", signingService(s.verifyDocument))
	return mux
}

type signingMessage struct {
	Message         []byte `json:"message"` // base64 on the wire
	PreserveCounter bool   `json:"preserveCounter,omitempty"`
}

// signingError is the body of a 400. The codes are ours: those of the reference
// signer were not recovered.
type signingError struct {
	Error string `json:"error"`
	Code  int    `json:"errorCode"`
}

const (
	codeInput  = 1 // the JSON or the document in it cannot be read
	codeSign   = 2 // no key for the originator
	codeVerify = 3 // the signature does not hold
)

type signingFault struct {
	code int
	error
}

func signingService(
	serve func(*http.Request, signingMessage) ([]byte, error),
) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "the signing service takes POST", http.StatusMethodNotAllowed)
			return
		}
		var in signingMessage
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, signingLimit)).Decode(&in)
		var out []byte
		if err != nil {
			err = signingFault{codeInput, err}
		} else {
			out, err = serve(r, in)
		}
		w.Header().Set("Content-Type", "application/json")
		encoder := json.NewEncoder(w)
		if err != nil {
			var fault signingFault
			if !errors.As(err, &fault) {
				fault = signingFault{codeInput, err}
			}
			w.WriteHeader(http.StatusBadRequest)
			// A caller that has gone needs no answer.
			_ = encoder.Encode(signingError{fault.Error(), fault.code})
			return
		}
		_ = encoder.Encode(map[string]string{"message": base64.StdEncoding.EncodeToString(out)})
	}
}

func (s *System) signDocument(r *http.Request, in signingMessage) ([]byte, error) {
	document := in.Message
	if !in.PreserveCounter {
		var err error
		if document, err = s.counter.Renew(document, s.config.Wall.Now()); err != nil {
			return nil, err
		}
	}
	request, err := duis.Parse(document)
	if request == nil {
		return nil, err
	}
	credential, held := s.ca.Held(request.RequestID.Originator, smki.XMLSign, smki.DigitalSignature)
	if !held {
		return nil, signingFault{codeSign, errors.New("no XML signing key for " +
			request.RequestID.Originator.String())}
	}
	return xmldsig.Sign(rand.Reader, document, credential.Key,
		credential.Certificate.IssuerName(), credential.Certificate.SerialNumber)
}

func (s *System) verifyDocument(r *http.Request, in signingMessage) ([]byte, error) {
	parsed, err := xmldsig.Parse(in.Message)
	if err != nil {
		return nil, err
	}
	signature, err := xmldsig.Find(parsed)
	if err != nil {
		return nil, signingFault{codeVerify, err}
	}
	certificate, err := s.ca.BySerial(r.Context(), signature.Serial)
	if err != nil {
		return nil, signingFault{codeVerify, err}
	}
	if err := signature.Verify(certificate.ECDSA()); err != nil {
		return nil, signingFault{codeVerify, err}
	}
	return in.Message, nil
}
