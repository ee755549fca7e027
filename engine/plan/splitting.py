"""How a document splits its samples: what cannot be done so, in words."""

from collections.abc import Iterator

from engine.data.schema import Schema
from engine.document.model import Split
from engine.findings import Finding
from engine.said import say

MOST_FOLDS = 20


def split_findings(split: Split, schema: Schema | None) -> Iterator[Finding]:
    """Yield settings of a split that are out of range or ask for a column that cannot divide; `schema` is applied."""
    for name, share in (("validation", split.validation), ("test", split.test)):
        if not 0 <= share <= 0.9:
            yield _finding(
                say("The share for {name} must be from 0 to 0.9, not {share}.", name=name, share=float(share))
            )
    if split.validation + split.test > 0.95:
        yield _finding(say("Validation and test together leave too little to learn from; keep them below 0.95."))
    if not 0 <= split.seed < 2**32:
        yield _finding(
            say("The seed of the split must be from 0 to {value}, not {seed}.", value=2**32 - 1, seed=split.seed)
        )
    if split.folds != 0 and not 2 <= split.folds <= MOST_FOLDS:
        yield _finding(say("There can be from 2 to {most} folds, not {folds}.", most=MOST_FOLDS, folds=split.folds))
    elif split.folds and not 0 <= split.fold < split.folds:
        yield _finding(
            say("Of {folds} folds, none has number {fold}; choose another one.", folds=split.folds, fold=split.fold + 1)
        )
    if split.by != "share" and schema is not None:
        yield from _column_findings(split, schema)


def _column_findings(split: Split, schema: Schema) -> Iterator[Finding]:
    feature = schema.feature(split.column or "")
    if feature is None:
        yield _finding(say("The column to split by is not in the data; choose one on the Data page."))
    elif feature.shape and not feature.each:
        yield _finding(say("Samples cannot be split by “{column}”, which is no value.", column=feature.name))
    elif feature.role == "target":
        yield _finding(
            say("“{column}” is to be answered, so samples cannot be split by it; choose another.", column=feature.name)
        )
    elif split.by == "column" and not feature.classes:
        yield _finding(say("“{column}” has too many different values to name parts of the data.", column=feature.name))
    elif split.by == "group" and feature.distinct < 3:
        yield _finding(
            say(
                "“{column}” has {count} groups; training, validation and test need one each at least.",
                column=feature.name,
                count=feature.distinct,
            )
        )


def _finding(sentence: str) -> Finding:
    return Finding(code="invalid-setting", param="split", sentence=sentence)
