// The command menu above the field.

import { el } from "./bubbles.js";

export class Menu {
  constructor(box, button, choose) {
    Object.assign(this, { box, button, choose, shown: [], at: 0 });
    box.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  get open() {
    return !this.box.hidden;
  }

  show(commands, typed = "") {
    this.shown = commands.filter(({ command }) => command.startsWith(typed.replace(/^\//, "").toLowerCase()));
    this.at = 0;
    this.box.replaceChildren(
      ...this.shown.map(({ command, description }, at) => {
        const option = el("div", "", el("b", "", `/${command}`), el("span", "", description));
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
    const { command } = this.shown[at];
    this.hide();
    this.choose(`/${command}`);
  }

  // True if the key was the menu's.
  key(event, field) {
    if (!this.open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.mark(this.at + moves[event.key]);
    else if (event.key === "Enter") this.take();
    else if (event.key === "Tab") {
      field.value = `/${this.shown[this.at].command} `;
      this.hide();
    } else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    return true;
  }
}
