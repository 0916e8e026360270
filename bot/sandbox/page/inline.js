// Inline mode: what stands behind "@" and the bot's name is asked, and the answers are shown as cards above the field.

import * as api from "./api.js";
import { desk } from "./desk.js";
import { toast } from "./toasts.js";

const PAUSE = 300; // milliseconds without a key before the bot is asked

export class Inline {
  constructor(menu, send, start) {
    Object.assign(this, { menu, send, start, timer: 0, turn: 0 });
  }

  // What is asked, or null if the text is none of this.
  static query(text) {
    const name = `@${desk.bot}`;
    const asked = text.slice(0, name.length).toLowerCase() === name.toLowerCase() && text.slice(name.length);
    return typeof asked === "string" && /^\s/.test(asked) ? asked.trim() : null;
  }

  typed(text) {
    this.stop();
    const query = Inline.query(text);
    if (query !== null) this.timer = setTimeout(() => this.ask(query), PAUSE);
    return query !== null;
  }

  stop() {
    clearTimeout(this.timer);
    this.turn += 1;
  }

  async ask(query, offset = "") {
    const turn = (this.turn += 1);
    try {
      const found = await api.ask(desk.self, query, offset);
      if (turn !== this.turn) return; // something else has been typed
      if (!found.answered) toast("The bot has not answered.");
      this.menu.offer(this.cards(query, found), "Cards");
    } catch (error) {
      toast(error.message);
    }
  }

  cards(query, { results, next_offset: next, button }) {
    const cards = results.map((result) => ({ title: result.title, text: result.description ?? "", card: true, take: () => this.send(result) }));
    if (button) cards.unshift({ title: button.text, text: "", card: true, take: () => this.start(button.start_parameter) });
    if (next) cards.push({ title: "More cards", text: "", card: true, take: () => this.ask(query, next) });
    return cards;
  }
}
