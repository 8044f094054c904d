# Prints what python3-icalendar reads in calendars: python3 ical_icalendar.py FILE...
import datetime, os, sys
import icalendar

def instant(v):
    if not isinstance(v, datetime.datetime):
        return v.isoformat()
    return v.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

for path in sys.argv[1:]:
    with open(path, "rb") as f:
        calendar = icalendar.Calendar.from_ical(f.read())
    for e in calendar.walk("VEVENT"):
        if e.errors:
            sys.exit("%s: %s" % (path, e.errors))
        alarms = sorted(instant(a["TRIGGER"].dt) for a in e.walk("VALARM"))
        print(os.path.basename(path), e["UID"], instant(e["DTSTART"].dt),
              instant(e["DTEND"].dt) if "DTEND" in e else "", e["STATUS"], e["SEQUENCE"],
              instant(e["LAST-MODIFIED"].dt), ",".join(alarms), " ".join(e["SUMMARY"].split()), sep="\t")
