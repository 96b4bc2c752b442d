// The windows of one contig, as the page holds them.

/** What a class probability or a share is written in: thousandths. */
const unit = 1000;

class Contig {
  constructor(values, data) {
    this.name = values.name;
    this.starts = [values.first];
    for (const [step, count] of values.steps) {
      for (let one = 0; count > one; one++) this.starts.push(this.starts[this.starts.length - 1] + step);
    }
    const length = (index) => (Array.isArray(values.lengths) ? values.lengths[index] : values.lengths);
    this.ends = this.starts.map((start, index) => start + length(index));
    this.probabilities = (values.probabilities ?? []).map(unpacked);
    this.calls = unpacked(values.calls ?? []);
    this.sites = unpacked(values.sites);
    this.accessible = unpacked(values.accessible);
    this.spans = values.spans;
    this.density = this.sites && this.spans ? this.sites.map((count, index) => this.densityOf(count, index)) : null;
    this.q = unpacked(values.q);
    this.tracks = (values.tracks ?? []).map((own, one) =>
      own && data.tracks[one].scale === "share" ? unpacked(own).map((value) => (0 > value ? null : value / unit)) : own);
    this.genes = values.genes ?? [];
    this.numbers = values.numbers ?? [];
    this.marks = values.marks;
    this.regions = values.regions;
    this.data = data;
    this.sought = !data.classes.length ? null : this.starts.map((_, index) => this.chanceOfSought(index));
  }

  get count() { return this.starts.length; }
  get from() { return this.starts[0] ?? 0; }
  get to() { return this.ends[this.count - 1] ?? 1; }

  /** The probability of the classes that are looked for together; null without data. */
  chanceOfSought(index) {
    if (0 > this.calls[index]) return null;
    return this.data.sought.reduce((sum, one) => sum + this.probabilities[one][index], 0) / unit;
  }

  /** SNPs in a thousand accessible bases of the window of `index`, which has `count`; null where it is not known. */
  densityOf(count, index) {
    const span = Array.isArray(this.spans) ? this.spans[index] : this.spans;
    const bases = this.accessible ? (span * this.accessible[index]) / unit : span;
    return 0 > count || !(bases > 0) ? null : (1000 * count) / bases;
  }

  /** The indices of the windows that reach into from ... to. */
  range(from, to) {
    return [firstAbove(this.ends, from), Math.min(this.count, firstAbove(this.starts, to))];
  }

  /** The window at `position`, or the one nearest to it. */
  nearest(position) {
    const index = Math.min(this.count - 1, firstAbove(this.ends, position));
    if (index > 0 && this.starts[index] - position > position - this.ends[index - 1]) return index - 1;
    return index;
  }

  /** The windows from ... to in at most `most` groups of neighbours: [first, one past the last]. */
  groups(from, to, most) {
    const [first, last] = this.range(from, to);
    const size = Math.max(1, Math.ceil((last - first) / most));
    const made = [];
    for (let index = first; last > index; index += size) made.push([index, Math.min(last, index + size)]);
    return made;
  }

  /** A stretch as it is written of a region: 1-based, closed. */
  place(from, to) { return `${this.name}:${grouped(from + 1)}-${grouped(to)}`; }

  /** All there is to say of window `index`, in words. */
  words(index) {
    const words = [this.place(this.starts[index], this.ends[index])];
    const classes = this.data.classes;
    if (this.numbers.length) {
      this.data.numbers.forEach((name, one) => {
        const [value, low, high] = this.numbers[one].map((values) => values[index]);
        words.push(value === null ? `${name}: too little data` : `${name} ${brief(value)} (${brief(low)} to ${brief(high)})`);
      });
    } else if (classes.length && 0 > this.calls[index]) {
      words.push("too little data for a call");
    } else if (classes.length) {
      words.push(`most probable: ${classes[this.calls[index]]}`);
      words.push(classes.map((name, one) => `${name} ${(this.probabilities[one][index] / unit).toFixed(3)}`).join(", "));
      if (this.q) words.push(`q ${(this.q[index] / unit).toFixed(3)}`);
    }
    if (this.sites) words.push(`${grouped(this.sites[index])} SNPs in its window`);
    this.tracks.forEach((own, one) => {
      if (own) words.push(`${this.data.tracks[one].name} ${brief(own[index])}`);
    });
    if (this.accessible) words.push(`${(this.accessible[index] / 10).toFixed(0)} % accessible`);
    const here = this.marks.filter((mark) => this.ends[index] > mark[0] && mark[1] > this.starts[index]);
    const genes = this.genes.filter((gene) => this.ends[index] > gene[0] && gene[1] > this.starts[index]).map((gene) => gene[2]);
    if (genes.length) words.push(`genes: ${genes.slice(0, 12).join(", ")}${genes.length > 12 ? " ..." : ""}`);
    if (here.length) words.push(here.map((mark) => mark[2]).join(", "));
    return words.join(" · ");
  }

  /** The rows of the windows from ... to, header first. */
  rows(from, to) {
    const [first, last] = this.range(from, to);
    const header = ["contig", "start", "end"];
    const columns = [];
    const add = (name, values, scale) => {
      if (!values) return;
      header.push(name);
      columns.push((index) => (values[index] === null || 0 > values[index] ? "NA" : values[index] / scale));
    };
    this.data.classes.forEach((name, one) => add("p_" + name, this.probabilities[one], unit));
    add("q", this.q, unit);
    this.data.numbers.forEach((name, one) => {
      ["", "_low", "_high"].forEach((suffix, part) => {
        header.push(name + suffix);
        columns.push((index) => this.numbers[one][part][index] ?? "NA");
      });
    });
    add("sites", this.sites, 1);
    add("accessible", this.accessible, unit);
    add("snps_per_kb", this.density, 1);
    this.tracks.forEach((own, one) => {
      if (!own) return;
      header.push(this.data.tracks[one].name);
      columns.push((index) => own[index] ?? "NA");
    });
    if (this.calls.length) {
      header.push("most_probable");
      columns.push((index) => this.data.classes[this.calls[index]] ?? "NA");
    }
    const rows = [header];
    for (let index = first; last > index; index++) {
      rows.push([this.name, this.starts[index], this.ends[index], ...columns.map((column) => column(index))]);
    }
    return rows;
  }
}
