package register

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// Hit is a record that search has found.
type Hit struct{ Kind, ID string }

// longest is how many octets of a word are kept.
const longest = 64

// words cuts text into what is searched for: letters and digits, in lower case.
func words(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	for i, w := range all {
		if len(w) > longest {
			all[i] = strings.ToValidUTF8(w[:longest], "")
		}
	}
	return all
}

// weights are the words of texts: a word of the first text weighs the most, and a word that
// comes again a little more.
func weights(texts []string) map[string]int64 {
	all := map[string]int64{}
	for i, text := range texts {
		for _, w := range words(text) {
			if weight := int64(100 / (i + 1)); all[w] < weight {
				all[w] = weight
			} else {
				all[w]++
			}
		}
	}
	return all
}

// asked is how many words of a question are looked for; the rest is left out.
const asked = 8

// telling bounds how many words are looked at: those of the rarest word of a question that
// weigh the most, and in their records the other words. The most common words are in a
// hundred thousand records.
const telling = 4000

// Search lists the records that have a word beginning with each word of text, as they are
// known now and are so now, the most telling first. It is of now only, whatever the moment
// of the view. Limit bounds how many; 0 is all.
func (v *View) Search(text string, limit int) (hits []Hit, err error) {
	prefixes := words(text)
	if len(prefixes) == 0 {
		return nil, nil
	}
	prefixes = prefixes[:min(len(prefixes), asked)]
	if err := v.rarest(prefixes); err != nil {
		return nil, err
	}
	a := args{v.today()}
	has := func(table, prefix string) string {
		return a.begins(table, prefix) + ` AND ` + table + `.so_from <= $1 AND ` + table +
			`.so_until > $1` + a.may(v.reader, table)
	}
	query := `SELECT x.place, SUM(x.weight) AS total FROM (SELECT w.place, w.weight
		FROM register_word w WHERE ` + has("w", prefixes[0]) + `
		ORDER BY w.word, w.weight DESC, w.place
		LIMIT ` + a.add(int64(telling/len(prefixes))) + `) x GROUP BY x.place`
	for _, p := range prefixes[1:] {
		query = `SELECT y.place, y.total + (SELECT SUM(w.weight) FROM register_word w
			WHERE w.place = y.place AND ` + has("w", p) + `) AS total FROM (` + query + `) y`
	}
	query = `SELECT z.place FROM (` + query + `) z WHERE z.total IS NOT NULL
		ORDER BY z.total DESC, z.place`
	if limit > 0 {
		query += ` LIMIT ` + a.add(int64(limit))
	}
	err = each(v.ctx, v.q, func(rows *sql.Rows) error {
		var place []byte
		err := rows.Scan(&place)
		kind, id, _ := strings.Cut(string(place), "\x00")
		hits = append(hits, Hit{kind, id})
		return err
	}, query, a...)
	return hits, err
}

// begins is the condition that a word of a table begins with a prefix: no letter or digit is
// past U+10FFFF.
func (a *args) begins(table, prefix string) string {
	return table + `.word >= ` + a.add([]byte(prefix)) + ` AND ` + table + `.word < ` +
		a.add([]byte(prefix+"\U0010FFFF"))
}

// rarest brings the one of several words to the front that is in the fewest records, as far as
// that is counted.
func (v *View) rarest(prefixes []string) error {
	if len(prefixes) == 1 {
		return nil
	}
	var a args
	counts := make([]string, len(prefixes))
	for i, p := range prefixes {
		counts[i] = `SELECT COUNT(*) FROM (SELECT 1 FROM register_word w WHERE ` + a.begins("w", p) +
			` LIMIT ` + strconv.Itoa(telling) + `) c` + strconv.Itoa(i)
	}
	best, least, i := 0, int64(telling+1), 0
	err := each(v.ctx, v.q, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		if n < least {
			best, least = i, n
		}
		i++
		return err
	}, strings.Join(counts, " UNION ALL "), a...)
	prefixes[0], prefixes[best] = prefixes[best], prefixes[0]
	return err
}

// entry is a word of a record, and for how long it is one.
type entry struct {
	word        string
	from, until int64
	weight      int64
	label       string
}

// searched cuts what a record is searched for by to what a change at known, of the time from
// an instant on, leaves of it. What is over at known is not kept: search is of now.
func searched(spans []span, known, from int64) (left []span) {
	for _, s := range before(spans, from) {
		if s.until > known {
			left = append(left, s)
		}
	}
	return left
}

// searchedFrom is since when the words of a change are searched for.
func searchedFrom(known, from int64) int64 {
	if from <= known {
		return always
	}
	return from
}

// rewrite brings the words of a record up to date with a change.
func (t *Tx) rewrite(c change) error {
	at := place(c.kind, c.id)
	from := searchedFrom(t.known(), c.from)
	var entries []entry
	for _, w := range slices.Sorted(maps.Keys(c.words)) {
		entries = append(entries, entry{w, from, forever, c.words[w], c.label})
	}
	if from != always {
		if err := t.exec(`DELETE FROM register_word WHERE place = $1
			AND (so_from >= $2 OR so_until <= $3)`, at, from, t.known()); err != nil {
			return err
		}
		if err := t.exec(`UPDATE register_word SET so_until = $2 WHERE place = $1
			AND so_until > $2`, at, from); err != nil {
			return err
		}
		return t.enter(at, entries)
	}
	old, err := t.entries(at)
	if err != nil {
		return err
	}
	entries = slices.DeleteFunc(entries, func(e entry) bool {
		same := old[e]
		delete(old, e)
		return same
	})
	for e := range old {
		if err := t.exec(`DELETE FROM register_word WHERE place = $1 AND word = $2 AND so_from = $3`,
			at, []byte(e.word), e.from); err != nil {
			return err
		}
	}
	return t.enter(at, entries)
}

// enter adds words that a record is searched for by.
func (t *Tx) enter(at []byte, entries []entry) error {
	return insertRows(t, `INSERT INTO register_word
		(word, place, so_from, so_until, weight, mark, label)`, entries, func(e entry) []any {
		mark := string(policy.ParseLabel(e.label).Mark)
		return []any{[]byte(e.word), at, e.from, e.until, e.weight, mark, e.label}
	})
}

// entries are the words that a record is searched for by.
func (v *View) entries(at []byte) (map[entry]bool, error) {
	found := map[entry]bool{}
	return found, each(v.ctx, v.q, func(rows *sql.Rows) error {
		var e entry
		var word []byte
		var mark string
		err := rows.Scan(&word, &e.from, &e.until, &e.weight, &mark, &e.label)
		if mark != string(policy.ParseLabel(e.label).Mark) {
			e.label = fmt.Sprintf("%s beside mark %s", e.label, mark) // which is none that is wanted
		}
		e.word = string(word)
		found[e] = true
		return err
	}, `SELECT word, so_from, so_until, weight, mark, label FROM register_word WHERE place = $1`, at)
}
