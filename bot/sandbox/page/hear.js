// What the server tells.

import * as api from "./api.js";
import { $, atEnd, desk, drawList, drawLog, drawState, lineOf, open, seen, settle } from "./desk.js";
import { chats, forgetOld } from "./list.js";

const TYPING = 5000;
let stream = null;

function change(chat, message, fresh) {
  const known = chat.messages.has(message.message_id);
  chat.messages.set(message.message_id, message);
  if (message.from.is_bot) chat.busy = null;
  if (chat === desk.chat) {
    const stay = atEnd();
    const old = known && $("log").querySelector(`[data-id="${message.message_id}"]`);
    if (old) {
      const line = lineOf(message);
      line.classList.toggle("turn", old.classList.contains("turn"));
      old.replaceWith(line);
    } else {
      drawLog();
      if (fresh) $("log").lastChild.classList.add("fresh");
    }
    drawState();
    if (stay || !message.from.is_bot) settle();
    seen();
  }
  drawList();
}

const ON = {
  message: (chat, event) => change(chat, event.message, true),
  edited: (chat, event) => change(chat, event.message, false),
  deleted(chat, event) {
    chat.messages.delete(event.message_id);
    if (chat === desk.chat) drawLog();
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
  $("bot").dataset.name = bot.first_name;
  desk.bot = bot.username;
  const groups = (await api.groups()).groups.filter(({ chat }) => chat.type !== "channel");
  for (const { id, ...rest } of [...found, ...groups]) chats.set(id, Object.assign(chats.get(id) ?? { id, messages: new Map() }, rest));
}

async function read(chat) {
  for (const message of (await api.messages(chat.id)).messages) chat.messages.set(message.message_id, message);
}

// A group that was founded since the page was loaded, or in which somebody stands otherwise now.
async function regroup(id) {
  const known = chats.has(id);
  await refresh();
  const chat = chats.get(id);
  if (!chat) return; // a channel; the page shows none
  if (!known) await read(chat);
  if (chat === desk.chat) drawState();
  drawList();
}

desk.show = async (id) => {
  await regroup(id);
  open(chats.get(id), true);
};

export async function load() {
  stream?.close();
  const { seq } = await api.chats();
  await refresh();
  await Promise.all(
    [...chats.values()].map(async (chat) => {
      chat.messages = new Map();
      await read(chat);
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
  else if (event.kind === "group" || !chats.has(event.chat_id)) regroup(event.chat_id);
  else ON[event.kind]?.(chats.get(event.chat_id), event);
}
