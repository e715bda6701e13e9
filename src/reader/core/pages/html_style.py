"""The style of the HTML page, as one sheet: light and dark, narrow and wide, and paper."""

from __future__ import annotations

STYLE = """
:root {
  --ground: #fdfcf9; --panel: #f4f2ec; --words: #1d1c1a; --quiet: #64615a; --line: #d9d5ca;
  --link: #0b5cad; --entity: #1d6b57; --accent: #b4530a; --note: #fff6d6; --mark: #ffe9a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181c; --panel: #1e2127; --words: #e4e2dc; --quiet: #a19d94; --line: #363a42;
    --link: #79b8ff; --entity: #7fd1b4; --accent: #f2a65a; --note: #2c2818; --mark: #5b4a12;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--words); line-height: 1.6;
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif;
  overflow-wrap: break-word;
}
nav, .entities, .marking, .byline, .about, .note, table, figure, time, .sources, h1, h2, h3, h4 {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header, main, nav, .entities { padding: 0 1.1rem; max-width: 42rem; margin: 0 auto; }
h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .5em; text-wrap: balance; }
h1 { font-size: 1.9rem; margin-top: 1.2em; }
h2 { font-size: 1.35rem; padding-top: .6em; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin-top: 1.6em; }
h4, h5, h6 { font-size: 1rem; margin: 1.2em 0 .2em; }
p, ul, ol, blockquote, pre, .table, figure { margin: .8em 0; }
li > p { margin: .3em 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a.entity { color: inherit; text-decoration: underline dotted var(--entity) 2px; }
a.ambiguous { text-decoration: underline wavy var(--accent) 1px; }
.citation, sup { font-size: .72em; line-height: 0; margin-left: .1em; }
.citation a { text-decoration: none; }
:target { background: var(--mark); border-radius: .2rem; }
section:target { background: none; }
.entities section:target { background: var(--mark); }
.byline, .about, .address, figcaption { color: var(--quiet); font-size: .88em; }
.byline { margin-top: -.2em; }
.lead { font-size: 1.12em; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid var(--accent); }
code, pre { font: .88em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
pre { overflow-x: auto; padding: .8em 1em; background: var(--panel); border-radius: .3rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
.table { overflow-x: auto; }
.table .right { text-align: right; }
table { border-collapse: collapse; font-size: .9em; line-height: 1.45; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4em .9em .4em 0; border-bottom: 1px solid var(--line); }
.figures th { font-weight: normal; }
.figures td { font-weight: 600; font-variant-numeric: tabular-nums; }
figure { padding: .9em 1em; background: var(--panel); border-radius: .4rem; }
figcaption { margin-bottom: .6em; color: var(--words); font-weight: 600; }
.chart { display: block; width: 100%; height: auto; font-size: 13px; }
.chart rect, .chart circle { fill: var(--entity); }
.chart polyline { fill: none; stroke: var(--entity); stroke-width: 2; }
.chart text { fill: var(--words); }
.marking { text-align: center; padding: .5rem; position: sticky; top: 0; z-index: 1; pointer-events: none; }
.marking:last-child { position: static; }
.marking span { background: #000; color: #fff; font-weight: 700; font-size: .85rem; padding: .25em .8em; }
.marking.red span { color: #ff2b2b; } .marking.amber span { color: #ffc000; } .marking.green span { color: #33ff00; }
.marking.house span { background: var(--panel); color: var(--words); border: 1px solid var(--line); }
nav h2, .entities > h2 { border: 0; margin-bottom: 0; }
nav ol { padding-left: 1.4em; columns: 2 10rem; }
.events, .sources { padding-left: 0; list-style: none; }
.events > li { display: grid; grid-template-columns: 6.5rem 1fr; gap: .2rem 1rem; padding: .45em 0; }
.events time { color: var(--quiet); font-size: .9em; font-variant-numeric: tabular-nums; }
.events ul { display: flex; flex-wrap: wrap; gap: 0 1em; list-style: none; margin: .1em 0 0; padding: 0; }
.events ul { font-size: .88em; }
.sources { list-style: decimal; padding-left: 2.2em; font-size: .92em; }
.sources > li { padding: .25em 0; }
.sources .about, .sources a { display: block; }
.entities { font-size: .9rem; line-height: 1.5; }
.entities h3 { color: var(--quiet); font-size: .78rem; text-transform: uppercase; letter-spacing: .08em; }
.entities section { padding: .1em .5em .4em; margin: 0 -.5em; }
.entities h4 { margin: .6em 0 0; }
.entities p, .entities dl { margin: .25em 0; }
dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: 0 .8em; }
dt { color: var(--quiet); } dd { margin: 0; }
.note { background: var(--note); border-left: 3px solid var(--accent); padding: .5em .9em; margin: .9em 0; }
.note { font-size: .88rem; }
.note p, .note blockquote { margin: .3em 0; }
.note blockquote { border: 0; padding: 0; color: var(--quiet); font-style: italic; }
@media (min-width: 62rem) {
  body { display: grid; gap: 0 2.2rem; justify-content: center; }
  body { grid-template-columns: 14rem minmax(0, 40rem) minmax(15rem, 22rem); }
  .marking { grid-column: 1 / -1; }
  header, main, nav, .entities { margin: 0; max-width: none; }
  header, main { grid-column: 2; padding: 0; }
  nav { grid-column: 1; grid-row: 2 / span 2; }
  .entities { grid-column: 3; grid-row: 2 / span 2; }
  nav, .entities { position: sticky; top: 2.6rem; max-height: calc(100vh - 2.6rem); align-self: start; }
  nav, .entities { overflow-y: auto; font-size: .9rem; }
  nav ol { columns: 1; }
}
@media (min-width: 84rem) {
  body.with-notes { grid-template-columns: 12rem minmax(0, 38rem) 34rem; }
  .with-notes .entities { margin-left: 15rem; }
  .noted { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; gap: 0 1.8rem; width: calc(100% + 15.8rem); }
  .noted .note { margin: .9em 0 .4em; }
}
@media print {
  :root {
    --ground: #fff; --panel: #f3f3f3; --words: #000; --quiet: #444; --line: #bbb; --link: #000; --entity: #333;
    --accent: #777; --note: #f3f3f3; --mark: none;
  }
  body { display: block; font-size: 10.5pt; }
  header, main, .entities { max-width: none; padding: 0; position: static; max-height: none; overflow: visible; }
  nav { display: none; }
  .marking { position: static; }
  .marking span { background: #fff; color: #000 !important; border: 1px solid #000; }
  a, a.entity { color: inherit; text-decoration: none; }
  h2, h3, h4, .byline { break-after: avoid; }
  .entities { columns: 2; column-gap: 10mm; font-size: 9pt; }
  .entities > h2 { column-span: all; margin-bottom: 0; }
  .entities h3 { margin-top: .8em; }
  figure, table, .note, .sources > li, .events > li, .entities section { break-inside: avoid; }
  @page { margin: 18mm; }
}
"""
