// Tables that sort, filter and give themselves away as TSV.

const collator = new Intl.Collator("en", { numeric: true });

/** What a cell is sorted by: a number where it begins with one, else its text. */
function sortKey(row, column) {
  const text = row.cells[column]?.textContent.trim() ?? "";
  const plain = text.replace(/(\d),(?=\d{3})/g, "$1");
  const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(?![\d:])/i.exec(plain);
  return { text, number: number ? Number(number[0]) : NaN };
}

/** The order of two keys: numbers first, by size; then text, with the numbers in it by size. */
function compareKeys(a, b) {
  const both = Number.isNaN(a.number) - Number.isNaN(b.number);
  if (both !== 0) return both;
  return Number.isNaN(a.number) ? collator.compare(a.text, b.text) : a.number - b.number;
}

function sortTable(table, column, header) {
  const isAscending = header.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, index) => ({ row, index, key: sortKey(row, column) }));
  rows.sort((a, b) => (isAscending ? 1 : -1) * compareKeys(a.key, b.key) || a.index - b.index);
  body.append(...rows.map((one) => one.row));
}

/** The text of a cell, that of a figure being its label. */
function cellText(cell) {
  if (!cell.textContent.trim() || cell.querySelector("svg")) return cell.querySelector("svg")?.getAttribute("aria-label") ?? "";
  return [...cell.childNodes].map((node) => node.textContent.trim()).filter((text) => text).join(" ");
}

function tableRows(table) {
  return [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(cellText));
}

function filterBox(table, label) {
  const rows = [...table.tBodies[0].rows];
  const count = html("span", { class: "count", role: "status" });
  const box = html("input", { type: "search", placeholder: "filter rows", "aria-label": `Filter: ${label}` });
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter((word) => word);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length ? `${grouped(shown)} of ${grouped(rows.length)} rows` : "";
  });
  return [box, count];
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const name = header.textContent.trim();
    if (!name) return;
    const sorter = html("button", { type: "button", class: "sorter" }, ...header.childNodes);
    sorter.addEventListener("click", () => sortTable(table, column, header));
    header.append(sorter);
  });
}

/** Gives every table of `root` its tools. */
function setUpTables(root) {
  for (const table of root.querySelectorAll("table")) {
    const label = table.caption?.textContent.trim() ?? "table";
    const bar = html("div", { class: "tools" });
    const rowCount = table.tBodies[0]?.rows.length ?? 0;
    if (table.tHead && rowCount > 1 && !table.matches(".matrix")) makeSortable(table);
    if (table.tHead && rowCount > 7 && !table.matches(".matrix")) bar.append(...filterBox(table, label));
    bar.append(button("TSV", `This table as TSV: ${label}`, () =>
      save(tsv(tableRows(table)), fileName(label, ".tsv"), "text/tab-separated-values")));
    (table.closest(".scroll") ?? table).before(bar);
  }
}
