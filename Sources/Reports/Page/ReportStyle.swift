/// The page's style sheet: readable on a screen, on a narrow one and on paper.
enum ReportStyle {
  static let css: StaticString = """
    :root { color-scheme: light dark; --ink: #1b2733; --soft: #5a6874; --line: #dde3e8; --wash: #f5f7f9;
      --blue: #0072B2; --page: #fff; --figure: #3d4a55; --warn: #fdf1e8; --alarm: #a34700; --edge: #8995a0; }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
    body { margin: 0; color: var(--ink); background: var(--page); font: 15px/1.55 system-ui, -apple-system, "Segoe UI",
      "Helvetica Neue", "DejaVu Sans", Arial, sans-serif; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; z-index: 2; }
    nav { position: fixed; top: 0; bottom: 0; left: 0; width: 15rem; padding: 1.6rem 1.2rem; background: #16242f;
      overflow-y: auto; }
    nav .brand { color: #fff; font-size: 1.25rem; font-weight: 650; letter-spacing: .04em; margin: 0 0 1.2rem .6rem; }
    nav ol { list-style: none; margin: 0; padding: 0; }
    nav li { position: relative; }
    nav a { display: block; color: #cfdbe4; text-decoration: none; padding: .45rem 1.8rem .45rem .6rem;
      border-radius: 6px; line-height: 1.3; }
    nav a:hover, nav a:focus { background: #263948; color: #fff; }
    nav .badge { position: absolute; right: .3rem; top: .55rem; min-width: 1.2rem; padding: 0 .3rem; font-size: .72rem;
      line-height: 1.2rem; text-align: center; border-radius: .6rem; background: #E69F00; color: #16242f;
      font-weight: 700; }
    main { margin-left: 15rem; padding: 1.6rem 2.6rem 4rem; max-width: 84rem; }
    h1 { font-size: 1.85rem; line-height: 1.2; margin: .2rem 0 1.4rem; letter-spacing: -.01em; }
    h2 { font-size: 1.3rem; margin: 0 0 .9rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
    section { margin-bottom: 2.4rem; }
    section:first-of-type h2 { border-top: 0; padding-top: 0; }
    h3 { font-size: 1.02rem; margin: 1.8rem 0 .5rem; }
    p { margin: .4rem 0 .7rem; max-width: 68ch; }
    .answer { font-size: 1.18rem; line-height: 1.5; max-width: 62ch; }
    .note { color: var(--soft); font-size: .9rem; }
    .nothing { color: var(--soft); font-style: italic; }
    .warning { border-left: 5px solid #D55E00; background: var(--warn); padding: .7rem 1rem; margin: 0 0 .8rem;
      border-radius: 0 6px 6px 0; max-width: 72ch; }
    .warning strong { color: var(--alarm); }
    .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .8rem;
      margin: 0 0 1.3rem; padding: 0; }
    .figures div { border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; background: var(--wash); }
    .figures dt { color: var(--soft); font-size: .82rem; }
    .figures dd { margin: 0; font-size: 1.35rem; font-weight: 620; line-height: 1.25; overflow-wrap: anywhere; }
    .figures-row { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; }
    .scroll { overflow-x: auto; margin: .6rem 0 1.2rem; }
    table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding: 0 0 .4rem; font-size: .88rem; }
    th, td { text-align: left; padding: .32rem .75rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
    thead th { border-bottom: 2px solid #b8c3cc; font-weight: 620; white-space: nowrap; }
    td.number { text-align: right; white-space: nowrap; }
    tbody tr:hover { background: var(--wash); }
    .matrix td, .heat td { text-align: center; border: 2px solid var(--page); padding: .4rem .6rem; min-width: 5.4rem; }
    .matrix td small { display: block; font-size: .76rem; opacity: .85; }
    .matrix thead th, .heat thead th { border-bottom: 0; text-align: center; }
    .matrix tbody th, .heat tbody th { border-bottom: 0; font-weight: 560; white-space: nowrap; }
    .heat td { min-width: 3rem; padding: .18rem .3rem; border-width: 1px; font-size: .8rem; }
    .bar { display: inline-block; height: .8rem; background: var(--blue); border-radius: 2px; vertical-align: middle; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .4rem 0; padding: 0;
      font-size: .9rem; }
    .swatch { display: inline-block; width: .95rem; height: .95rem; margin-right: .4rem; border-radius: 3px;
      vertical-align: -.12rem; border: 1px solid #0002; }
    figure { margin: .8rem 0 1.4rem; }
    figcaption { color: var(--soft); font-size: .88rem; max-width: 78ch; }
    svg { display: block; max-width: 100%; height: auto; }
    svg text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Arial, sans-serif; fill: var(--figure); }
    details { margin: .8rem 0; }
    summary { cursor: pointer; color: var(--blue); }
    ol.citations li { margin: .35rem 0; max-width: 80ch; overflow-wrap: anywhere; }
    table.facts td { overflow-wrap: anywhere; font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace;
      font-size: .82rem; }
    a { color: var(--blue); }
    nav a { color: #cfdbe4; }
    .tools { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin: .3rem 0; font-size: .82rem; }
    .tools button, .tools input, .tools select { font: inherit; color: var(--ink); background: var(--wash);
      border: 1px solid var(--edge); border-radius: 5px; padding: .18rem .6rem; min-height: 1.8rem; max-width: 100%; }
    .tools button { cursor: pointer; }
    .tools button:hover { border-color: var(--blue); }
    .tools .count { color: var(--soft); }
    .sorter, .place { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
    .sorter:hover { text-decoration: underline; }
    .sorter::after { content: " \\2195"; opacity: .45; }
    th[aria-sort=ascending] .sorter::after { content: " \\2191"; opacity: 1; }
    th[aria-sort=descending] .sorter::after { content: " \\2193"; opacity: 1; }
    .scroll:has(> .regions) { max-height: 27rem; overflow: auto; }
    .regions thead th { position: sticky; top: 0; background: var(--page); }
    .regions td:first-child, .regions td:nth-child(4) { white-space: nowrap; }
    .place { color: var(--blue); text-decoration: underline; }
    button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, svg:focus-visible,
      a:focus-visible, .scroll:focus-visible { outline: 3px solid #E69F00; outline-offset: 2px; }
    #genome-view { margin: 1rem 0; }
    #genome-view > svg { touch-action: pan-y; max-width: none; }
    #genome-view .overview { cursor: pointer; margin-bottom: .4rem; }
    .readout { min-height: 3.1em; font-size: .9rem; max-width: none; margin: .2rem 0; font-variant-numeric: tabular-nums; }
    .reason > p { max-width: 78ch; }
    .reason path.data { stroke: #000; stroke-width: 2; }
    .haplotypes { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
    .haplotypes figure { flex: 0 1 420px; }
    .haplotypes figure > svg { min-width: 0; }
    .defs { position: absolute; }
    blockquote { margin: .4rem 0 1rem; padding: .6rem 1rem; border-left: 4px solid var(--line); background: var(--wash);
      max-width: 78ch; }
    pre { max-height: 24rem; overflow: auto; background: var(--wash); padding: .8rem; font-size: .8rem; white-space: pre-wrap;
      overflow-wrap: anywhere; }
    @media (max-width: 60rem) {
      nav { position: static; width: auto; padding: 1rem; }
      nav ol { display: flex; flex-wrap: wrap; gap: .1rem .3rem; }
      nav .brand { margin-bottom: .5rem; }
      main { margin-left: 0; padding: 1.2rem; }
      h1 { font-size: 1.45rem; overflow-wrap: anywhere; }
      .figures { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
      figure { overflow-x: auto; }
      figure > svg { min-width: 40rem; }
      .tools input[type=text] { width: 100%; }
    }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ink: #dfe7ed; --soft: #9fb0bd; --line: #31404c; --wash: #1c2832; --blue: #62b6ea; --page: #121a21;
        --figure: #c3ced7; --warn: #33251a; --alarm: #ffb27a; --edge: #6b7c89; }
      figure svg, td svg, #genome-view > svg { background: #f3f6f8; border-radius: 6px; --figure: #3d4a55; }
      .matrix td, .heat td { color: #1b2733; }
      thead th { border-bottom-color: #4a5a67; }
    }
    @media print {
      nav, .skip, .tools, .readout, #genome-view .note { display: none; }
      .sorter::after { content: none; }
      main { margin: 0; padding: 0; max-width: none; }
      body { font-size: 11pt; }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      figure, tr, .warning, .figures div { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .scroll, .scroll:has(> .regions) { overflow: visible; max-height: none; }
    }
    """
}
