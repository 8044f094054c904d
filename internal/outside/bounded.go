package outside

import (
	"fmt"
	"io"
	"net/http"
)

// bounded asks no address that [Parse] refuses, and bounds what is read of an answer.
type bounded struct {
	below *http.Transport
	most  int64
}

// RoundTrip does one exchange. It is asked again for every redirect.
func (b *bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := Parse(r.URL.String()); err != nil {
		if r.Body != nil {
			r.Body.Close() // as a RoundTripper must; nothing was read of it
		}
		return nil, err
	}
	answer, err := b.below.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &most{ReadCloser: answer.Body, left: b.most, of: b.most}
	return answer, nil
}

// most reads so much and no more.
type most struct {
	io.ReadCloser
	left, of int64
}

func (m *most) Read(p []byte) (int, error) {
	if int64(len(p)) > m.left+1 {
		p = p[:m.left+1]
	}
	n, err := m.ReadCloser.Read(p)
	if int64(n) > m.left {
		n, err = int(m.left), fmt.Errorf("%w: more than %d octets", ErrLarge, m.of)
	}
	m.left -= int64(n)
	return n, err
}
