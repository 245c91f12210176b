// Words that are typed and not yet saved, kept in this browser: over a reload, a closed tab, Back and a server that dies.
// The page says at the end of each run which fields it saves, and of which it has settled what was typed (told.py). Any
// other box for text is plain: its words are kept until the page says that it took them. What is left of an earlier page,
// or of a box that has gone, is offered at the foot of the window. A box is known by its class.
(() => {
  const PREFIX = "rubric-words:", DAYS = 30, AFTER = 1200; // milliseconds in which a page that is alive says so
  const PAUSE = 1200; // milliseconds without a key after which what is typed is sent
  const mine = crypto.getRandomValues(new Uint32Array(3)).join("-"); // this page, until it is loaded again
  const alive = new Set([mine]);
  const bases = new Map(); // by field: what its box held when it was entered
  const left = new Map(); // by field: when it was left
  const answered = new Map(); // by field: the last time that it was overtaken, as the page counts them
  let told = null, taken = 0, ready = false, panel = null, waiting = 0, pausing = 0, composing = false;

  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });
  const checksum = (text) => {
    let sum = ~0;
    for (const byte of new TextEncoder().encode(text)) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
    return ~sum >>> 0;
  };

  const name = (key) => "st-key-" + key.trim().replace(/[^a-zA-Z0-9_-]/g, "-"); // as Streamlit names the box
  const named = (byKey) => Object.fromEntries(Object.entries(byKey).map(([key, value]) => [name(key), value]));
  const boxOf = (key) => document.querySelector(`.${CSS.escape(key)} :is(textarea, input[type="text"])`);
  const keyOf = (box) => {
    if (!told || !box.closest(".stTextInput, .stTextArea")) return undefined;
    return [...box.closest('[class*="st-key-"]')?.classList ?? []].find((word) => word.startsWith("st-key-"));
  };
  const plain = (key) => !told.fields.includes(key);

  const all = () => Object.keys(localStorage).filter((at) => at.startsWith(PREFIX)).flatMap((at) => {
    try {
      return [{ at, ...JSON.parse(localStorage.getItem(at)) }];
    } catch {
      return [];
    }
  });
  const own = (key) => `${PREFIX}${mine}:${key}`;
  const forget = (at) => localStorage.removeItem(at);
  const keep = (key, box) => {
    const words = { page: mine, key, text: box.value, label: box.getAttribute("aria-label") || "", session: told.session,
      where: location.pathname + location.search, when: Date.now() };
    try {
      localStorage.setItem(own(key), JSON.stringify(words));
    } catch {} // the browser keeps no more: the words are in the box still
  };

  addEventListener("focusin", ({ target }) => {
    const key = keyOf(target);
    if (key && !localStorage.getItem(own(key))) bases.set(key, target.value);
  });
  addEventListener("input", ({ target }) => {
    const key = keyOf(target);
    if (!key) return;
    left.delete(key);
    if (target.value === bases.get(key)) forget(own(key));
    else keep(key, target);
    clearTimeout(pausing);
    pausing = setTimeout(send, PAUSE, target);
  });
  // What is typed is sent in a pause as if the key had been pressed on which Streamlit sends a box: the focus and the
  // caret stay. Not in the middle of a character that takes several keys, and not a box that is empty: whoever empties one
  // is about to write.
  const send = (box) => {
    if (composing || !box.value.trim() || document.activeElement !== box) return;
    if (!keyOf(box) || plain(keyOf(box)) || box.closest('[data-testid="stForm"]')) return;
    const enter = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: box.matches("textarea"), bubbles: true };
    box.dispatchEvent(new KeyboardEvent("keydown", { ...enter, cancelable: true }));
  };
  addEventListener("compositionstart", () => { composing = true; });
  addEventListener("compositionend", ({ target }) => {
    composing = false;
    clearTimeout(pausing);
    pausing = setTimeout(send, PAUSE, target);
  });
  addEventListener("focusout", ({ target }) => {
    const key = keyOf(target);
    composing = false;
    if (key && !plain(key)) left.set(key, Date.now());
    look();
  });
  // whoever leaves a field and closes the tab in the same breath is not asked: that is saved
  addEventListener("beforeunload", (event) => {
    const unsent = all().some(({ page, key }) => page === mine && !(Date.now() - left.get(key) < 2000));
    if (unsent) event.preventDefault();
  });

  // Which pages are open. No clock: pages in the background are let look at one a minute at the most.
  const pages = new BroadcastChannel("rubric-words");
  pages.onmessage = ({ data }) => {
    if (data === "?") return pages.postMessage(mine);
    alive.add(data);
    look();
  };
  pages.postMessage("?");
  setTimeout(() => { ready = true; look(); }, AFTER);

  const hear = () => {
    const said = document.getElementById("told")?.dataset.told;
    if (!said || said === told?.said) return;
    const before = told?.session, heard = JSON.parse(said), settled = named(heard.settled), took = named(heard.taken);
    told = { ...heard, said, fields: heard.fields.map(name), held: heard.held.map(name), overtaken: named(heard.overtaken) };
    if (told.session !== before) taken = 0;
    asked = Date.now();
    for (const { at, page, key, text } of all()) {
      const [number, sum] = took[key] ?? [0]; // each time counts once: the same may be typed again
      if (page === mine && (settled[key] === checksum(text) || (number > taken && sum === checksum(text)))) {
        forget(at);
        bases.set(key, text);
      }
    }
    taken = Math.max(taken, ...Object.values(took).map(([number]) => number));
    for (const [key, overtaken] of Object.entries(told.overtaken)) answer(key, ...overtaken);
    look();
  };
  // A box with words in it keeps them, whatever a run sets it to: whoever wrote them has not seen what a colleague did.
  const answer = (key, number, set) => {
    if (number <= answered.get(key)) return;
    answered.set(key, number);
    const box = boxOf(key), back = box && box.value === bases.get(key) && checksum(box.value) !== set;
    const unsent = localStorage.getItem(own(key)) || (back && document.activeElement === box);
    if (unsent) document.querySelector(`.${name(`overtaken-${number}`)} button`)?.click();
  };
  // Words of an earlier page that their box shows by now were saved, whatever becomes of the box next.
  const recognise = () => {
    for (const { at, page, key, text } of told ? all() : [])
      if (page !== mine && boxOf(key)?.value === text && !localStorage.getItem(own(key))) forget(at);
  };
  // The focus goes where the work goes, once that is drawn: not where somebody has typed or clicked since, or types.
  let turned = "", acted = 0, asked = 0;
  const turnFocus = () => {
    const turn = told && `${told.session} ${told.focus[0]}`;
    if (!turn || turned === turn || !told.focus[1]) return;
    const within = document.querySelector(`.${CSS.escape(name(told.focus[1]))}`);
    const there = within?.querySelector("textarea, input") ?? within?.querySelector("button, summary");
    const busy = document.activeElement.matches("textarea, input") || acted > asked;
    if (busy || there) turned = turn;
    if (busy || !there) return;
    there.focus({ preventScroll: true });
    there.scrollIntoView({ block: "nearest" });
  };
  for (const kind of ["keydown", "pointerdown"])
    addEventListener(kind, ({ isTrusted }) => { if (isTrusted) acted = Date.now(); }, true);
  // What colleagues changed (changes.py) is asked for while the page is in sight, and shown by itself where that disturbs
  // nobody: nothing unsent or unsettled in any box, none has the focus, and nothing was pressed a moment ago. Else a line
  // says so, and whoever reads it decides.
  const BOX = 'textarea, input:not([type="radio"], [type="checkbox"]), [contenteditable="true"], [role="spinbutton"]';
  let drawn = "", news = "", asking = 0, showing = 0, pressed = 0, line = null;
  const ask = async () => {
    clearTimeout(asking);
    const about = drawn, { assessment, updated, every } = JSON.parse(about || "{}");
    if (!about) return;
    asking = setTimeout(ask, every * 1000);
    if (document.hidden) return;
    const answer = await fetch(`./changed?${new URLSearchParams({ assessment, updated })}`).catch(() => null);
    const said = answer?.ok ? (await answer.json()).news : "";
    if (about === drawn) showChanges(news = said);
  };
  const noteDrawn = () => {
    const now = document.getElementById("changes")?.dataset.changes ?? "";
    if (now === drawn) return;
    [drawn, news, pressed] = [now, "", 0];
    showChanges();
    clearTimeout(asking);
    if (now) asking = setTimeout(ask, JSON.parse(now).every * 1000);
  };
  const showChanges = () => {
    clearTimeout(showing);
    if (!news) line?.remove();
    if (!news) return;
    showing = setTimeout(showChanges, 1000);
    if (Date.now() - pressed < 10_000) return;
    const unsettled = !told || told.held.length || all().some(({ page }) => page === mine);
    if (!unsettled && !document.activeElement.matches(BOX) && Date.now() - acted > AFTER) return show();
    if (line?.isConnected && line.dataset.news === news) return;
    line?.remove();
    line = document.createElement("section");
    line.className = "changed";
    line.dataset.news = news;
    line.setAttribute("aria-label", "What others changed");
    line.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
    line.append(element("p", news, { role: "status" }), does("Show it", show));
    document.body.append(line);
  };
  const show = () => {
    pressed = Date.now();
    document.querySelector(".st-key-show-changes button")?.click();
  };
  addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    setTimeout(() => { due = false; hear(); recognise(); turnFocus(); noteDrawn(); }, 30);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-told", "data-changes"] });

  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 1000); // what was just left is about to be saved
  };
  const lost = (words) => {
    const box = boxOf(words.key), same = box && box.value === words.text;
    if (Date.now() - words.when > DAYS * 86_400_000) forget(words.at);
    else if (words.page !== mine && alive.has(words.page)) return false;
    else if (words.page !== mine && same) forget(words.at);
    else if (same && plain(words.key)) return false; // it waits there, whatever has become of the server
    else if (words.page !== mine || words.session !== told.session)
      return document.activeElement !== box || !localStorage.getItem(own(words.key)); // it may have the focus from us
    else return !told.held.includes(words.key) && (!box || (!same && document.activeElement !== box));
    return false;
  };
  const offer = () => {
    if (!told || !ready) return;
    const found = all().filter(lost).sort((one, other) => other.when - one.when);
    const shown = JSON.stringify(found.map(({ at, when, key }) => [at, when, Boolean(boxOf(key))]));
    if (panel?.dataset.shown === shown) return;
    panel?.remove();
    panel = null;
    if (!found.length) return;
    panel = document.createElement("section");
    panel.className = "lost-words";
    panel.dataset.shown = shown;
    panel.setAttribute("aria-label", "Words that were not saved");
    panel.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
    panel.append(element("p", "You had typed this and it was not saved:", { role: "status" }), ...found.map(one));
    document.body.append(panel);
  };
  const one = (words) => {
    const box = boxOf(words.key), part = document.createElement("div"), buttons = document.createElement("div");
    if (words.label) part.append(element("p", words.label, { class: "label" }));
    part.append(element("p", words.text, { class: "words", tabindex: "0" }), buttons);
    if (box) buttons.append(does("Put it back", () => putBack(words)));
    else if (words.where !== location.pathname + location.search)
      buttons.append(element("a", "Go to where it was", { href: words.where }));
    buttons.append(does("Copy", () => copy(words.text)), does("Let it go", () => { forget(words.at); offer(); }));
    return part;
  };
  const element = (kind, text, has = {}) => {
    const made = document.createElement(kind);
    made.textContent = text;
    for (const [name, value] of Object.entries(has)) made.setAttribute(name, value);
    return made;
  };
  const does = (text, act) => {
    const button = element("button", text, { type: "button" });
    button.addEventListener("click", act);
    return button;
  };
  // As if it were typed. What the box shows already is no news to Streamlit: a space more or less makes it some.
  const putBack = async ({ at, key, text }) => {
    const box = boxOf(key);
    if (!box || box.disabled) return;
    box.closest("details:not([open])")?.querySelector("summary").click();
    box.focus();
    while (box.isConnected && document.activeElement !== box) { // what is being unfolded cannot have the focus yet
      await new Promise(requestAnimationFrame);
      box.focus();
    }
    const put = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set;
    put.call(box, box.value !== text ? text : text.endsWith(" ") ? text.trimEnd() : `${text} `);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    keep(key, box);
    if (at !== own(key)) forget(at);
    await new Promise((drawn) => setTimeout(drawn));
    box.blur();
    offer();
  };
  const copy = async (text) => {
    const area = element("textarea", text);
    panel.append(area);
    area.select();
    document.execCommand("copy"); // navigator.clipboard is not there without TLS
    area.remove();
  };
})();
