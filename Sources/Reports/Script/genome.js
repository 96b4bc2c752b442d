// The genome view: all contigs at a glance, one to look into.

class GenomeView {
  constructor(data, place) {
    this.contigs = data.contigs.map((values) => new Contig(values, data)).filter((contig) => contig.count > 0);
    this.data = data;
    this.place = place;
    this.cursor = null;
    this.contig = this.contigs[0];
    this.regions = this.contigs.flatMap((contig) =>
      contig.regions.map(([start, end, kind, chance]) => ({ contig, start, end, kind, chance })));
    this.build();
    this.whole();
  }

  /** The elements, which stay; pictures are drawn into them. */
  build() {
    this.overview = svg("svg", { class: "overview", role: "img", "aria-label": "All contigs at a glance" });
    this.detail = svg("svg", { role: "img", tabindex: "0" });
    this.readout = html("p", { class: "readout", "aria-live": "polite" }, "Point at a window to read its values.");
    this.choice = html("select", { "aria-label": "Contig" },
      ...this.contigs.map((contig, index) => html("option", { value: index }, contig.name)));
    this.target = html("input", { type: "text", size: 24, "aria-label": "Go to a place", placeholder: "contig:start-end" });
    const bar = html("div", { class: "tools" }, this.choice, this.target,
      button("−", "Zoom out", () => this.zoom(2)), button("+", "Zoom in", () => this.zoom(0.5)),
      button("whole contig", "whole contig", () => this.whole()));
    if (this.regions.length) {
      bar.append(button("‹ region", "Previous called region", () => this.step(-1)),
        button("region ›", "Next called region", () => this.step(1)));
    }
    const hint = "Drag to move, click and turn the wheel to zoom (or hold Ctrl); keys: arrows, +, −, Home, and "
      + "comma and full stop from window to window.";
    const tools = figureTools("genome scan", () => this.detail, () => this.contig.rows(this.from, this.to));
    this.place.append(this.overview, bar, this.readout, this.legend(), this.detail, html("p", { class: "note" }, hint), tools);
    this.listen();
  }

  /** The classes with their colours. */
  legend() {
    const populations = this.data.tracks.filter((track) => track.scale === "share").map((track) => [track.name, track.colour]);
    const named = this.data.classes.length ? this.data.classes.map((name, one) => [name, this.data.colours[one]]) : populations;
    return html("ul", { class: "legend" }, ...named.map(([name, colour]) => {
      const swatch = html("span", { class: "swatch" });
      swatch.style.background = colour;
      return html("li", {}, swatch, name);
    }));
  }

  listen() {
    this.choice.addEventListener("change", () => this.show(this.contigs[this.choice.value]));
    this.target.addEventListener("change", () => this.go(this.target.value));
    this.detail.addEventListener("keydown", (event) => this.press(event));
    this.detail.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    this.detail.addEventListener("pointerdown", (event) => this.take(event));
    this.detail.addEventListener("pointermove", (event) => this.point(event));
    this.detail.addEventListener("dblclick", (event) => this.zoom(0.5, this.positionOf(event)));
    this.overview.addEventListener("click", (event) => this.choose(event));
    new ResizeObserver(() => this.draw()).observe(this.place);
  }

  /** Shows `contig` from `from` to `to`, all of it if they are left out. */
  show(contig, from = contig.from, to = contig.to) {
    this.contig = contig;
    this.choice.value = this.contigs.indexOf(contig);
    const least = Math.min(contig.to - contig.from, 3 * (contig.ends[0] - contig.starts[0]));
    const span = Math.min(contig.to - contig.from, Math.max(to - from, least));
    const middle = (from + to) / 2;
    this.from = Math.min(Math.max(middle - span / 2, contig.from), contig.to - span);
    this.to = this.from + span;
    this.draw();
  }

  whole() { this.show(this.contig); }

  zoom(factor, about = (this.from + this.to) / 2) {
    this.show(this.contig, about - (about - this.from) * factor, about + (this.to - about) * factor);
  }

  move(share) {
    const step = share * (this.to - this.from);
    this.show(this.contig, this.from + step, this.to + step);
  }

