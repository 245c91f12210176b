// One press of Back is one page. Streamlit adds to the browser's history each time it completes an address or names in
// it what was opened; here only another page, assessment or aspect is a new entry, and anything else the same one.
(() => {
  const PAGES = ["assessment", "aspect"]; // what of an address makes another page, where it was there before
  const push = history.pushState;
  history.pushState = function (state, unused, url) {
    const now = new URL(location.href), next = new URL(url ?? now, now);
    const before = (name) => now.searchParams.get(name) ?? next.searchParams.get(name);
    const same = now.pathname === next.pathname && PAGES.every((name) => before(name) === next.searchParams.get(name));
    (same ? history.replaceState : push).call(history, state, unused, url);
  };
})();
