// Figures that can be saved as SVG, with their data as TSV.

/** The SVG of `figure` by itself: what it uses from elsewhere put in, its style beside it. */
function standalone(figure) {
  const copy = figure.cloneNode(true);
  for (const use of copy.querySelectorAll("use")) {
    const target = document.getElementById(use.getAttribute("href").slice(1));
    if (!target) continue;
    const own = target.cloneNode(true);
    own.removeAttribute("id");
    const group = svg("g", {}, own);
    if (use.hasAttribute("y")) group.setAttribute("transform", `translate(0 ${use.getAttribute("y")})`);
    use.replaceWith(group);
  }
  copy.prepend(svg("style", {}, "text { font: 12px sans-serif; fill: #3d4a55; }"));
  copy.setAttribute("xmlns", svgNamespace);
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy) + "\n";
}

/** The rows of a block of columns. */
function blockRows(block) {
  const length = Math.max(0, ...block.columns.map((column) => column.length));
  return [block.header, ...Array.from({ length }, (_, row) => block.columns.map((column) => column[row]))];
}

/** The buttons of a figure that `picture()` gives; `rows()` gives its data, if it has any. */
function figureTools(label, picture, rows) {
  const bar = html("div", { class: "tools" });
  bar.append(button("save SVG", `Save as SVG: ${label}`, () =>
    save(standalone(picture()), fileName(label, ".svg"), "image/svg+xml")));
  if (rows) {
    bar.append(button("data as TSV", `Data as TSV: ${label}`, () =>
      save(tsv(rows()), fileName(label, ".tsv"), "text/tab-separated-values")));
  }
  return bar;
}

/** What gives the rows of `figure`; undefined if the page does not hold them. */
function figureRows(figure, genome) {
  const block = figure.querySelector(":scope > script.data");
  if (block) return () => blockRows(JSON.parse(block.textContent));
  const values = genome?.contigs.find((contig) => contig.name === figure.dataset.contig);
  if (!values) return undefined;
  return () => {
    const contig = new Contig(values, genome);
    return contig.rows(contig.from, contig.to);
  };
}

/** Gives every figure of `root` its tools; `genome` holds the scan, if there is one. */
function setUpFigures(root, genome) {
  for (const figure of root.querySelectorAll("figure")) {
    const picture = figure.querySelector(":scope > svg");
    if (!picture) continue;
    const label = picture.getAttribute("aria-label")?.split(/[.:;]/)[0] ?? "figure";
    figure.append(figureTools(label, () => picture, figureRows(figure, genome)));
  }
}

/** Buttons that copy the text of a box. */
function setUpCopying(root) {
  for (const box of root.querySelectorAll("[data-copy]")) {
    const state = html("span", { class: "count", role: "status" });
    const copy = button("copy", `Copy: ${box.dataset.copy}`, () => {
      const range = document.createRange();
      range.selectNodeContents(box);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      state.textContent = document.execCommand("copy") ? "copied" : "selected: copy it with the keyboard";
    });
    box.before(html("div", { class: "tools" }, copy, state));
  }
}
