// Files dropped anywhere on the page.

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

// Shows `veil` while files are dragged over the page and hands what is dropped to `take`.
export function watchDrops(veil, take) {
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) veil.hidden = ++depth === 0;
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) veil.hidden = --depth === 0;
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  });
}
