"""From the values of a file, read and checked, to the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from definitions.building_rating import rating
from definitions.building_reports import reports
from definitions.building_sheets import section
from definitions.deadline_shapes import Written, is_period_word, rows_by_period
from definitions.keys import ENGLISH_VALUES
from definitions.made import kinds, made, optional, text, without
from definitions.model import (
    Anchor,
    Definition,
    Event,
    Example,
    Excepted,
    FollowUp,
    OnlyNamed,
    Opening,
    Policy,
    RecordedIn,
    Target,
)
from definitions.model_flows import (
    ADDRESSEE,
    RESPONSIBLE,
    Appointed,
    Flow,
    Member,
    Role,
    State,
    Term,
    Transition,
)
from definitions.model_rules import (
    CURATOR,
    HEAD,
    SUPERIOR,
    Copy,
    Document,
    Moving,
    Parameter,
    Received,
    Reminders,
    Roll,
    YearOf,
    YearRule,
)
from definitions.model_sheets import Survey
from definitions.parameters import normal
from definitions.tree import Scalar

Values = Mapping[str, Any]


def build(values: Values) -> Definition:
    """Return the definition that values without errors make."""
    rules = values["rules"]
    roles = [role["name"].text for role in values["roles"]]
    return Definition(
        name=values["cycle"],
        title=values["title"],
        document=_document(values.get("document", {})),
        calendar=values["calendar"].text,
        presidential=values.get("presidential", False),
        timezone=values["timezone"],
        roll=made(Roll, rules["roll"]),
        reminders=_reminders(rules.get("reminders", {}), roles),
        inclusive=rules.get("inclusive", True),
        received=optional(_received, rules.get("received_after")),
        moving=optional(_moving, rules.get("moving")) or Moving(),
        removing=optional(_moving, rules.get("removing")) or Moving(),
        years=_years(rules.get("years", {})),
        parameters=tuple(_parameter(parameter) for parameter in values.get("parameters", [])),
        ladders={ladder["name"].text: _reminders(ladder, roles) for ladder in values.get("ladders", [])},
        roles=tuple(_role(role) for role in values["roles"]),
        flows=tuple(_flow(flow, roles) for flow in values.get("flows", [])),
        events=tuple(_event(event, values) for event in values["events"]),
        reports=reports(values),
        rating=optional(rating, values.get("rating")),
        examples=tuple(_example(example) for example in values.get("examples", [])),
    )


# Small parts -------------------------------------------------------------------------------------------------


def _document(values: Values) -> Document:
    force = values.get("in_force", {})
    gone = values.get("repealed", {})
    return made(
        Document,
        without(values, "in_force", "repealed"),
        in_force=(force.get("since"), force.get("until")),
        repealed=gone.get("since"),
        repealed_by=gone.get("basis", ""),
    )


def _parameter(values: Values) -> Parameter:
    default = values.get("default")
    value = normal(default.text, values["kind"]) if default else ""
    return made(Parameter, without(values, "default"), value=value)


def _years(values: Values) -> YearRule:
    names = {"reporting": "reporting", "current": "current", "planned_for": "planned", "unnamed": "unnamed"}
    return YearRule(**{names[name]: YearOf(*value[1:]) for name, value in values.items() if name != "_place"})


def _written_to(name: str, roles: list[str]) -> str:
    words = {"head": HEAD, "curator": CURATOR, "superior": SUPERIOR}
    return name if name in roles else words[ENGLISH_VALUES.get(name, name)]


def _reminders(values: Values, roles: list[str]) -> Reminders:
    copies = tuple(
        Copy(tuple(_written_to(name.text, roles) for name in copy["to"]), copy.get("overdue_after", 0))
        for copy in values.get("copies", [])
    )
    return made(Reminders, without(values, "copies", "name"), copies=copies)


def _received(values: Values) -> Received:
    whose = {"addressee's": "addressee", "sender's": "sender"}
    clock: Any = whose.get(values.get("whose", ""), "cycle")
    return Received(values["hour"], clock)


def _moving(values: Values) -> Moving:
    return made(Moving, values)


# Roles and flows ---------------------------------------------------------------------------------------------


def _role(values: Values) -> Role:
    appointed = values.get("appointed")
    members = tuple(made(Member, member) for member in values.get("participants", []))
    return made(
        Role,
        without(values, "participants", "appointed"),
        members=members,
        appointed=made(Appointed, appointed) if appointed else None,
    )


def in_flow(name: str, roles: list[str]) -> str:
    """Return a role as a flow keeps it: «исполнитель» and «адресат» are roles of the definition or of its events."""
    word = ENGLISH_VALUES.get(name, name)
    return name if name in roles else {"responsible": RESPONSIBLE, "addressee": ADDRESSEE}.get(word, name)


def _flow(values: Values, roles: list[str]) -> Flow:
    return Flow(
        name=values["name"].text,
        initial=values["initial"].text,
        states=tuple(_state(state, roles) for state in values["states"]),
        transitions=tuple(_transition(move, roles) for move in values["transitions"]),
    )


def _state(values: Values, roles: list[str]) -> State:
    limit = values.get("deadline")
    holder = values.get("holder")
    return made(
        State,
        without(values, "deadline", "anchor", "holder"),
        holder=in_flow(holder.text, roles) if holder else None,
        limit=_term(limit[0]) if limit and limit[0].reading is not None else None,
        counted=limit is not None and limit[0].reading is None,
        counts_from=text(values.get("anchor")),
    )


def _transition(values: Values, roles: list[str]) -> Transition:
    return made(
        Transition,
        without(values, "source", "by"),
        sources=text(values["source"]),
        by=tuple(in_flow(role.text, roles) for role in values.get("by", ())),
    )


# Events ------------------------------------------------------------------------------------------------------

_POLICY = ("roll", "calendar", "presidential", "reminders", "inclusive", "received_after", "moving", "years")
_PARTS = (
    "excepted",
    "anchor",
    "opens_after",
    "only_for",
    "recorded_in",
    "soft_target",
    "then",
    "met",
    "periods",
    "survey",
    "sheet",
)
_RENAMED = ("event", "deadline", "deadline_from", "for_each", "reported_with")


def _event(values: Values, whole: Values) -> Event:
    roles = [name.text for name in values.get("for_each", ()) if not is_period_word(name.text)]
    subject, agency = (*roles, None, None)[:2]
    return made(
        Event,
        without(values, *_POLICY, *_PARTS, *_RENAMED),
        title=values["event"],
        terms=tuple(
            _term(written, values.get("deadline_from", ""))
            for written in values["deadline"]
            if written.reading is not None
        ),
        for_each=subject,
        agency=agency,
        periods=kinds(rows_by_period(values, whole)),
        excepted=tuple(_excepted(one) for one in values.get("excepted", [])),
        anchor=optional(_anchor, values.get("anchor")),
        opens=optional(_opening, values.get("opens_after")),
        only_for=optional(_only_for, values.get("only_for")),
        recorded_in=optional(lambda acts: made(RecordedIn, acts), values.get("recorded_in")),
        survey=optional(lambda survey: made(Survey, survey), values.get("survey")),
        sheet=tuple(section(one) for one in values.get("sheet", [])),
        target=optional(lambda target: made(Target, target), values.get("soft_target")),
        then=optional(lambda then: made(FollowUp, then), values.get("then")),
        met_by=values.get("met"),
        policy=_policy(values),
    )


def _term(written: Written, source: str = "") -> Term:
    assert written.reading is not None  # noqa: S101 - only deadlines that are set become terms
    return Term(written.words, written.reading, kinds(written.periods), source)


def _anchor(values: Values) -> Anchor:
    if values.get("reporting_period"):
        return Anchor(period=True)
    return made(Anchor, values)


def _excepted(values: Values) -> Excepted:
    return Excepted(text(values.get("participants", ())), kinds(values.get("periods", ())))


def _opening(values: Scalar | Values) -> Opening:
    return Opening(values.text) if isinstance(values, Scalar) else made(Opening, values)


def _only_for(values: Values) -> OnlyNamed:
    return OnlyNamed(values["named_in"].text, values["data"].text)


def _policy(values: Values) -> Policy:
    return Policy(
        roll=optional(lambda roll: made(Roll, roll), values.get("roll")),
        calendar=text(values.get("calendar")),
        presidential=values.get("presidential"),
        reminders=text(values.get("reminders")),
        inclusive=values.get("inclusive"),
        received=optional(_received, values.get("received_after")),
        moving=optional(_moving, values.get("moving")),
        years=optional(_years, values.get("years")),
    )


def _example(values: Values) -> Example:
    place = values["_place"]
    due = values["due"]
    return made(
        Example,
        without(values, "number", "due", "period"),
        period=next(iter(kinds(values.get("period", ()))), None),
        event=values["number"].text,
        due=None if due == "not_set" else due,
        line=place.line,
        column=place.column,
    )
