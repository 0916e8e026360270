// One message as a list item.

import { fileUrl } from "./api.js";
import { render } from "./entities.js";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const thisYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const otherYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

const when = (unix) => new Date(unix * 1000);
export const sameDay = (a, b) => when(a).toDateString() === when(b).toDateString();
export const timeOf = (unix) => clock.format(when(unix));

export function dayOf(unix) {
  const date = when(unix);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 864e5);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return (date.getFullYear() === new Date().getFullYear() ? thisYear : otherYear).format(date);
}

export const shortTime = (unix) => (sameDay(unix, Date.now() / 1000) ? timeOf(unix) : shortDay.format(when(unix)));

export function gist(message) {
  if (message.text) return message.text;
  const kind = message.photo ? "Photo" : message.document ? message.document.file_name : "Message";
  return message.caption ? `${kind}: ${message.caption}` : kind;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function picture(id, alt) {
  const image = el("img");
  image.src = fileUrl(id);
  image.alt = alt;
  image.loading = "lazy";
  const frame = el("a", "photo", image);
  frame.href = image.src;
  frame.target = "_blank";
  return frame;
}

function attachment(message) {
  if (message.photo) {
    const largest = message.photo.at(-1);
    const frame = picture(largest.file_id, message.caption ?? "Photo");
    frame.firstChild.width = largest.width;
    frame.firstChild.height = largest.height;
    frame.firstChild.style.height = "auto";
    return frame;
  }
  const { file_id: id, file_name: name, mime_type: type, file_size: bytes } = message.document;
  const card = el("a", "file", el("i", "", (name.split(".").pop() || "file").slice(0, 4)));
  card.append(el("span", "", el("b", "", name), el("small", "", size(bytes))));
  card.querySelector("b").dir = "auto";
  card.href = fileUrl(id);
  card.download = name;
  if (!/^image\/(png|jpeg|gif|webp)$/.test(type)) return card;
  return el("div", "", picture(id, name), card);
}

function quote(original) {
  const node = el("button", "quote", el("b", "", original.from.first_name), el("span", "", gist(original)));
  node.type = "button";
  node.lastChild.dir = "auto";
  node.dataset.jump = original.message_id;
  return node;
}

function key(button, row, column) {
  if (button.url) {
    const node = el("a", "key out", button.text);
    if (/^(https?|tg):/i.test(button.url)) node.href = button.url;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    return node;
  }
  const node = el("button", "key", button.text);
  node.type = "button";
  if (button.callback_data) Object.assign(node.dataset, { row, column });
  else if (button.copy_text) node.dataset.copy = button.copy_text.text;
  return node;
}

function keys(markup) {
  const rows = markup.inline_keyboard.map((buttons, row) =>
    el("div", "", ...buttons.map((button, column) => key(button, row, column))),
  );
  const node = el("div", "keys", ...rows);
  node.role = "group";
  node.setAttribute("aria-label", "Buttons");
  return node;
}

const ARROW = "M10 8V4l-7 7 7 7v-4c5 0 8 1 11 5-1-6-4-11-11-11z";

function replyButton() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", ARROW);
  const node = el("button", "icon answer", svg);
  node.type = "button";
  node.setAttribute("aria-label", "Reply");
  return node;
}

// In a group `self` is the number of who looks at it, and the others' messages carry a name.
export function bubble(message, self = null) {
  const mine = self ? message.from.id === self : !message.from.is_bot;
  const body = el("div", "bubble");
  if ((self && !mine) || message.via_bot) {
    const via = message.via_bot ? ` via @${message.via_bot.username}` : "";
    const author = el("b", "author", (self && !mine ? message.from.first_name : "") + via);
    author.dir = "auto";
    body.append(author);
  }
  if (message.reply_to_message) body.append(quote(message.reply_to_message));
  if (message.photo || message.document) body.append(attachment(message));
  const text = message.text ?? message.caption;
  if (text) {
    const words = el("div", "text", render(text, message.entities ?? message.caption_entities));
    words.dir = "auto";
    body.append(words);
  }
  const stamp = el("time", "stamp", (message.edit_date ? "edited " : "") + timeOf(message.date));
  stamp.dateTime = when(message.date).toISOString();
  body.append(stamp, replyButton());
  const line = el("li", `line ${mine ? "out" : "in"}`, body);
  line.dataset.id = message.message_id;
  line.setAttribute("aria-label", `${message.from.first_name}, ${timeOf(message.date)}`);
  if (message.reply_markup) line.append(keys(message.reply_markup));
  return line;
}
