// Who one is in a group, and how everybody stands there.

import * as api from "./api.js";
import { $, desk, drawList, drawLog, drawState } from "./desk.js";
import { el } from "./bubbles.js";
import { attempt } from "./toasts.js";

const STATUSES = { creator: "Owner", administrator: "Administrator", member: "Member", left: "Not here" };
const OF_BOT = { administrator: "Administrator", member: "Member", kicked: "Removed" };

function choice(name, shown, status, change) {
  const select = el("select", "choice");
  select.setAttribute("aria-label", name);
  for (const [value, word] of Object.entries(shown)) {
    const option = el("option", "", word);
    option.value = value;
    option.hidden = value === "creator" && status !== "creator"; // nobody becomes an owner
    select.append(option);
  }
  select.value = status in shown ? status : Object.keys(shown).at(-1);
  select.addEventListener("change", () => attempt(change(select.value)));
  return el("label", "person", el("span", "", name), select);
}

function people() {
  const { id, members, bot } = desk.chat;
  const rows = members.map(({ user, status }) =>
    choice(`${user.first_name} ${user.last_name}`, STATUSES, status, (to) => api.seat(id, user.id, to)),
  );
  rows.push(choice(`${$("bot").dataset.name} (the bot)`, OF_BOT, bot, (to) => api.seatBot(id, desk.self, to)));
  $("people-list").replaceChildren(...rows);
  $("people").showModal();
}

async function found() {
  const { id } = await api.found($("title").value.trim() || "Delegation", desk.person, desk.everybody());
  await api.seatBot(id, desk.person, "member");
  await desk.show(id);
}

export function watchGroups() {
  $("found").addEventListener("click", () => $("new-group").showModal());
  $("found-not").addEventListener("click", () => $("new-group").close());
  $("new-group").addEventListener("submit", () => attempt(found()));
  $("standing").addEventListener("click", people);
  $("as").addEventListener("change", () => {
    desk.person = Number($("as").value);
    drawState();
    drawLog();
    drawList();
  });
}
