// The readers' side of the server.

async function answer(response) {
  const body = await response.json().catch(() => ({ ok: false, description: `The server answered ${response.status}` }));
  if (!body.ok) throw new Error(body.description);
  return body;
}

const post = (path, body) =>
  fetch(`/sandbox${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then(answer);

export const chats = () => fetch("/sandbox/chats").then(answer);
export const messages = (chat) => fetch(`/sandbox/chats/${chat}/messages`).then(answer);
export const say = (chat, text, replyTo) => post(`/chats/${chat}/text`, { text, reply_to: replyTo });
export const press = (chat, messageId, row, column) =>
  post(`/chats/${chat}/press`, { message_id: messageId, row, column, timeout: 20 });
export const groups = () => fetch("/sandbox/groups").then(answer);
export const found = (title, owner, standings) => post("/groups", { title, standings: { ...standings, [owner]: "creator" } });
export const sayIn = (group, user, text, replyTo) => post(`/groups/${group}/text`, { user, text, reply_to: replyTo });
export const pressIn = (group, user, messageId, row, column) =>
  post(`/groups/${group}/press`, { user, message_id: messageId, row, column, timeout: 20 });
export const seat = (group, user, status) => post(`/groups/${group}/standing`, { user, status });
export const seatBot = (group, user, status) => post(`/groups/${group}/bot`, { user, status });
export const ask = (reader, query, offset) => post(`/chats/${reader}/inline`, { query, offset, timeout: 20 });
export const sendCard = (chat, user, result, replyTo) => post(`/chats/${chat}/card`, { user, result, reply_to: replyTo });
export const block = (chat) => post(`/chats/${chat}/block`, {});
export const unblock = (chat) => post(`/chats/${chat}/unblock`, {});
export const fileUrl = (id) => `/sandbox/files/${encodeURIComponent(id)}`;

export function give(chat, file, { replyTo, caption, album, user } = {}) {
  const form = new FormData();
  if (replyTo) form.append("reply_to", replyTo);
  if (caption) form.append("caption", caption);
  if (user) form.append("user", user);
  if (album) form.append("album", album);
  form.append("file", file, file.name);
  return fetch(`/sandbox/chats/${chat}/document`, { method: "POST", body: form }).then(answer);
}

// Calls `onEvent` for each change after `since`; the browser reconnects by itself and says where it was.
export function listen(since, onEvent, onLink) {
  const stream = new EventSource(`/sandbox/events?since=${since}`);
  stream.onopen = () => onLink(true);
  stream.onerror = () => onLink(false);
  stream.onmessage = (message) => onEvent(JSON.parse(message.data));
  return stream;
}
