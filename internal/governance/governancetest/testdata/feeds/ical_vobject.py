# Prints what python3-vobject reads in calendars: python3 ical_vobject.py FILE...
import datetime, os, sys
import vobject

def instant(v):
    if not isinstance(v, datetime.datetime):
        return v.isoformat()
    return v.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as f:
        calendar = vobject.readOne(f.read(), validate=True)
    for e in getattr(calendar, "vevent_list", []):
        alarms = sorted(instant(a.trigger.value) for a in getattr(e, "valarm_list", []))
        print(os.path.basename(path), e.uid.value, instant(e.dtstart.value),
              instant(e.dtend.value) if hasattr(e, "dtend") else "", e.status.value, e.sequence.value,
              instant(e.last_modified.value), ",".join(alarms), " ".join(e.summary.value.split()),
              sep="\t")
