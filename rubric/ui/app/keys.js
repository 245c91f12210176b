// Keys of the review of what was brought in. Its buttons have keys of their own, but while the next claim is being drawn
// the last one stands on the screen too, and one key would decide about both. So here a key presses one button: that of
// the claim which stands first. E goes to its box, Escape leaves a box. What can't be pressed or entered yet waits until
// the page is drawn; what is typed before E is answered is nobody's key.
(() => {
  const PLACE = '[class*="st-key-proposal-"]';
  let pressed = false; // something that the page has not answered yet
  let wanted = null; // what is done once it has

  const typing = (target) => target.isContentEditable ||
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])');
  const isRunning = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
  const buttonOf = (key, within) => {
    const shown = [...within.querySelectorAll('[aria-label^="Shortcut "]')];
    return shown.find((one) => one.textContent.trim() === key.toUpperCase())?.closest("button");
  };
  const press = (button) => {
    pressed = true;
    button.click();
  };
  const write = () => {
    const box = document.querySelector(`${PLACE} textarea`);
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  };
  const answer = () => {
    if (pressed || isRunning()) return;
    const act = wanted;
    wanted = null;
    act?.();
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event, claim = document.querySelector(PLACE);
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !claim) return;
    if (key === "Escape") {
      if (wanted === write) wanted = null;
      // an open list is shut by the first Escape
      if (typing(target) && target.closest(PLACE) && target.getAttribute("aria-expanded") !== "true") target.blur();
      return;
    }
    if (key.length !== 1 || key === " " || typing(target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat || wanted === write) return;
    const button = buttonOf(key, claim), other = buttonOf(key, document);
    if (key.toLowerCase() === "e") {
      wanted = write;
      answer();
    } else if (button) press(button);
    else if (other && !other.closest(PLACE)) press(other);
    else if (pressed || isRunning()) {
      wanted = () => {
        const drawn = claim.isConnected && buttonOf(key, claim);
        if (drawn) press(drawn);
      };
    }
  }, true);

  let ran = false;
  new MutationObserver(() => {
    const runs = isRunning();
    if (ran && !runs) {
      pressed = false;
      setTimeout(answer); // the last of what was drawn is there then
    }
    ran = runs;
  }).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
})();
