// The tracks of the genome view, one below the other.

const ink = "#1b2733";
const grey = "#8995a0";
const blue = "#0072B2";
const two = (value) => Math.round(value * 100) / 100;

/** The colour of a region of `kind`: that of the class or, where populations are compared, of the population. */
function colourOf(data, kind) {
  return data.colours[data.classes.indexOf(kind)] ?? data.tracks.find((track) => track.name === kind)?.colour ?? ink;
}

/** Draws the stretch from ... to of a contig into an SVG of `width` pixels. */
class Drawing {
  constructor(contig, from, to, width) {
    Object.assign(this, { contig, from, to, width });
    this.left = 60;
    this.right = width - 14;
    this.y = 34;
    this.pieces = [];
    this.groups = contig.groups(from, to, Math.max(50, this.right - this.left));
  }

  x(position) {
    const share = (position - this.from) / (this.to - this.from);
    return two(this.left + Math.min(1, Math.max(0, share)) * (this.right - this.left));
  }

  add(name, attributes, ...children) { this.pieces.push(svg(name, attributes, ...children)); }

  text(words, x, y, anchor) { this.add("text", { x, y, "text-anchor": anchor }, words); }

  /** The box of a track with its name and the numbers at its ends. */
  frame(title, height, low, high) {
    this.add("rect", { x: this.left, y: this.y, width: this.right - this.left, height, fill: "#f5f7f9" });
    this.text(title, this.left, this.y - 5, "start");
    if (low !== undefined) this.text(low, this.left - 6, this.y + height, "end");
    if (high !== undefined) this.text(high, this.left - 6, this.y + 10, "end");
  }

  next(height) { this.y += height + 26; }

  /** A path with a box for each group: `box(first, last)` gives [top, height] in pixels from the top of the track, or null. */
  boxes(box) {
    let path = "";
    for (const [first, last] of this.groups) {
      const found = box(first, last);
      if (!found) continue;
      const x = this.x(this.contig.starts[first]);
      const width = Math.max(0.4, two(this.x(this.contig.ends[last - 1]) - x));
      path += `M${x} ${two(this.y + found[0])}h${width}v${two(found[1])}h-${width}z`;
    }
    return path;
  }

  /** The mean of `values` in a group, of the windows that have data; null if none has. */
  mean(values, first, last) {
    let [sum, count] = [0, 0];
    for (let index = first; last > index; index++) {
      if (values[index] === null || 0 > values[index] || 0 > (this.contig.calls[index] ?? 0)) continue;
      sum += values[index];
      count += 1;
    }
    return count ? sum / count : null;
  }

  extreme(values, first, last, better) {
    let best = null;
    for (let index = first; last > index; index++) {
      const value = values[index];
      if (value !== null && (best === null || better(value, best))) best = value;
    }
    return best;
  }

  /** The probabilities of the classes, one on the other. */
  classes(height) {
    const { contig } = this;
    this.frame("probability of each class", height, "0", "1");
    const floor = new Map();
    contig.data.classes.forEach((name, one) => {
      const path = this.boxes((first, last) => {
        const share = this.mean(contig.probabilities[one], first, last);
        if (share === null) return null;
        const below = floor.get(first) ?? 0;
        floor.set(first, below + share / unit);
        return [(1 - below - share / unit) * height, (share / unit) * height];
      });
      this.add("path", { d: path, fill: contig.data.colours[one], "shape-rendering": "crispEdges" });
    });
    this.next(height);
  }

  /** The highest probability of the classes looked for, with the threshold. */
  sought(height) {
    const { contig } = this;
    const names = contig.data.sought.map((one) => contig.data.classes[one]).join(" or ");
    this.frame(`probability of ${names}`, height, "0", "1");
    const path = this.boxes((first, last) => {
      const share = this.extreme(contig.sought, first, last, (a, b) => a > b);
      return share === null ? null : [(1 - share) * height, Math.max(share * height, 0.3)];
    });
    this.add("path", { d: path, fill: "#8fa1b0", "shape-rendering": "crispEdges" });
    this.limit(height);
    this.next(height);
  }