  /** Goes to "contig:start-end", "contig:position" or "contig"; says so if there is no such place. */
  go(text) {
    const found = /^\s*(.+?)(?::\s*([\d,]+)(?:\s*-\s*([\d,]+))?)?\s*$/.exec(text);
    const contig = found && this.contigs.find((one) => one.name === found[1]);
    if (!contig) {
      this.readout.textContent = `There is no contig '${found ? found[1] : text}' in this scan.`;
      return;
    }
    if (!found[2]) return this.show(contig);
    const number = (digits) => Number(digits.replaceAll(",", ""));
    const start = number(found[2]) - 1;
    const end = found[3] ? number(found[3]) : start + 1;
    const margin = Math.max((end - start) * 2, 10 * (contig.ends[0] - contig.starts[0]));
    this.show(contig, start - margin, end + margin);
    this.read(contig.nearest((start + end) / 2));
  }

  /** The called region before or behind the middle of the picture. */
  step(direction) {
    const order = (region) => this.contigs.indexOf(region.contig) * 1e12 + (region.start + region.end) / 2;
    const here = this.contigs.indexOf(this.contig) * 1e12 + (this.from + this.to) / 2;
    const sorted = [...this.regions].sort((a, b) => order(a) - order(b));
    const found = direction > 0
      ? sorted.find((region) => order(region) > here + 1) ?? sorted[0]
      : sorted.findLast((region) => here - 1 > order(region)) ?? sorted[sorted.length - 1];
    this.go(`${found.contig.name}:${found.start + 1}-${found.end}`);
  }

