package io.reflexarc.chaos.report;

/** How the page looks, by day and by night. */
final class PageStyle {

  static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1b2330;--soft:#5a6676;--paper:#f6f7f9;--card:#fff;--rule:#dde2e8;
       --with:#1f5fd0;--without:#c2410c;--good:#13733a;--goodbg:#dff3e6;--bad:#b3261e;--badbg:#fbe3e1;--limit:#8a5a00}
      @media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa7b8;--paper:#12161c;--card:#1a2028;--rule:#2d3642;
       --with:#7fb0ff;--without:#ff9d6b;--good:#7fdca4;--goodbg:#163524;--bad:#ff9a92;--badbg:#43201d;--limit:#e0b050}}
      *{box-sizing:border-box}
      body{margin:0 auto;max-width:76rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
       font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
      h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.25rem;margin:2.5rem 0 .75rem}h3{font-size:1.1rem;margin:0}
      p{margin:.4rem 0}a{color:var(--with)}.soft{color:var(--soft)}
      .card{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:1.1rem 1.25rem;margin:1rem 0}
      .head{display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}
      .chip{font-weight:600;font-size:.85rem;border-radius:999px;padding:.1rem .65rem;white-space:nowrap}
      .good{background:var(--goodbg);color:var(--good)}.bad{background:var(--badbg);color:var(--bad)}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.25rem 0}
      .tile{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:.8rem 1rem}
      .tile b{display:block;font-size:1.6rem;line-height:1.25}
      .wide{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-size:.92rem}
      th,td{padding:.4rem .6rem;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}
      th{font-weight:600;color:var(--soft);white-space:nowrap}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      td.what{overflow-wrap:anywhere}tbody tr:last-child td{border-bottom:0}
      svg{display:block;width:100%;height:auto}
      figure{margin:1rem 0 0}figcaption{font-size:.9rem;color:var(--soft);margin-bottom:.25rem}
      .line{fill:none;stroke-width:2;stroke-linejoin:round}
      .line.with{stroke:var(--with)}.line.without{stroke:var(--without);stroke-dasharray:6 4}
      .grid{stroke:var(--rule)}.limit{stroke:var(--limit);stroke-dasharray:2 4}
      .tick{fill:var(--soft);font-size:12px}.mark{fill:none;stroke:var(--soft);stroke-opacity:.7}
      .knob{fill:var(--ink)}.number{fill:var(--card);font-size:11px;font-weight:700}
      .key{display:flex;gap:1.25rem;flex-wrap:wrap;font-size:.9rem;margin:.75rem 0 0}
      .key svg{display:inline-block;width:34px;height:10px;margin-right:.4rem;vertical-align:middle}
      ol.marks{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin:.4rem 0 0;padding:0;font-size:.9rem;
       counter-reset:mark}
      ol.marks li{counter-increment:mark}
      ol.marks li::before{content:counter(mark);display:inline-block;min-width:1.3em;height:1.3em;line-height:1.3em;
       margin-right:.4em;text-align:center;border-radius:1em;background:var(--ink);color:var(--card);font-size:.75rem;font-weight:700}
      .bar{height:.55rem;border-radius:3px;min-width:1px}.bar.with{background:var(--with)}.bar.without{background:var(--without);margin-top:2px}
      td.bars{min-width:9rem;vertical-align:middle}
      details{margin-top:.9rem}summary{cursor:pointer;font-weight:600}
      ul.failures{color:var(--bad);margin:.6rem 0}
      """;

  private PageStyle() {}
}
