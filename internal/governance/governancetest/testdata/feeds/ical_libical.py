# Prints what libical reads in calendars: python3 ical_libical.py FILE...
import os, sys
import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib

UTC = ICalGLib.Timezone.get_utc_timezone()

def instant(t, zone=None):
    if t.is_date():
        return "%04d-%02d-%02d" % (t.get_year(), t.get_month(), t.get_day())
    if zone is not None:
        t.set_timezone(zone)
    t = t.convert_to_zone(UTC)
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % (
        t.get_year(), t.get_month(), t.get_day(), t.get_hour(), t.get_minute(), t.get_second())

def parts(component, kind):
    part = component.get_first_component(kind)
    while part is not None:
        yield part
        part = component.get_next_component(kind)

def zoned(calendar, event, kind, value):
    prop = event.get_first_property(kind)
    parameter = prop.get_first_parameter(ICalGLib.ParameterKind.TZID_PARAMETER)
    return None if parameter is None else calendar.get_timezone(parameter.get_tzid())

KIND, PROPERTY = ICalGLib.ComponentKind, ICalGLib.PropertyKind
STATUS = {ICalGLib.PropertyStatus.CONFIRMED: "CONFIRMED", ICalGLib.PropertyStatus.CANCELLED: "CANCELLED"}

for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as f:
        calendar = ICalGLib.Component.new_from_string(f.read())
    if calendar is None or calendar.count_errors() > 0:
        sys.exit("%s: not read, or with errors" % path)
    for e in parts(calendar, KIND.VEVENT_COMPONENT):
        start = e.get_first_property(PROPERTY.DTSTART_PROPERTY)
        end = e.get_first_property(PROPERTY.DTEND_PROPERTY)
        changed = e.get_first_property(PROPERTY.LASTMODIFIED_PROPERTY)
        alarms = sorted(
            instant(a.get_first_property(PROPERTY.TRIGGER_PROPERTY).get_trigger().get_time())
            for a in parts(e, KIND.VALARM_COMPONENT))
        print(os.path.basename(path), e.get_uid(),
              instant(start.get_dtstart(), zoned(calendar, e, PROPERTY.DTSTART_PROPERTY, start)),
              instant(end.get_dtend(), zoned(calendar, e, PROPERTY.DTEND_PROPERTY, end)) if end else "",
              STATUS[e.get_status()], e.get_sequence(), instant(changed.get_lastmodified()),
              ",".join(alarms), " ".join(e.get_summary().split()), sep="\t")
