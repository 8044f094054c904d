// Package repo is the git repository of the Code's text: its objects are rows of SQL, its
// commits are made here, and its refs are whatever the register says at the time.
//
// [Repo.Commit] writes a commit, and never moves or names anything: a commit that no act of the
// register names is harmless. [Repo.Edition] is the Code as a commit has it, and [Repo.Compare]
// what differs between two; [Edition.Referring] is which clauses refer to a place, which is kept
// as a commit is written. [Repo.Handler] serves `git clone` and `git fetch`, of what is reachable
// from the refs that it is given and of nothing else.
//
// A commit has one tree, and that has one file for each document: the slug of its name, and
// ".md". Objects are those of git, octet for octet: `git fsck --strict` agrees.
//
// Objects never change. So what is cached is right for good, and the caches are bounded in
// octets: [Cache].
package repo

import (
	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/lru"
	"github.com/mains-energy/mains/internal/store"
)

// The bounds of caches, in octets.
const (
	cacheDocuments = 64 << 20
	cacheTrees     = 16 << 20 // some 400 commits of 364 documents
	cacheCommits   = 4 << 20  // some 20,000
)

// Repo is the repository in a database. Its methods may be called from several goroutines.
type Repo struct {
	db        *store.DB
	documents *lru.Cache[plumbing.Hash, *legal.Document] // by blob
	trees     *lru.Cache[plumbing.Hash, *tree]           // by commit
	commits   *lru.Cache[plumbing.Hash, *node]           // by commit
}

// Option is how a repository is opened.
type Option func(*Repo)

// Cache bounds the parsed documents that are kept, in octets. Without it 64 MiB are.
func Cache(octets int64) Option {
	return func(r *Repo) { r.documents = lru.New[plumbing.Hash, *legal.Document](octets) }
}

// Open opens the repository in a database, where the migrations of the store have made its
// tables. It reads nothing yet.
func Open(db *store.DB, options ...Option) *Repo {
	r := &Repo{
		db:        db,
		documents: lru.New[plumbing.Hash, *legal.Document](cacheDocuments),
		trees:     lru.New[plumbing.Hash, *tree](cacheTrees),
		commits:   lru.New[plumbing.Hash, *node](cacheCommits),
	}
	for _, option := range options {
		option(r)
	}
	return r
}
