// What the reader does.

import * as api from "./api.js";
import { $, desk, drawList, grow, reply, seen, toEnd } from "./desk.js";
import { watchDrops } from "./drop.js";
import { load } from "./hear.js";
import { Menu } from "./menu.js";
import { attempt, toast } from "./toasts.js";

function say(text) {
  const answered = desk.replying;
  reply(null);
  return attempt(api.say(desk.chat.id, text, answered?.message_id));
}

const ALBUM = 10; // files; Telegram makes another album of what is more

// What stands in the field is the caption of the first file, as in Telegram's apps.
async function give(files) {
  const sent = [...files]; // the list is emptied while the files are on their way
  const { id } = desk.chat;
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
    await attempt(api.give(id, file, { replyTo, caption, album }));
    caption = "";
  }
}

async function press(button, line) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { row, column } = button.dataset;
    const { answered, text, show_alert: alert } = await api.press(desk.chat.id, Number(line.dataset.id), Number(row), Number(column));
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

function jump(id) {
  const line = $("log").querySelector(`[data-id="${id}"]`);
  line?.scrollIntoView({ block: "center", behavior: "smooth" });
}

const menu = new Menu($("menu"), $("commands"), (command) => {
  $("text").value = "";
  say(command);
});

desk.leave = () => menu.hide();

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
  if (/^\/\w*$/.test($("text").value)) menu.show(desk.chat.commands, $("text").value);
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
  else if (desk.chat.commands.length) menu.show(desk.chat.commands);
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

watchDrops($("drop"), (files) => (desk.chat.blocked ? toast("The bot is blocked.") : give(files)));

load().catch((error) => toast(error.message));
