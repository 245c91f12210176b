// Keys of the review of what was brought in. Its buttons have keys of their own, but while the next claim is being drawn
// the last one's buttons stand on the screen too, even in the next one's place. So here a key presses one button: that of
// the claim which stands first. E goes to its box, Escape leaves a box. What can't be pressed or entered yet waits its
// turn until the page is drawn; what is typed before E is answered is nobody's key.
(() => {
  const CLAIM = "st-key-proposal-", PLACE = `[class*="${CLAIM}"]`;
  let pressed = false; // something that the page has not answered yet
  let before = ""; // the proposal that stood first when it was pressed
  let waiting = []; // what is done once it has, one after the other

  const typing = (target) => target.isContentEditable ||
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])');
  const isRunning = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
  const endOf = (box, start) => [...(box?.classList ?? [])].find((one) => one.startsWith(start))?.slice(start.length);
  const onScreen = () => endOf(document.querySelector(PLACE), CLAIM);
  const isOf = (proposal, button) =>
    endOf(button.closest('[class*="st-key-intake-"]'), "st-key-intake-")?.endsWith(`-${proposal}`);
  // the button with this key: the proposal's own while it stands first, or one that is about none, such as Undo
  const buttonOf = (key, proposal) => [...document.querySelectorAll('[aria-label^="Shortcut "]')]
    .filter((one) => one.textContent.trim() === key.toUpperCase())
    .find((one) => !one.closest(PLACE) || (onScreen() === proposal && isOf(proposal, one)))
    ?.closest("button");
  const press = (button) => {
    pressed = true;
    before = onScreen();
    button.click();
  };
  const write = () => {
    const box = document.querySelector(`${PLACE} textarea`);
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  };
  const answer = () => {
    while (waiting.length && !pressed && !isRunning()) waiting.shift()();
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event, proposal = onScreen();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !proposal) return;
    if (key === "Escape") {
      waiting = waiting.filter((one) => one !== write);
      // an open list is shut by the first Escape
      if (typing(target) && target.closest(PLACE) && target.getAttribute("aria-expanded") !== "true") target.blur();
      return;
    }
    if (key.length !== 1 || key === " " || typing(target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat || waiting.includes(write)) return;
    const button = buttonOf(key, proposal);
    if (button && !waiting.length) press(button);
    else {
      waiting.push(key.toLowerCase() === "e" ? write : () => {
        const drawn = buttonOf(key, proposal);
        if (drawn) press(drawn);
      });
      answer();
    }
  }, true);

  // a run that begins and ends before the browser draws anything is seen by what it has drawn
  let ran = isRunning();
  new MutationObserver(() => {
    const runs = isRunning();
    if (!runs && (ran || (pressed && onScreen() !== before))) {
      pressed = false;
      setTimeout(answer); // the last of what was drawn is there then
    }
    ran = runs;
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state", "class"] });
})();
