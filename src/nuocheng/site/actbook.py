"""The book of acts: every official act with who may do it, and the moves of every kind of file as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from nuocheng.journal.files import File, kinds
from nuocheng.journal.official import ACTS, ActBase, Founding
from nuocheng.kernel.occasion import ROLE_TITLES
from nuocheng.site.rulebook import offices, part
from nuocheng.site.verbs import VERBS


def acts() -> dict[str, ActBase]:
    """Return every act of the house by its verb, in the order of the procedure, the offices' acts all loaded."""
    for config in offices():
        part(config, "acts")
    return dict(sorted(ACTS.items(), key=lambda listed: _place(listed[1])))


def _place(act: ActBase) -> tuple[str, int, str]:
    """Return where an act stands: by its file, then in the order of the procedure."""
    lifecycle = act.model.lifecycle
    order = [f"{act.model.kind}.{verb}" for verb in (*lifecycle.births, *lifecycle.moves)]
    return (
        act.model.kind,
        min((order.index(verb) for verb in act.records if verb in order), default=0),
        act.verb,
    )


def markdown() -> str:
    """Write the book of acts as a page of the docs."""
    every = acts()
    lines = [
        "# Acts",
        "",
        f"Everything that can be done in this house and leaves an entry in the journal: {len(every)} acts on",
        f"{len(_files())} kinds of files. An act that is not here cannot be done. Applicants act only on their own files,",
        "officers only on those of their department; 司法局监督, 系统管理 and 系统 answer for the whole district.",
    ]
    for model in _files():
        own = [act for act in every.values() if act.model is model]
        lines += ["", *_chapter(model, own)]
    return "\n".join(lines) + "\n"


def _files() -> list[type[File]]:
    """Return the kinds of files in the order in which the offices are built."""
    order = [config.label for config in offices()]
    return sorted(kinds(), key=lambda model: (order.index(model._meta.app_label), model.kind))


def _chapter(model: type[File], own: list[ActBase]) -> list[str]:
    """Write everything about one kind of file."""
    said = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    rows = [row for act in own for row in _rows(model, act)]
    return [
        f"## {model.kind} · {model.__name__}",
        "",
        said,
        "",
        "| act | what it does | who may do it | entries it makes | possible from |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {line}" for line in _picture(model)),
        "```",
    ]


def _rows(model: type[File], act: ActBase) -> Iterator[str]:
    """Write the row of one act."""
    said = " ".join(act.doc.split("\n\n")[0].split())
    own = sorted(verb for verb in act.records if verb.startswith(f"{model.kind}."))
    who = "、".join(ROLE_TITLES[role] for role in sorted(act.by))
    entries = "<br>".join(f"`{verb}` {VERBS.get(verb, '')}".rstrip() for verb in own)
    yield f"| `{act.verb}` | {said} | {who} | {entries} | {_from(model, act, own)} |"


def _from(model: type[File], act: ActBase, own: list[str]) -> str:
    """Write from which states an act is possible."""
    if isinstance(act, Founding):
        return "opens the file"
    moves = model.lifecycle.moves
    starts = {state for verb in own for state in moves.get(verb.partition(".")[2], {})}
    if starts == set(model.lifecycle.titles):
        return "any state"
    return "、".join(str(title) for state, title in model.lifecycle.titles.items() if state in starts)


def _picture(model: type[File]) -> Iterator[str]:
    """Draw the moves of one kind of file as a Mermaid state diagram."""
    lifecycle = model.lifecycle
    for state, title in lifecycle.titles.items():
        yield f'state "{title}" as {state}'
    for verb, state in lifecycle.births.items():
        yield f"[*] --> {state} : {verb}"
    for verb, table in lifecycle.moves.items():
        for start, end in table.items():
            yield f"{start} --> {end} : {verb}"
    leaving = {start for table in lifecycle.moves.values() for start, end in table.items() if start != end}
    for state in lifecycle.titles:
        if state not in leaving:
            yield f"{state} --> [*]"
