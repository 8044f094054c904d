package legal

import "fmt"

// Apply is the document as it becomes with the amendments; d is not changed. A document that is not
// what the redline expects is refused: where a clause that is amended has other words, where one
// that is inserted is there already, or where that is missing which one stands after. Other clauses
// may be different from those that were compared. The result is nil where the document ends.
func (r Redline) Apply(d *Document) (*Document, error) {
	if (d == nil) != (r.Before == nil) {
		if d == nil {
			return nil, fmt.Errorf("%s does not exist: apply the redline that begins it first", r.Slug)
		}
		return nil, fmt.Errorf("%s exists already: the redline begins it", r.Slug)
	}
	if len(r.Amendments) == 0 {
		return d, nil
	}
	a := applied{redline: &r, placed: map[string]*Amendment{}, taken: map[string]*Amendment{}}
	var out Document
	var clauses []Clause
	if d != nil {
		out, clauses = *d, d.Clauses
	}
	if err := a.read(d, &out); err != nil {
		return nil, err
	}
	out.Clauses = nil
	if err := a.write(clauses, &out); err != nil {
		return nil, err
	}
	if r.After == nil {
		if len(out.Clauses) > 0 {
			return nil, fmt.Errorf("%s: clause %s is none that the redline knows: it cannot end the "+
				"document", r.Slug, out.Clauses[0].Number)
		}
		return nil, nil
	}
	return &out, nil
}

// applied is the work of applying a redline.
type applied struct {
	redline *Redline
	placed  map[string]*Amendment // by the number that it puts a clause after
	taken   map[string]*Amendment // by the number of the clause that is amended
}

// read puts the amendments where the clauses will ask for them, and does that of the head.
func (a *applied) read(d, out *Document) error {
	r := a.redline
	for k := range r.Amendments {
		m := &r.Amendments[k]
		if m.Kind == Head {
			if d != nil && !sameHead(d, r.Before) {
				return fmt.Errorf("%s: the name, title, kind or notice is not what the redline expects: "+
					"compare again", r.Slug)
			}
			if r.After != nil {
				*out = *r.After
			}
			continue
		}
		if m.Before != nil {
			if a.taken[m.Before.Number] != nil {
				return fmt.Errorf("%s: two amendments are of %s", r.Slug, m.Before.Number)
			}
			a.taken[m.Before.Number] = m
		}
		if m.Kind != Delete && m.Kind != Change {
			if a.placed[m.After] != nil {
				return fmt.Errorf("%s: %s and %s both come right after %q", r.Slug,
					a.placed[m.After].Number, m.Number, m.After)
			}
			a.placed[m.After] = m
		}
	}
	return nil
}

// write makes the clauses: each is followed by what is put after it.
func (a *applied) write(clauses []Clause, out *Document) error {
	r := a.redline
	out.Clauses = make([]Clause, 0, len(clauses)+len(a.placed))
	a.put("", out)
	for i := range clauses {
		c := clauses[i]
		if m := a.taken[c.Number]; m != nil {
			if *m.Before != c {
				return fmt.Errorf("%s: the words of %s are not those that the redline amends: compare "+
					"again", r.Slug, c.Number)
			}
			delete(a.taken, c.Number)
			if m.Kind != Change {
				continue
			}
			c = *m.Now
		}
		out.Clauses = append(out.Clauses, c)
		a.put(c.Number, out)
	}
	for number := range a.taken {
		return fmt.Errorf("%s has no clause %s, which the redline amends: compare again", r.Slug,
			number)
	}
	for after, m := range a.placed {
		return fmt.Errorf("%s has no clause %q for %s to stand after: compare again", r.Slug, after,
			m.Number)
	}
	seen := make(map[string]struct{}, len(out.Clauses))
	for i := range out.Clauses {
		if _, twice := seen[out.Clauses[i].Number]; twice {
			return fmt.Errorf("%s has a clause %s already, which the redline inserts: choose another "+
				"number", r.Slug, out.Clauses[i].Number)
		}
		seen[out.Clauses[i].Number] = struct{}{}
	}
	return nil
}

// put adds what stands after a number, and what stands after that.
func (a *applied) put(after string, out *Document) {
	for m := a.placed[after]; m != nil; m = a.placed[after] {
		delete(a.placed, after)
		out.Clauses = append(out.Clauses, *m.Now)
		after = m.Number
	}
}
