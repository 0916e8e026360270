// The chat that is open: what stands in it, and what is about to be sent.

import { bubble, dayOf, el, gist, sameDay } from "./bubbles.js";
import { chats, drawChats, initials, markRead, titleOf } from "./list.js";

export const $ = (id) => document.getElementById(id);

// `leave` is called when another chat is opened, `show` opens one by its number; `bot` is the bot's username.
export const desk = {
  chat: null,
  replying: null,
  bot: "",
  leave: () => {},
  show: () => {},

  // Whose chat was last open, or who was chosen in a group since.
  get person() {
    const kept = Number(sessionStorage.getItem("person"));
    return chats.has(kept) ? kept : [...chats.keys()].find((id) => id > 0);
  },
  set person(id) {
    sessionStorage.setItem("person", id);
  },

  // Who speaks in the open chat.
  get self() {
    if (!this.chat?.chat) return this.chat?.id ?? this.person;
    const here = present(this.chat).map(({ user }) => user.id);
    return here.includes(this.person) ? this.person : (here[0] ?? this.person);
  },

  everybody: () => Object.fromEntries([...chats.keys()].filter((id) => id > 0).map((id) => [id, "member"])),
};

const GONE = new Set(["left", "kicked"]);
const present = (group) => group.members.filter(({ status }) => !GONE.has(status));
export const lineOf = (message) => bubble(message, desk.chat.chat ? desk.self : null);

const NEAR = 120;
const DOING = { typing: "typing", upload_document: "sending a file", upload_photo: "sending a photo" };
const narrow = matchMedia("(max-width: 720px)");

export const drawList = () => drawChats(desk.chat, desk.self, (chat) => open(chat, true));

export function drawLog() {
  let before = null;
  const lines = [];
  for (const message of desk.chat.messages.values()) {
    if (!before || !sameDay(before.date, message.date)) lines.push(el("li", "day", dayOf(message.date)));
    const line = lineOf(message);
    if (before && before.from.id !== message.from.id) line.classList.add("turn");
    lines.push(line);
    before = message;
  }
  $("log").replaceChildren(...lines);
}

function statusOf({ blocked, chat, user, bot }) {
  if (chat) return GONE.has(bot) ? "the bot is not here" : `group, ${present(desk.chat).length} people`;
  return blocked ? "blocked" : `bot, as ${user.first_name} sees it`;
}

function drawGroup() {
  const group = Boolean(desk.chat.chat);
  $("bot").textContent = group ? titleOf(desk.chat) : $("bot").dataset.name;
  for (const id of ["as", "standing", "face"]) $(id).hidden = !group;
  $("icon").hidden = group;
  $("block").hidden ||= group;
  if (!group) return;
  $("face").textContent = initials(desk.chat);
  const options = present(desk.chat).map(({ user }) => new Option(user.first_name, user.id));
  $("as").replaceChildren(...options);
  $("as").value = desk.self;
  desk.chat.commands = desk.chat.members.find(({ user }) => user.id === desk.self)?.commands ?? [];
  $("form").hidden = !options.length;
  $("start").hidden = true;
}

export function drawState() {
  const { blocked, messages, description, busy } = desk.chat;
  $("status").textContent = busy ? `${DOING[busy] ?? "working"}…` : statusOf(desk.chat);
  $("status").classList.toggle("busy", Boolean(busy));
  $("block").hidden = blocked;
  $("form").hidden = blocked || !messages.size;
  $("start").hidden = blocked || messages.size > 0;
  $("unblock").hidden = !blocked;
  $("intro").hidden = messages.size > 0 || !description;
  $("description").textContent = description;
  drawGroup();
  grow(); // a field has no height while it is hidden
}

export function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
}

// A photo has no height until it is loaded: what stands below it would slip out of sight.
export function settle() {
  toEnd();
  for (const image of $("log").lastChild?.querySelectorAll("img") ?? []) {
    if (!image.complete) image.addEventListener("load", toEnd, { once: true });
  }
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
  if (!chat.chat && byHand) desk.person = chat.id;
  if (byHand) document.body.dataset.view = "chat";
  $("text").value = chat.draft ?? "";
  grow();
  reply(null);
  desk.leave();
  drawLog();
  drawState();
  settle();
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
