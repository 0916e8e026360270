// The chat that is open: what stands in it, and what is about to be sent.

import { bubble, dayOf, el, gist, sameDay } from "./bubbles.js";
import { drawChats, markRead } from "./list.js";

export const $ = (id) => document.getElementById(id);

// `leave` is called when another chat is opened.
export const desk = { chat: null, replying: null, leave: () => {} };

const NEAR = 120;
const DOING = { typing: "typing", upload_document: "sending a file", upload_photo: "sending a photo" };
const narrow = matchMedia("(max-width: 720px)");

export const drawList = () => drawChats(desk.chat, (chat) => open(chat, true));

export function drawLog() {
  let before = null;
  const lines = [];
  for (const message of desk.chat.messages.values()) {
    if (!before || !sameDay(before.date, message.date)) lines.push(el("li", "day", dayOf(message.date)));
    const line = bubble(message);
    if (before && before.from.id !== message.from.id) line.classList.add("turn");
    lines.push(line);
    before = message;
  }
  $("log").replaceChildren(...lines);
}

export function drawState() {
  const { blocked, messages, description, user, busy } = desk.chat;
  $("status").textContent = busy ? `${DOING[busy] ?? "working"}…` : blocked ? "blocked" : `bot, as ${user.first_name} sees it`;
  $("status").classList.toggle("busy", Boolean(busy));
  $("block").hidden = blocked;
  $("form").hidden = blocked || !messages.size;
  $("start").hidden = blocked || messages.size > 0;
  $("unblock").hidden = !blocked;
  $("intro").hidden = messages.size > 0 || !description;
  $("description").textContent = description;
}

export function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
}

export const atEnd = () => $("scroll").scrollHeight - $("scroll").scrollTop - $("scroll").clientHeight < NEAR;

export function seen() {
  if (!desk.chat || document.hidden || (narrow.matches && document.body.dataset.view === "list")) return;
  if (atEnd()) markRead(desk.chat);
  $("down").hidden = atEnd();
}

export function open(chat, byHand = false) {
  if (desk.chat) desk.chat.draft = $("text").value;
  desk.chat = chat;
  sessionStorage.setItem("chat", chat.id);
  if (byHand) document.body.dataset.view = "chat";
  $("text").value = chat.draft ?? "";
  grow();
  reply(null);
  desk.leave();
  drawLog();
  drawState();
  toEnd();
  seen();
  drawList();
  if (byHand && !narrow.matches) $("text").focus();
}

export function reply(message) {
  desk.replying = message;
  $("reply").hidden = !message;
  if (!message) return;
  $("reply-name").textContent = message.from.first_name;
  $("reply-text").textContent = gist(message);
  $("text").focus();
}

export function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight}px`;
}
