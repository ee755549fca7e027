"""Rules on what goes into a network."""

from engine.advice.examples import classes, layer, number, row
from engine.advice.find import ends as find
from engine.advice.rule import Rule, Source
from engine.said import say

_CONV = layer("Conv2D", filters=8, kernel_size=[3, 3], activation="relu")
_HIDDEN = layer("Dense", units=16, activation="relu")

RULES = (
    Rule(
        code="scaled-twice",
        group="data",
        title=say("Pictures made small twice"),
        sentence=say(
            "Pictures come in between 0 and 1 already; {layer} multiplies that by {scale}, and leaves hardly anything."
        ),
        why=say(
            "Networks learn best from numbers around 1, so pixels from 0 to 255 are divided by 255. Here that is "
            "done with the data already. Done again, all pictures are nearly black to the network, and it learns "
            "very slowly."
        ),
        source=Source(authors="Y. LeCun, L. Bottou, G. Orr, K. Müller", title="Efficient BackProp", year=1998),
        wrong=lambda: row("shapes", layer("Rescaling", scale=0.00392), _CONV, layer("Flatten"), classes(4)),
        right=lambda: row("shapes", _CONV, layer("Flatten"), classes(4)),
        find=find.rescaled,
    ),
    Rule(
        code="categories-as-measurements",
        group="data",
        title=say("Categories weighed like measurements"),
        sentence=say(
            "{layer} gives “{column}” as one of {count} numbers, as if a category with a higher number were more."
        ),
        why=say(
            "A category's number is a name and no amount: the third is not three times the first. A Dense weighs it "
            "as if it were. Spread out as 0 and 1, each category has a weight of its own; an Embedding looks each up "
            "by its number."
        ),
        source=Source(authors="C. Guo, F. Berkhahn", title="Entity Embeddings of Categorical Variables", year=2016),
        wrong=lambda: row("diabetes", _HIDDEN, number(), given={"encoding": "index"}, columns={"age": "category"}),
        right=lambda: row("diabetes", _HIDDEN, number(), columns={"age": "category"}),
        find=find.ranked,
    ),
)