  positionOf(event) {
    const box = this.detail.getBoundingClientRect();
    const share = (event.clientX - box.left - this.drawing.left) / (this.drawing.right - this.drawing.left);
    return this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from);
  }

  press(event) {
    const actions = {
      ArrowLeft: () => this.move(-0.25), ArrowRight: () => this.move(0.25), "+": () => this.zoom(0.5), "=": () => this.zoom(0.5),
      "-": () => this.zoom(2), Home: () => this.whole(), ",": () => this.walk(-1), ".": () => this.walk(1),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** To the window `step` further. */
  walk(step) {
    const [first, last] = this.contig.range(this.from, this.to);
    const index = this.cursor === null ? first : this.cursor + step;
    this.read(Math.min(Math.max(index, first), last - 1));
  }

  turn(event) {
    if (document.activeElement !== this.detail && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(2 ** Math.min(1, Math.max(-1, event.deltaY / 200)), this.positionOf(event));
  }

  take(event) {
    this.detail.focus({ preventScroll: true });
    this.held = { id: event.pointerId, x: event.clientX, from: this.from, to: this.to };
    const release = () => {
      this.held = null;
      removeEventListener("pointerup", release);
    };
    addEventListener("pointerup", release);
  }

  point(event) {
    if (!this.held) return this.read(this.contig.nearest(this.positionOf(event)));
    const scale = (this.held.to - this.held.from) / (this.drawing.right - this.drawing.left);
    const step = (this.held.x - event.clientX) * scale;
    this.show(this.contig, this.held.from + step, this.held.to + step);
  }

  /** Says what is known of window `index`, and marks it. */
  read(index) {
    this.cursor = index;
    this.readout.textContent = this.contig.words(index);
    this.placeCursor();
  }

  placeCursor() {
    this.line?.remove();
    if (this.cursor === null || this.cursor >= this.contig.count) return;
    const middle = (this.contig.starts[this.cursor] + this.contig.ends[this.cursor]) / 2;
    if (this.from > middle || middle > this.to) return;
    const x = this.drawing.x(middle);
    this.line = svg("path", { d: `M${x} 30V${this.drawing.y - 40}`, stroke: ink, "stroke-dasharray": "2 3", class: "cursor" });
    this.detail.append(this.line);
  }

  draw() {
    const width = Math.max(300, Math.floor(this.place.clientWidth));
    const contig = this.contig;
    this.drawing = new Drawing(contig, this.from, this.to, width);
    const pieces = this.drawing.finish();
    const label = `${contig.place(Math.floor(this.from), Math.floor(this.to))}, ${grouped(contig.count)} windows on the contig`;
    this.detail.setAttribute("aria-label", `Genome scan. ${label}`);
    this.detail.setAttribute("viewBox", `0 0 ${width} ${this.drawing.y}`);
    this.detail.setAttribute("width", width);
    this.detail.setAttribute("height", this.drawing.y);
    this.detail.replaceChildren(...pieces);
    this.target.value = contig.place(Math.floor(this.from), Math.floor(this.to)).replaceAll(",", "");
    this.placeCursor();
    this.drawOverview(width);
  }

  /** Where each contig lies in the overview, in pixels. */
  layout(width) {
    const total = this.contigs.reduce((sum, contig) => sum + contig.to - contig.from, 0);
    let at = 0;
    return this.contigs.map((contig) => {
      const from = (at / total) * width;
      at += contig.to - contig.from;
      return { contig, from, to: (at / total) * width };
    });
  }

  /** The height of window `index` in the overview, from 0 to 1. */
  level(contig, index) {
    if (contig.sought) return contig.sought[index] ?? 0;
    if (!contig.numbers.length) {
      return Math.max(0, ...contig.tracks.map((own, one) => (own && this.data.tracks[one].scale === "share" ? own[index] ?? 0 : 0)));
    }
    const value = contig.numbers[0][0][index];
    return value === null ? 0 : (value - this.least) / (this.greatest - this.least || 1);
  }

  drawOverview(width) {
    const height = 64;
    if (this.overviewWidth !== width) {
      this.overviewWidth = width;
      this.overview.setAttribute("viewBox", `0 0 ${width} ${height + 18}`);
      this.overview.setAttribute("height", height + 18);
      this.overview.setAttribute("width", width);
      this.overview.replaceChildren(...this.overviewPieces(width, height));
    }
    this.frame?.remove();
    const own = this.layout(width).find((one) => one.contig === this.contig);
    const scale = (own.to - own.from) / (this.contig.to - this.contig.from);
    const x = own.from + (this.from - this.contig.from) * scale;
    this.frame = svg("rect", {
      x: two(x), y: 1, width: Math.max(2, two((this.to - this.from) * scale)), height: height - 1, fill: "none", stroke: ink,
      "stroke-width": 2, class: "frame",
    });
    this.overview.append(this.frame);
  }

  overviewPieces(width, height) {
    if (this.data.numbers.length) {
      const all = this.contigs.flatMap((contig) => contig.numbers[0][0].filter((value) => value !== null));
      this.least = all.reduce((a, b) => Math.min(a, b), Infinity);
      this.greatest = all.reduce((a, b) => Math.max(a, b), -Infinity);
    }
    const pieces = [];
    this.layout(width).forEach(({ contig, from, to }, order) => {
      const scale = (to - from) / (contig.to - contig.from);
      const shade = order % 2 ? "#e6ebef" : "#f5f7f9";
      pieces.push(svg("rect", { x: two(from), y: 0, width: two(to - from), height, fill: shade }, svg("title", {}, contig.name)));
      let path = "";
      for (const [first, last] of contig.groups(contig.from, contig.to, Math.max(1, Math.ceil(to - from)))) {
        let level = 0;
        for (let index = first; last > index; index++) level = Math.max(level, this.level(contig, index));
        const x = from + (contig.starts[first] - contig.from) * scale;
        const size = Math.max(0.5, (contig.ends[last - 1] - contig.starts[first]) * scale);
        path += `M${two(x)} ${height}v-${two(level * height)}h${two(size)}V${height}z`;
      }
      pieces.push(svg("path", { d: path, fill: order % 2 ? "#2f4352" : "#56707f" }));
      for (const [start, end, kind] of contig.regions) {
        const x = from + ((start + end) / 2 - contig.from) * scale;
        pieces.push(svg("path", { d: `M${two(x - 4)} 0h8l-4 7z`, fill: colourOf(this.data, kind) }, svg("title", {}, `${kind} ${contig.place(start, end)}`)));
      }
      if (to - from > 7 * contig.name.length + 4) {
        pieces.push(svg("text", { x: two((from + to) / 2), y: height + 14, "text-anchor": "middle" }, contig.name));
      }
    });
    return pieces;
  }

  /** A click in the overview: to that contig, or that place of it. */
  choose(event) {
    const box = this.overview.getBoundingClientRect();
    const x = event.clientX - box.left;
    const found = this.layout(box.width).find((one) => one.to >= x);
    if (!found) return;
    if (this.contigs.length > 1 && found.contig !== this.contig) return this.show(found.contig);
    const position = found.contig.from + ((x - found.from) / (found.to - found.from)) * (found.contig.to - found.contig.from);
    const span = Math.min(this.to - this.from, (found.contig.to - found.contig.from) / 4);
    this.show(found.contig, position - span / 2, position + span / 2);
  }
}
