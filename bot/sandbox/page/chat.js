// The page: which chat is open, what stands in it, what the reader does.

import * as api from "./api.js";
import { bubble, dayOf, el, gist, sameDay } from "./bubbles.js";
import { watchDrops } from "./drop.js";
import { chats, drawChats, forgetOld, markRead } from "./list.js";
import { Menu } from "./menu.js";

const $ = (id) => document.getElementById(id);
const TYPING = 5000;
const NEAR = 120;
let current = null;
let replying = null;
let stream = null;

const DOING = { typing: "typing", upload_document: "sending a file", upload_photo: "sending a photo" };

const drawList = () => drawChats(current, (chat) => open(chat, true));

// ---- the open chat

function drawLog() {
  let before = null;
  const lines = [];
  for (const message of current.messages.values()) {
    if (!before || !sameDay(before.date, message.date)) lines.push(el("li", "day", dayOf(message.date)));
    const line = bubble(message);
    if (before && before.from.id !== message.from.id) line.classList.add("turn");
    lines.push(line);
    before = message;
  }
  $("log").replaceChildren(...lines);
}

function drawState() {
  const { blocked, messages, description, user, busy } = current;
  $("status").textContent = busy ? `${DOING[busy] ?? "working"}…` : blocked ? "blocked" : `bot, as ${user.first_name} sees it`;
  $("status").classList.toggle("busy", Boolean(busy));
  $("block").hidden = blocked;
  $("form").hidden = blocked || !messages.size;
  $("start").hidden = blocked || messages.size > 0;
  $("unblock").hidden = !blocked;
  $("intro").hidden = messages.size > 0 || !description;
  $("description").textContent = description;
}

function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
}

const atEnd = () => $("scroll").scrollHeight - $("scroll").scrollTop - $("scroll").clientHeight < NEAR;

function seen() {
  if (!current || document.hidden || (narrow.matches && document.body.dataset.view === "list")) return;
  if (atEnd()) markRead(current);
  $("down").hidden = atEnd();
}

const narrow = matchMedia("(max-width: 720px)");

function open(chat, byHand = false) {
  if (current) current.draft = $("text").value;
  current = chat;
  sessionStorage.setItem("chat", chat.id);
  if (byHand) document.body.dataset.view = "chat";
  $("text").value = chat.draft ?? "";
  grow();
  reply(null);
  menu.hide();
  drawLog();
  drawState();
  toEnd();
  seen();
  drawList();
  if (byHand && !narrow.matches) $("text").focus();
}

// ---- what the server tells

function change(chat, message, fresh) {
  const known = chat.messages.has(message.message_id);
  chat.messages.set(message.message_id, message);
  if (message.from.is_bot) chat.busy = null;
  if (chat === current) {
    const stay = atEnd();
    const old = known && $("log").querySelector(`[data-id="${message.message_id}"]`);
    if (old) {
      const line = bubble(message);
      line.classList.toggle("turn", old.classList.contains("turn"));
      old.replaceWith(line);
    } else {
      drawLog();
      if (fresh) $("log").lastChild.classList.add("fresh");
    }
    drawState();
    if (stay || !message.from.is_bot) toEnd();
    seen();
  }
  drawList();
}

const ON = {
  message: (chat, event) => change(chat, event.message, true),
  edited: (chat, event) => change(chat, event.message, false),
  deleted(chat, event) {
    chat.messages.delete(event.message_id);
    if (chat === current) drawLog();
    drawList();
  },
  action(chat, event) {
    chat.busy = event.action;
    clearTimeout(chat.timer);
    chat.timer = setTimeout(() => {
      chat.busy = null;
      drawState();
    }, TYPING);
    drawState();
  },
  blocked(chat, event) {
    chat.blocked = event.blocked;
    drawState();
    drawList();
  },
};

async function refresh() {
  const { chats: found, bot } = await api.chats();
  $("bot").textContent = bot.first_name;
  for (const { id, ...rest } of found) chats.set(id, Object.assign(chats.get(id) ?? { id, messages: new Map() }, rest));
}

async function load() {
  stream?.close();
  const { seq } = await api.chats();
  await refresh();
  await Promise.all(
    [...chats.values()].map(async (chat) => {
      chat.messages = new Map((await api.messages(chat.id)).messages.map((m) => [m.message_id, m]));
      forgetOld(chat);
    }),
  );
  const wanted = Number(sessionStorage.getItem("chat"));
  open(chats.get(wanted) ?? [...chats.values()][0]);
  stream = api.listen(seq, hear, (on) => {
    $("link").classList.toggle("on", on);
    $("link").textContent = on ? "Connected to this machine" : "Waiting for the server…";
  });
}

