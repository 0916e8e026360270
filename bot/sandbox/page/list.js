// The list of chats. What has been read is kept by the browser.

import { el, gist, shortTime } from "./bubbles.js";

export const chats = new Map();

const readUpTo = (id) => Number(localStorage.getItem(`read-${id}`) ?? 0);

export function markRead(chat) {
  const newest = Math.max(0, ...chat.messages.keys());
  if (newest > readUpTo(chat.id)) localStorage.setItem(`read-${chat.id}`, newest);
}

// A server that has started anew counts its messages from 1 again.
export function forgetOld(chat) {
  const newest = Math.max(0, ...chat.messages.keys());
  if (newest < readUpTo(chat.id)) localStorage.setItem(`read-${chat.id}`, newest);
}

const unread = (chat) =>
  [...chat.messages.values()].filter((m) => m.from.is_bot && m.message_id > readUpTo(chat.id)).length;

export const titleOf = (chat) => chat.chat?.title ?? `${chat.user.first_name} ${chat.user.last_name}`;
export const initials = (chat) => (chat.chat ? titleOf(chat).slice(0, 1) : chat.user.first_name[0] + chat.user.last_name[0]);

function previewOf(chat, self) {
  const last = [...chat.messages.values()].at(-1);
  if (chat.blocked) return "The bot is blocked";
  if (!last) return "No messages yet";
  if (chat.chat) return `${last.from.id === self ? "You" : last.from.first_name}: ${gist(last)}`;
  return (last.from.is_bot ? "" : "You: ") + gist(last);
}

export function drawChats(current, self, open) {
  const rows = [...chats.values()].map((chat, index) => {
    const last = [...chat.messages.values()].at(-1);
    const name = el("span", "name", titleOf(chat));
    name.dir = "auto";
    if (chat.admin) name.append(el("span", "tag", "admin"));
    const face = el("span", `face ${chat.chat ? "many" : `f${index + 1}`}`, initials(chat));
    face.setAttribute("aria-hidden", "true");
    const preview = el("span", "last", previewOf(chat, self));
    preview.dir = "auto";
    const row = el("button", "chat", face, name, el("time", "", last ? shortTime(last.date) : ""), preview);
    const count = unread(chat);
    if (count) row.append(el("span", "badge", String(count)));
    row.type = "button";
    row.setAttribute("aria-current", String(chat === current));
    row.setAttribute("aria-label", `${titleOf(chat)}${chat.chat ? ", group" : ""}${chat.admin ? ", admin" : ""}${count ? `, ${count} unread` : ""}`);
    row.addEventListener("click", () => open(chat));
    return el("li", "", row);
  });
  const list = document.getElementById("chats");
  const focused = [...list.children].findIndex((row) => row.contains(document.activeElement));
  list.replaceChildren(...rows);
  list.children[focused]?.firstChild.focus();
  const total = [...chats.values()].reduce((sum, chat) => sum + unread(chat), 0);
  document.title = total ? `(${total}) Communiqué` : "Communiqué";
}
