"use strict";
// Everything works on what the page holds: which changes are shown, what is folded, and which script it is in.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

  // The script: each text bears the other beside it.
  const scripts = all("[data-script]");
  const swap = () => {
    for (const element of all("[data-alt]")) {
      const other = element.dataset.alt;
      element.dataset.alt = element.textContent;
      element.textContent = other;
    }
    for (const element of all("[data-alt-label]")) {
      const other = element.dataset.altLabel;
      element.dataset.altLabel = element.getAttribute("aria-label");
      element.setAttribute("aria-label", other);
    }
  };
  for (const button of scripts) {
    button.addEventListener("click", () => {
      const lang = button.dataset.script;
      if (document.documentElement.lang === lang) return;
      document.documentElement.lang = lang;
      swap();
      scripts.forEach((other) => press(other, other === button));
    });
  }

  // Folded rows of tables; folded passages are <details>.
  const folds = all("[data-fold]").map((button) => ({ button, rows: button.closest("tbody").nextElementSibling }));
  const details = all("details.fold");
  const fold = ({ button, rows }, isOpen) => {
    rows.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  folds.forEach((each) => {
    each.button.addEventListener("click", () => fold(each, each.rows.hidden));
    fold(each, false);
  });

  const everything = document.querySelector("[data-everything]");
  const showEverything = (on) => {
    press(everything, on);
    document.body.classList.toggle("everything", on);
    details.forEach((each) => { each.open = on; });
    folds.forEach((each) => fold(each, on));
  };
  everything?.addEventListener("click", () => { showEverything(!isPressed(everything)); filter(); });

  // What changed, by its kinds: a line is shown where one of its kinds is.
  const whole = document.querySelector("[data-all]");
  const facets = all("[data-facet]");
  const changed = all("[data-facets]");
  const divisions = all(".division");
  const filter = () => {
    const usable = facets.filter((button) => !button.disabled);
    const chosen = new Set(usable.filter(isPressed).map((button) => button.dataset.facet));
    const isWhole = chosen.size === usable.length;
    for (const element of changed) {
      const kinds = element.dataset.facets.split(" ");
      element.classList.toggle("off", !kinds.some((kind) => chosen.has(kind)));
    }
    for (const division of divisions) {
      const its = all("[data-facets]", division);
      division.classList.toggle("off", !isWhole && its.every((element) => element.classList.contains("off")));
    }
    // A table without a change that is shown, and what only says where a change stands.
    for (const table of all(".scroll")) {
      const its = all("[data-facets]", table);
      table.classList.toggle("off", its.length > 0 && its.every((element) => element.classList.contains("off")));
    }
    if (whole) whole.setAttribute("aria-pressed", isWhole ? "true" : chosen.size ? "mixed" : "false");
    const none = document.querySelector(".none");
    const isEmpty = changed.length > 0 && changed.every((element) => element.classList.contains("off"));
    if (none) none.hidden = !isEmpty || Boolean(everything && isPressed(everything));
  };
  facets.forEach((button) => button.addEventListener("click", () => { press(button, !isPressed(button)); filter(); }));
  whole?.addEventListener("click", () => {
    const on = whole.getAttribute("aria-pressed") !== "true";
    facets.filter((button) => !button.disabled).forEach((button) => press(button, on));
    filter();
  });

  // From one change to the next.
  const go = (element) => {
    all(".here").forEach((other) => other.classList.remove("here"));
    element.classList.add("here");
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  };
  for (const button of all("[data-step]")) {
    button.addEventListener("click", () => {
      const shown = changed.filter((element) => element.checkVisibility());
      const at = shown.findIndex((element) => element.classList.contains("here"));
      const step = Number(button.dataset.step);
      const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
      if (shown[next]) go(shown[next]);
    });
  }

  // What a link goes to is shown, wherever it is folded or filtered out.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = target && (target.closest("tr, .line, .division") ?? target);
    if (!place) return;
    const around = place.closest("details");
    if (around) around.open = true;
    folds.filter((each) => each.rows.contains(place)).forEach((each) => fold(each, true));
    if (place.closest(".off")) {
      facets.filter((button) => !button.disabled).forEach((button) => press(button, true));
      filter();
    }
    if (place.matches(".division")) place.scrollIntoView();
    else go(place);
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
