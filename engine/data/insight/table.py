"""All rules about data, the gravest first."""

from engine.data.insight import find, find_boxes
from engine.data.insight.examples import boxed, category, far, in_order, measured, number, repeating, sick, table, tags
from engine.data.insight.rule import Rule
from engine.document.model import Data, Split
from engine.said import say

_BY_PATIENT = Data(split=Split(by="group", column="patient"))
_BY_TIME = Data(split=Split(by="time", column="date"))
_BY_SET = Data(split=Split(by="column", column="set"))

RULES = (
    Rule(
        code="gives-away",
        sentence=say("“{column}” alone gives “{target}” away: it says {share} % of what there is to know."),
        why=say(
            "A column that tells the answer by itself was often written down after it, or because of it. The "
            "network learns to copy it, looks perfect here, and fails where the column is not known "
            "beforehand."
        ),
        find=find.gives_away,
        wrong=lambda: table(number("dose"), sick(), insight=measured(("dose", "sick"), told=0.99)),
        right=lambda: table(number("dose"), sick(), insight=measured(("dose", "sick"), told=0.7)),
    ),
    Rule(
        code="belongs-together",
        sentence=say("Rows of one “{column}” in two parts make results look better than they are."),
        why=say(
            "Rows that belong together are alike. Where some of them train and others test, the network is "
            "asked about somebody whom it knows already; about a new one it does worse."
        ),
        find=find.belongs_together,
        wrong=lambda: table(category("patient", distinct=40), number("age"), sick()),
        right=lambda: table(category("patient", distinct=40), number("age"), sick(), data=_BY_PATIENT),
    ),
    Rule(
        code="in-time",
        sentence=say(
            "The rows stand in the order of “{column}”: split by chance, it is judged between what it learnt."
        ),
        why=say(
            "What comes next is like what was just before. With rows from before and after each one that is asked, the "
            "network need only guess between them; asked about days to come, it does worse."
        ),
        find=find.in_time,
        wrong=lambda: table(number("date"), sick(), insight=in_order("date")),
        right=lambda: table(number("date"), sick(), insight=in_order("date"), data=_BY_TIME),
    ),
    Rule(
        code="names-parts",
        sentence=say("“{column}” says itself which rows are to train and which to test."),
        why=say(
            "Who made the data has split it, so that results can be compared, or because rows belong together. "
            "A split by chance mixes these parts."
        ),
        find=find.names_parts,
        wrong=lambda: table(category("set", "train", "test"), number("age"), sick()),
        right=lambda: table(category("set", "train", "test"), number("age"), sick(), data=_BY_SET),
    ),
    Rule(
        code="repeated-rows",
        sentence=say(
            "Rows that stand there more than once: {count} of {all}. Some may train and test at the same time."
        ),
        why=say(
            "A row in two parts of the split is no test: the network has seen its answer. A few do little "
            "harm; where they are many, results look better than they are. Take them out of the file, or split "
            "by what they have in common."
        ),
        find=find.repeated,
        wrong=lambda: table(number("age"), sick(), insight=repeating(12)),
        right=lambda: table(number("age"), sick(), insight=repeating(0)),
    ),
    Rule(
        code="lopsided",
        sentence=say("{share} % of the rows are “{class}”: who always says so is right as often."),
        why=say(
            "Where one class is nearly everything, a network learns to say it always, and its accuracy looks "
            "good. Look at how often the other classes are found, on the Test page, and bring more of their "
            "rows if you can."
        ),
        find=find.lopsided,
        wrong=lambda: table(number("age"), category("sick", "no", "yes", counts=(180, 20))),
        right=lambda: table(number("age"), category("sick", "no", "yes", counts=(140, 60))),
    ),
    Rule(
        code="rare-classes",
        sentence=say("Of “{target}”, fewer than {fewest} rows are {names}."),
        why=say(
            "What is there only a few times can hardly be learnt, and hardly be checked: one row more or less "
            "right moves its score a lot. Bring more rows of it, or put it together with another class."
        ),
        find=find.rare,
        wrong=lambda: table(number("age"), category("ward", "a", "b", "c", counts=(120, 75, 5))),
        right=lambda: table(number("age"), category("ward", "a", "b", "c", counts=(100, 70, 30))),
    ),
    Rule(
        code="rare-labels",
        sentence=say("Of “{target}”, fewer than {fewest} rows have the label {names}."),
        why=say(
            "A label that only a few samples have can hardly be learnt, and hardly be checked: the network does best "
            "by never saying it. Bring more samples that have it, or take the label out of the file."
        ),
        find=find.rare_labels,
        wrong=lambda: table(number("age"), tags("beach", "city", counts=(120, 4))),
        right=lambda: table(number("age"), tags("beach", "city", counts=(120, 40))),
    ),
    Rule(
        code="unanswered",
        sentence=say("{count} of {all} rows have no “{target}”: they are left out."),
        why=say("Without an answer there is nothing to learn from a row, nor to judge by. All else in it is not used."),
        find=find.unanswered,
        wrong=lambda: table(number("age"), number("price", missing=30)),
        right=lambda: table(number("age"), number("price")),
    ),
    Rule(
        code="gaps",
        sentence=say(
            "{share} % of “{column}” is missing. A gap is filled: a number with the median, a word as unknown."
        ),
        why=say(
            "What is filled in is a guess, the same for all. A few gaps do no harm; of a column that is mostly "
            "gaps the network learns mostly guesses."
        ),
        find=find.gaps,
        wrong=lambda: table(number("age", missing=90), sick()),
        right=lambda: table(number("age", missing=4), sick()),
    ),
    Rule(
        code="outliers",
        sentence=say("Outliers in “{column}”: {count} far outside of {low} to {high}, where nearly all others are."),
        why=say(
            "Such values are often slips of the hand, another unit, or a mark for “not known”. They press all "
            "others together when the column is scaled, and pull the network to themselves. Look at them in "
            "the file."
        ),
        find=find.outliers,
        wrong=lambda: table(number("pressure"), sick(), insight=far("pressure", 3)),
        right=lambda: table(number("pressure"), sick(), insight=far("pressure", 0)),
    ),
    Rule(
        code="same-column",
        sentence=say("“{column}” says the same as “{first}”."),
        why=say(
            "Two columns that rise and fall together bring nothing that one of them does not. The network has "
            "more to learn from the same, and what it owes to which cannot be told afterwards."
        ),
        find=find.same_column,
        wrong=lambda: table(number("inch"), number("cm"), sick(), insight=measured(("inch", "cm"), related=1.0)),
        right=lambda: table(number("inch"), number("cm"), sick(), insight=measured(("inch", "cm"), related=0.8)),
    ),
    Rule(
        code="one-value",
        sentence=say("“{column}” is the same in all rows."),
        why=say("What never changes tells nothing apart. It costs weights and brings nothing."),
        find=find.one_value,
        wrong=lambda: table(number("year", distinct=1), number("age"), sick()),
        right=lambda: table(number("year", distinct=9), number("age"), sick()),
    ),
    Rule(
        code="tiny-boxes",
        sentence=say(
            "{share} % of the boxes are smaller than {side} pixels, for the pictures are read as {width} × {height} "
            "pixels."
        ),
        why=say(
            "Of what is only a few pixels wide, a network sees hardly more than a spot, and it overlooks many. Read "
            "the pictures in a larger size, under Columns; learning takes longer then."
        ),
        find=find_boxes.tiny,
        wrong=lambda: boxed(sizes=(80, 120)),
        right=lambda: boxed(sizes=(5, 195)),
    ),
    Rule(
        code="rare-boxes",
        sentence=say("There are fewer than {fewest} boxes of {names}."),
        why=say(
            "What a network has seen a few times it learns by heart, or not at all; and those that are kept back to "
            "judge it are too few to tell. Mark more of them, or leave the class out."
        ),
        find=find_boxes.rare,
        wrong=lambda: boxed(counts=(190, 10)),
        right=lambda: boxed(counts=(100, 100)),
    ),
)
