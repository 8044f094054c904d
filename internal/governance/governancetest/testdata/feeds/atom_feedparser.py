# Prints what python3-feedparser reads in feeds: python3 atom_feedparser.py FILE...
import calendar, datetime, os, sys
import feedparser

for path in sys.argv[1:]:
    with open(path, "rb") as f:
        d = feedparser.parse(f.read(), response_headers={"content-type": "application/atom+xml"})
    if d.bozo or d.version != "atom10":
        sys.exit("%s: %s %s" % (path, d.version, d.get("bozo_exception")))
    for part in [d.feed] + d.entries:
        at = datetime.datetime.fromtimestamp(calendar.timegm(part.updated_parsed), datetime.timezone.utc)
        print(os.path.basename(path), part.id, " ".join(part.title.split()),
              at.strftime("%Y-%m-%dT%H:%M:%SZ"), part.link, sep="\t")
