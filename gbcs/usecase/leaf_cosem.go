package usecase

// Every leaf is a field of COSEM data: its type, then its value.

func (s *Slot[T]) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Slot[T]) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Slot[T]) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Flag) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Flag) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Flag) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Text) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Text) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Text) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Octets) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Octets) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Octets) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Moment) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Moment) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Moment) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Date) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Date) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Date) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *TimeOfDay) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *TimeOfDay) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *TimeOfDay) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Stamp) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Stamp) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Stamp) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *ID) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *ID) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *ID) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *Bits) readCOSEM(w *walk)                       { readLeaf(w, s) }
func (s *Bits) appendCOSEM(b *build)                    { appendLeaf(b, s) }
func (s *Bits) places(opt bool, each func(Place, bool)) { each(s, opt) }

func (s *List) places(opt bool, each func(Place, bool))  { each(s, opt) }
func (s *Group) places(opt bool, each func(Place, bool)) { each(s, opt) }
func (s *Scaling) places(_ bool, each func(Place, bool)) { each(s, true) }