  /** Called regions, in the colours of their classes. */
  regions() {
    const { contig } = this;
    this.frame("called regions", 12);
    for (const [start, end, kind, chance] of contig.regions) {
      if (start >= this.to || this.from >= end) continue;
      const x = this.x(start);
      const title = `${kind}, ${contig.place(start, end)}, probability ${chance}`;
      this.add("rect", {
        x, y: this.y, width: Math.max(2, two(this.x(end) - x)), height: 12, class: "region",
        fill: colourOf(contig.data, kind),
      }, svg("title", {}, title));
    }
    this.next(12);
  }

  /** Known regions, as brackets with their names. */
  marks() {
    const { contig } = this;
    if (!contig.marks.length) return;
    this.text("known regions", this.left, this.y - 5, "start");
    const ends = [-Infinity, -Infinity];
    for (const [start, end, name] of contig.marks) {
      if (start >= this.to || this.from >= end) continue;
      const [x, right] = [this.x(start), Math.max(this.x(end), this.x(start) + 2)];
      this.add("path", { d: `M${x} ${this.y + 9}v-7H${right}v7`, fill: "none", stroke: ink, "stroke-width": 2 },
        svg("title", {}, name));
      const half = name.length * 3.4;
      const middle = Math.min(Math.max((x + right) / 2, this.left + half), this.right - half);
      const row = ends.findIndex((reached) => middle - half - 6 > reached);
      if (0 > row) continue;
      ends[row] = middle + half;
      this.text(name, two(middle), this.y + 22 + row * 14, "middle");
    }
    this.y += 34;
    this.next(0);
  }

  /** A value of each window as bars from 0. */
  bars(title, values, height, scale, colour) {
    const highest = this.extreme(values, ...this.contig.range(this.from, this.to), (a, b) => a > b) || 1;
    this.frame(title, height, "0", brief(highest / scale));
    const path = this.boxes((first, last) => {
      const value = this.extreme(values, first, last, (a, b) => a > b);
      return value === null ? null : [(1 - value / highest) * height, (value / highest) * height];
    });
    this.add("path", { d: path, fill: colour, "shape-rendering": "crispEdges" });
    this.next(height);
  }

  /** A track that is not of the scan's own. */
  track({ name, scale, colour }, values) {
    if (scale === "amount") return this.bars(name, values, 36, 1, colour);
    const range = this.contig.range(this.from, this.to);
    const size = (value) => (value === null ? null : Math.abs(value));
    const isSigned = scale === "signed";
    const greatest = isSigned ? Math.abs(this.extreme(values, ...range, (a, b) => size(a) > size(b)) ?? 1) || 1 : 1;
    const height = 44;
    const zero = isSigned ? height / 2 : height;
    this.frame(name, height, isSigned ? brief(-greatest) : "0", brief(greatest));
    const path = this.boxes((first, last) => {
      const value = this.extreme(values, first, last, (a, b) => size(a) > size(b));
      if (value === null) return null;
      const length = Math.max((Math.abs(value) / greatest) * zero, 0.3);
      return [value >= 0 ? zero - length : zero, length];
    });
    this.add("path", { d: path, fill: colour, "shape-rendering": "crispEdges", class: "track" });
    if (isSigned) this.add("path", { d: `M${this.left} ${this.y + zero}H${this.right}`, stroke: grey });
    else this.limit(height);
    this.next(height);
  }

  /** The line of the least probability that is called, in a track `height` high. */
  limit(height) {
    const limit = this.contig.data.threshold;
    if (!(limit > 0)) return;
    const y = two(this.y + (1 - limit) * height);
    this.add("path", { d: `M${this.left} ${y}H${this.right}`, stroke: "#a34700", "stroke-dasharray": "5 4", class: "threshold" });
    this.text(String(limit), this.left - 6, y + 4, "end");
  }

