package repo

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

// service is the only one of git's that is served.
const service = "git-upload-pack"

// mostBody bounds a request, as it is sent and as it is once inflated: git says 16,384 commits
// that it has at most, in 50 octets each.
const mostBody = 2 << 20

// head is what HEAD stands for.
const head = "refs/heads/main"

// capabilities are what the server can do.
const capabilities = "multi_ack_detailed no-done side-band-64k ofs-delta include-tag " +
	"object-format=sha1 agent=mains"

// Ref is a name of a commit or of a tag: "refs/heads/main".
type Ref struct{ Name, Hash string }

// Handler serves git's smart HTTP, to read: what ends in /info/refs and /git-upload-pack, below
// whatever prefix. refs is asked at each request for what there is to see. Objects that cannot
// be reached from its answer are refused, as those are that do not exist. HEAD is
// refs/heads/main, where that is among them. Clones are whole: shallow and partial ones are
// refused.
func (r *Repo) Handler(refs func(context.Context) ([]Ref, error)) http.Handler {
	return &server{r, refs}
}

type server struct {
	r    *Repo
	refs func(context.Context) ([]Ref, error)
}

func (s *server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Cache-Control", "no-cache, max-age=0, must-revalidate")
	path := req.URL.Path
	switch {
	case strings.HasSuffix(path, "/info/refs"):
		s.advertise(w, req)
	case strings.HasSuffix(path, "/"+service):
		s.upload(w, req)
	case strings.HasSuffix(path, "/git-receive-pack"):
		http.Error(w, readOnly, http.StatusForbidden)
	default:
		http.Error(w, "git clone the address without what follows .git", http.StatusNotFound)
	}
}

const readOnly = "this repository is read with git clone and git fetch, and with nothing else"

// allow answers a request of another method.
func allow(w http.ResponseWriter, req *http.Request, methods ...string) bool {
	for _, m := range methods {
		if req.Method == m {
			return true
		}
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	http.Error(w, readOnly, http.StatusMethodNotAllowed)
	return false
}

// advertise tells the refs.
func (s *server) advertise(w http.ResponseWriter, req *http.Request) {
	if !allow(w, req, http.MethodGet, http.MethodHead) {
		return
	}
	if req.URL.Query().Get("service") != service {
		http.Error(w, readOnly, http.StatusForbidden)
		return
	}
	v, err := s.view(req.Context())
	if err != nil {
		unable(w)
		return
	}
	w.Header().Set("Content-Type", "application/x-"+service+"-advertisement")
	v.advertise(w)
}

// unable answers what went wrong here. The cause is not for strangers.
func unable(w http.ResponseWriter) {
	const say = "the repository cannot be read at the moment: try again"
	http.Error(w, say, http.StatusInternalServerError)
}

// view is what there is to see.
func (s *server) view(ctx context.Context) (*view, error) {
	refs, err := s.refs(ctx)
	if err != nil {
		return nil, err
	}
	return s.r.view(ctx, refs)
}

// upload sends a pack of what the other side wants and has not.
func (s *server) upload(w http.ResponseWriter, req *http.Request) {
	if !allow(w, req, http.MethodPost) {
		return
	}
	if req.Header.Get("Content-Type") != "application/x-"+service+"-request" {
		http.Error(w, "want a request of git", http.StatusUnsupportedMediaType)
		return
	}
	asked, err := readRequest(http.MaxBytesReader(w, req.Body, mostBody),
		req.Header.Get("Content-Encoding"))
	if err != nil {
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	v, err := s.view(req.Context())
	if err != nil {
		unable(w)
		return
	}
	w.Header().Set("Content-Type", "application/x-"+service+"-result")
	if len(asked.wants) == 0 {
		return
	}
	if err := s.answer(req.Context(), w, v, asked); err != nil {
		// The other side must not take what was sent so far for all of it.
		panic(http.ErrAbortHandler)
	}
}

// errTooLong: a request has more than mostBody.
var errTooLong = fmt.Errorf("a request of more than %d octets: fetch into a new clone", mostBody)

func statusOf(err error) int {
	var tooMuch *http.MaxBytesError
	if errors.Is(err, errTooLong) || errors.As(err, &tooMuch) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

// readRequest reads a body, which may be gzip.
func readRequest(body io.Reader, encoding string) (*request, error) {
	switch encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(body)
		if err != nil {
			return nil, fmt.Errorf("gzip: %w", err)
		}
		body = &bounded{z, mostBody}
	default:
		return nil, errors.New("the body is encoded: want gzip, or nothing")
	}
	return parseRequest(body)
}

// bounded fails once more is read than may be.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// answer is the answer to a request that could be read. It fails where no more can be said.
func (s *server) answer(ctx context.Context, w io.Writer, v *view, asked *request) error {
	lines := pktline.NewEncoder(w)
	var commits, tags []plumbing.Hash
	for _, want := range asked.wants {
		commit, tag := v.find(want)
		if commit.IsZero() {
			return lines.Encodef("ERR upload-pack: not our ref %s\n", want)
		}
		commits = append(commits, commit)
		if tag {
			tags = append(tags, want)
		}
	}
	common, send, err := negotiate(lines, v, asked, commits)
	if err != nil || !send {
		return err
	}
	hashes, err := s.r.missing(ctx, v, commits, common)
	if err != nil {
		return err
	}
	hashes = v.withTags(hashes, tags, asked.can["include-tag"])
	return s.r.send(ctx, w, hashes, asked)
}
