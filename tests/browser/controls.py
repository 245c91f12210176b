"""How many things there are to press on a page, outside the form: what a page asks of whoever has ten minutes.

A control is whatever is pressed or followed and can be seen: a button, a link, a fold, a switch, a menu. Of what stands
together to choose one from, such as tabs or page numbers, the whole is one: it is one decision.

The form is what is filled in: boxes, ticks, lists and choices, with the marks for help on their labels and the button
that a box for files has; and all of an item or an action that is open for editing. The list of the aspects is not: it
leads elsewhere.

The side bar is not counted. It is the same on every page, so that nobody reads it anew on each, and on a phone it is
folded away. Nor are the tools that a picture shows while the mouse is on it.
"""

from playwright.sync_api import Page

MOST = 15

_COUNTED = """
() => {
  const page = document.querySelector(".stMainBlockContainer");
  const form = '[data-testid="stForm"], [data-testid="stFileUploader"], [data-testid="stTooltipIcon"], '
    + '[data-testid="stWidgetLabel"], [data-testid="stSelectbox"], [data-testid="stMultiSelect"], '
    + '[data-testid="stDateInput"], [data-testid="stNumberInput"], [class*="st-key-open-"]:has(textarea)';
  const together = '[data-testid="stButtonGroup"], [data-testid="stPagination"], [role="radiogroup"]';
  const seen = one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && one.getBoundingClientRect().width > 1;
  const named = one => (one.getAttribute("aria-label") || one.innerText || one.className).replaceAll("\\n", " ");
  const pressed = [...page.querySelectorAll('a[href], button, summary, [role="switch"], [role="button"]')]
    .filter(one => seen(one) && !one.closest(form));
  const alone = pressed.filter(one => !one.closest(together)).map(named);
  const groups = new Set(pressed.map(one => one.closest(together)).filter(Boolean));
  const lists = [...page.querySelectorAll('.st-key-aspects [data-testid="stSelectbox"]')].filter(seen);
  return [...alone, ...[...groups].map(named), ...lists.map(() => "list of aspects")];
}
"""


def controls(page: Page) -> list[str]:
    """The controls that stand on the page outside its form, by name."""
    found: list[str] = page.evaluate(_COUNTED)
    return found