function hear(event) {
  if (event.kind === "reset") load();
  else if (event.kind === "profile") refresh().then(drawState);
  else ON[event.kind]?.(chats.get(event.chat_id), event);
}

// ---- what the reader does

function toast(text) {
  const node = el("div", "toast", text);
  node.dir = "auto";
  $("toasts").append(node);
  setTimeout(() => node.remove(), 4500);
}

const attempt = (promise) => promise.catch((error) => toast(error.message));

function say(text) {
  const answered = replying;
  reply(null);
  return attempt(api.say(current.id, text, answered?.message_id));
}

function give(files) {
  const answered = replying;
  reply(null);
  for (const file of files) {
    toast(`Sending ${file.name}`);
    attempt(api.give(current.id, file, answered?.message_id));
  }
}

async function press(button, line) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { row, column } = button.dataset;
    const { answered, text, show_alert: alert } = await api.press(current.id, Number(line.dataset.id), Number(row), Number(column));
    if (!answered) toast("The bot has not answered.");
    else if (text && alert) {
      $("alert-text").textContent = text;
      $("alert").showModal();
    } else if (text) toast(text);
  } catch (error) {
    toast(error.message);
  }
  button.removeAttribute("aria-busy");
}

function reply(message) {
  replying = message;
  $("reply").hidden = !message;
  if (!message) return;
  $("reply-name").textContent = message.from.first_name;
  $("reply-text").textContent = gist(message);
  $("text").focus();
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight}px`;
}

function jump(id) {
  const line = $("log").querySelector(`[data-id="${id}"]`);
  line?.scrollIntoView({ block: "center", behavior: "smooth" });
}

const menu = new Menu($("menu"), $("commands"), (command) => {
  $("text").value = "";
  say(command);
});

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value;
  if (!text.trim()) return;
  $("text").value = "";
  grow();
  menu.hide();
  say(text);
});
$("text").addEventListener("input", () => {
  grow();
  if (/^\/\w*$/.test($("text").value)) menu.show(current.commands, $("text").value);
  else menu.hide();
});
$("text").addEventListener("keydown", (event) => {
  if (menu.key(event, $("text"))) return;
  if (event.key === "Escape" && replying) reply(null);
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  $("form").requestSubmit();
});
$("text").addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) {
    event.preventDefault();
    give(event.clipboardData.files);
  }
});
$("commands").addEventListener("click", () => {
  if (menu.open) menu.hide();
  else if (current.commands.length) menu.show(current.commands);
  else toast("The bot has set no commands.");
  $("text").focus();
});
$("log").addEventListener("click", (event) => {
  const line = event.target.closest(".line");
  const hit = (selector) => event.target.closest(selector);
  if (!line) return;
  if (hit(".key[data-row]")) press(hit(".key"), line);
  else if (hit(".key[data-copy]")) navigator.clipboard.writeText(hit(".key").dataset.copy).then(() => toast("Copied"));
  else if (hit(".command")) say(hit(".command").dataset.command);
  else if (hit(".quote")) jump(hit(".quote").dataset.jump);
  else if (hit(".answer")) reply(current.messages.get(Number(line.dataset.id)));
});
$("log").addEventListener("dblclick", (event) => {
  const line = event.target.closest(".line");
  if (line) reply(current.messages.get(Number(line.dataset.id)));
});
$("back").addEventListener("click", () => {
  document.body.dataset.view = "list";
  $("chats").querySelector("[aria-current=true]")?.focus();
});
$("attach").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  give($("file").files);
  $("file").value = "";
});
$("reply-off").addEventListener("click", () => reply(null));
$("start").addEventListener("click", () => say("/start"));
$("block").addEventListener("click", () => attempt(api.block(current.id)));
$("unblock").addEventListener("click", () => attempt(api.unblock(current.id).then(() => api.say(current.id, "/start"))));
$("down").addEventListener("click", toEnd);
$("scroll").addEventListener("scroll", () => {
  seen();
  drawList();
});
document.addEventListener("visibilitychange", () => {
  seen();
  drawList();
});

watchDrops($("drop"), (files) => (current.blocked ? toast("The bot is blocked.") : give(files)));

load().catch((error) => toast(error.message));
