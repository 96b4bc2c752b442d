// Small tools of the page's script. The page is complete without it; the script makes it answer.

const svgNamespace = "http://www.w3.org/2000/svg";

/** An element of HTML with attributes and children (elements or text). */
function html(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An element of SVG with attributes and children. */
function svg(name, attributes, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button that does `action`. */
function button(text, label, action) {
  const made = html("button", { type: "button", title: label }, text);
  if (text !== label) made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
}

/** 1234567 as "1,234,567". */
function grouped(value) {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The data that the page holds under `id`; undefined if there are none. */
function pageData(id) {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent) : undefined;
}

const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const worth = new Map([...signs].map((sign, value) => [sign, value]));

/** Whole numbers from -1 on that were packed into a text, two signs each; anything else as it is. */
function unpacked(values) {
  if (typeof values !== "string") return values;
  return Array.from({ length: values.length / 2 }, (_, index) =>
    worth.get(values[2 * index]) * 64 + worth.get(values[2 * index + 1]) - 1);
}

/** Gives `text` to the reader as a file. */
function save(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = html("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** A name for a file, made of `text`. */
function fileName(text, suffix) {
  const plain = (document.title + " " + text).normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase() + suffix;
}

/** A table of rows as TSV; tabs and line ends within cells become spaces. */
function tsv(rows) {
  const cell = (value) => String(value ?? "").replace(/\s+/g, " ").trim();
  return rows.map((row) => row.map(cell).join("\t")).join("\n") + "\n";
}

/** The index of the first of the ascending `values` that is above `limit`. */
function firstAbove(values, limit) {
  let low = 0;
  let high = values.length;
  while (high > low) {
    const middle = (low + high) >> 1;
    if (values[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Round numbers within from ... to, about `count` of them, and their step. */
function ticks(from, to, count) {
  const rough = Math.max((to - from) / count, 1e-300);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
  const values = [];
  for (let index = Math.ceil(from / step); to >= index * step; index++) values.push(index * step);
  return { step, values };
}

/** About three digits. */
function brief(value) {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1000 && 1e7 > size) return grouped(value);
  return size !== 0 && (size >= 1e7 || 1e-3 > size) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
