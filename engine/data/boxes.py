"""What is known of boxes without any values: how many figures one has, and what a network makes of each place."""

FIGURES = 5
"""Of a box as it is kept: the number of its class, left, top, right, bottom."""

PLACED = 5
"""Of a place of a picture, besides a number for each class: how sure a box's middle is there, and its four sides."""

PRIOR = 4
"""What is taken off the number that says how sure a middle is: before anything is learnt, hardly any place is one."""
