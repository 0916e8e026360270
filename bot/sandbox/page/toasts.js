// Short notices above the field to write in; they take room of their own and cover nothing.

import { el } from "./bubbles.js";
import { $, atEnd, toEnd } from "./desk.js";

export function toast(text) {
  const node = el("div", "toast", text);
  node.dir = "auto";
  const stay = atEnd();
  $("toasts").append(node);
  if (stay) toEnd();
  setTimeout(() => node.remove(), 4500);
}

export const attempt = (promise) => promise.catch((error) => toast(error.message));
