// The menu above the field: commands, or cards.

import { el } from "./bubbles.js";

export class Menu {
  constructor(box, button) {
    Object.assign(this, { box, button, shown: [], at: 0 });
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  get open() {
    return !this.box.hidden;
  }

  // Each item has a `title`, a `text`, and `take` for when it is chosen; `complete` is what Tab puts into the field.
  offer(items, label) {
    this.shown = items;
    this.box.setAttribute("aria-label", label);
    this.at = 0;
    this.box.replaceChildren(
      ...this.shown.map(({ title, text, card }, at) => {
        const option = el("div", card ? "card" : "", el("b", "", title), el("span", "", text));
        for (const part of option.children) part.dir = "auto";
        option.role = "option";
        option.id = `command-${at}`;
        option.dataset.at = at;
        return option;
      }),
    );
    this.box.hidden = !this.shown.length;
    this.button.setAttribute("aria-expanded", String(this.open));
    this.mark(0);
  }

  hide() {
    this.box.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  mark(at) {
    if (!this.shown.length) return;
    this.at = (at + this.shown.length) % this.shown.length;
    [...this.box.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    this.box.children[this.at].scrollIntoView({ block: "nearest" });
  }

  take(at = this.at) {
    const item = this.shown[at];
    this.hide();
    item.take();
  }

  // True if the key was the menu's.
  key(event, field) {
    if (!this.open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.mark(this.at + moves[event.key]);
    else if (event.key === "Enter") this.take();
    else if (event.key === "Tab" && this.shown[this.at].complete) {
      field.value = this.shown[this.at].complete;
      this.hide();
    } else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    return true;
  }
}
