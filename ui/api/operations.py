"""Every method of the desk as one typed operation: a request model, a call and JSON.

Both are read off `DeskApi`, so that the command line, the REST interface and the pages cannot drift apart.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, get_origin, get_type_hints

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from knowledge.errors import InputError
from knowledge.progress import Progress
from ui.desk_api import DeskApi, members

LOCAL_ONLY = frozenset({"start", "warm", "close", "by_token", "mark"})
ACTOR = ("user", "by", "door")
MAX_INT = 2**63 - 1  # of SQLite
MOST = {"limit": 10_000}
LONGEST = 60  # seconds that one call may wait
WORDS = {  # pydantic's error types, where its words are not those of the desk
    "timezone_aware": "a time needs its zone, such as 2027-03-08T09:30:00+01:00",
    "extra_forbidden": "there is no such field",
    "union_tag_not_found": "it has no 'kind', which says what it is",
}


@dataclass(frozen=True)
class Operation:
    name: str
    request: type[BaseModel]
    result: TypeAdapter[Any]
    call: Callable[[DeskApi, BaseModel], Any]
    streams: bool = False  # the result is a sequence that is made while it is read
    acts: bool = False  # names who does it, and by which door
    paths: tuple[str, ...] = ()  # fields of the request that name files of the desk's own machine

    @property
    def names(self) -> frozenset[str]:
        """What a request may hold."""
        return frozenset(str(field.alias) for field in self.request.model_fields.values())

    def prepare(self, *args: object, **kwargs: object) -> BaseModel:
        """The request for a call with these arguments; what cannot travel (a progress bar) stays behind."""
        member = members()[self.name]
        if isinstance(member, property):
            return self.request()
        bound = inspect.signature(member).bind(None, *args, **kwargs)
        known = {field.alias for field in self.request.model_fields.values()}
        given = {key: value for key, value in bound.arguments.items() if key in known}
        try:
            return self.request.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(in_a_line(first, first["loc"])) from error


@cache
def operations() -> dict[str, Operation]:
    """By name, in the order in which the desk defines them."""
    names = (name for name in members() if name not in LOCAL_ONLY)
    return {name: _operation(name) for name in names}


def _operation(name: str) -> Operation:
    member = members()[name]
    if isinstance(member, property):
        request = create_model(_title(name), __config__=ConfigDict(extra="forbid"))
        hints = get_type_hints(member.fget, _names())
        return Operation(name, request, TypeAdapter(hints["return"]), lambda desk, _: getattr(desk, name))
    hints = get_type_hints(member, _names(), include_extras=True)
    result = hints.pop("return")
    streams = get_origin(result) is Iterator
    adapter: TypeAdapter[Any] = TypeAdapter(list[dict[str, Any]] if streams else result)
    paths = tuple(f"{key}_" for key, kind in hints.items() if "pathlib." in str(kind))
    acts = "door" in hints
    return Operation(
        name, _request(name, member, hints, ACTOR if acts else ()), adapter, _caller(name), streams, acts, paths
    )


def _request(
    name: str, method: Callable[..., Any], hints: dict[str, Any], filled: Sequence[str] = ()
) -> type[BaseModel]:
    """`filled`: what a person's own token or session says, so that they may leave it out."""
    fields: dict[str, Any] = {}
    for parameter in list(inspect.signature(method).parameters.values())[1:]:
        kind = hints[parameter.name]
        if kind == Progress | None or kind == "Progress | None":
            continue
        default = ... if parameter.default is parameter.empty else parameter.default
        if parameter.name in filled:
            kind, default = kind | None, None
        # the underscore keeps a parameter such as `copy` from hiding a method of the model
        fields[f"{parameter.name}_"] = (_strict(parameter.name, kind), Field(default, alias=parameter.name))
    return create_model(_title(name), __config__=ConfigDict(extra="forbid"), **fields)


def _strict(parameter: str, kind: Any) -> Any:  # noqa: ANN401
    """A number that the ledger can count with, a wait that ends, and a time with its zone."""
    if kind is int:
        return Annotated[int, Field(ge=0, le=MOST.get(parameter, MAX_INT))]
    if parameter == "timeout":
        return Annotated[float, Field(ge=0, le=LONGEST, allow_inf_nan=False)]
    if kind == datetime:
        return AwareDatetime
    return AwareDatetime | None if kind == datetime | None else kind


def in_a_line(error: Mapping[str, Any], where: Sequence[object]) -> str:
    """What is wrong with a request, from pydantic's own account: the place, then why."""
    if error["type"] == "json_invalid":
        return f"The body is not valid JSON, at character {where[0]}: {error.get('ctx', {}).get('error', error['msg'])}"
    why = WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))
    return f"{'.'.join(str(part).removesuffix('_') for part in where) or 'body'}: {why}"


def _caller(name: str) -> Callable[[DeskApi, BaseModel], Any]:
    def call(desk: DeskApi, request: BaseModel) -> Any:  # noqa: ANN401 — typed by the operation's result
        fields = type(request).model_fields.items()
        return getattr(desk, name)(**{str(field.alias): getattr(request, key) for key, field in fields})

    return call


def _title(name: str) -> str:
    return "".join(part.title() for part in name.split("_")) + "Request"


@cache
def _names() -> dict[str, Any]:
    """What the annotations of `DeskApi` mean; imported here, so that opening a desk does not pay for it."""
    import datetime

    import agents.backup.manifest
    import agents.erasing.erasure
    import agents.graph.brief
    import agents.ledger.chain
    import agents.notices.views
    import agents.policy.explain
    import agents.policy.lint
    import agents.policy.simulate
    import agents.retention.apply
    import agents.signing.decided
    import agents.signing.decision
    import agents.views
    import agents.views.insights
    import knowledge.base
    import knowledge.brand
    import knowledge.changes
    import knowledge.documents
    import knowledge.labels
    import knowledge.passages
    import knowledge.progress
    import knowledge.record
    import knowledge.report
    import tools.copy
    import tools.findings
    import tools.rule_list
    import tools.text.markup
    import tools.why

    modules = (
        datetime,
        agents.backup.manifest,
        agents.erasing.erasure,
        agents.graph.brief,
        agents.ledger.chain,
        agents.notices.views,
        agents.policy.explain,
        agents.policy.lint,
        agents.policy.simulate,
        agents.retention.apply,
        agents.signing.decided,
        agents.signing.decision,
        agents.views,
        agents.views.insights,
        knowledge.base,
        knowledge.brand,
        knowledge.changes,
        knowledge.labels,
        knowledge.record,
        knowledge.documents,
        knowledge.passages,
        knowledge.progress,
        knowledge.report,
        tools.copy,
        tools.findings,
        tools.text.markup,
        tools.rule_list,
        tools.why,
    )
    import ui.desk_api

    return {**vars(ui.desk_api), **{key: value for module in modules for key, value in vars(module).items()}}
