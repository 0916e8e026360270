// Text and entities to DOM nodes. Nothing here ever parses HTML: every node is made, every text is a text node.

const plain = (tag) => () => document.createElement(tag);
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?:|mailto:|tel:|tg:)/i;

function link(href) {
  if (!SAFE.test(href)) return document.createElement("span");
  const node = document.createElement("a");
  node.href = href;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

function spoiler() {
  const node = document.createElement("span");
  node.className = "spoiler";
  node.tabIndex = 0;
  node.role = "button";
  node.setAttribute("aria-label", "Hidden text; press to show it");
  const show = () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return node;
}

function pre(entity) {
  const node = document.createElement("pre");
  if (entity.language) node.dataset.language = entity.language;
  return node;
}

function folded() {
  const node = document.createElement("blockquote");
  node.className = "folded";
  node.addEventListener("click", () => node.classList.toggle("folded"));
  return node;
}

const MAKERS = {
  bold: plain("b"),
  italic: plain("i"),
  underline: plain("u"),
  strikethrough: plain("s"),
  code: plain("code"),
  blockquote: plain("blockquote"),
  expandable_blockquote: folded,
  spoiler,
  pre,
  text_link: (entity) => link(entity.url),
  url: (entity, text) => link(text),
  email: (entity, text) => link(`mailto:${text}`),
  bot_command(entity, text) {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "command";
    node.dataset.command = text;
    return node;
  },
};

// Offsets count UTF-16 units, as JavaScript's strings do.
export function render(text, entities = [], from = 0, to = text.length) {
  const fragment = document.createDocumentFragment();
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let at = from;
  while (sorted.length) {
    const entity = sorted.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    fragment.append(text.slice(at, start));
    const inside = [];
    while (sorted.length && sorted[0].offset < end) inside.push(sorted.shift());
    const node = (MAKERS[entity.type] ?? plain("span"))(entity, text.slice(start, end));
    node.append(render(text, inside, start, end));
    fragment.append(node);
    // What reaches beyond this entity goes on behind it.
    for (const rest of inside) if (rest.offset + rest.length > end) sorted.unshift({ ...rest, offset: end, length: rest.offset + rest.length - end });
    // A block ends its line by itself.
    at = BLOCKS.has(entity.type) && text[end] === "\n" && end < to ? end + 1 : end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}
