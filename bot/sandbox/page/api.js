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
export const block = (chat) => post(`/chats/${chat}/block`, {});
export const unblock = (chat) => post(`/chats/${chat}/unblock`, {});
export const fileUrl = (id) => `/sandbox/files/${encodeURIComponent(id)}`;

export function give(chat, file, { replyTo, caption, album } = {}) {
  const form = new FormData();
  if (replyTo) form.append("reply_to", replyTo);
  if (caption) form.append("caption", caption);
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