  /** Genes as boxes, in up to three rows; named where there is room. */
  genes() {
    const { contig } = this;
    if (!contig.genes.length) return;
    const shown = contig.genes.filter(([start, end]) => this.to > start && end > this.from);
    const rows = [-Infinity, -Infinity, -Infinity];
    const height = 17 * rows.length;
    this.frame(`genes (${grouped(shown.length)} here)`, height);
    const isNamed = 150 > shown.length;
    let path = "";
    for (const [start, end, name] of shown) {
      const [x, right] = [this.x(start), Math.max(this.x(end), this.x(start) + 1)];
      const label = isNamed ? 7.2 * name.length + 6 : 0;
      const row = rows.findIndex((reached) => x > reached + 1);
      const place = 0 > row ? rows.length - 1 : row;
      const y = this.y + 17 * place;
      path += `M${x} ${y + 5}h${two(right - x)}v7h-${two(right - x)}z`;
      const fits = isNamed && row >= 0 && this.right > right + label;
      if (fits) this.add("text", { x: two(right + 2), y: y + 12, class: "gene" }, name);
      rows[place] = Math.max(rows[place], fits ? right + label : right);
    }
    this.add("path", { d: path, fill: "#3b5a80" });
    this.next(height);
  }

  /** A number that was predicted, with its interval. */
  number(name, isLogarithmic, [values, lows, highs], height) {
    const range = this.contig.range(this.from, this.to);
    const low = this.extreme(lows, ...range, (a, b) => b > a) ?? 0;
    let high = this.extreme(highs, ...range, (a, b) => a > b) ?? 1;
    if (low >= high) high = low + 1;
    const isLog = low > 0 && (isLogarithmic || high / low > 30);
    const scale = isLog ? Math.log : (value) => value;
    const y = (value) => (1 - (scale(value) - scale(low)) / (scale(high) - scale(low))) * height;
    this.frame(name + (isLog ? " (logarithmic axis)" : ""), height, brief(low), brief(high));
    const band = this.boxes((first, last) => {
      const top = this.extreme(highs, first, last, (a, b) => a > b);
      const bottom = this.extreme(lows, first, last, (a, b) => b > a);
      return top === null ? null : [y(top), y(bottom) - y(top)];
    });
    const line = this.boxes((first, last) => {
      const value = this.mean(values, first, last);
      return value === null ? null : [y(value) - 1, 2];
    });
    this.add("path", { d: band, fill: blue, "fill-opacity": 0.25 });
    this.add("path", { d: line, fill: blue });
    this.next(height);
  }

  axis() {
    const base = this.y - 18;
    const { step, values } = ticks(this.from, this.to, Math.max(2, (this.right - this.left) / 110));
    const decimals = Math.max(0, Math.min(6, 6 - Math.floor(Math.log10(step))));
    let path = `M${this.left} ${base}H${this.right}`;
    for (const value of values) {
      path += `M${this.x(value)} ${base}v5`;
      this.text((value / 1e6).toFixed(decimals), this.x(value), base + 19, "middle");
    }
    this.add("path", { d: path, stroke: grey, fill: "none" });
    this.text(`position on ${this.contig.name} (Mb)`, two((this.left + this.right) / 2), base + 36, "middle");
    this.y = base + 44;
  }

  /** All tracks; the picture is as high as they are. */
  finish() {
    const { contig } = this;
    if (contig.data.numbers.length) {
      contig.data.numbers.forEach((name, one) => this.number(name, contig.data.isLogarithmic[one] > 0, contig.numbers[one], 110));
    } else if (!contig.data.classes.length) {
      this.regions();
    } else {
      this.classes(130);
      this.sought(60);
      this.regions();
    }
    this.marks();
    contig.tracks.forEach((values, one) => { if (values) this.track(contig.data.tracks[one], values); });
    this.genes();
    if (contig.density) this.bars("SNPs per 1,000 accessible bases", contig.density, 36, 1, "#7a8894");
    else if (contig.sites) this.bars("SNPs in the window about each place", contig.sites, 36, 1, "#7a8894");
    if (contig.accessible) this.bars("accessible share", contig.accessible, 24, unit, "#009E73");
    this.axis();
    return this.pieces;
  }
}
