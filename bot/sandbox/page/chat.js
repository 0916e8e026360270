// What the reader does.

import * as api from "./api.js";
import { $, desk, drawList, grow, reply, seen, toEnd } from "./desk.js";
import { watchDrops } from "./drop.js";
import { watchGroups } from "./groups.js";
import { load } from "./hear.js";
import { Inline } from "./inline.js";
import { Menu } from "./menu.js";
import { attempt, toast } from "./toasts.js";

function say(text) {
  const answered = desk.replying;
  reply(null);
  const { id, chat } = desk.chat;
  return attempt(chat ? api.sayIn(id, desk.self, text, answered?.message_id) : api.say(id, text, answered?.message_id));
}

function sendCard(result) {
  const answered = desk.replying;
  reply(null);
  $("text").value = "";
  grow();
  attempt(api.sendCard(desk.chat.id, desk.self, result, answered?.message_id));
}

// The private chat with the bot, opened by a link to it.
async function start(parameter) {
  const reader = desk.self;
  await desk.show(reader);
  attempt(api.say(reader, `/start ${parameter}`.trim()));
}

const ALBUM = 10; // files; Telegram makes another album of what is more

// What stands in the field is the caption of the first file, as in Telegram's apps.
async function give(files) {
  const sent = [...files]; // the list is emptied while the files are on their way
  const { id, chat } = desk.chat;
  const user = chat && desk.self;
  const replyTo = desk.replying?.message_id;
  let caption = $("text").value.trim();
  reply(null);
  $("text").value = "";
  grow();
  menu.hide();
  const stamp = String(Date.now());
  for (const [place, file] of sent.entries()) {
    toast(`Sending ${file.name}`);
    const album = sent.length > 1 ? stamp + Math.floor(place / ALBUM) : "";
    await attempt(api.give(id, file, { replyTo, caption, album, user }));
    caption = "";
  }
}

async function press(button, line) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { row, column } = button.dataset;
    const place = [Number(line.dataset.id), Number(row), Number(column)];
    const { id, chat } = desk.chat;
    const { answered, text, show_alert: alert } = await (chat ? api.pressIn(id, desk.self, ...place) : api.press(id, ...place));
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

// What a link to the bot carries, or null for a link to anywhere else.
function opened(href) {
  const { host, pathname, searchParams } = new URL(href);
  return host === "t.me" && pathname === `/${desk.bot}` ? (searchParams.get("start") ?? "") : null;
}

function jump(id) {
  const line = $("log").querySelector(`[data-id="${id}"]`);
  line?.scrollIntoView({ block: "center", behavior: "smooth" });
}

const menu = new Menu($("menu"), $("commands"));
const inline = new Inline(menu, sendCard, start);

function offerCommands(typed = "") {
  const fits = desk.chat.commands.filter(({ command }) => command.startsWith(typed.slice(1).toLowerCase()));
  const take = (command) => () => {
    $("text").value = "";
    say(command);
  };
  const items = fits.map(({ command, description: text }) => ({
    title: `/${command}`,
    text,
    take: take(`/${command}`),
    complete: `/${command} `,
  }));
  menu.offer(items, "Commands");
}

desk.leave = () => {
  inline.stop();
  menu.hide();
};

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value;
  if (!text.trim()) return;
  $("text").value = "";
  grow();
  desk.leave();
  say(text);
});
$("text").addEventListener("input", () => {
  grow();
  if (inline.typed($("text").value)) menu.hide();
  else if (/^\/\w*$/.test($("text").value)) offerCommands($("text").value);
  else menu.hide();
});
$("text").addEventListener("keydown", (event) => {
  if (menu.key(event, $("text"))) return;
  if (event.key === "Escape" && desk.replying) reply(null);
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
  else if (desk.chat.commands.length) offerCommands();
  else toast("The bot has set no commands.");
  $("text").focus();
});
$("log").addEventListener("click", (event) => {
  const line = event.target.closest(".line");
  const hit = (selector) => event.target.closest(selector);
  if (!line) return;
  if (hit(".key[data-row]")) press(hit(".key"), line);
  else if (hit(".key[data-copy]")) navigator.clipboard.writeText(hit(".key").dataset.copy).then(() => toast("Copied"));
  else if (hit("a.key") && opened(hit("a.key").href) !== null) {
    event.preventDefault();
    start(opened(hit("a.key").href));
  } else if (hit(".command")) say(hit(".command").dataset.command);
  else if (hit(".quote")) jump(hit(".quote").dataset.jump);
  else if (hit(".answer")) reply(desk.chat.messages.get(Number(line.dataset.id)));
});
$("log").addEventListener("dblclick", (event) => {
  const line = event.target.closest(".line");
  if (line) reply(desk.chat.messages.get(Number(line.dataset.id)));
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
$("block").addEventListener("click", () => attempt(api.block(desk.chat.id)));
$("unblock").addEventListener("click", () => attempt(api.unblock(desk.chat.id).then(() => api.say(desk.chat.id, "/start"))));
$("down").addEventListener("click", toEnd);
$("scroll").addEventListener("scroll", () => {
  seen();
  drawList();
});
document.addEventListener("visibilitychange", () => {
  seen();
  drawList();
});

watchGroups();
watchDrops($("drop"), (files) => (desk.chat.blocked ? toast("The bot is blocked.") : give(files)));

load().catch((error) => toast(error.message));
