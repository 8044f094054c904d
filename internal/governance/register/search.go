package register

import (
	"fmt"
	"strings"
	"unicode"
)

// Hit is a record that search has found.
type Hit struct{ Kind, ID string }

// words cuts text into what is searched for: letters and digits, in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
}

// longest is how many octets of a word are kept.
const longest = 64

// weights are the words of texts: a word of the first text weighs the most, and a word that
// comes again a little more.
func weights(texts []string) map[string]int64 {
	all := map[string]int64{}
	for i, text := range texts {
		for _, w := range words(text) {
			if len(w) > longest {
				w = strings.ToValidUTF8(w[:longest], "")
			}
			if w == "" {
				continue
			}
			if weight := int64(100 / (i + 1)); all[w] < weight {
				all[w] = weight
			} else {
				all[w]++
			}
		}
	}
	return all
}

// Search lists the records that have a word beginning with each word of text, as they are
// known now, the most telling first. It is of now only.
func (v *View) Search(text string, limit int) (hits []Hit, err error) {
	asked := words(text)
	if len(asked) == 0 {
		return nil, nil
	}
	asked = asked[:min(len(asked), 8)]
	var a args
	query := `SELECT w.kind, w.id, SUM(w.weight) AS total FROM register_word w
		JOIN register_head h ON h.kind = w.kind AND h.id = w.id WHERE (`
	for i, word := range asked {
		if i > 0 {
			query += ` OR `
		}
		from := a.add([]byte(word))
		query += `w.word >= ` + from + ` AND w.word < ` + a.add([]byte(word+"\U0010FFFF"))
	}
	query += `)` + a.may(v.reader, "w") + a.may(v.reader, "h") + ` GROUP BY w.kind, w.id HAVING 1 = 1`
	for _, word := range asked {
		query += ` AND SUM(CASE WHEN w.word >= ` + a.add([]byte(word)) + ` AND w.word < ` +
			a.add([]byte(word+"\U0010FFFF")) + ` THEN 1 ELSE 0 END) > 0`
	}
	query += ` ORDER BY total DESC, w.kind, w.id LIMIT ` + a.add(int64(limit))
	rows, err := v.q.QueryContext(v.ctx, query, a...)
	if err != nil {
		return nil, fmt.Errorf("register: search: %w", err)
	}
	for rows.Next() {
		var h Hit
		var total int64
		if err := rows.Scan(&h.Kind, &h.ID, &total); err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, rows.Err()
}
